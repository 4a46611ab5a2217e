"""Who wrote which part of a text, read out of the contents of its revisions as they are stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .clinical_content import stored_words

#: In the content of a revision: the accounts, by their keys, that brought its words in for whoever saved it.
BROUGHT_IN_BY = "brought_in_by"
#: What a stored row says besides its words.
_HOUSEKEEPING = frozenset({"pk", "page", "sort_order"})


class Written(NamedTuple):
    """One revision: who saved it (None for a command or an account that is gone), and its content."""

    by: int | None
    content: Mapping[str, object]

    @property
    def by_all(self) -> list[int]:
        """Whoever saved it, and whoever brought its words in."""
        brought = self.content.get(BROUGHT_IN_BY)
        return [*([] if self.by is None else [self.by]), *(brought if isinstance(brought, list) else [])]


def writers(
    history: Iterable[Written],
    latest: Mapping[str, object],
    signed: Mapping[str, object] | None,
    parts: Iterable[str],
) -> list[int]:
    """The accounts that wrote any of the words in which `latest` differs from `signed`, the first to write first.

    `history` is every revision, the oldest first; the contents are those of revisions, `parts` the names of fields and
    of rows in them. Who changed a part after it was signed counts, and so does who brought its present words in at any
    time: an old text that comes back is still its author's.
    """
    changed = [part for part in parts if _bare(latest, part) != _bare(signed or {}, part)]
    found: dict[int, None] = {}
    before: Mapping[str, object] = {}
    is_since = signed is None
    for written in history:
        content = written.content
        for part in changed:
            words = _bare(content, part)
            if words != _bare(before, part) and (is_since or words == _bare(latest, part)):
                found |= dict.fromkeys(written.by_all)
        is_since = is_since or content == signed
        before = content
    return list(found)


def _bare(content: Mapping[str, object], part: str) -> object:
    """The value of a part without what makes no difference to a reader; rows in their order."""
    value = content.get(part)
    if isinstance(value, str):
        return stored_words(value, is_rich=value.lstrip().startswith("<"))
    if isinstance(value, list):
        return [_bare_row(row) for row in value]
    return value or ""


def _bare_row(row: Mapping[str, object]) -> dict[str, object]:
    return {
        name: value.strip() if isinstance(value, str) else value
        for name, value in row.items()
        if name not in _HOUSEKEEPING
    }
