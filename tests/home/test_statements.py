"""What the pages on privacy and accessibility say beside the words of staff."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.humanize.templatetags.humanize import apnumber
from django.test import Client
from wagtail.models import Page

from backcare.retention import BACKUPS, KEPT, RARE_SEARCHES, Whom
from factsheets.search.models.unanswered_search import SHOWN_FROM
from factsheets.workflows.health.listing import what_is_wrong
from home.models import PlainPage
from home.plain_texts import PRIVACY

pytestmark = pytest.mark.django_db


def main_of(client: Client, path: str) -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    return BeautifulSoup(response.content, "html.parser").main


def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.get_text(" ").split())


def test_the_page_on_privacy_says_of_each_thing_how_long_it_is_kept(client: Client) -> None:
    readers, staff = main_of(client, "/privacy/").select("table.kept")
    for table, whom in ((readers, Whom.READERS), (staff, Whom.STAFF)):
        rows = [[words(cell) for cell in row(["th", "td"])] for row in table.tbody("tr")]
        assert rows == [[each.what, f"{each.in_words}. {each.then}"] for each in KEPT if each.whom == whom]
    assert "3 years after it came in." in words(readers)
    assert "90 days after they were sent or given up." in words(staff)


def test_the_table_follows_the_settings(client: Client, settings: Any) -> None:
    settings.BACKUPS_KEPT_DAYS = 45
    settings.SESSION_COOKIE_AGE = 12 * 3600
    assert BACKUPS.time == timedelta(days=45)
    shown = words(main_of(client, "/privacy/"))
    assert "45 days after the copy was made." in shown
    assert "12 hours without a sign of them." in shown


def test_the_words_of_the_page_leave_times_to_the_table_and_say_from_when_staff_see_a_search() -> None:
    assert not {"days", "weeks", "months", "years"} & set(PRIVACY.lower().replace(".", " ").split())
    assert f"searched for {apnumber(SHOWN_FROM)} times" in PRIVACY
    assert f"fewer than {apnumber(SHOWN_FROM)} searches" in RARE_SEARCHES.what


def test_who_is_responsible_and_whom_to_ask(client: Client, settings: Any) -> None:
    bare = main_of(client, "/privacy/")
    assert "BackCare decides what this site keeps" in words(bare)
    assert "Ask us" not in words(bare)
    assert bare.find("a", href="https://ico.org.uk/make-a-complaint/")
    settings.PRIVACY_CONTROLLER = "BackCare, charity <1>"
    settings.PRIVACY_CONTACT = "privacy@backcare.example or by letter"
    settings.ICO_URL = "https://ico.example/"
    told = main_of(client, "/privacy/")
    assert "BackCare, charity <1> decides what this site keeps" in words(told)
    assert told.find("a", href="mailto:privacy@backcare.example")
    assert told.find("a", href="https://ico.example/")


def test_the_page_on_accessibility_follows_the_model_and_claims_nothing(
    client: Client, settings: Any
) -> None:
    bare = main_of(client, "/accessibility/")
    headings = [words(each) for each in bare(["h2", "h3"])]
    assert headings[1:] == [
        "How accessible this site is",
        "Tell us what you cannot use",
        "If you are not happy with our answer",
        "Technical information",
        "Compliance status",
        "What is not accessible",
        "How we prepared this statement",
    ]
    assert "Nobody independent has tested this site yet." in words(bare)
    assert "We do not claim that this site meets the standard, in full or in part" in words(bare)
    assert "a test by people with disabilities" in words(bare)
    assert "in another form, tell us" not in words(bare)
    assert bare.find("a", href="https://www.equalityadvisoryservice.com/")
    settings.ACCESSIBILITY_CONTACT = "access@backcare.example"
    settings.ACCESSIBILITY_TESTED = "Testers of Leeds on 4 May 2027"
    told = main_of(client, "/accessibility/")
    assert told.find("a", href="mailto:access@backcare.example")
    assert "last tested by Testers of Leeds on 4 May 2027." in words(told)
    assert "Nobody independent" not in words(told)
    assert "has not been done" not in words(told)


def test_only_the_page_at_the_address_has_it(client: Client) -> None:
    about = PlainPage.objects.get(slug="about")
    about.add_child(instance=PlainPage(title="Of privacy", slug="privacy", body="<p>More.</p>"))
    assert not main_of(client, "/about/privacy/").select("table")
    assert not main_of(client, "/about/").select("table")


@pytest.mark.parametrize("slug", ["privacy", "accessibility"])
def test_the_health_list_says_when_nobody_finds_the_page(slug: str) -> None:
    sentence = f"The address /{slug}/: Readers find no page there, and each page leads to it"
    assert not any(sentence in str(each) for each in what_is_wrong())
    Page.objects.get(slug=slug).unpublish()
    [fault] = [each for each in what_is_wrong() if sentence in str(each)]
    assert not fault.stops
    assert not fault.deaf
