"""Several therapies in one file: where the second begins, so that no word of one is said of the other."""

from __future__ import annotations

from ..formats.document import BlockKind, TextBlock
from .headings import Headings
from .signals import has_contact

#: Headings that one factsheet has once.
_ONCE = (
    "introduction",
    "mechanism",
    "procedure",
    "evidence",
    "likely",
    "unlikely",
    "avoid",
    "qualifications",
)
_MAX_TITLE_WORDS = 6


def split_therapies(blocks: tuple[TextBlock, ...], headings: Headings) -> list[tuple[TextBlock, ...]]:
    """The blocks of each therapy. Each but the first begins with its title.

    A second one begins at a short line above headings that stood before: at least two of them, or one below a title
    that is as high as the first.
    """
    parts = [_part(block, headings) for block in blocks]
    starts = [0]
    for place, block in enumerate(blocks):
        if place and _may_be_title(block, parts[place]):
            before = {part for part in parts[starts[-1] : place] if part}
            after = _until_repeated(parts[place + 1 :])
            again = before & after
            if len(again) >= 2 or (again and before <= after and block.level == 1):
                starts.append(place)
    ends = [*starts[1:], len(blocks)]
    return [blocks[start:end] for start, end in zip(starts, ends, strict=True)]


def _part(block: TextBlock, headings: Headings) -> str:
    """The part that a block's first line opens, if a factsheet has it once."""
    line = block.text.split("\n")[0]
    run_in = line.partition(":")[0] if ":" in line[:80] else line
    part = headings.part(line) or headings.part(block.text.replace("\n", " ")) or headings.part(run_in)
    return part if part in _ONCE else ""


def _until_repeated(parts: list[str]) -> set[str]:
    """The parts that follow, until one of them comes again."""
    found: set[str] = set()
    for part in parts:
        if part in found:
            return found
        if part:
            found.add(part)
    return found


def _may_be_title(block: TextBlock, part: str) -> bool:
    line = block.text.split("\n")[0].strip()
    if part or block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH) or not line[:1].isupper():
        return False
    if line.endswith((".", "?", "!", ":", ";", ",")) or has_contact(line):
        return False
    return len(line.split()) <= _MAX_TITLE_WORDS and Headings().part(line) is None
