"""Every address that a factsheet has ever had leads on to the present one, and none gives anything away."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from factsheets.models import Condition, FactsheetPage, Feedback
from factsheets.publication.withdrawing import withdraw
from home.models import PlainPage
from tests.builders import complete_draft, library, live, put_live, sign_governed_texts, suits, superuser
from tests.setting_up.made_once import MadeOnce

#: Wagtail notes old addresses when the transaction ends.
pytestmark = pytest.mark.django_db

PLACES = ["", "factsheet.pdf", "large-print.pdf", "history/"]


@pytest.fixture(autouse=True)
def surroundings(made_once: MadeOnce, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factsheets.outputs.page_as_pdf.pdf_of", lambda html, address: b"%PDF-")
    made_once(sign_governed_texts)


@pytest.fixture(autouse=True)
def noted(django_capture_on_commit_callbacks):
    """Runs what Wagtail does at the end of a transaction."""

    def run(act, *args):
        with django_capture_on_commit_callbacks(execute=True):
            return act(*args)

    return run


def rename(page: Page, slug: str) -> None:
    page = Page.objects.get(pk=page.pk).specific
    page.slug = slug
    if isinstance(page, FactsheetPage) and page.live:
        put_live(page, page.save_revision())
    elif page.live:
        page.save_revision().publish()
    else:
        page.save()
        page.save_revision()


def hide(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def take_away(page: FactsheetPage) -> None:
    row = FactsheetPage.objects.get(pk=page.pk)
    withdraw(row, reason="It is old.", replacement=None, user=superuser(), now=timezone.now())


def leads(client, path: str, to: str, status: int = 200) -> None:
    response = client.get(path)
    assert (response.status_code, response.headers.get("Location")) == (301, to), path
    # Browsers would keep a permanent redirect for ever, and another page may have the old address one day.
    assert (
        "max-age=60" in response.headers["Cache-Control"] or response.headers["Cache-Control"] == "no-store"
    )
    assert client.get(to).status_code == status


def leads_nowhere(client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404, response.headers.get("Location")


@pytest.mark.parametrize("place", PLACES)
def test_after_a_change_of_the_address_everything_below_it_leads_on(client, noted, place):
    page = live("Heat")
    noted(rename, page, "warmth")
    leads(client, f"/factsheets/heat/{place}", f"/factsheets/warmth/{place}")
    leads(client, f"/factsheets/heat/{place}?a=1&b=%20x", f"/factsheets/warmth/{place}?a=1&b=%20x")
    assert client.head(f"/factsheets/heat/{place}").status_code == 301


@pytest.mark.parametrize("place", PLACES)
def test_after_several_changes_each_old_address_leads_straight_to_the_present_one(client, noted, place):
    page = live("Heat")
    for slug in ("warmth", "hot-packs", "heat-therapy"):
        noted(rename, page, slug)
    for slug in ("heat", "warmth", "hot-packs"):
        leads(client, f"/factsheets/{slug}/{place}", f"/factsheets/heat-therapy/{place}")
    noted(rename, page, "heat")
    assert client.get(f"/factsheets/heat/{place}").status_code == 200
    leads(client, f"/factsheets/warmth/{place}", f"/factsheets/heat/{place}")


@pytest.mark.parametrize("place", PLACES)
def test_after_a_withdrawal_old_addresses_lead_to_the_one_that_says_why(client, noted, place):
    page = live("Heat")
    noted(rename, page, "warmth")
    noted(take_away, page)
    leads(
        client,
        f"/factsheets/heat/{place}",
        f"/factsheets/warmth/{place}",
        200 if place == "history/" else 410,
    )
    noted(rename, page, "hot-packs")
    for slug in ("heat", "warmth"):
        leads(
            client,
            f"/factsheets/{slug}/{place}",
            f"/factsheets/hot-packs/{place}",
            200 if place == "history/" else 410,
        )


@pytest.mark.parametrize("place", PLACES)
def test_when_a_page_above_it_is_renamed_its_old_addresses_lead_on(client, noted, place):
    page, old = live("Heat"), live("Cold")
    noted(rename, page, "warmth")
    noted(take_away, old)
    noted(rename, library(), "therapies")
    gone = 200 if place == "history/" else 410
    leads(client, f"/factsheets/heat/{place}", f"/therapies/warmth/{place}")
    leads(client, f"/factsheets/warmth/{place}", f"/therapies/warmth/{place}")
    leads(client, f"/factsheets/cold/{place}", f"/therapies/cold/{place}", gone)
    noted(rename, page, "hot-packs")
    noted(rename, old, "cold-packs")
    noted(rename, library(), "library")
    for above in ("factsheets", "therapies"):
        for slug in ("heat", "warmth", "hot-packs"):
            if (above, slug) not in {("factsheets", "hot-packs"), ("therapies", "heat")}:
                leads(client, f"/{above}/{slug}/{place}", f"/library/hot-packs/{place}")
    leads(client, f"/factsheets/cold/{place}", f"/library/cold-packs/{place}", gone)


def test_a_plain_page_that_moves_and_its_children_lead_on(client, noted):
    about = Page.objects.get(slug="about").specific
    child = about.add_child(instance=PlainPage(title="Our people", body="<p>x</p>"))
    child.save_revision().publish()
    noted(about.move, Page.objects.get(slug="privacy"), "last-child")
    leads(client, "/about/", "/privacy/about/")
    leads(client, "/about/our-people/", "/privacy/about/our-people/")


@pytest.mark.parametrize("place", PLACES)
def test_an_address_that_another_factsheet_has_taken_belongs_to_that(client, noted, place):
    page = live("Heat")
    noted(rename, page, "warmth")
    taker = live("Other heat", slug="heat")
    response = client.get(f"/factsheets/heat/{place}")
    assert response.status_code == 200
    taker.unpublish()
    leads_nowhere(client, f"/factsheets/heat/{place}")
    noted(rename, FactsheetPage.objects.get(pk=taker.pk), "cold")
    leads_nowhere(client, f"/factsheets/heat/{place}")


def test_an_address_that_only_a_draft_has_taken_leads_on(client, noted):
    page = live("Heat")
    noted(rename, page, "warmth")
    complete_draft("Secret heat", slug="heat")
    leads(client, "/factsheets/heat/", "/factsheets/warmth/")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("hidden", [hide, FactsheetPage.unpublish])
def test_nothing_leads_to_what_readers_may_not_see(client, noted, place, hidden):
    page = live("Heat")
    noted(rename, page, "a-secret-name")
    hidden(FactsheetPage.objects.get(pk=page.pk))
    leads_nowhere(client, f"/factsheets/heat/{place}")


def test_nothing_leads_to_a_private_library_or_through_it(client, noted):
    live("Heat")
    noted(rename, library(), "a-secret-name")
    hide(library())
    for path in ("/factsheets/", "/factsheets/heat/", "/factsheets/heat/factsheet.pdf"):
        leads_nowhere(client, path)


def test_a_draft_that_is_renamed_is_not_told(client, noted):
    noted(rename, complete_draft("Heat"), "a-secret-name")
    leads_nowhere(client, "/factsheets/heat/")


def test_what_was_never_there_leads_nowhere(client, noted):
    noted(rename, live("Heat"), "warmth")
    noted(rename, library(), "therapies")
    for path in (
        "/factsheets/heat/other.pdf",
        "/factsheets/heat/history/more/",
        "/factsheets/cold/",
        "/heat/",
        "/factsheets/heat/%00/",
        "/" + "factsheets/" * 500,
    ):
        leads_nowhere(client, path)


def test_redirects_that_staff_made_work_as_before(client, noted):
    Redirect.add_redirect("/warm", redirect_to="https://www.example.org/warm")
    Redirect.add_redirect("/heat?from=leaflet", redirect_to=live("Heat"))
    Redirect.add_redirect("/for-now", redirect_to=library(), is_permanent=False)
    assert client.get("/warm/?x=1").headers["Location"] == "https://www.example.org/warm"
    assert client.get("/for-now/").status_code == 302
    assert client.get("/heat/?from=leaflet").headers["Location"] == "/factsheets/heat/"
    assert client.get("/heat/?from=elsewhere").status_code == 404
    assert client.get("/nothing/").status_code == 404
    assert client.post("/warm/").status_code == 404


def test_the_feedback_address_leads_on_and_takes_what_was_typed(client, noted):
    page = live("Heat")
    noted(rename, page, "warmth")
    for end in ("?useful=yes", "thanks/"):
        leads(client, f"/feedback/heat/{end}", f"/feedback/warmth/{end}")
    shown = client.get("/feedback/warmth/?useful=yes").content.decode()
    token = re.search('name="token" value="([^"]+)"', shown)[1]
    response = client.post(
        "/feedback/heat/?useful=yes",
        {"comment": "Plain words.", "token": token, "website": ""},
        headers={"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"},
    )
    assert (response.status_code, response.url) == (303, "/feedback/warmth/thanks/")
    assert Feedback.objects.get().page_id == page.pk
    hide(page)
    leads_nowhere(client, "/feedback/heat/?useful=yes")


def readdress(condition: Condition, slug: str) -> None:
    condition.slug = slug
    condition.save()


def test_after_a_change_of_its_address_a_condition_is_found_at_the_old_one(client):
    condition = Condition.objects.create(name="Sciatica")
    suits(live("Heat"), "likely", condition)
    for slug in ("leg-pain", "nerve-pain"):
        readdress(condition, slug)
    for slug in ("sciatica", "leg-pain"):
        leads(client, f"/conditions/{slug}/?from=leaflet", "/conditions/nerve-pain/?from=leaflet")
    readdress(condition, "sciatica")
    assert client.get("/conditions/sciatica/").status_code == 200
    leads(client, "/conditions/nerve-pain/", "/conditions/sciatica/")


def test_an_old_address_of_a_condition_gives_nothing_away(client):
    condition = Condition.objects.create(name="Sciatica")
    page = live("Heat")
    suits(page, "likely", condition)
    readdress(condition, "a-secret-name")
    page.unpublish()
    leads_nowhere(client, "/conditions/sciatica/")
    suits(live("Cold"), "likely", Condition.objects.create(name="Sciatica of old", slug="sciatica"))
    readdress(Condition.objects.get(slug="sciatica"), "sciatica-of-old")
    leads(client, "/conditions/sciatica/", "/conditions/sciatica-of-old/")
