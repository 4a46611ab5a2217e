"""Notes at the foot of a page that a sign leads to, such as “None known.*”: each is read below what it belongs to."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from ..formats.document import BlockKind, TextBlock
from .prose import is_finished
from .references import is_reference_in_note

_SIGNS_OF_NOTES = r"\*{1,3}|\u2020{1,2}|\u2021{1,2}|\u00a7|[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]{1,2}"
_SIGN = re.compile(rf"(?P<sign>{_SIGNS_OF_NOTES})(?=\s?[^\W\u00b9\u00b2\u00b3]|\s?[\u201c\"'\u2018])")
_SIGNS = re.compile(rf"(?<=[\w.,;:!?)\u201d'\u2019])\s?({_SIGNS_OF_NOTES})(?=\s|[.,;:)]|$)")
NOTE = "“{note}” is a note to “{words}” and was put below it. Look whether it belongs there."


def with_notes_at_their_place(blocks: tuple[TextBlock, ...]) -> tuple[tuple[TextBlock, ...], list[str]]:
    """The blocks with each such note right below the one that leads to it, and what a person is told."""
    signs = [_sign_of(block) for block in blocks]
    counts = Counter(filter(None, signs))
    moved: dict[int, TextBlock] = {}  # the note by the place of the block that leads to it
    gone: set[int] = set()
    told: list[str] = []
    for place, sign in enumerate(signs):
        if not sign or counts[sign] > 1 or blocks[place - 1].kind is BlockKind.HEADING:
            continue
        leading = _that_lead_to(sign, blocks, place)
        end = _end_of_note(blocks, place)
        note = _note(sign, blocks[place:end])
        if leading is None and note.mark:
            leading = place  # a reference is a source wherever it stands
        if leading is None or leading in moved:
            continue
        moved[leading] = note
        gone.update(range(place, end))
        if leading not in (place, place - 1):
            told.append(NOTE.format(note=note.text[:200], words=blocks[leading].text[-80:]))
    found: list[TextBlock] = []
    for place, block in enumerate(blocks):
        found += [] if place in gone else [block]
        found += [moved[place]] if place in moved else []
    return tuple(found), told


def _sign_of(block: TextBlock) -> str:
    """The sign that a block begins with; "" for none."""
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
        return ""
    found = _SIGN.match(f"{block.mark}{block.text[:10]}")
    return found["sign"] if found else ""


def _that_lead_to(sign: str, blocks: tuple[TextBlock, ...], note: int) -> int | None:
    """Where the one block above a note stands that leads to it, or the last of several that follow one another."""
    places = [
        place
        for place, block in enumerate(blocks[:note])
        if place and sign in _SIGNS.findall(block.text) and block.kind is not BlockKind.ROW
    ]
    is_one_place = bool(places) and places[-1] - places[0] == len(places) - 1
    return places[-1] if is_one_place else None


def _note(sign: str, blocks: tuple[TextBlock, ...]) -> TextBlock:
    """The note that these blocks are, with its sign; of a reference the sign is no text."""
    text = " ".join(block.text for block in blocks).removeprefix(sign).strip()
    is_source = is_reference_in_note(text)
    return replace(
        blocks[0],
        kind=BlockKind.PARAGRAPH,
        text=text if is_source else f"{sign} {text}",
        mark=sign if is_source else "",
        level=0,
        links=tuple(link for block in blocks for link in block.links),
        is_note=True,
    )


def _end_of_note(blocks: tuple[TextBlock, ...], place: int) -> int:
    """Behind the last block of a note: it goes on where its sentence does."""
    end = place + 1
    while (
        end < len(blocks)
        and blocks[end].kind is BlockKind.PARAGRAPH
        and not is_finished(blocks[end - 1].text)
        and blocks[end].text[:1].islower()
    ):
        end += 1
    return end
