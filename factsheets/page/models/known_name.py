"""By which names factsheets are known and called for: one row a name, so that a name is looked up and not searched for in texts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, ClassVar, Protocol

from django.db import models
from django.db.models import Q

from factsheets.page.formats.a_to_z import initial_of

#: Letters of a name that are compared by the table; whoever asks makes sure with `FactsheetPage.is_called`.
_COMPARED = 200


def name_key(name: str) -> str:
    """Under which `name` is looked up: whatever its capitals and its spaces."""
    return " ".join(name.split()).casefold()[:_COMPARED]


class KnownName(models.Model):
    """A name of a factsheet, or a pending title under which it waits for another one.

    Derived from the texts and kept beside them: by every save of a factsheet and of its items, and for all of them by
    `daily`.
    """

    class Kind(models.TextChoices):
        """What it is a name of. That of a draft is not told to readers."""

        NAME = "name", "name of the factsheet"
        DRAFT = "draft", "title of its draft"
        SLUG = "slug", "end of its address"
        WAITS = "waits", "name of a factsheet that it waits for"

    #: By what people call it.
    CALLED: ClassVar = (Kind.NAME, Kind.DRAFT)

    page = models.ForeignKey(
        "factsheets.FactsheetPage", on_delete=models.CASCADE, related_name="known_names", db_index=False
    )
    kind = models.CharField(max_length=5, choices=Kind.choices)
    key = models.CharField(max_length=_COMPARED)
    #: Under which letter of the A to Z it stands.
    initial = models.CharField(max_length=1)
    item = models.OneToOneField(
        "factsheets.RelatedItem", on_delete=models.CASCADE, null=True, related_name="known_name"
    )

    class Meta:
        indexes = [
            models.Index(fields=["key", "kind"], name="known_name_key"),
            models.Index(fields=["page", "kind"], name="known_name_page"),
            models.Index(fields=["kind", "initial"], name="known_name_initial"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=("name", "draft", "slug"), item=None)
                | Q(kind="waits", item__isnull=False),
                name="known_name_kind_known",
            ),
            models.UniqueConstraint(
                fields=["page", "kind", "key"], condition=Q(item=None), name="known_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class LookedUp(Protocol):
    """A factsheet, as far as it is asked for its names."""

    pk: int
    names: list[str]
    draft_title: str
    slug: str


#: The fields of a factsheet that make a row here.
MAKE_A_NAME = frozenset({"title", "draft_title", "also_called", "slug"})


def keep_names(factsheets: Iterable[LookedUp]) -> int:
    """From now on the factsheets have the names that they have themselves; returns how many rows were written or deleted."""
    wanted = {
        (factsheet.pk, kind, key)
        for factsheet in factsheets
        for kind, names in _names_of(factsheet).items()
        for name in names
        if (key := name_key(name))
    }
    pages = {page for page, _, _ in wanted}
    rows = KnownName.objects.filter(page__in=pages, item=None).values_list("pk", "page", "kind", "key")
    stored = {(page, KnownName.Kind(kind), key): pk for pk, page, kind, key in rows}
    gone = [stored[one] for one in stored.keys() - wanted]
    new = [
        KnownName(page_id=page, kind=kind, key=key, initial=initial_of(key))
        for page, kind, key in sorted(wanted - stored.keys())
    ]
    if gone:
        KnownName.objects.filter(pk__in=gone).delete()
    KnownName.objects.bulk_create(new, ignore_conflicts=True)
    return len(gone) + len(new)


def keep_stored_names(factsheets: models.QuerySet[Any], changed: Collection[str] | None) -> None:
    """After a save of the fields `changed`, or of all: in memory a draft has names already that readers are not told yet."""
    if changed is None or not MAKE_A_NAME.isdisjoint(changed):
        keep_names(factsheets.only(*MAKE_A_NAME))


def _names_of(factsheet: LookedUp) -> dict[KnownName.Kind, list[str]]:
    kinds = KnownName.Kind
    return {kinds.NAME: factsheet.names, kinds.DRAFT: [factsheet.draft_title], kinds.SLUG: [factsheet.slug]}


def keep_pending_title(item: int, page: int, title: str) -> None:
    """The item of the factsheet waits for a factsheet of that title, or, where it is empty, for none."""
    key = name_key(title)
    if key:
        known = {"page_id": page, "key": key, "kind": KnownName.Kind.WAITS, "initial": initial_of(key)}
        KnownName.objects.update_or_create(item_id=item, defaults=known)
    else:
        KnownName.objects.filter(item=item).delete()
