"""Invariants live in the database: each constraint bites below every form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import CheckConstraint, F, Model, UniqueConstraint
from django.utils import timezone

from factsheets.models import (
    Association,
    BatchDocument,
    Citation,
    Condition,
    ContactCheck,
    CountedLog,
    CrisisAdvice,
    Disclaimer,
    EmergencyAdvice,
    FactsheetAssociation,
    FactsheetPage,
    Feedback,
    FeedbackLimit,
    ImportBatch,
    ImportedDocument,
    ImportNote,
    KeptName,
    KnownName,
    LibraryPage,
    OutgoingMail,
    PainPattern,
    ReadingCount,
    RelatedItem,
    Reminder,
    Resource,
    Review,
    ReviewTask,
    SafetyAdvice,
    SearchSynonym,
    SecurityEvent,
    Signpost,
    Source,
    Suitability,
    TakeDownRequest,
    TherapyKind,
    UnansweredSearch,
    UrgentAdvice,
    Version,
    WarningPhrase,
    WarningSign,
    WarningSignChange,
    Withdrawal,
    WordingChange,
)
from tests.builders import draft, person, sign

pytestmark = pytest.mark.django_db

UNKNOWN = "unheard"
DAY = date(2026, 5, 4)
MOMENT = datetime(2026, 5, 4, 9, tzinfo=UTC)


def add(model: type[Model], **fields: object) -> None:
    """Straight into the table: no clean, no save."""
    model._default_manager.bulk_create([model(**fields)])


def twice(model: type[Model], make: Callable[[], dict], **changes: object) -> None:
    fields = make()
    add(model, **fields)
    add(model, **fields | changes)


def row(**fields: object) -> dict:
    return {"page": draft(), "sort_order": 0} | fields


def condition(name: str = "Sciatica") -> Condition:
    return Condition.objects.create(name=name)


def association(name: str = "Society") -> Association:
    return Association.objects.create(name=name)


def source() -> Source:
    return Source.objects.create(kind="trial", title="A trial")


def resource() -> Resource:
    return Resource.objects.create(kind="book", title="A book")


def pattern() -> PainPattern:
    return PainPattern.objects.create(name="Dull", aspect="feel")


def change(**fields: object) -> Callable[[], object]:
    return lambda: FactsheetPage.objects.filter(pk=draft().pk).update(**fields)


def review(**fields: object) -> None:
    fields = {"outcome": "unchanged", "reviewer": "A", "reviewed_on": date(2026, 5, 4)} | fields
    add(Review, page=draft(), **fields)


def version(**fields: object) -> dict:
    return {
        "factsheet": draft(),
        "number": 1,
        "code": "2345678",
        "published_at": timezone.now(),
        "change_note": "First published.",
        "is_major": True,
        "changed": [],
        "content": [],
    } | fields


def withdrawal(**fields: object) -> dict:
    return {"factsheet": draft(), "reason": "Old.", "withdrawn_at": timezone.now()} | fields


def signed(**fields: object) -> None:
    sign(draft(), **fields)


def document_of_batch(**fields: object) -> dict:
    batch = ImportBatch.objects.create(name="A")
    return {"batch": batch, "place": 1, "name": "a.txt", "size": 1, "digest": "ab"} | fields


def reminder(**fields: object) -> dict:
    return {"page": draft(), "due_on": DAY, "stage": "due", "made_at": MOMENT} | fields


def mail(**fields: object) -> dict:
    return {"key": "one", "to": "a@example.org", "subject": "A", "body": "B", "made_at": MOMENT} | fields


def task(**fields: object) -> dict:
    return {"page": draft(), "source": source(), "source_status": "changed", "opened_at": MOMENT} | fields


def asked(**fields: object) -> dict:
    return {"factsheet": draft(), "reason": "Harm.", "asked_at": MOMENT} | fields


def event(**fields):
    of_an_hour = {"kind": "sign_in_failed", "counted_from": MOMENT, "happened_at": MOMENT, "last_at": MOMENT}
    return of_an_hour | fields


def unanswered(**fields: object) -> dict:
    return {"term": "yoga", "count": 9, "first_on": DAY, "last_on": DAY} | fields


def signpost(**fields: object) -> dict:
    return {"heading": "Yoga", "words": "yoga", "text": "We have none.", "kind": "other"} | fields


def wording(**fields: object) -> dict:
    return {
        "kind": "condition",
        "record_id": 1,
        "record_name": "Sciatica",
        "before": {},
        "after": {},
        "proposed_by_name": "A",
        "proposed_at": MOMENT,
    } | fields


def warning_sign(**fields: object) -> dict:
    return {"name": "A name", "level": "urgent", "about": "fever"} | fields


def sign_change(**fields: object) -> dict:
    sign, _ = WarningSign.objects.get_or_create(**warning_sign())
    return {
        "sign": sign,
        "sign_name": "A name",
        "kind": "narrowing",
        "difference": {},
        "proposed_by_name": "A",
        "proposed_at": MOMENT,
    } | fields


#: What each constraint keeps out of the database, by its name.
BROKEN: dict[str, Callable[[], object]] = {
    "association_name_once": lambda: twice(Association, lambda: {"name": "Society"}, name="SOCIETY"),
    "citation_section_known": lambda: add(Citation, **row(source=source(), section=UNKNOWN)),
    "citation_stance_known": lambda: add(
        Citation, **row(source=source(), section="evidence", stance=UNKNOWN)
    ),
    "condition_name_once": lambda: twice(
        Condition, lambda: {"name": "Sciatica", "slug": "one"}, name="sciatica", slug="two"
    ),
    "contact_check_fact_known": lambda: add(
        ContactCheck, association=association(), fact=UNKNOWN, checked_by="A", checked_how="B"
    ),
    "disclaimer_only_one": lambda: add(Disclaimer, only_one=False),
    "factsheet_association_once": lambda: twice(
        FactsheetAssociation, lambda: row(association=association()), sort_order=1
    ),
    "factsheet_certainty_known": change(certainty=UNKNOWN),
    "factsheet_contraindication_state_known": change(contraindication_state=UNKNOWN),
    "factsheet_regulation_known": change(regulation=UNKNOWN),
    "feedback_form_once": lambda: twice(
        Feedback, lambda: {"page": draft(), "useful": True, "form_mark": "one"}, useful=False
    ),
    "feedback_handled_at_some_time": lambda: add(
        Feedback, page=draft(), useful=True, form_mark="one", handled_by=person()
    ),
    "feedback_set_aside_with_reason": lambda: add(
        Feedback, page=draft(), useful=True, form_mark="one", handled_at=MOMENT, settled_as="set_aside"
    ),
    "feedback_settled_in_a_way": lambda: add(
        Feedback, page=draft(), useful=True, form_mark="one", settled_as="answered"
    ),
    "feedback_limit_once_a_day": lambda: twice(
        FeedbackLimit, lambda: {"key_hash": "ab", "day": date(2026, 5, 4)}, count=2
    ),
    "import_batch_state_known": lambda: add(ImportBatch, name="A", state=UNKNOWN),
    "import_batch_confirmed_at_some_time": lambda: add(ImportBatch, name="A", state="applied"),
    "import_batch_undone_at_some_time": lambda: add(
        ImportBatch, name="A", state="undone", confirmed_at=MOMENT
    ),
    "batch_document_state_known": lambda: add(BatchDocument, **document_of_batch(state=UNKNOWN)),
    "batch_document_place_once": lambda: twice(BatchDocument, document_of_batch),
    "counted_log_once": lambda: twice(CountedLog, lambda: {"path": "/var/log/a"}, inode=2),
    "import_note_kind_known": lambda: add(ImportNote, **row(kind=UNKNOWN, text="?")),
    "imported_document_once_a_page": lambda: twice(
        ImportedDocument, lambda: {"page": draft(), "name": "a.txt", "digest": "ab", "text": ""}, name="b.txt"
    ),
    "kept_name_once": lambda: twice(
        KeptName,
        lambda: {"kind": "factsheets.condition", "key": 1, "name": "Sciatica", "deleted_at": MOMENT},
        name="Back pain",
    ),
    "known_name_once": lambda: twice(
        KnownName, lambda: {"page": draft(), "key": "the touch", "kind": "name"}
    ),
    "known_name_kind_known": lambda: add(KnownName, page=draft(), key="the touch", kind="waits"),
    "library_review_interval_up_to_three_years": lambda: LibraryPage.objects.update(
        review_interval_months=37
    ),
    "outgoing_mail_queued_once": lambda: twice(OutgoingMail, mail, subject="C"),
    "outgoing_mail_sent_or_given_up": lambda: add(OutgoingMail, **mail(), sent_at=MOMENT, given_up_at=MOMENT),
    "pain_pattern_aspect_known": lambda: add(PainPattern, name="Dull", slug="dull", aspect=UNKNOWN),
    "pain_pattern_name_once": lambda: twice(
        PainPattern, lambda: {"name": "Dull", "slug": "one", "aspect": "feel"}, name="DULL", slug="two"
    ),
    "related_factsheet_once": lambda: twice(RelatedItem, lambda: row(factsheet=draft("TENS")), sort_order=1),
    "related_item_one_target": lambda: add(RelatedItem, **row(resource=resource(), pending_title="TENS")),
    "related_item_not_itself": lambda: RelatedItem.objects.filter(
        pk=RelatedItem.objects.create(page=draft(), pending_title="TENS").pk
    ).update(factsheet=F("page"), pending_title=""),
    "related_resource_once": lambda: twice(RelatedItem, lambda: row(resource=resource()), sort_order=1),
    "reminder_acknowledged_at_some_time": lambda: add(Reminder, **reminder(acknowledged_by=person())),
    "reminder_counts_overdue_only": lambda: add(Reminder, **reminder(number=1)),
    "reminder_once_a_stage": lambda: twice(Reminder, reminder),
    "reminder_stage_known": lambda: add(Reminder, **reminder(stage=UNKNOWN)),
    "reading_count_of_an_address": lambda: add(ReadingCount, day=date(2026, 5, 4), address="yoga"),
    "reading_count_once_a_day": lambda: twice(
        ReadingCount, lambda: {"day": date(2026, 5, 4), "address": "/"}, times=2
    ),
    "resource_kind_known": lambda: add(Resource, kind=UNKNOWN, title="A book"),
    "resource_one_supplier": lambda: add(
        Resource, kind="book", title="A book", supplied_by_charity=True, supplier=association()
    ),
    "resource_title_once_a_kind": lambda: twice(
        Resource, lambda: {"kind": "book", "title": "A book"}, title="A BOOK"
    ),
    "review_by_somebody": lambda: review(reviewer=""),
    "review_on_behalf_of_somebody_else": lambda: review(reviewer="Dr A", on_behalf_of="Dr A"),
    "review_due_after_review": lambda: review(next_due_on=date(2026, 5, 4)),
    "review_evidence_before_review": lambda: review(evidence_checked_to=date(2026, 5, 5)),
    "review_task_one_open": lambda: twice(ReviewTask, task),
    "review_task_set_aside_with_reason": lambda: add(
        ReviewTask, **task(settled_at=MOMENT, settled_as="set_aside")
    ),
    "review_task_settled_in_a_way": lambda: add(ReviewTask, **task(settled_at=MOMENT)),
    "review_task_source_status_known": lambda: add(ReviewTask, **task(source_status="current")),
    "review_outcome_known": lambda: review(outcome=UNKNOWN),
    "safety_advice_only_one": lambda: add(SafetyAdvice, only_one=False),
    "search_synonym_two_expressions": lambda: add(SearchSynonym, expressions="slipped disc"),
    "security_event_counted_once": lambda: twice(SecurityEvent, event, happened_at=MOMENT),
    "security_event_first_before_last": lambda: add(
        SecurityEvent, **event(last_at=datetime(2026, 5, 3, tzinfo=UTC))
    ),
    "security_event_happened": lambda: add(SecurityEvent, **event(times=0)),
    "sign_off_by_somebody": lambda: signed(registration_number=""),
    "sign_off_one_text": lambda: signed(disclaimer=Disclaimer.objects.get()),
    "sign_off_outcome_known": lambda: signed(outcome=UNKNOWN),
    "sign_off_says_how_far_evidence_was_checked": lambda: signed(evidence_checked_to=None),
    "sign_off_withdrawn_with_a_reason": lambda: signed(withdrawn_at=timezone.now()),
    "sign_off_rests_on_another_for_new_wording": lambda: signed(rests_on=sign(draft("TENS"))),
    "signpost_heading_not_empty": lambda: add(Signpost, **signpost(heading="")),
    "signpost_heading_once": lambda: twice(Signpost, signpost, heading="YOGA"),
    "signpost_kind_known": lambda: add(Signpost, **signpost(kind=UNKNOWN)),
    "signpost_link_has_words": lambda: add(Signpost, **signpost(link="https://example.org/")),
    "signpost_link_is_https": lambda: add(
        Signpost, **signpost(link="http://example.org/", link_text="Example")
    ),
    "signpost_one_target": lambda: add(
        Signpost, **signpost(kind="our_page", link="https://example.org/", link_text="Example")
    ),
    "signpost_text_not_empty": lambda: add(Signpost, **signpost(text="")),
    "signpost_words_not_empty": lambda: add(Signpost, **signpost(words="")),
    "source_kind_known": lambda: add(Source, kind=UNKNOWN, title="A trial"),
    "source_status_known": lambda: add(Source, kind="trial", title="A trial", status=UNKNOWN),
    "source_title_once_a_year": lambda: twice(
        Source, lambda: {"kind": "trial", "title": "A trial", "year": 2008}, title="a TRIAL"
    ),
    "source_title_once_without_a_year": lambda: twice(
        Source, lambda: {"kind": "trial", "title": "A trial"}, title="a TRIAL"
    ),
    "suitability_condition_once": lambda: twice(
        Suitability, lambda: row(verdict="likely", condition=condition()), verdict="avoid"
    ),
    "suitability_one_subject": lambda: add(
        Suitability, **row(verdict="likely", condition=condition(), pattern=pattern())
    ),
    "suitability_pattern_once": lambda: twice(
        Suitability, lambda: row(verdict="likely", pattern=pattern()), verdict="avoid"
    ),
    "suitability_verdict_known": lambda: add(Suitability, **row(verdict=UNKNOWN, condition=condition())),
    "therapy_kind_name_once": lambda: twice(TherapyKind, lambda: {"name": "Needling"}, name="NEEDLING"),
    "unanswered_search_counted": lambda: add(UnansweredSearch, **unanswered(count=0)),
    "unanswered_search_first_before_last": lambda: add(
        UnansweredSearch, **unanswered(last_on=date(2026, 5, 3))
    ),
    "unanswered_search_set_aside_with_reason": lambda: add(
        UnansweredSearch, **unanswered(settled_at=MOMENT, settled_as="set_aside")
    ),
    "unanswered_search_settled_as_counted": lambda: add(
        UnansweredSearch, **unanswered(settled_at=MOMENT, settled_as="answered", settled_count=10)
    ),
    "unanswered_search_settled_in_a_way": lambda: add(UnansweredSearch, **unanswered(settled_count=1)),
    "unanswered_search_term_not_empty": lambda: add(UnansweredSearch, **unanswered(term="")),
    "unanswered_search_term_once": lambda: twice(UnansweredSearch, unanswered, count=1),
    "version_code_once": lambda: twice(Version, version, number=2),
    "version_number_from_one": lambda: add(Version, **version(number=0)),
    "version_number_once": lambda: twice(Version, version, code="2345679"),
    "version_says_what_changed": lambda: add(Version, **version(change_note="")),
    "withdrawal_not_replaced_by_itself": lambda: add(
        Withdrawal, **(fields := withdrawal()), replacement=fields["factsheet"]
    ),
    "take_down_request_open_once": lambda: twice(TakeDownRequest, asked),
    "take_down_request_says_why": lambda: add(TakeDownRequest, **asked(reason="")),
    "take_down_request_settled_in_a_way": lambda: add(TakeDownRequest, **asked(settled_at=MOMENT)),
    "crisis_advice_only_one": lambda: add(CrisisAdvice, only_one=False),
    "emergency_advice_only_one": lambda: add(EmergencyAdvice, only_one=False),
    "urgent_advice_only_one": lambda: add(UrgentAdvice, only_one=False),
    "warning_phrase_expects_something_known": lambda: add(WarningPhrase, phrase="one", expected=UNKNOWN),
    "warning_phrase_not_empty": lambda: add(WarningPhrase, phrase="", expected="none"),
    "warning_phrase_once": lambda: twice(
        WarningPhrase, lambda: {"phrase": "one two three", "expected": "none"}, phrase="ONE two three"
    ),
    "warning_sign_has_a_name": lambda: add(WarningSign, **warning_sign(name="")),
    "warning_sign_is_about_something": lambda: add(WarningSign, **warning_sign(about="")),
    "warning_sign_level_known": lambda: add(WarningSign, **warning_sign(level=UNKNOWN)),
    "warning_sign_once": lambda: twice(WarningSign, warning_sign, name="A NAME"),
    "warning_sign_change_decided_at_some_time": lambda: add(
        WarningSignChange, **sign_change(outcome="declined", decided_by_name="A")
    ),
    "warning_sign_change_decided_by_somebody": lambda: add(
        WarningSignChange, **sign_change(outcome="declined", decided_at=MOMENT)
    ),
    "warning_sign_change_kind_and_outcome_known": lambda: add(
        WarningSignChange, **sign_change(outcome="seen", decided_at=MOMENT, decided_by_name="A")
    ),
    "warning_sign_change_made_by_somebody": lambda: add(
        WarningSignChange, **sign_change(proposed_by_name="")
    ),
    "warning_sign_narrowing_waits_once": lambda: twice(WarningSignChange, sign_change, kind="removal"),
    "withdrawal_says_why": lambda: add(Withdrawal, **withdrawal(reason="")),
    "withdrawal_stands_once": lambda: twice(Withdrawal, withdrawal, reason="Old again."),
    "withdrawal_undone_at_some_time": lambda: add(Withdrawal, **withdrawal(undone_by=person())),
    "wording_change_decided_at_some_time": lambda: add(
        WordingChange, **wording(outcome="declined", decided_by_name="A")
    ),
    "wording_change_decided_by_somebody": lambda: add(
        WordingChange, **wording(outcome="declined", decided_at=MOMENT)
    ),
    "wording_change_kind_known": lambda: add(WordingChange, **wording(kind=UNKNOWN)),
    "wording_change_waits_once": lambda: twice(WordingChange, wording),
}


def constraints() -> dict[str, CheckConstraint | UniqueConstraint]:
    return {
        constraint.name: constraint
        for model in apps.get_app_config("factsheets").get_models()
        for constraint in model._meta.constraints
    }


def test_every_constraint_is_tried():
    assert set(BROKEN) == set(constraints())


@pytest.mark.parametrize("name", BROKEN)
def test_each_constraint_bites(name):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        BROKEN[name]()
    said, constraint = str(refusal.value), constraints()[name]
    # SQLite names the columns instead of a plain unique constraint.
    columns = [f".{column}" for column in getattr(constraint, "fields", ())]
    assert name in said or (columns and any(column in said for column in columns)), said


@pytest.mark.parametrize("no_target", [{}, {"resource": None, "pending_title": ""}])
def test_a_related_item_without_a_target_is_refused(no_target):
    with pytest.raises(IntegrityError), transaction.atomic():
        add(RelatedItem, **row(**no_target))


def test_a_suitability_row_without_a_subject_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        add(Suitability, **row(verdict="likely"))


@pytest.mark.parametrize("kind", ["nhs", "other"])
def test_only_a_signpost_to_our_page_has_one(kind):
    link = {"link": "https://www.nhs.uk/", "link_text": "NHS"}
    with pytest.raises(IntegrityError), transaction.atomic():
        add(Signpost, **signpost(kind=kind, page=LibraryPage.objects.get().page_ptr, **link))


def test_a_signpost_to_the_nhs_has_an_address():
    with pytest.raises(IntegrityError), transaction.atomic():
        add(Signpost, **signpost(kind="nhs"))


@pytest.mark.parametrize("model", [SafetyAdvice, Disclaimer])
def test_there_is_one_governed_text_of_each_kind(model):
    with pytest.raises(IntegrityError), transaction.atomic():
        add(model)


def test_two_sources_of_a_title_without_a_year_are_one_too_many():
    source()
    with pytest.raises(ValidationError, match="already"):
        Source(kind="trial", title="A TRIAL").full_clean()
