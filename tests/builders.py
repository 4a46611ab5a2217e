"""Makes the things that tests speak about: records, factsheets, people."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Group
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.signals import page_published, published

from factsheets.governed.formats.starter_texts import starter_warning_advice
from factsheets.governed.models.governed_text import GovernedText
from factsheets.models import (
    WARNING_ADVICE,
    Condition,
    Disclaimer,
    FactsheetPage,
    LibraryPage,
    PainPattern,
    SafetyAdvice,
    SignOff,
    Suitability,
    TherapyKind,
)
from factsheets.signing.formats.clinical_content import Content, fingerprint
from factsheets.signing.formats.shown_words import token_of
from factsheets.signing.models.sign_off import field_of
from factsheets.signing.models.signed_off import SignedOff

#: Every field that submission asks for.
COMPLETE = {
    "summary": "Thin needles in the skin and muscles. It may ease some kinds of back pain.",
    "introduction": "<p>Needling after an orthodox diagnosis.</p>",
    "mechanism": "<p>It stimulates nerves in muscle.</p>",
    "procedure": "<p>Fine needles are put into the skin.</p>",
    "evidence": "<p>There is some evidence.</p>",
    "certainty": "low",
    "likely_statement": "Muscle strain.",
    "unlikely_statement": "Pain from irritated nerves.",
    "contraindication_state": "none_known",
    "contraindication_statement": "<p>None is known, but see a doctor first.</p>",
    "qualifications": "<p>Some doctors practise it.</p>",
    "regulation": "not_regulated",
}


def person(role: str | None = None, username: str = "", **fields: Any) -> AbstractUser:
    """A member of staff in one role; without a role, somebody who may only sign in."""
    user = get_user_model().objects.create_user(
        username or (role or "somebody").lower().replace(" ", "-"), **fields
    )
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def superuser() -> AbstractUser:
    return get_user_model().objects.create_superuser("superuser", "superuser@example.org")


def library() -> LibraryPage:
    return LibraryPage.objects.get()


def draft(title: str = "Medical acupuncture", **fields: Any) -> FactsheetPage:
    """A draft factsheet with nothing but a title and `fields`."""
    page = library().add_child(instance=FactsheetPage(title=title, **fields))
    _first_revision(page)
    return FactsheetPage.objects.get(pk=page.pk)


def _first_revision(text: SignedOff) -> Revision:
    """The words that were stored a moment ago, as a revision: what refers to what is known, and needs no second look."""
    with disable_reference_index_auto_update():
        return text.save_revision(clean=False)


def complete_draft(title: str = "Medical acupuncture", **fields: Any) -> FactsheetPage:
    """A draft factsheet that can be submitted."""
    kind, _ = TherapyKind.objects.get_or_create(name="Needling")
    return draft(title, **(COMPLETE | {"therapy_kind": kind} | fields))


def live(title: str = "Medical acupuncture", **fields: Any) -> FactsheetPage:
    """A public factsheet, for tests that are not about publication: as `put_live` leaves it, for half of what that costs."""
    kind, _ = TherapyKind.objects.get_or_create(name="Needling")
    page = library().add_child(
        instance=FactsheetPage(title=title, **(COMPLETE | {"therapy_kind": kind} | fields))
    )
    revision = _first_revision(page)
    now = timezone.now()
    pages = FactsheetPage.objects.filter(pk=page.pk)
    pages.update(
        live=True,
        live_revision=revision,
        has_unpublished_changes=False,
        first_published_at=now,
        last_published_at=now,
    )
    page = pages.get()
    page_published.send(FactsheetPage, instance=page, revision=revision)
    log(page, "wagtail.publish", revision=revision, content_changed=True)
    page.went_live(revision, user=None)
    return pages.get()


def put_live(text: SignedOff, revision: Revision | None = None) -> None:
    """Past the gate, by Wagtail's own way of publishing: for tests that are not about publication."""
    revision = revision or text.get_latest_revision()
    super(SignedOff, text).publish(revision, skip_permission_checks=True)
    if type(text).objects.filter(pk=text.pk, live_revision=revision).exists():
        text.went_live(revision, user=None)


