"""Several therapies in one file: where the second begins, so that no word of one is said of the other."""

from __future__ import annotations

import re
from dataclasses import replace

from ..formats.document import BlockKind, TextBlock
from .headings import Headings
from .signals import has_contact
from .title import Titled

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
_LINES_OF_A_HEAD = 4
_LINES_READ = 60  # of one block
_RUN_IN = re.compile(r"^[^:?]{3,80}[:?]")


def split_therapies(blocks: tuple[TextBlock, ...], headings: Headings) -> list[tuple[TextBlock, ...]]:
    """The blocks of each therapy. Each but the first begins with its title.

    A second one begins at a short line above headings that stood before: at least two of them, or one below a title
    that is as high as the first.
    """
    parts = [_parts(block, headings) for block in blocks]
    starts = [0]
    for place, block in enumerate(blocks):
        if place and _may_be_title(block) and not _stands_under_heading(blocks[place - 1], headings):
            before = {part for each in parts[starts[-1] : place] for part in each}
            after = _until_repeated(
                [*parts[place][1:], *(part for each in parts[place + 1 :] for part in each)]
            )
            again = before & after
            if len(again) >= 2 or (again and before <= after and block.level == 1):
                starts.append(place)
    ends = [*starts[1:], len(blocks)]
    return [blocks[start:end] for start, end in zip(starts, ends, strict=True)]


def with_title_of_its_own(
    titled: Titled, therapies: list[tuple[TextBlock, ...]]
) -> tuple[Titled, tuple[TextBlock, ...]]:
    """The first therapy by the heading that stands as high as the title of the second; what stands above both is set aside."""
    first = therapies[0]
    second = therapies[1][0] if len(therapies) > 1 else None
    if second is None or second.kind is not BlockKind.HEADING or not second.level:
        return titled, first
    for place, block in enumerate(first[:_LINES_OF_A_HEAD]):
        if block.kind is BlockKind.HEADING and block.level == second.level and _may_be_title(block):
            above = (titled.title, *(f"{one.mark} {one.text}".strip() for one in first[:place]))
            return replace(titled, title=block.text, aside=(*titled.aside, *above)), first[place + 1 :]
    return titled, first


def _parts(block: TextBlock, headings: Headings) -> list[str]:
    """The part that each line of a block opens, if a factsheet has it once; "" for a line that opens none."""
    whole = headings.part(block.text.replace("\n", " "))
    found = [whole or _part(line, headings) for line in block.text.split("\n")[:_LINES_READ]]
    return [part if part in _ONCE else "" for part in (found[:1] if whole else found)]


def _part(line: str, headings: Headings) -> str:
    run_in = _RUN_IN.match(line[:100])
    return headings.part(line) or (headings.part(run_in.group()) if run_in else "") or ""


def _stands_under_heading(before: TextBlock, headings: Headings) -> bool:
    """Whether the block before is a known heading and nothing else: what follows is its text."""
    return headings.part(before.text.replace("\n", " ")) is not None


def _until_repeated(parts: list[str]) -> set[str]:
    """The parts that follow, until one of them comes again."""
    found: set[str] = set()
    for part in parts:
        if part in found:
            return found
        if part:
            found.add(part)
    return found


def _may_be_title(block: TextBlock) -> bool:
    line = block.text.split("\n")[0].strip()
    if block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH) or not line[:1].isupper():
        return False
    if line.endswith((".", "?", "!", ":")) or "," in line or ";" in line or has_contact(line):
        return False
    return len(line.split()) <= _MAX_TITLE_WORDS and Headings().part(line) is None
