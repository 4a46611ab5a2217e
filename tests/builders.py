"""Makes the things that tests speak about: records, factsheets, people."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Group
from wagtail.models import Page

from factsheets.models import (
    Condition,
    Disclaimer,
    FactsheetPage,
    LibraryPage,
    PainPattern,
    SafetyAdvice,
    Suitability,
    TherapyKind,
)

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
    page.save_revision()
    return FactsheetPage.objects.get(pk=page.pk)


def complete_draft(title: str = "Medical acupuncture", **fields: Any) -> FactsheetPage:
    """A draft factsheet that can be submitted."""
    kind, _ = TherapyKind.objects.get_or_create(name="Needling")
    return draft(title, **(COMPLETE | {"therapy_kind": kind} | fields))


def live(title: str = "Medical acupuncture", **fields: Any) -> FactsheetPage:
    """A public factsheet, published by the shortest way: for tests that are not about publication."""
    page = complete_draft(title, **fields)
    page.get_latest_revision().publish(skip_permission_checks=True)
    return FactsheetPage.objects.get(pk=page.pk)


def suits(page: FactsheetPage, verdict: str, subject: Condition | PainPattern, note: str = "") -> Suitability:
    """A row of "might it help me?", in the page and in its latest revision."""
    field = "condition" if isinstance(subject, Condition) else "pattern"
    row = Suitability.objects.create(page=page, verdict=verdict, note=note, **{field: subject})
    FactsheetPage.objects.get(pk=page.pk).save_revision()
    return row


def sign_governed_texts() -> None:
    """Safety advice and disclaimer as a clinician has signed them."""
    advice = SafetyAdvice.objects.get()
    advice.emergency_points = "you cannot pee\nyou are numb around your bottom"
    advice.urgent_points = "you have a fever as well"
    advice.non_urgent_points = "the pain does not get better"
    disclaimer = Disclaimer.objects.get()
    disclaimer.text = "<p>Information changes. Ask your GP.</p>"
    for text in (advice, disclaimer):
        text.save_revision().publish(skip_permission_checks=True)


def as_loaded(text: Page | SafetyAdvice | Disclaimer) -> dict[str, str]:
    """What the form of a text that was opened just now says about where it comes from."""
    stored = type(text)._default_manager.filter(pk=text.pk).first()
    latest = stored and stored.latest_revision
    if not latest:
        return {}
    moment = latest.created_at.isoformat()
    return {"loaded_revision_id": str(latest.pk), "loaded_revision_created_at": moment}
