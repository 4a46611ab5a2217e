"""One publication of a factsheet: its number and code, what changed, and the words as readers saw them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from factsheets.keeping.models.attribution import NamesOthers, kept_name_field
from factsheets.keeping.models.on_record import OnRecord, OnRecordQuerySet
from factsheets.signing.formats.clinical_content import DEFINITION, Content
from factsheets.signing.formats.content_difference import (
    PartDifference,
    change_note,
    differences_since,
    is_major,
)
from factsheets.versions.formats.version_code import LENGTH, for_people, new_code

FIRST_NOTE = "First published."


class Publication(NamedTuple):
    """What is known about a factsheet in the moment in which it, or words that it shows, became public."""

    content: Content
    definition: int
    published_at: datetime
    user: AbstractBaseUser | None
    is_example: bool
    revision_id: int | None
    sign_off_id: int | None


class VersionQuerySet(OnRecordQuerySet["Version"]):
    """Versions by factsheet and by what readers hold; `add` alone makes new ones."""

    def of(self, factsheet: models.Model) -> Self:
        """The versions of one factsheet, the latest first."""
        return self.filter(factsheet=factsheet.pk).order_by("-number")

    def latest_of_live_factsheets(self) -> Self:
        """What readers hold now: for each live factsheet its latest version."""
        latest = self.model.objects.filter(factsheet=models.OuterRef("factsheet")).order_by("-number")
        return self.filter(
            factsheet__live=True, number=models.Subquery(latest.values("number")[:1])
        ).order_by("factsheet")

    def add(self, versions: Iterable[Version]) -> None:
        """Store new versions, each under a code that no other version has. Call it in a transaction."""
        new = list(versions)
        for version, code in zip(new, self._free_codes(len(new)), strict=True):
            version.code = code
        self.bulk_create(new)

    def _free_codes(self, count: int) -> set[str]:
        codes: set[str] = set()
        while len(codes) < count:
            codes |= {new_code() for _ in range(count - len(codes))}
            codes -= set(self.filter(code__in=codes).values_list("code", flat=True))
        return codes


class Version(NamesOthers, OnRecord):
    """What it says never changes once it is made. The numbers of a factsheet run from 1 without gaps."""

    proves = "has been public"
    outlives = ("by",)

    factsheet = models.ForeignKey(
        "factsheets.FactsheetPage", on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=LENGTH)
    published_at = models.DateTimeField("published")
    change_note = models.TextField("what changed and why")
    is_major = models.BooleanField("major change")
    changed = models.JSONField(help_text="Each part that changed, with its label and a sentence.")
    content = models.JSONField(help_text="The words and rows, as readers saw them.")
    definition = models.PositiveSmallIntegerField(
        default=DEFINITION, help_text="Which parts the content can have: the definition by which it was made."
    )
    sign_off = models.ForeignKey(
        "factsheets.SignOff", on_delete=models.PROTECT, blank=True, null=True, related_name="+"
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.PROTECT, blank=True, null=True, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, blank=True, null=True, related_name="+"
    )
    by_name = kept_name_field()
    is_example = models.BooleanField(default=False)

    objects = VersionQuerySet.as_manager()

    # A version of a text does not use it: the list of the text's uses stays as it is.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "version"
        verbose_name_plural = "versions"
        ordering = ["factsheet", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["factsheet", "number"], name="version_number_once"),
            models.UniqueConstraint(fields=["code"], name="version_code_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="version_number_from_one"),
            models.CheckConstraint(condition=~models.Q(change_note=""), name="version_says_what_changed"),
        ]

    def __str__(self) -> str:
        return f"{self.factsheet}, version {self.number}"

    @classmethod
    def following(
        cls,
        previous: Version | None,
        factsheet_id: int,
        made: Publication,
        *,
        note: str = "",
        otherwise: str = "",
        major: bool = False,
    ) -> Version:
        """The next version, not stored yet. Without a `note` it says what changed in the words, or else `otherwise`."""
        found = previous.differences_to(made.content) if previous else []
        return cls(
            factsheet_id=factsheet_id,
            number=previous.number + 1 if previous else 1,
            published_at=made.published_at,
            change_note=note or drafted_note(previous, found) or otherwise,
            is_major=previous is None or major or is_major(found),
            changed=[_as_data(difference) for difference in found],
            content=made.content,
            definition=made.definition,
            sign_off_id=made.sign_off_id,
            revision_id=made.revision_id,
            by_id=made.user.pk if made.user else None,
            is_example=made.is_example,
        )

    @property
    def words(self) -> Content:
        """What readers saw, as it was kept."""
        words: Content = self.content
        return words

    def differences_to(self, content: Content) -> list[PartDifference]:
        """How words of today differ from those of this version, as far as its definition knew them."""
        return differences_since(self.words, self.definition, content)

    @property
    def code_for_people(self) -> str:
        """The code as it is printed, in two parts."""
        return for_people(self.code)

    @property
    def who_published(self) -> str:
        """The name of whoever published it; empty where a command did."""
        return self.name_of("by")


def drafted_note(previous: Version | None, found: Iterable[PartDifference]) -> str:
    """The change note that the differences themselves suggest; empty if the words are the same."""
    return change_note(found) if previous else FIRST_NOTE


def _as_data(difference: PartDifference) -> dict[str, object]:
    return {"part": difference.part, "label": difference.label, "sentence": difference.sentence}
