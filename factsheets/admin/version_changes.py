"""What differs between two versions as staff see it: what was added and removed, marked word by word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.safestring import SafeString
from wagtail.admin.compare import diff_text

from factsheets.formats.content_difference import Difference, plain


class ChangedPart(NamedTuple):
    """One part on the screen. A list has `added` and `removed` rows, other parts have `marked` words."""

    difference: Difference
    marked: SafeString | str
    remark: str


def changed_parts(found: Iterable[Difference]) -> list[ChangedPart]:
    return [_shown(difference) for difference in found]


def _shown(difference: Difference) -> ChangedPart:
    if difference.is_list:
        moved = not (difference.added or difference.removed)
        return ChangedPart(difference, "", difference.sentence if moved else "")
    before, after = plain(difference.before), plain(difference.after)
    if before == after:
        before, after = difference.before, difference.after
        return ChangedPart(difference, _marked(before, after), "Only bold, lists or links changed:")
    return ChangedPart(difference, _marked(before, after), "")


def _marked(before: str, after: str) -> SafeString:
    return diff_text(before, after).to_html()
