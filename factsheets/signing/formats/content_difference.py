"""What differs between two clinical contents, part by part and row by row, and the sentences that say so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape, unescape

from django.utils.html import strip_tags

from .clinical_content import Content, Part, Row, address_in_words, in_terms_of, row_in_words

_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
#: How the parts of the safety advice begin in a version, before a colon.
SAFETY_ADVICE = "safety_advice"
#: A change here is always major: it is about who may come to harm.
_SAFETY = frozenset(
    {"contraindication_state", "contraindication_statement", "avoid", "risks", "plain_names", SAFETY_ADVICE}
)
_SAFETY_HEADINGS = frozenset({"heading:avoid", "heading:risks"})
#: Longer words are not repeated in a sentence.
_SHORT = 80


@dataclass(frozen=True)
class PartDifference:
    """One part that changed. `before` and `after` are its words, or its rows one on a line."""

    part: str
    label: str
    before: str
    after: str
    is_list: bool = False
    is_html: bool = False
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def concerns_safety(self) -> bool:
        """Whether it is about who should not have the therapy, or about its risks."""
        return self.part.partition(":")[0] in _SAFETY or self.part in _SAFETY_HEADINGS

    @property
    def plain_before(self) -> str:
        """The words before, a paragraph or row on each line."""
        return plain_lines(self.before) if self.is_html else self.before

    @property
    def plain_after(self) -> str:
        """The words after, a paragraph or row on each line."""
        return plain_lines(self.after) if self.is_html else self.after

    @property
    def sentence(self) -> str:
        """What changed, for a change note."""
        if self.is_list:
            return " ".join(self._about_rows())
        if not self.before:
            return f"Added: {self.label}."
        if not self.after:
            return f"Removed: {self.label}."
        if len(self.before) <= _SHORT and len(self.after) <= _SHORT and self.part not in ("summary",):
            return (
                f"Changed “{self.label}” from “{_on_one_line(self.plain_before)}” "
                f"to “{_on_one_line(self.plain_after)}”."
            )
        return f"Changed: {self.label}."

    def _about_rows(self) -> Iterable[str]:
        place = self.label[:1].lower() + self.label[1:]
        yield from (f"Added “{row}” to: {place}." for row in self.added)
        yield from (f"Removed “{row}” from: {place}." for row in self.removed)
        if not (self.added or self.removed):
            what = "the order of" if self.before != self.after else "the kind of a row in"
            yield f"Changed {what}: {place}."


def differences(before: Content, after: Content) -> list[PartDifference]:
    """The parts that differ, in the order of `after`; parts that are gone come last. Labels make no difference."""
    old = {part["part"]: part for part in before}
    new = {part["part"]: part for part in after}
    changed = [
        _difference(old.get(name), new.get(name))
        for name in [*new, *(name for name in old if name not in new)]
    ]
    return [difference for difference in changed if difference]


def differences_since(before: Content, definition: int, after: Content) -> list[PartDifference]:
    """How `after` differs from words that were kept by an older definition: what that did not know is no difference."""
    return differences(before, in_terms_of(after, definition))


def is_major(found: Iterable[PartDifference]) -> bool:
    """Whether any of the changes is about who should not have the therapy, or about its risks."""
    return any(difference.concerns_safety for difference in found)


def change_note(found: Iterable[PartDifference]) -> str:
    """A draft of the change note: one sentence for each change."""
    return " ".join(difference.sentence for difference in found)


def plain_lines(words: str) -> str:
    """Words of rich text as plain lines, a paragraph or item on each; where a link leads stands behind its words."""
    words = _LINK.sub(lambda link: f"{link[2]} ({escape(address_in_words(unescape(link[1])))})", words)
    for end in ("</p>", "</li>", "<br/>"):
        words = words.replace(end, f"{end}\n")
    return unescape(strip_tags(words)).strip()


def _difference(old: Part | None, new: Part | None) -> PartDifference | None:
    here = new or old
    if here is None or _value(old) == _value(new):
        return None
    if "rows" not in here:
        is_html = here.get("is_html", False)
        return PartDifference(here["part"], here["label"], _words(old), _words(new), is_html=is_html)
    before, after = _rows(old), _rows(new)
    return PartDifference(
        here["part"],
        here["label"],
        "\n".join(before),
        "\n".join(after),
        is_list=True,
        added=_only_in(after, before),
        removed=_only_in(before, after),
    )


def _value(part: Part | None) -> str | list[Row] | None:
    return part.get("words", part.get("rows")) if part else None


def _words(part: Part | None) -> str:
    return part.get("words", "") if part else ""


def _rows(part: Part | None) -> list[str]:
    rows = part.get("rows", []) if part else []
    return [row_in_words(row) for row in rows]


def _only_in(rows: list[str], others: list[str]) -> tuple[str, ...]:
    return tuple((Counter(rows) - Counter(others)).elements())


def _on_one_line(words: str) -> str:
    return ", ".join(words.splitlines())
