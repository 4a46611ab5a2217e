"""The front page of the admin answers "What should I do now?": each role sees what it can do, and nothing else."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AbstractUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from factsheets.models import FactsheetPage, Feedback, Review
from tests.builders import (
    complete_draft,
    draft,
    live,
    person,
    sign,
    sign_governed_texts,
    sign_warning_advice,
    superuser,
)

from .changed_source import cites_a_changed_source

pytestmark = pytest.mark.django_db

NOTHING = "Nothing waits for you now."
UNSIGNED = "Warning advice that nobody has signed off"
ROLES = ["Author", "Editor", "Clinical reviewer", "Resource manager", "Administrator"]


def front_page(user: AbstractUser) -> str:
    browser = Client()
    browser.force_login(user)
    response = browser.get("/admin/")
    assert response.status_code == 200
    return response.content.decode()


def sections(user: AbstractUser) -> dict[str, list[str]]:
    """Heading → what each thing in it says, without what belongs to the layout."""
    found = {}
    page = front_page(user).partition('id="what-to-do-now"')[2]
    for part in page.split('<section class="w-panel')[1:]:
        heading = re.search(r"data-panel-heading-text>(.*?)<", part)
        items = re.findall(r'<li class="to-do__item.*?</li>', part, re.DOTALL)
        if heading and items:
            found[heading[1]] = [" ".join(unescape(strip_tags(item)).split()) for item in items]
    return found


def submitted(title: str, by: AbstractUser) -> FactsheetPage:
    page = complete_draft(title, owner=by)
    page.get_workflow().start(page, user=by)
    return FactsheetPage.objects.get(pk=page.pk)


def checked(page: FactsheetPage, by: AbstractUser) -> None:
    page.current_workflow_task_state.approve(user=by)


@pytest.mark.parametrize("role", ROLES)
def test_who_is_told_what_in_a_full_library(role):
    author, editor = (
        person("Author", "writer", first_name="Ann", last_name="Author"),
        person("Editor", "checker"),
    )
    submitted("Heat", author)
    checked(submitted("Massage", author), editor)
    page = live("TENS")
    sign(page)
    Review.objects.create(
        page=page,
        outcome="unchanged",
        reviewer="Dr A",
        reviewed_on=timezone.localdate() - timedelta(400),
        next_due_on=timezone.localdate(),
    )
    Feedback.objects.create(page=page, useful=True, form_mark="one")
    seen = sections(person(role))
    expected = {
        "Author": set(),
        "Editor": {"Before anything can go live", UNSIGNED, "To check", "Reviews due", "Feedback"},
        "Clinical reviewer": {
            "Before anything can go live",
            UNSIGNED,
            "To sign off",
            "Reviews due",
            "Feedback",
        },
        "Resource manager": set(),
        "Administrator": {"Before anything can go live", UNSIGNED, "Feedback", "Nobody hears of what waits"},
    }
    assert seen.keys() == expected[role]
    if role == "Editor":
        assert seen["To check"][0].startswith("Heat Handed on by Ann Author")
    if role == "Clinical reviewer":
        assert seen["To sign off"][0].startswith("Massage Handed on by Ann Author")


@pytest.mark.parametrize("role", ROLES)
def test_a_kind_word_when_nothing_is_to_be_done(role):
    sign_governed_texts()
    sign_warning_advice()
    people = {each: person(each, email=f"{each[:2]}@example.org") for each in ROLES}
    page = front_page(people[role])
    assert NOTHING in page
    assert "to-do__item" not in page


@pytest.mark.parametrize("role", ROLES)
def test_each_search_on_the_first_screen_answers_whoever_sees_it(role):
    user = person(role)
    browser = Client()
    browser.force_login(user)
    boxes = BeautifulSoup(front_page(user), "html.parser").select("main form[role=search]")
    assert bool(boxes) is (role in {"Author", "Editor", "Administrator"})
    for box in boxes:
        assert browser.get(box["action"], {"q": "massage"}).status_code == 200


def test_a_superuser_is_no_clinician():
    sign_governed_texts()
    checked(submitted("Massage", person("Author")), person("Editor"))
    assert "To sign off" not in sections(superuser())


class TestOwnWords:
    @pytest.fixture(autouse=True)
    def library(self):
        sign_governed_texts()
        self.author, self.editor = person("Author"), person("Editor")

    def test_what_was_sent_back_says_who_and_why(self):
        page = submitted("Heat", self.author)
        page.current_workflow_task_state.reject(user=self.editor, comment="Shorten the summary.")
        seen = sections(self.author)
        assert seen.keys() == {"Sent back to you"}
        assert seen["Sent back to you"][0].startswith("Heat “Shorten the summary.” Editorial check: editor")

    def test_the_owner_is_told_although_somebody_else_handed_it_on(self):
        page = complete_draft("Heat", owner=self.author)
        page.get_workflow().start(page, user=self.editor)
        FactsheetPage.objects.get(pk=page.pk).current_workflow_task_state.reject(user=self.editor)
        assert sections(self.author).keys() == {"Sent back to you"}
        assert "Sent back to you" in sections(self.editor)

    def test_what_others_look_at_is_nothing_to_do(self):
        submitted("Heat", self.author)
        assert sections(self.author)["On its way"][0].startswith("Heat Waits for: Editorial check")
        assert NOTHING in front_page(self.author)

    def test_drafts_are_named_until_they_are_handed_on(self):
        draft("Heat", owner=self.author)
        draft("Of somebody else", owner=self.editor)
        page = live("Massage", owner=self.author)
        page.summary = "Other words."
        page.save_revision(user=self.author)
        submitted("Cold", self.author)
        seen = sections(self.author)["Your drafts"]
        assert [item.split()[0] for item in seen] == ["Massage", "Heat"]
        assert "Readers see the older words" in seen[0]
        assert "Not public yet" in seen[1]

    def test_a_title_that_changed_in_the_draft(self):
        page = draft("Heat", owner=self.author)
        page.title = "Warmth <b>"
        page.save_revision()
        assert sections(self.author)["Your drafts"][0].startswith("Warmth <b>")

    def test_a_long_list_is_cut_and_says_so(self):
        for number in range(15):
            draft(f"Therapy {number}", owner=self.author)
        page = front_page(self.author)
        assert page.count("to-do__item") == 12
        assert f'<a href="{reverse("factsheet_list:index")}">and 3 more</a>' in page


class TestReviewsDue:
    @pytest.fixture(autouse=True)
    def library(self):
        sign_governed_texts()
        self.today, self.owner = timezone.localdate(), person("Author")
        for title, days, owner in (
            ("Late", -1, self.owner),
            ("Soon", 90, None),
            ("Far", 91, None),
            ("Now", 0, None),
        ):
            Review.objects.create(
                page=live(title, owner=owner),
                outcome="unchanged",
                reviewer="Dr A",
                reviewed_on=self.today - timedelta(400),
                next_due_on=self.today + timedelta(days),
            )

    def test_the_most_urgent_comes_first(self):
        seen = sections(person("Editor"))["Reviews due"]
        assert [item.split()[0] for item in seen] == ["Late", "Now", "Soon"]
        assert "Overdue since" in seen[0]
        assert "Owner: author" in seen[0]
        assert "Due today" in seen[1]
        assert "Due on" in seen[2]

    def test_owners_see_their_own(self):
        assert [item.split()[0] for item in sections(self.owner)["Reviews due"]] == ["Late"]


def test_feedback_is_counted_apart_from_spam():
    sign_governed_texts()
    page = live()
    for number, (spam, handled_at) in enumerate(
        [(False, None), (False, None), (True, None), (False, timezone.now()), (True, timezone.now())]
    ):
        Feedback.objects.create(
            page=page, useful=True, suspected_spam=spam, handled_at=handled_at, form_mark=str(number)
        )
    editor = person("Editor")
    seen = sections(editor)["Feedback"]
    assert seen[0].startswith("2 answers from readers")
    assert seen[1].startswith("1 answer from a reader, suspected spam")
    browser = Client()
    browser.force_login(editor)
    listed = browser.get("/admin/snippets/factsheets/feedback/?handled=false&suspected_spam=false")
    assert len(listed.context["object_list"]) == 2


def test_each_thing_is_said_once():
    author = person("Author")
    submitted("Heat", author)
    page = front_page(person("Editor"))
    assert "awaiting-review" not in page
    assert "objects-in-workflow" not in front_page(author)
    links = re.findall(r'<a href="/admin/pages/\d+/edit/"[^>]*>Heat</a>', page)
    assert len(links) == 1


def test_things_to_do_cost_no_query_each():
    author, editor = person("Author"), person("Editor", "both")
    editor.groups.add(*person("Clinical reviewer").groups.all())

    def fill(number: int) -> None:
        submitted(f"To check {number}", author)
        checked(submitted(f"To sign {number}", editor), editor)
        submitted(f"Back {number}", editor).current_workflow_task_state.reject(user=author)
        draft(f"Draft {number}", owner=editor).save_revision(user=author)
        page = live(f"Due {number}", owner=person(username=f"owner{number}"))
        Review.objects.create(
            page=page,
            outcome="unchanged",
            reviewer="Dr A",
            reviewed_on=timezone.localdate() - timedelta(400),
            next_due_on=timezone.localdate(),
        )
        Feedback.objects.create(page=page, useful=True, form_mark=str(number))
        cites_a_changed_source(page)

    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            front_page(editor)
        return len(captured)

    fill(0)
    front_page(editor)
    few = count()
    for number in range(1, 5):
        fill(number)
    assert count() == few


def test_where_no_sign_off_was_withdrawn_the_words_of_no_text_are_read_for_it():
    sign_governed_texts()
    live(owner=person("Author"))
    clinician = person("Clinical reviewer")
    front_page(clinician)
    with CaptureQueriesContext(connection) as captured:
        front_page(clinician)
    withdrawn = [each["sql"] for each in captured if '"withdrawn_at" IS NOT NULL' in each["sql"]]
    assert withdrawn
    assert not [sql for sql in withdrawn if 'JOIN "factsheets_disclaimer"' in sql]


@pytest.mark.parametrize("role", ["Author", "Editor", "Clinical reviewer", "Resource manager"])
def test_whoever_has_nothing_to_do_and_may_write_is_led_to_a_new_factsheet(role: str) -> None:
    sign_governed_texts()
    sign_warning_advice()
    browser = Client()
    browser.force_login(person(role))
    page = browser.get("/admin/").content.decode()
    link = re.search(r'<a href="([^"]+)"[^>]*>Write a factsheet</a>', page)
    assert NOTHING in page
    assert bool(link) == (role in {"Author", "Editor"})
    if link:
        form = browser.get(link[1], follow=True)
        assert form.redirect_chain[-1][0].startswith("/admin/pages/add/factsheets/factsheetpage/")
