"""What belongs to somebody: each visitor asks for what is their own, and for the same of somebody else."""

from __future__ import annotations

from typing import NamedTuple

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, UploadedFile

from factsheets.models import Condition, FactsheetPage, OutgoingMail, WordingChange
from factsheets.people.roles import ADMINISTRATOR, CLINICAL_REVIEWER
from tests import builders

from .visitors import VISITORS, People

OWN, OTHERS = "own", "somebody else's"
#: In these addresses stands an account.
_ACCOUNTS = ("wagtailusers_users", "help_with_sign_in")
#: In these a document of an import stands, which belongs to no person.
_OF_IMPORTS = ("factsheets_original", "factsheets_original_of_batch")
#: In these places stands something that somebody has made, or that is meant for them; it may stand under a name that others have too.
_MADE = {
    "uploaded_file_id": ("",),
    "session_id": ("",),
    "image_id": ("",),
    "document_id": ("",),
    "doc_id": ("",),
    "sign_off_id": ("",),
    "change_id": ("factsheets_wording_change", "factsheets_take_back_wording"),
    "pk": ("mfa_remove_webauthn", "mfa_edit_webauthn", "send_mail_again", "give_up_mail"),
}


class Owned(NamedTuple):
    """What one person has, by the place in an address where it stands."""

    draft: Page
    made: dict[str, int]


class Owners:
    """What each visitor has, and accounts of every kind."""

    def __init__(self, people: People, public: FactsheetPage) -> None:
        somebody = builders.person("Author", "somebody-else", email="else@example.org")
        self._else = _owned(somebody, public)
        self._own = {
            who: _owned(person, public) if (person := people[who]) else self._else for who in VISITORS
        }
        self._people = people
        self._accounts = {
            "an author's": somebody,
            "a clinician's": builders.person(CLINICAL_REVIEWER, "a-clinician", email="c@example.org"),
            "an administrator's": builders.person(ADMINISTRATOR, "an-administrator", email="a@example.org"),
            "a superuser's": get_user_model()._default_manager.filter(is_superuser=True).get(),
        }

    def draft_of(self, who: str) -> Page:
        """Of nobody, somebody else's."""
        return self._own[who].draft

    def accounts(self, who: str) -> dict[str, int]:
        """The key of an account of each kind."""
        own = self._people[who] or self._accounts["an author's"]
        return {OWN: own.pk} | {kind: person.pk for kind, person in self._accounts.items()}

    def in_place(self, name: str, places: list[str], who: str) -> tuple[str, dict[str, int]] | None:
        """For an address of this name: the place where something of a person's stands, and what may stand there."""
        if name.startswith(_ACCOUNTS) and places == ["pk"]:
            return "pk", self.accounts(who)
        if name in _OF_IMPORTS:
            return None
        for place in places:
            for address in _MADE.get(place, ()):
                if address in ("", name):
                    key = f"{place} {address}".strip()
                    return place, {OWN: self._own[who].made[key], OTHERS: self._else.made[key]}
        return None


def _owned(person: AbstractUser, public: FactsheetPage) -> Owned:
    draft = builders.draft(f"Written by {person.pk}", owner=person)
    words = ContentFile(b"x", "x.txt")
    image = Image.objects.create(title="Own", file=get_test_image_file(), uploaded_by_user=person)
    document = Document.objects.create(
        title="Own", file=ContentFile(b"words", "own.txt"), uploaded_by_user=person
    )
    uploaded = UploadedFile.objects.create(for_content_type=None, file=words, uploaded_by_user=person)
    session = EditingSession.objects.create(user=person, content_object=public, last_seen_at=timezone.now())
    change = _change(person)
    key = _passkey(person)
    mail = OutgoingMail.objects.create(
        key=f"to {person.pk}", to=person.email, subject="A", body="B", made_at=timezone.now()
    )
    return Owned(
        draft,
        {
            "uploaded_file_id": uploaded.pk,
            "session_id": session.pk,
            "image_id": image.pk,
            "document_id": document.pk,
            "doc_id": document.pk,
            "sign_off_id": builders.sign(public, person).pk,
            "change_id factsheets_wording_change": change.pk,
            "change_id factsheets_take_back_wording": change.pk,
            "pk mfa_remove_webauthn": key.pk,
            "pk mfa_edit_webauthn": key.pk,
            "pk send_mail_again": mail.pk,
            "pk give_up_mail": mail.pk,
        },
    )


def _change(person: AbstractUser) -> WordingChange:
    condition = Condition.objects.create(name=f"Called by {person.pk}")
    return WordingChange.objects.create(
        kind="condition",
        record_id=condition.pk,
        record_name=condition.name,
        before={"name": condition.name, "plain_name": ""},
        after={"name": "Something else", "plain_name": ""},
        proposed_by=person,
        proposed_by_name=person.get_username(),
        proposed_at=timezone.now(),
    )


def _passkey(person: AbstractUser) -> Authenticator:
    return Authenticator.objects.create(
        user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "Key", "credential": {}}
    )
