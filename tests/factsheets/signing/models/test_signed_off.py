"""What every signed-off text has in common: which sign-off covers its words, and which of its revisions stays as it is."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.actions.publish_revision import PublishPermissionError

from factsheets.models import FactsheetPage, SignOff, Version
from factsheets.signing.formats.clinical_content import fingerprint
from factsheets.signing.models.signed_off import SignedOff
from tests.builders import complete_draft, draft, person, publish_signed, sign, sign_governed_texts

pytestmark = pytest.mark.django_db


def fresh(page: FactsheetPage) -> FactsheetPage:
    return FactsheetPage.objects.get(pk=page.pk)


def write(page: FactsheetPage, user: AbstractUser | None = None, **fields: object) -> FactsheetPage:
    draft = fresh(page).get_latest_revision_as_object()
    for name, words in fields.items():
        setattr(draft, name, words)
    draft.save_revision(user=user)
    return fresh(page)


def what_keeps_back(page: FactsheetPage) -> str:
    return " ".join(fresh(page).get_latest_revision_as_object().what_stands_in_the_way())


def by_the_first_definition(decision: SignOff, text: SignedOff) -> SignOff:
    """As if the first release had signed it."""
    words = fingerprint(text.get_latest_revision_as_object().clinical_content(), 1)
    SignOff.objects.filter(pk=decision.pk).update(definition=1, fingerprint=words)
    return SignOff.objects.get(pk=decision.pk)


def test_a_sign_off_covers_its_own_words_and_no_others_whichever_way_they_differ():
    sign_governed_texts()
    page = complete_draft()
    decision = sign(page)
    drafts = [write(page, summary=f"Other words, {number}.") for number in range(8)]
    others = [draft.latest_revision.as_object() for draft in drafts]
    marks = {fingerprint(other.clinical_content()) < decision.fingerprint for other in others}
    assert marks == {True, False}, "or this test shows half of it"
    assert decision.revision.as_object().is_covered_by(decision)
    assert [other for other in others if other.is_covered_by(decision)] == []
    assert all("Changed since: “Summary”" in " ".join(other.what_stands_in_the_way()) for other in others)


def test_words_that_the_first_release_signed_are_signed_and_their_version_says_by_whom():
    sign_governed_texts()
    page = complete_draft()
    decision = by_the_first_definition(sign(page), page)
    page.get_latest_revision().publish(skip_permission_checks=True)
    assert fresh(page).public_words_are_signed()
    assert Version.objects.of(page).get().sign_off == decision


@pytest.mark.parametrize(
    ("is_withdrawn", "told"),
    [
        (True, "has been withdrawn. Submit the text again"),
        (False, "no clinical reviewer has signed off these words yet"),
    ],
)
def test_a_request_for_changes_is_not_taken_for_a_withdrawal(is_withdrawn, told):
    sign_governed_texts()
    page = complete_draft()
    now = timezone.now()
    withdrawn = {"withdrawn_at": now, "withdrawal_reason": "A mistake."}
    sign(page, signed_at=now - timedelta(days=1), **(withdrawn if is_withdrawn else {}))
    if not is_withdrawn:
        sign(page, outcome=SignOff.Outcome.CHANGES, signed_at=now)
    assert told in what_keeps_back(page)


def test_words_are_settled_long_after_they_were_saved_although_their_revision_is_gone():
    writer, later = person("Author", "ann"), person("Author", "ben")
    page = write(complete_draft(), writer, mechanism="<p>Words of Ann.</p>")
    SignOff.objects.filter(pk=sign(page).pk).update(revision=None)
    page = write(page, later, procedure="<p>Words of Ben.</p>")
    assert page.get_latest_revision_as_object().writers() == [later]


class Clock:
    """Stands still, until the gate has been asked."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.mark.parametrize("after", [timedelta(0), timedelta(seconds=1)])
def test_words_whose_moment_comes_while_the_gate_is_asked_go_live_with_a_version(monkeypatch, after):
    sign_governed_texts()
    moment = timezone.now().replace(microsecond=0) + timedelta(days=1)
    page = complete_draft(go_live_at=moment)
    sign(page)
    clock = Clock(moment - timedelta(seconds=1))
    asked = FactsheetPage.what_stands_in_the_way

    def ask(text: FactsheetPage) -> list[str]:
        clock.now = moment + after
        return asked(text)

    monkeypatch.setattr(FactsheetPage, "what_stands_in_the_way", ask)
    monkeypatch.setattr(timezone, "now", clock)
    fresh(page).get_latest_revision().publish(skip_permission_checks=True)
    assert fresh(page).live
    assert Version.objects.of(page).count() == 1


def test_signed_words_do_not_go_live_by_a_call_that_skips_no_question():
    sign_governed_texts()
    page = complete_draft()
    sign(page)
    with pytest.raises(PublishPermissionError, match="through its workflow only"):
        page.publish(page.get_latest_revision())
    assert not fresh(page).live


def in_a_step(page: FactsheetPage, user: AbstractUser) -> FactsheetPage:
    page = write(page, user, summary=f"Words of {user}.")
    page.get_workflow().start(page, user=user)
    return fresh(page)


@pytest.mark.parametrize("is_the_first", [True, False])
def test_nobody_writes_over_what_somebody_else_has_handed_to_a_step(is_the_first):
    people = [person("Author", "ann"), person("Author", "ben")]
    writer, other = people if is_the_first else people[::-1]
    page = in_a_step(complete_draft(), writer)
    draft = page.get_latest_revision_as_object()
    with pytest.raises(PermissionDenied):
        draft.save_revision(user=other, overwrite_revision=page.latest_revision)
    assert fresh(page).latest_revision == page.latest_revision


def test_nobody_writes_over_words_of_their_own_that_others_have_followed():
    writer = person("Author")
    page = in_a_step(complete_draft(), writer)
    handed = page.latest_revision
    page = write(page, person("Editor"), summary="Words of the editor.")
    with pytest.raises(PermissionDenied):
        page.get_latest_revision_as_object().save_revision(user=writer, overwrite_revision=handed)
    assert fresh(page).latest_revision == page.latest_revision


def test_a_draft_of_a_public_text_is_written_over_by_its_writer():
    sign_governed_texts()
    page, writer = complete_draft(), person("Author")
    publish_signed(page)
    page = write(page, writer, summary="First try.")
    again = page.get_latest_revision_as_object()
    again.summary = "Second try."
    assert again.save_revision(user=writer, overwrite_revision=page.latest_revision) == page.latest_revision
    assert fresh(page).get_latest_revision_as_object().summary == "Second try."


def test_a_new_draft_is_no_example():
    page = draft("TENS")
    assert not page.is_starter_example
    assert not page.get_latest_revision_as_object().is_starter_example
