"""What a factsheet has of its versions: each publication makes one, with a note that staff may word themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.urls import reverse
from wagtail.models import Revision

from factsheets.governed.models.governed_text import Disclaimer, SafetyAdvice
from factsheets.outputs.pdf.document import printed_address
from factsheets.signing.formats.clinical_content import DEFINITION, Content
from factsheets.signing.formats.content_difference import PartDifference, is_major
from factsheets.signing.models.sign_off import SignOff
from factsheets.signing.models.signed_off import SignedOff
from factsheets.versions.formats.version_code import for_people
from factsheets.versions.formats.version_content import shown_content
from factsheets.versions.models.version import Publication, Version, drafted_note

#: What a change note says when the words are the same, by what is not the same.
_BESIDES_THE_WORDS = {
    "slug": "The web address changed.",
    "associations": "Associations or relevant information changed.",
    "related_items": "Associations or relevant information changed.",
}
_NOTHING = "Published again. The words are the same."


class ShownVersion(NamedTuple):
    """The version that stands on the page."""

    number: int
    code: str
    published_at: datetime

    @property
    def code_for_people(self) -> str:
        """The code as it is printed, in two parts."""
        return for_people(self.code)


def change_note_field() -> models.TextField[str, str]:
    """The note that the next version will carry; empty where the suggestion is to be used."""
    return models.TextField(
        "what changed and why",
        blank=True,
        help_text="For readers, in one or two plain sentences. If this is empty, the suggestion is used.",
    )


def major_change_field() -> models.BooleanField[bool, bool]:
    """The tick by which an author makes the next version a major one."""
    return models.BooleanField(
        "major change",
        default=False,
        help_text="Tick it if readers should throw an old copy away. Changes to who should not have it, to risks and "
        "to the safety advice are major in any case.",
    )


def add_version(factsheet: SignedOff, revision: Revision, user: AbstractBaseUser | None) -> None:
    """Called in the transaction in which `revision` went live. The note belongs to the draft; it goes to the version."""
    text = revision.as_object()
    row: models.QuerySet[Any] = type(factsheet)._default_manager.filter(pk=factsheet.pk)
    previous = Version.objects.of(factsheet).first()
    is_new = not Version.objects.filter(revision=revision).exists()
    publication = _publication(factsheet, text, revision, user)
    version = Version.following(
        previous,
        factsheet.pk,
        publication,
        note=_note_that_was_shown(text, publication.sign_off_id) if is_new else "",
        otherwise=_besides_the_words(previous.revision if previous else None, revision),
        major=is_new and text.is_major_change,
    )
    Version.objects.add([version])
    row.update(change_note="", is_major_change=False)


def _note_that_was_shown(text: SignedOff, sign_off_id: int | None) -> str:
    """The note of a draft as it stood when the words were signed off; empty where no clinical reviewer read it."""
    shown = SignOff.objects.filter(pk__in=[sign_off_id]).values_list(
        "revision__content__change_note", flat=True
    )
    note: str = text.change_note.strip()
    return note if note in {str(each or "").strip() for each in shown} else ""


def _publication(
    factsheet: SignedOff, text: SignedOff, revision: Revision, user: AbstractBaseUser | None
) -> Publication:
    row: models.QuerySet[Any] = type(factsheet)._default_manager.filter(pk=factsheet.pk)
    covering = None if factsheet.is_starter_example else text.covering_sign_off()
    return Publication(
        content=content_for_readers(text),
        definition=DEFINITION,
        published_at=row.values_list("last_published_at", flat=True)[0],
        user=user,
        is_example=factsheet.is_starter_example,
        revision_id=revision.pk,
        sign_off_id=covering.pk if covering else None,
    )


def take_out_used_note(draft: SignedOff, revision_id: int | None) -> None:
    """A revision that a version came from has handed over its note: the next draft begins without one."""
    used = Version.objects.filter(revision=revision_id)
    if revision_id and (draft.change_note or draft.is_major_change) and used.exists():
        draft.change_note, draft.is_major_change = "", False


def content_for_readers(factsheet: SignedOff) -> Content:
    """The words of this text with those that every factsheet shows now."""
    advice, disclaimer = (model.objects.in_force().first() for model in (SafetyAdvice, Disclaimer))
    return shown_content(factsheet.clinical_content(), advice, disclaimer)


def changes_to_come(factsheet: SignedOff) -> list[PartDifference]:
    """How this draft differs from what readers saw last; nothing before the first publication."""
    previous = Version.objects.of(factsheet).first()
    return previous.differences_to(content_for_readers(factsheet)) if previous else []


def suggested_change_note(factsheet: SignedOff) -> str:
    """What the change note will say if nobody writes one."""
    previous = Version.objects.of(factsheet).first()
    return drafted_note(previous, changes_to_come(factsheet))


def is_sure_to_be_major(factsheet: SignedOff) -> bool:
    """Whether what this draft changes concerns safety."""
    return is_major(changes_to_come(factsheet))


def latest_version(factsheet: SignedOff) -> ShownVersion | None:
    """The version that readers have now; None before the first publication."""
    version = Version.objects.of(factsheet).first() if factsheet.pk else None
    return ShownVersion(version.number, version.code, version.published_at) if version else None


def version_parts(version: ShownVersion) -> dict[str, object]:
    """A version for the page and its PDFs."""
    path = reverse("factsheets:copy", args=[version.code_for_people])
    address = f"{settings.SITE_URL}{path}"
    return {
        "version": version,
        "version_url": path,
        "version_address": address,
        "version_address_in_words": printed_address(address),
    }


def _besides_the_words(before: Revision | None, after: Revision) -> str:
    notes = dict.fromkeys(
        note
        for name, note in _BESIDES_THE_WORDS.items()
        if before and _bare(before.content.get(name)) != _bare(after.content.get(name))
    )
    return " ".join(notes) or _NOTHING


def _bare(value: object) -> object:
    """Rows without their numbers: the same rows, saved anew, are no change."""
    if not isinstance(value, list):
        return value
    return [{name: row[name] for name in sorted(row) if name not in ("pk", "page")} for row in value]
