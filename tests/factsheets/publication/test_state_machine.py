"""Several people and several tabs work on one factsheet in any order; what readers see was always signed by a second pair of eyes."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from wagtail.models import Revision

from factsheets.models import FactsheetPage, SignOff
from factsheets.signing.formats.clinical_content import fingerprint
from factsheets.signing.formats.shown_words import shown_words
from tests.builders import as_loaded, complete_draft, person, shown_of, sign_governed_texts
from tests.factsheets.screens.once_more import record
from tests.setting_up.searches import examples

from .test_workflow import DECISION, form_of

pytestmark = pytest.mark.django_db

PEOPLE = {
    "author": "Author",
    "second author": "Author",
    "editor": "Editor",
    "clinician": "Clinical reviewer",
    "second clinician": "Clinical reviewer",
}
someone = st.sampled_from(sorted(PEOPLE))
a_clinician = st.sampled_from(["clinician", "second clinician"])


@dataclass(frozen=True)
class Tab:
    """The editing screen as somebody opened it: the words and the revision that it was loaded from."""

    form: dict
    revision_id: int
    shown: str


class Desk(RuleBasedStateMachine):
    """The model: who last brought in which words, which words somebody signed, and every save that was acknowledged."""

    times_live = 0
    times_reviewed = 0

    @initialize()
    def open_the_library(self) -> None:
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.browsers = {}
        for name, role in PEOPLE.items():
            self.browsers[name] = Client()
            self.browsers[name].force_login(person(role, name))
        sign_governed_texts()
        self.pk = complete_draft().pk
        self.tabs: dict[str, Tab] = {}
        self.number = 0
        self.acknowledged: list[str] = []
        self.reviewed = 0
        #: The fingerprint of the latest draft.
        self.latest = self.draft_mark()
        #: (fingerprint, who brought the words in), in order; nobody where they were signed.
        self.changes: list[tuple[str, str | None]] = []
        #: Words that somebody who had not written them signed.
        self.signed: set[str] = set()

    def teardown(self) -> None:
        if hasattr(self, "undo"):
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    # What there is

    @property
    def page(self) -> FactsheetPage:
        return FactsheetPage.objects.get(pk=self.pk)

    def draft_mark(self) -> str:
        return fingerprint(self.page.get_latest_revision_as_object().clinical_content())

    def note_who_changed_the_words(self, who: str) -> None:
        mark = self.draft_mark()
        if mark != self.latest:
            self.latest = mark
            self.changes.append((mark, who))

    def who_wrote_what_is_not_signed(self) -> set[str | None]:
        """Since the last sign-off that stands, or ever, if it was these words that they brought in."""
        last = SignOff.objects.of(self.page).approving().first()
        signed = [
            place
            for place, (mark, who) in enumerate(self.changes)
            if who is None and last and mark == last.fingerprint
        ]
        signed_at = signed[-1] if signed else -1
        if signed_at >= 0 and self.changes[signed_at][0] == self.latest:
            return set()
        since = {who for _, who in self.changes[signed_at + 1 :]}
        return (since | {who for mark, who in self.changes if mark == self.latest}) - {None}

    # What people do

    @rule(who=someone)
    def open_a_tab(self, who: str) -> None:
        page = self.page
        draft = page.get_latest_revision_as_object()
        day = draft.go_live_at
        form = (
            form_of(draft) | as_loaded(page) | {"go_live_at": day.strftime("%Y-%m-%d %H:%M") if day else ""}
        )
        self.tabs[who] = Tab(form, page.latest_revision_id, shown_of(page))

    @rule(who=someone, action=st.sampled_from(["", "action-submit", "action-publish"]), back=st.booleans())
    def write_and_press(self, who: str, action: str, *, back: bool) -> None:
        """Type a new summary (or go back to the first words) and press one of the buttons."""
        if who not in self.tabs:
            self.open_a_tab(who)
        tab = self.tabs.pop(who)
        self.number += 1
        words = "The first words." if back else f"Words number {self.number}."
        before = self.page.latest_revision_id
        data = tab.form | {"summary": words} | ({action: "1"} if action else {})
        self.browsers[who].post(reverse("wagtailadmin_pages:edit", args=[self.pk]), data)
        after = self.page.latest_revision_id
        if tab.revision_id != before and after != before:
            assert self.draft_mark() == self.latest, "a stale tab must not overwrite other words"
        if after != before:
            self.acknowledged.append(words)
            self.note_who_changed_the_words(who)

    @rule(who=someone, hours=st.sampled_from([-1, 1]))
    def plan_to_go_live(self, who: str, hours: int) -> None:
        """Set the moment of going live in the draft: it is no clinical content."""
        self.open_a_tab(who)
        tab = self.tabs.pop(who)
        moment = timezone.localtime(timezone.now() + timedelta(hours=hours))
        data = tab.form | {"go_live_at": moment.strftime("%Y-%m-%d %H:%M")}
        self.browsers[who].post(reverse("wagtailadmin_pages:edit", args=[self.pk]), data)
        self.note_who_changed_the_words(who)

    @rule(who=someone, decision=st.sampled_from(["approve", "reject"]))
    def decide_by_wagtails_button(self, who: str, decision: str) -> None:
        state = self.page.current_workflow_task_state
        if state:
            url = reverse("wagtailadmin_pages:workflow_action", args=[self.pk, decision, state.pk])
            self.browsers[who].post(url, {"comment": "Seen."})

    @rule(who=someone, outcome=st.sampled_from(SignOff.Outcome.values), of_the_tab=st.booleans())
    def decide_on_the_words(self, who: str, outcome: str, *, of_the_tab: bool) -> None:
        """Sign off, or ask for changes, for the words that are there now or those of an older tab."""
        state = self.page.current_workflow_task_state
        if not state:
            return
        count = SignOff.objects.count()
        shown = self.tabs[who].shown if of_the_tab and who in self.tabs else shown_of(self.page)
        data = DECISION | {"outcome": outcome, "shown": shown}
        record(self.browsers[who], reverse("factsheets_sign_off", args=[state.pk]), data)
        if SignOff.objects.count() == count:
            return
        assert PEOPLE[who] == "Clinical reviewer"
        assert shown_words(shown).content == self.page.get_latest_revision_as_object().clinical_content()
        if outcome == SignOff.Outcome.SIGNED_OFF:
            assert who not in self.who_wrote_what_is_not_signed(), "four eyes"
            self.signed.add(self.latest)
            self.changes.append((self.latest, None))

    @rule(who=someone)
    def cancel_the_workflow(self, who: str) -> None:
        self.open_a_tab(who)
        data = self.tabs.pop(who).form | {"action-cancel-workflow": "1"}
        self.browsers[who].post(reverse("wagtailadmin_pages:edit", args=[self.pk]), data)
        self.note_who_changed_the_words(who)

    @rule(who=a_clinician)
    def withdraw_the_sign_off(self, who: str) -> None:
        decision = SignOff.objects.of(self.page).standing().first()
        if decision:
            url = reverse("factsheets_withdraw_sign_off", args=[decision.pk])
            record(self.browsers[who], url, {"reason": "A new trial."})

    @rule()
    def an_hour_passes_and_schedules_run(self) -> None:
        past = timezone.now() - timedelta(minutes=1)
        for revision in Revision.objects.filter(object_id=str(self.pk), approved_go_live_at__isnull=False):
            revision.content["go_live_at"] = past.isoformat()
            revision.approved_go_live_at = past
            revision.save()
        with suppress(CommandError):  # the run tells of what stood in the way
            call_command("publish_scheduled")

    @rule()
    def somebodys_code_publishes(self) -> None:
        with suppress(PermissionDenied):
            self.page.get_latest_revision().publish(skip_permission_checks=True)

    @rule(signer=a_clinician)
    def go_all_the_way(self, signer: str) -> None:
        """What happens on a good day: without it, chance would hardly ever reach the readers."""
        self.open_a_tab("author")
        data = self.tabs.pop("author").form | {"action-submit": "1"}
        self.browsers["author"].post(reverse("wagtailadmin_pages:edit", args=[self.pk]), data)
        self.note_who_changed_the_words("author")
        self.decide_by_wagtails_button("editor", "approve")
        self.decide_on_the_words(signer, SignOff.Outcome.SIGNED_OFF, of_the_tab=False)

    @rule(who=someone)
    def take_it_down(self, who: str) -> None:
        self.browsers[who].post(reverse("wagtailadmin_pages:unpublish", args=[self.pk]))

    @rule()
    def withdraw_the_factsheet(self) -> None:
        url = reverse("factsheets_withdraw", args=[self.pk])
        record(self.browsers["editor"], url, {"reason": "A new trial speaks against it.", "replacement": ""})
        assert not self.page.live

    @rule()
    def undo_the_withdrawal(self) -> None:
        record(self.browsers["editor"], reverse("factsheets_undo_withdrawal", args=[self.pk]), {})

    @rule(who=st.sampled_from(["editor", "clinician"]))
    def review_it(self, who: str) -> None:
        """A record of its own: it changes no word and no revision."""
        before = (self.page.latest_revision_id, self.page.live, self.draft_mark())
        reviews = self.page.reviews.count()
        screen = self.browsers[who].get(reverse("factsheet_review", args=[self.pk]))
        form = {field.html_name: field.value() or "" for field in screen.context["form"]}
        data = form | {
            "outcome": "unchanged",
            "evidence_checked_to": str(timezone.localdate()),
        }
        record(self.browsers[who], reverse("factsheet_review", args=[self.pk]), data)
        self.reviewed += self.page.reviews.count() - reviews
        type(self).times_reviewed += self.page.reviews.count() - reviews
        assert (self.page.latest_revision_id, self.page.live, self.draft_mark()) == before

    # What always holds

    @invariant()
    def readers_see_signed_words_only(self) -> None:
        if hasattr(self, "pk") and self.page.live:
            type(self).times_live += 1
            assert fingerprint(self.page.clinical_content()) in self.signed

    @invariant()
    def no_review_is_lost(self) -> None:
        if hasattr(self, "pk"):
            assert self.page.reviews.count() == self.reviewed

    @invariant()
    def every_publication_has_a_version(self) -> None:
        if hasattr(self, "pk") and self.page.live:
            newest = self.page.versions.first()
            assert newest.revision_id == self.page.live_revision_id

    @invariant()
    def no_acknowledged_save_is_lost(self) -> None:
        if hasattr(self, "pk"):
            kept = {revision.content["summary"] for revision in self.page.revisions.all()}
            assert set(self.acknowledged) <= kept


def test_what_readers_see_was_signed_by_somebody_else_and_no_save_is_lost():
    Desk.times_live = Desk.times_reviewed = 0
    run_state_machine_as_test(
        Desk,
        settings=settings(
            max_examples=examples(12, long=120),
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert Desk.times_reviewed > 0
    assert Desk.times_live > 2, "the machine has to reach the readers, or it shows nothing"
