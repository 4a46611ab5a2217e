"""The line under a title that says in short what a therapy is."""

from __future__ import annotations

from ..formats.document import BlockKind, TextBlock
from .headings import Headings
from .series import tells_of_series
from .signals import warns

_MAX_SUMMARY = 200
_SUBTITLE_WORDS = range(4, 26)


def take_subtitle(blocks: tuple[TextBlock, ...], headings: Headings) -> tuple[str, tuple[TextBlock, ...]]:
    """A line under the title that is no sentence and no heading, when text follows it."""
    first, second = blocks[:1], blocks[1:2]
    if not first or not second or first[0].kind is not BlockKind.PARAGRAPH:
        return "", blocks
    line, _, rest = first[0].text.partition("\n")
    count = len(line.split())
    is_line = (
        count in _SUBTITLE_WORDS
        and len(line) <= _MAX_SUMMARY
        and ":" not in line
        and not line.rstrip().endswith((".", "?", "!", ";", ","))
    )
    follows_text = bool(rest) or (
        second[0].kind is BlockKind.PARAGRAPH and headings.part(second[0].text.split("\n")[0]) is None
    )
    if (
        not is_line
        or not follows_text
        or headings.part(line) is not None
        or warns(line)
        or tells_of_series(line)
    ):
        return "", blocks
    others = (TextBlock(BlockKind.PARAGRAPH, rest, first[0].place, links=first[0].links),) if rest else ()
    return line, (*others, *blocks[1:])
