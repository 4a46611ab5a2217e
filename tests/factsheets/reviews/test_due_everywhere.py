"""One definition of "due": page, PDF, report, chart, first screen, reviews screen and reminders agree on every day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import pytest
from bs4 import BeautifulSoup
from django.db.models import DateField, IntegerField, Value
from django.db.models.functions import Cast
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from hypothesis import given
from hypothesis import strategies as st

from factsheets.database.month_arithmetic import AddMonths
from factsheets.database.months import add_months
from factsheets.models import FactsheetPage, LibraryPage, Reminder, Review
from factsheets.outputs.pdf.document import document_html
from factsheets.outputs.pdf.edition import Edition
from factsheets.page.formats.review_due import is_overdue
from factsheets.page.models.review_dates import overdue, with_review_dates
from factsheets.publication.withdrawing import withdraw
from factsheets.reviews.due_dates import promise_of
from factsheets.reviews.reminding import remind
from tests.builders import live, person, put_live, sign_governed_texts
from tests.factsheets.screens.kinds import signed_in
from tests.search_index import index_everything

pytestmark = pytest.mark.django_db


def today() -> date:
    return timezone.localdate()


def days(number: int) -> date:
    return today() + timedelta(days=number)


def published(page: FactsheetPage, at: datetime) -> FactsheetPage:
    FactsheetPage.objects.filter(pk=page.pk).update(first_published_at=at)
    return FactsheetPage.objects.get(pk=page.pk)


def reviewed(page: FactsheetPage, on: date, next_due_on: date | None) -> FactsheetPage:
    Review.objects.create(
        page=page, outcome="unchanged", reviewer="Dr A", reviewed_on=on, next_due_on=next_due_on
    )
    return page


def never_reviewed(ago: int = 0) -> FactsheetPage:
    """First published so many days more than the interval ago."""
    noon = timezone.make_aware(datetime(*add_months(days(-ago), -36).timetuple()[:3], 12))
    return published(live(), noon)


def taken_down(page: FactsheetPage) -> FactsheetPage:
    page.unpublish()
    return page


def withdrawn(page: FactsheetPage) -> FactsheetPage:
    withdraw(page, reason="Old.", replacement=None, user=person("Editor", "e"), now=timezone.now())
    return page


def published_again(page: FactsheetPage) -> FactsheetPage:
    page.unpublish()
    put_live(FactsheetPage.objects.get(pk=page.pk))
    return page


def example(page: FactsheetPage) -> FactsheetPage:
    FactsheetPage.objects.filter(pk=page.pk).update(is_starter_example=True)
    return page


def with_interval(months: int, page: FactsheetPage) -> FactsheetPage:
    LibraryPage.objects.update(review_interval_months=months)
    return page


#: What happened to a factsheet, and on which day its review is due (none: None).
CASES: dict[str, tuple[Callable[[], FactsheetPage], Callable[[], date | None]]] = {
    "never reviewed, new": (live, lambda: add_months(today(), 36)),
    "never reviewed, since long": (lambda: never_reviewed(ago=10), lambda: days(-10)),
    "never reviewed, another interval": (
        lambda: with_interval(12, published(live(), timezone.now() - timedelta(days=1))),
        lambda: add_months(days(-1), 12),
    ),
    "due yesterday": (lambda: reviewed(live(), days(-400), days(-1)), lambda: days(-1)),
    "due today": (lambda: reviewed(live(), days(-400), today()), today),
    "due tomorrow": (lambda: reviewed(live(), days(-400), days(1)), lambda: days(1)),
    "reviewed without a next day": (
        lambda: with_interval(1, reviewed(live(), days(-60), None)),
        lambda: add_months(days(-60), 1),
    ),
    "the later of two reviews counts": (
        lambda: reviewed(reviewed(live(), days(-400), days(-50)), days(-40), days(40)),
        lambda: days(40),
    ),
    "withdrawn": (lambda: withdrawn(reviewed(live(), days(-400), days(-1))), lambda: None),
    "taken down": (lambda: taken_down(reviewed(live(), days(-400), days(-1))), lambda: None),
    "published again": (lambda: published_again(reviewed(live(), days(-400), days(-1))), lambda: days(-1)),
    "example": (lambda: example(reviewed(live(), days(-400), days(-1))), lambda: None),
    "never reviewed, example": (lambda: example(never_reviewed(ago=10)), lambda: None),
}


class Told(NamedTuple):
    """What one output says: the day, and whether it has passed."""

    due_on: date | None
    is_overdue: bool


def by_the_page(page: FactsheetPage) -> Told | None:
    response = Client().get("/factsheets/medical-acupuncture/")
    if response.status_code != 200:
        return None
    soup = BeautifulSoup(response.content, "html.parser")
    told = [
        each for each in soup.select(".review-dates, footer, main") if "Next review due" in each.get_text()
    ]
    times = told and [time["datetime"] for time in told[0].find_all("time")]
    context = response.context
    assert ("The review of this page is overdue." in soup.get_text()) is context["review_overdue"]
    if context["review_due_on"]:
        assert context["review_due_on"].isoformat() in times
    else:
        assert "Next review due" not in soup.get_text()
    return Told(context["review_due_on"], context["review_overdue"])


def by_the_report(browser: Client) -> Told | None:
    response = browser.get(reverse("reviews_due_report"))
    rows = list(response.context["object_list"])
    bars = response.context["bars"]
    told = [Told(row.next_due_on, row.overdue_by is not None) for row in rows]
    assert (bars[0].count, sum(bar.count for bar in bars)) == (
        sum(each.is_overdue for each in told),
        sum(each.due_on is not None for each in told),
    )
    late = browser.get(reverse("reviews_due_report"), {"due": "overdue"}).context["object_list"]
    assert len(late) == bars[0].count
    return told[0] if told else None


def by_the_first_screen(browser: Client) -> str:
    soup = BeautifulSoup(browser.get(reverse("wagtailadmin_home")).content, "html.parser")
    section = soup.find(id="reviews-due-content") or soup.find(id="panel-reviews-due")
    return " ".join(section.get_text(" ").split()) if section else ""


def by_a_reminder() -> Reminder | None:
    remind(timezone.now())
    return Reminder.objects.first()


@pytest.mark.parametrize("case", CASES)
def test_every_output_tells_the_same_day(case: str) -> None:
    make, due = CASES[case]
    page, day = make(), due()
    person("Editor", "somebody-to-tell", email="editor@example.org")
    expected = Told(day, is_overdue(day, today()))
    browser = signed_in("Editor")
    assert by_the_page(page) in (expected, None)
    assert by_the_report(browser) in (expected, None)
    promise = promise_of(page)
    assert (promise.due_on if promise else None) == day
    screen = browser.get(reverse("factsheet_review", args=[page.pk]))
    assert screen.context["overdue"] is expected.is_overdue
    late = with_review_dates(FactsheetPage.objects.all()).filter(overdue(today()))
    assert late.exists() is expected.is_overdue
    said, reminder = by_the_first_screen(browser), by_a_reminder()
    if day and day <= days(90):
        words = "Due today" if day == today() else "Overdue since" if day < today() else "Due on"
        assert words in said
        if day != today():
            assert date_format(day, "j F Y") in said
        assert reminder.due_on == day
    else:
        assert page.title not in said
        assert reminder is None


def _as_pdf(page: FactsheetPage, edition: Edition) -> str:
    request = RequestFactory().get(page.url)
    request.is_preview = False  # type: ignore[attr-defined]
    parts = FactsheetPage.objects.get(pk=page.pk).get_context(request)
    return document_html(parts, edition=edition, address="https://backcare.example/x/")


def test_an_example_tells_no_day_of_a_review_anywhere() -> None:
    """It says that no clinician has reviewed it; staff see the review on record all the same."""
    sign_governed_texts()
    day = days(-400)
    page = example(reviewed(live(), day, days(-1)))
    index_everything()
    browser = Client()
    told = {
        address: browser.get(address).content.decode()
        for address in (
            "/",
            "/factsheets/",
            page.url,
            "/search/?q=acupuncture",
            "/api/v1/search?q=acupuncture",
        )
    } | {edition: _as_pdf(page, edition) for edition in Edition}
    assert [place for place, words in told.items() if "acupuncture" not in words] == ["/"]
    written = (day.isoformat(), date_format(day, "j F Y"))
    assert [place for place, words in told.items() if any(each in words for each in written)] == []
    assert "Newly reviewed" not in told["/"]
    records = signed_in("Editor").get(reverse("factsheet_review", args=[page.pk])).content.decode()
    assert date_format(day, "j F Y") in records


def test_the_query_and_the_function_agree_on_what_is_overdue() -> None:
    for number, title in ((-1, "A"), (0, "B"), (1, "C")):
        reviewed(live(title), days(-400), days(number))
    pages = with_review_dates(FactsheetPage.objects.all())
    late = set(pages.filter(overdue(today())).values_list("title", flat=True))
    assert late == {page.title for page in pages if is_overdue(page.next_due_on, today())} == {"A"}


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 5, 31, 22, 59, tzinfo=UTC), date(2026, 5, 31)),  # 23:59 in London
        (datetime(2026, 5, 31, 23, 30, tzinfo=UTC), date(2026, 6, 1)),  # half past midnight in London
        (datetime(2026, 1, 31, 23, 30, tzinfo=UTC), date(2026, 1, 31)),  # no summer time
    ],
)
@pytest.mark.parametrize("zone", ["Europe/London", "Pacific/Auckland", "America/New_York"])
def test_the_day_of_first_publication_is_the_day_in_london(at: datetime, day: date, zone: str) -> None:
    page = published(live(), at)
    with timezone.override(zone):
        assert promise_of(page).due_on == add_months(day, 36)


@given(st.dates(date(1980, 1, 1), date(2090, 1, 1)), st.integers(1, 36))
def test_the_database_adds_months_as_people_do(day: date, months: int) -> None:
    later = AddMonths(Cast(Value(day), DateField()), Cast(Value(months), IntegerField()))
    row = LibraryPage.objects.annotate(later=later).get()
    assert row.later == add_months(day, months)
