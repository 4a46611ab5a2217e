"""By which names factsheets are known and called for: one row a name, so that a name is looked up and not searched for in texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import models
from django.db.models import Q

#: Letters of a name that are compared by the table; whoever asks makes sure with `FactsheetPage.is_called`.
_COMPARED = 200


def name_key(name: str) -> str:
    """Under which `name` is looked up: whatever its capitals and its spaces."""
    return " ".join(name.split()).casefold()[:_COMPARED]


class KnownName(models.Model):
    """A name of a factsheet, or, with `item`, the pending title under which it waits for another one.

    Derived from the texts and kept beside them: by every save of a factsheet and of its items, and for all of them by
    `daily`.
    """

    page = models.ForeignKey("factsheets.FactsheetPage", on_delete=models.CASCADE, related_name="known_names")
    item = models.OneToOneField(
        "factsheets.RelatedItem", on_delete=models.CASCADE, null=True, related_name="known_name"
    )
    key = models.CharField(max_length=_COMPARED)
    #: Its draft alone is called so: readers are not told.
    of_draft = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["key"], name="known_name_key")]
        constraints = [
            models.UniqueConstraint(fields=["page", "key"], condition=Q(item=None), name="known_name_once"),
        ]

    def __str__(self) -> str:
        return self.key


def keep_names(names: Mapping[int, Iterable[str]], draft_titles: Mapping[int, str]) -> int:
    """From now on the factsheets have these names, and their drafts these titles, by key of the page.

    Returns how many rows were written or deleted.
    """
    wanted = {(page, name_key(title)): True for page, title in draft_titles.items()}
    wanted |= {(page, name_key(name)): False for page, called in names.items() for name in called}
    rows = KnownName.objects.filter(item=None, page__in=names).values_list("pk", "page", "key", "of_draft")
    stored = {(page, key): (pk, of_draft) for pk, page, key, of_draft in rows}
    gone = [pk for one, (pk, of_draft) in stored.items() if wanted.get(one) is not of_draft]
    new = [
        KnownName(page_id=page, key=key, of_draft=of_draft)
        for (page, key), of_draft in wanted.items()
        if key and stored.get((page, key), (0, None))[1] is not of_draft
    ]
    if gone:
        KnownName.objects.filter(pk__in=gone).delete()
    KnownName.objects.bulk_create(new, ignore_conflicts=True)
    return len(gone) + len(new)


def keep_pending_title(item: int, page: int, title: str) -> None:
    """The item of the factsheet waits for a factsheet of that title, or, where it is empty, for none."""
    key = name_key(title)
    if key:
        KnownName.objects.update_or_create(item_id=item, defaults={"page_id": page, "key": key})
    else:
        KnownName.objects.filter(item=item).delete()
