"""The names of all factsheets, made anew from their texts: for what was written past them, such as a table changed by hand."""

from __future__ import annotations

from django.db import transaction

from .models.factsheet_page import FactsheetPage
from .models.known_name import MAKE_A_NAME, KnownName, keep_names, keep_pending_title, name_key
from .models.related_item import RelatedItem

_AT_ONCE = 500


def keep_all_names() -> int:
    """Every factsheet is found under the names that it has; returns how many rows had to be written or deleted."""
    changed = 0
    keys = list(FactsheetPage.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), _AT_ONCE):
        with transaction.atomic():
            pages = FactsheetPage.objects.filter(pk__in=keys[start : start + _AT_ONCE])
            changed += keep_names(pages.only(*MAKE_A_NAME))
    return changed + _keep_pending_titles()


def _keep_pending_titles() -> int:
    kept = dict(KnownName.objects.filter(kind=KnownName.Kind.WAITS).values_list("item", "key"))
    waiting = {
        item: (page, title)
        for item, page, title in RelatedItem.objects.exclude(pending_title="").values_list(
            "pk", "page", "pending_title"
        )
    }
    wrong = [item for item, (_, title) in waiting.items() if kept.get(item) != name_key(title)]
    for item in wrong:
        keep_pending_title(item, *waiting[item])
    gone = kept.keys() - waiting.keys()
    KnownName.objects.filter(item__in=gone).delete()
    return len(wrong) + len(gone)
