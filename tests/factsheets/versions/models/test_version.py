"""Each publication makes a version: which, with what note, and with what words."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext

from factsheets.models import (
    Association,
    Condition,
    Disclaimer,
    FactsheetAssociation,
    FactsheetPage,
    SafetyAdvice,
    SignOff,
    Suitability,
    Version,
)
from tests.builders import complete_draft, live, person, publish_signed, sign, sign_governed_texts
from tests.setting_up.made_once import MadeOnce

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def governed_texts(made_once: MadeOnce) -> None:
    made_once(sign_governed_texts)


def published(**fields) -> FactsheetPage:
    page = complete_draft(**fields)
    publish_signed(page)
    return fresh(page)


def fresh(page: FactsheetPage) -> FactsheetPage:
    return FactsheetPage.objects.get(pk=page.pk)


def change(page: FactsheetPage, **fields) -> FactsheetPage:
    draft = fresh(page).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision()
    return fresh(page)


def republish(page: FactsheetPage, **fields) -> Version:
    publish_signed(change(page, **fields))
    return latest(page)


def latest(page: FactsheetPage) -> Version:
    return Version.objects.of(page).first()


def test_the_first_publication_makes_the_first_version():
    page = published()
    version = Version.objects.get()
    assert (version.factsheet, version.number, version.change_note) == (page, 1, "First published.")
    assert version.revision == page.live_revision
    assert version.sign_off == SignOff.objects.get(factsheet=page)
    assert version.published_at == page.last_published_at
    assert not version.is_example
    assert version.changed == []


def test_a_version_keeps_the_words_as_readers_saw_them():
    page = published(title="TENS", risks="<p>It may itch.</p>")
    republish(page, risks="<p>It may burn.</p>")
    first = Version.objects.get(number=1)
    words = {part["part"]: part.get("words") or part["rows"] for part in first.content}
    assert words["title"] == "TENS"
    assert words["risks"] == "<p>It may itch.</p>"
    assert words["safety_advice:emergency_points"][0]["subject"] == "you cannot pee"
    assert words["disclaimer"] == "<p>Information changes. Ask your GP.</p>"


def test_the_note_is_drafted_from_what_changed():
    page = published()
    condition = Condition.objects.create(name="osteoporosis with vertebral collapse")
    draft = fresh(page).get_latest_revision_as_object()
    draft.suitabilities.add(Suitability(condition=condition, verdict="avoid"))
    draft.contraindication_state = "listed"
    draft.save_revision()
    publish_signed(fresh(page))
    version = latest(page)
    assert version.number == 2
    assert (
        version.change_note
        == "Changed “Who should not have it” from “None known” to “Listed below”. Added “osteoporosis with vertebral collapse” to: should not be treated."
    )
    assert version.is_major
    assert [part["part"] for part in version.changed] == ["contraindication_state", "avoid"]


def test_another_change_is_minor_unless_staff_say_otherwise():
    page = published()
    assert not republish(page, summary="Another sentence.").is_major
    assert republish(page, summary="A third one.", is_major_change=True).is_major
    assert not republish(page, summary="A fourth one.").is_major


def test_staff_word_the_note_and_the_next_draft_begins_without_one():
    page = published()
    draft = change(page, summary="Another sentence.", change_note="The old sentence was hard to read.")
    assert draft.get_latest_revision_as_object().change_note == "The old sentence was hard to read."
    publish_signed(draft)
    assert latest(page).change_note == "The old sentence was hard to read."
    assert fresh(page).change_note == ""
    assert fresh(page).get_latest_revision_as_object().change_note == ""
    fresh(page).unpublish()
    assert fresh(page).get_latest_revision_as_object().change_note == ""
    assert republish(page, summary="A third one.").change_note == "Changed: Summary."


def test_a_note_needs_no_new_sign_off_and_readers_get_none_that_no_clinical_reviewer_read():
    page = published()
    change(page, change_note="As good as a tablet.", is_major_change=True)
    fresh(page).get_latest_revision().publish(skip_permission_checks=True)
    assert latest(page).change_note == "Published again. The words are the same."
    assert SignOff.objects.filter(factsheet=page).count() == 1


def test_the_draft_suggests_its_note():
    page = published()
    draft = change(page, risks="<p>It may burn.</p>").get_latest_revision_as_object()
    assert draft.suggested_change_note() == "Added: Side effects and risks."
    assert draft.is_sure_to_be_major()
    new = complete_draft("Massage")
    assert new.suggested_change_note() == "First published."
    assert not new.is_sure_to_be_major()


def test_new_associations_make_a_minor_version_that_says_so():
    page = published()
    draft = fresh(page).get_latest_revision_as_object()
    draft.associations.add(FactsheetAssociation(association=Association.objects.create(name="Society")))
    draft.save_revision()
    fresh(page).get_latest_revision().publish(skip_permission_checks=True)
    version = latest(page)
    assert version.change_note == "Associations or relevant information changed."
    assert not version.is_major
    assert version.changed == []


def test_a_new_address_makes_a_minor_version_that_says_so():
    page = published()
    assert republish(page, slug="needles").change_note == "The web address changed."


def test_the_same_words_again_say_so():
    page = published()
    fresh(page).unpublish()
    fresh(page).get_latest_revision().publish(skip_permission_checks=True)
    assert latest(page).change_note == "Published again. The words are the same."


def test_new_safety_advice_makes_a_major_version_of_each_public_factsheet():
    page, other, draft = published(), published(title="TENS"), complete_draft("Massage")
    reviewer = person("Clinical reviewer")
    advice = SafetyAdvice.objects.get()
    advice.urgent_points = "you have a fever as well\nyou have had cancer"
    revision = advice.save_revision()
    sign(advice)
    revision.publish(user=reviewer, skip_permission_checks=True)
    for factsheet in (page, other):
        version = latest(factsheet)
        assert version.number == 2
        assert version.is_major
        assert version.change_note == "Added “you have had cancer” to: safety advice (urgent)."
        assert version.by == reviewer
        assert version.revision == factsheet.live_revision
        assert version.sign_off_id == Version.objects.get(factsheet=factsheet, number=1).sign_off_id
    assert latest(draft) is None
    assert latest(page).code != latest(other).code


def test_a_new_disclaimer_is_minor():
    page = published()
    disclaimer = Disclaimer.objects.get()
    disclaimer.text = "<p>Ask somebody else.</p>"
    disclaimer.save_revision()
    publish_signed(disclaimer)
    assert (latest(page).number, latest(page).is_major) == (2, False)
    assert latest(page).change_note.startswith("Changed “Disclaimer” from ")


def test_signing_the_same_safety_advice_again_makes_no_version():
    page = published()
    advice = SafetyAdvice.objects.get()
    advice.save_revision()
    publish_signed(advice)
    assert latest(page).number == 1


def test_a_factsheet_that_was_taken_down_gets_no_version_of_the_shared_words():
    page = published()
    page.unpublish()
    disclaimer = Disclaimer.objects.get()
    disclaimer.text = "<p>Ask somebody else.</p>"
    disclaimer.save_revision()
    publish_signed(disclaimer)
    assert latest(page).number == 1


def test_an_example_is_marked_in_its_version_and_signed_words_are_not():
    page = complete_draft()
    page.publish_as_example(page.get_latest_revision())
    assert latest(page).is_example
    assert latest(page).sign_off is None
    publish_signed(fresh(page))
    assert not latest(page).is_example
    assert latest(page).number == 2


def test_what_a_version_answers_with_stays_as_long_as_the_version():
    page = published()
    republish(page, summary="Another sentence.")
    first = Version.objects.get(number=1)
    for answer in (first.sign_off, first.revision):
        with pytest.raises(ProtectedError):
            type(answer)._base_manager.filter(pk=answer.pk).delete()


def test_every_code_is_its_own(monkeypatch):
    one = published()
    codes = iter([latest(one).code, "2222222", "3333333"])
    monkeypatch.setattr("factsheets.versions.models.version.new_code", lambda: next(codes))
    assert latest(published(title="TENS")).code == "2222222"


def test_another_public_factsheet_costs_new_shared_words_no_query():
    counts = []
    for number in range(3):
        live(f"Therapy {number}")
        disclaimer = Disclaimer.objects.get()
        disclaimer.text = f"<p>Ask {number}.</p>"
        revision = disclaimer.save_revision()
        sign(disclaimer)
        with CaptureQueriesContext(connection) as captured:
            revision.publish(skip_permission_checks=True)
        counts.append(len(captured))
        assert Version.objects.filter(change_note__startswith="Changed “Disclaimer”").count() == sum(
            range(number + 2)
        )
    assert counts[1] == counts[2]