def sign(text: SignedOff, reviewer: AbstractUser | None = None, **fields: Any) -> SignOff:
    """A clinician's sign-off of the latest words of a text, as the form would have recorded it."""
    revision = text.get_latest_revision()
    content = text.get_latest_revision_as_object().clinical_content()
    return _record_sign_off(text, revision, content, reviewer=reviewer, **fields)


def _record_sign_off(text: SignedOff, revision: Revision, content: Content, **fields: Any) -> SignOff:
    decision = {
        "registered_name": "Dr Jo Bloggs",
        "role": "GP",
        "professional_body": "A council",
        "registration_number": "1234567",
        "interests": "None",
        "outcome": SignOff.Outcome.SIGNED_OFF,
        "evidence_checked_to": timezone.localdate(),
    } | fields
    return SignOff.objects.create(
        **{field_of(text): text},
        revision=revision,
        content=content,
        fingerprint=fingerprint(content),
        **decision,
    )


def shown_of(text: SignedOff) -> str:
    """What a form that was opened just now carries: the latest words of a text, as it showed them."""
    latest = text.get_latest_revision_as_object()
    return token_of(latest, latest.clinical_content())


def publish_signed(text: SignedOff) -> None:
    """The latest words, signed off and then published through the gate."""
    sign(text)
    text.get_latest_revision().publish(skip_permission_checks=True)


def suits(page: FactsheetPage, verdict: str, subject: Condition | PainPattern, note: str = "") -> Suitability:
    """A row of "might it help me?", in the page and in its latest revision."""
    field = "condition" if isinstance(subject, Condition) else "pattern"
    row = Suitability.objects.create(page=page, verdict=verdict, note=note, **{field: subject})
    FactsheetPage.objects.get(pk=page.pk).save_revision()
    return row


def sign_governed_texts() -> None:
    """Safety advice and disclaimer as a clinician has signed them, for tests that are not about their publication."""
    advice = SafetyAdvice.objects.get()
    advice.emergency_points = "you cannot pee\nyou are numb around your bottom"
    advice.urgent_points = "you have a fever as well"
    advice.non_urgent_points = "the pain does not get better"
    disclaimer = Disclaimer.objects.get()
    disclaimer.text = "<p>Information changes. Ask your GP.</p>"
    for text in (advice, disclaimer):
        _in_force(text)


def sign_warning_advice() -> None:
    """The warning advice of each level as a clinician has signed it: the words of the example."""
    for level, model in WARNING_ADVICE.items():
        text = model.objects.get()
        for name, words in starter_warning_advice(level).items():
            setattr(text, name, words)
        _in_force(text)


def _in_force(text: GovernedText) -> None:
    """The words of `text` signed and public: as `publish_signed` leaves them, for half of what that costs."""
    with transaction.atomic():
        revision = _first_revision(text)
        _record_sign_off(text, revision, text.clinical_content())
        now = timezone.now()
        type(text).objects.filter(pk=text.pk).update(
            **{name: getattr(text, name) for name in text.signed_fields},
            live=True,
            live_revision=revision,
            has_unpublished_changes=False,
            is_starter_example=False,
            first_published_at=text.first_published_at or now,
            last_published_at=now,
        )
        text = type(text).objects.get(pk=text.pk)
        published.send(type(text), instance=text, revision=revision)
        log(text, "wagtail.publish", revision=revision, content_changed=True)
        text.went_live(revision, user=None)


def as_loaded(text: Page | SafetyAdvice | Disclaimer) -> dict[str, str]:
    """What the form of a text that was opened just now says about where it comes from."""
    stored = type(text)._default_manager.filter(pk=text.pk).first()
    latest = stored and stored.latest_revision
    if not latest:
        return {}
    moment = latest.created_at.isoformat()
    return {"loaded_revision_id": str(latest.pk), "loaded_revision_created_at": moment}
