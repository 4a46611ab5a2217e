"""Shared words come into force: the sign-offs of the texts that carry them are carried on, readers get new versions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from wagtail.log_actions import log

from factsheets.database.row_locks import held
from factsheets.language.vocabulary import WordingRefused
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.versioned import content_for_readers
from factsheets.publication.signing_off import PROFILE_FIELDS
from factsheets.signing.formats.clinical_content import DEFINITION, fingerprint
from factsheets.signing.models.carried_wording import CarriedWording
from factsheets.signing.models.reviewer_profile import ReviewerProfile
from factsheets.signing.models.sign_off import SignOff
from factsheets.signing.models.wording_change import WordingChange
from factsheets.versions.models.version import Publication, Version

#: In the audit log of a factsheet: readers see new words of something that it names.
RENEWED_BY_WORDING = "factsheets.wording.version"


def put_into_force(
    record: CarriedWording,
    wording: Mapping[str, object],
    *,
    by: AbstractBaseUser,
    now: datetime,
    signed: tuple[WordingChange, ReviewerProfile] | None,
) -> list[FactsheetPage]:
    """Change the words, carry the sign-offs of the texts on to them, and give each public factsheet a new version."""
    keys = [page.pk for page in record.carriers()]
    # Held before they are read: a publication that is under way is through by then.
    list(held(FactsheetPage.objects.filter(pk__in=keys).order_by("pk")))
    called = record.name_of_words
    resting = [decision for key in keys for decision in _decisions_in_use(key)] if signed else []
    for name, value in wording.items():
        setattr(record, name, value)
    _check(record)
    record.take_over(wording)
    if signed:
        for decision in resting:
            _carry_on(decision, *signed, now=now)
    renewed = _new_versions(keys, by=by, now=now)
    for version in renewed:
        log(
            instance=version.factsheet,
            action=RENEWED_BY_WORDING,
            user=by,
            data={"version": version.number, "record": called, "signed": signed is not None},
        )
    return [version.factsheet for version in renewed]


def _check(record: CarriedWording) -> None:
    try:
        record.full_clean()
    except ValidationError as error:
        raise WordingRefused(" ".join(error.messages)) from None


def _decisions_in_use(factsheet: int) -> list[SignOff]:
    """The sign-offs that let words of one factsheet be public or go live, the oldest first: if their words are as they
    were signed until now."""
    approving = SignOff.objects.filter(factsheet=factsheet).approving().select_related("revision")
    public = (
        Version.objects.filter(factsheet=factsheet).order_by("-number").values_list("sign_off", flat=True)[:1]
    )
    wanted = {decision.pk: decision for decision in [*approving[:1], *approving.filter(pk__in=list(public))]}
    return [decision for _, decision in sorted(wanted.items()) if _covers_its_revision(decision)]


def _covers_its_revision(decision: SignOff) -> bool:
    revision: Any = decision.revision
    return revision is not None and revision.as_object().is_covered_by(decision)


def _carry_on(decision: SignOff, change: WordingChange, by: ReviewerProfile, *, now: datetime) -> None:
    """The same text with the new words: signed by whoever signed these, and resting on the sign-off of all others."""
    revision: Any = decision.revision
    content = revision.as_object().clinical_content()
    SignOff.objects.create(
        factsheet_id=decision.factsheet_id,
        revision=revision,
        content=content,
        fingerprint=fingerprint(content),
        rests_on=decision,
        wording_change=change,
        outcome=decision.outcome,
        reviewer=by.user,
        comment=(
            f"New words of “{change.record_name}”, signed for every factsheet that carries them. "
            f"All other words stand as {decision.registered_name} signed them."
        ),
        signed_at=now,
        **{name: getattr(by, name) for name in PROFILE_FIELDS},
    )


def _new_versions(keys: Iterable[int], *, by: AbstractBaseUser, now: datetime) -> list[Version]:
    """A version of each public factsheet whose readers see other words than in its last one."""
    versions = []
    for page in FactsheetPage.objects.live().filter(pk__in=keys).order_by("pk"):
        previous = Version.objects.of(page).first()
        content = content_for_readers(page)
        if previous is None or not previous.differences_to(content):
            continue
        covering = None if page.is_starter_example else page.covering_sign_off()
        made = Publication(
            content=content,
            definition=DEFINITION,
            published_at=now,
            user=by,
            is_example=page.is_starter_example,
            revision_id=page.live_revision_id,
            sign_off_id=covering.pk if covering else None,
        )
        version = Version.following(previous, page.pk, made)
        version.factsheet = page
        versions.append(version)
    Version.objects.add(versions)
    return versions
