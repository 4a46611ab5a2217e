"""The audit trail of a text: who did what, when, with which words."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import wagtail.admin
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from factsheets.models import Condition, Disclaimer, FactsheetPage, ReviewerProfile, SignOff
from factsheets.publication.signing_off import SignOffDecision, decide, withdraw_sign_off
from factsheets.signing.formats.shown_words import shown_words
from home.models import PlainPage
from tests.builders import (
    complete_draft,
    draft,
    library,
    live,
    person,
    shown_of,
    sign,
    sign_governed_texts,
    suits,
)
from tests.factsheets.screens.kinds import signed_in

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[4]
CELL = "wagtailadmin/generic/history/action_cell.html"


def words(browser: Client, url: str) -> str:
    response = browser.get(url)
    assert response.status_code == 200, url
    return " ".join(strip_tags(response.content.decode().partition("<main")[2]).split())


def response_title(url: str) -> str:
    page = signed_in("superuser").get(url).content.decode()
    return page.partition("<title>")[2].partition("</title>")[0]


def history_of(page: FactsheetPage) -> str:
    return reverse("wagtailadmin_pages:history", args=[page.pk])


def changed(page: FactsheetPage) -> str:
    return reverse("changed_words", args=[FactsheetPage.objects.get(pk=page.pk).latest_revision_id])


def saved(page: FactsheetPage, **changes: object) -> FactsheetPage:
    """The next draft of a factsheet, logged as the editing screen does."""
    latest = page.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(latest, name, value)
    latest.save_revision(
        user=person(username=f"writer{page.revisions.count()}"), log_action=True, changed=True
    )
    return FactsheetPage.objects.get(pk=page.pk)


class TestSignOff:
    @pytest.fixture(autouse=True)
    def signed(self):
        sign_governed_texts()
        page = complete_draft("Heat")
        page.get_workflow().start(page, user=person("Author", "writer"))
        FactsheetPage.objects.get(pk=page.pk).current_workflow_task_state.approve(
            user=person("Editor", "checker")
        )
        self.page = FactsheetPage.objects.get(pk=page.pk)
        self.profile = ReviewerProfile.objects.create(
            user=person("Clinical reviewer", "clinician"),
            registered_name="Dr Jo Bloggs",
            role="GP",
            professional_body="A council",
            registration_number="1234567",
            interests="None",
        )

    def decide(self, outcome: str, comment: str) -> SignOff:
        decision = SignOffDecision(
            outcome=SignOff.Outcome(outcome),
            shown=shown_words(shown_of(self.page)),
            evidence_checked_to=date(2026, 5, 3),
            comment=comment,
        )
        state = self.page.current_workflow_task_state
        return decide(state, decision, by=self.profile, now=timezone.now())

    def test_signed_off_and_withdrawn(self):
        decision = self.decide("signed_off", "Well put.")
        withdraw_sign_off(
            decision, user=self.profile.user, reason="A trial was retracted.", now=timezone.now()
        )
        seen = words(signed_in("Editor"), history_of(self.page))
        assert "Signed off by Dr Jo Bloggs, GP. Evidence checked to 3 May 2026." in seen
        assert "Comment: Well put." in seen
        assert "The sign-off by Dr Jo Bloggs, GP was withdrawn." in seen
        assert "Comment: A trial was retracted." in seen
        assert "Unknown" not in seen
        assert (
            reverse("signed_words", args=[decision.pk])
            in signed_in("Author").get(history_of(self.page)).content.decode()
        )

    def test_changes_asked_for(self):
        self.decide("changes", "Too certain.")
        seen = words(signed_in("Editor"), history_of(self.page))
        assert "Changes asked for by Dr Jo Bloggs, GP." in seen
        assert "Comment: Too certain." in seen


class TestChangedWords:
    def test_field_by_field_and_row_by_row(self):
        page = complete_draft("Heat")
        suits(page, "avoid", Condition.objects.create(name="Osteoporosis with vertebral collapse"))
        page = saved(FactsheetPage.objects.get(pk=page.pk), summary="Thick needles.", risks="<p>Burns.</p>")
        seen = words(signed_in("Author"), changed(page))
        assert "Saved on" in seen
        assert "What changed: Heat" in response_title(changed(page))
        assert "by writer" in seen
        assert "Summary Removed: Thin Added: Thick" in seen
        assert "Side effects and risks Safety Added: Burns." in seen
        assert "Osteoporosis" not in seen, "the rows are as they were before"

    def test_a_row_that_came_is_named(self):
        page = complete_draft("Heat")
        suits(page, "avoid", Condition.objects.create(name="Osteoporosis"), note="ask first")
        seen = words(signed_in("Author"), changed(page))
        assert "Should not be treated Safety Added: Osteoporosis (ask first)" in seen

    def test_the_first_text_is_new_altogether(self):
        seen = words(signed_in("Editor"), changed(draft("Heat")))
        assert "This is the first saved text, so all of it is new." in seen
        assert "Title Added: Heat" in seen

    def test_what_needs_no_sign_off_is_said_so(self):
        page = saved(complete_draft("Heat"), slug="warmth")
        seen = words(signed_in("Editor"), changed(page))
        assert "The clinical content is as it was before. What changed is something" in seen
        assert "Nothing changed" not in seen

    def test_a_second_saving_without_a_change_says_that_nothing_changed(self):
        page = saved(saved(complete_draft("Heat"), slug="warmth"))
        seen = words(signed_in("Editor"), changed(page))
        assert "Nothing changed: it was saved again as it was before." in seen
        assert "What changed is something" not in seen

    def test_a_day_stands_as_people_write_it(self):
        page = saved(complete_draft("Heat", evidence_searched_on=date(2025, 2, 3)), evidence_searched_on=None)
        page = saved(page, evidence_searched_on=date(2025, 3, 4))
        assert "Evidence searched on Added: 4 March 2025" in words(signed_in("Editor"), changed(page))

    def test_a_governed_text(self):
        text = Disclaimer.objects.get()
        text.text = "<p>Ask your GP.</p>"
        revision = text.save_revision()
        url = reverse("changed_words", args=[revision.pk])
        assert "Added: Ask your GP." in words(signed_in("Clinical reviewer"), url)
        assert signed_in("Author").get(url).status_code == 302

    def test_another_page_has_no_such_screen(self):
        page = (
            library()
            .get_parent()
            .add_child(instance=PlainPage(title="About us", slug="about-you", body="<p>We help.</p>"))
        )
        url = reverse("changed_words", args=[page.save_revision().pk])
        assert signed_in("superuser").get(url).status_code == 404
        assert "What changed" not in words(signed_in("Editor"), history_of(page))

    @pytest.mark.parametrize(
        ("role", "may"),
        [
            ("Author", True),
            ("Editor", True),
            ("Clinical reviewer", True),
            ("Administrator", True),
            ("Resource manager", False),
        ],
    )
    def test_who_may_see_it(self, role, may):
        assert signed_in(role).get(changed(complete_draft("Heat"))).status_code == (200 if may else 302)

    def test_the_history_leads_there(self):
        page = saved(complete_draft("Heat"), summary="Other words.")
        assert changed(page) in signed_in("Author").get(history_of(page)).content.decode()
        assert changed(page) in signed_in("Clinical reviewer").get(reverse("changes_report")).content.decode()


class TestSignedWords:
    def test_the_words_as_they_were_signed(self):
        page = live("Heat")
        decision = sign(page, interests="Paid by a maker of heat pads")
        saved(page, summary="Later words.")
        seen = words(signed_in("Editor"), reverse("signed_words", args=[decision.pk]))
        assert "by Dr Jo Bloggs, GP (A council, 1234567)." in seen
        assert "Paid by a maker of heat pads" in seen
        assert "Summary Thin needles in the skin and muscles." in seen
        assert "Later words" not in seen

    @pytest.mark.parametrize(
        ("role", "may"),
        [("Editor", True), ("Clinical reviewer", True), ("Administrator", True), ("Resource manager", False)],
    )
    def test_who_may_see_them(self, role, may):
        url = reverse("signed_words", args=[sign(live("Heat")).pk])
        assert signed_in(role).get(url).status_code == (200 if may else 302)

    def test_authors_see_the_words_without_what_the_register_says(self):
        seen = words(signed_in("Author"), reverse("signed_words", args=[sign(live("Heat")).pk]))
        assert "by Dr Jo Bloggs, GP." in seen
        assert "1234567" not in seen
        assert "Interests" not in seen
        assert "Thin needles" in seen

    @pytest.mark.parametrize(
        ("role", "may"), [("Clinical reviewer", True), ("Editor", False), ("Author", False)]
    )
    def test_a_clinician_can_take_the_sign_off_back_from_here(self, role, may):
        decision = sign(live("Heat"))
        url = reverse("factsheets_withdraw_sign_off", args=[decision.pk])
        seen = signed_in(role).get(reverse("signed_words", args=[decision.pk])).content.decode()
        assert (url in seen) == may

    def test_a_sign_off_that_was_taken_back_is_not_offered_again(self):
        decision = sign(live("Heat"), withdrawn_at=timezone.now(), withdrawal_reason="A slip.")
        page = signed_in("Clinical reviewer").get(reverse("signed_words", args=[decision.pk]))
        assert "Withdraw this sign-off" not in page.content.decode()

    def test_the_report_leads_there(self):
        decision = sign(live("Heat"))
        url = reverse("signed_words", args=[decision.pk])
        assert url in signed_in("Editor").get(reverse("sign_offs_report")).content.decode()


def test_the_cell_of_the_history_is_wagtails_own_but_for_our_links():
    ours = (ROOT / "templates" / CELL).read_text(encoding="utf-8")
    theirs = (Path(wagtail.admin.__file__).parent / "templates" / CELL).read_text(encoding="utf-8")
    without = re.sub(r"\{# Ours: .*? Ours ends\. #\}", "", ours, flags=re.DOTALL)
    assert without.split() == theirs.split()
