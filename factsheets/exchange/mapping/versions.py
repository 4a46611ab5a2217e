"""The same text once more in one file: in another language, in easy words, or a copy. It waits whole, and a person is told.

Read on, it would stand in the part that was open before it, or below the therapy's name as its introduction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise

from ..formats.document import BlockKind, TextBlock
from .habits import habits_of
from .headings import NO_PART, UNKNOWN, Headings, plain_heading, stems_of
from .languages import Language, language_of
from .ledger import Ledger
from .outline import Outline
from .passages import passage_of
from .sections import DocumentSection
from .title_words import cleaned_title

AGAIN = "the title once more"
IN_ANOTHER_LANGUAGE = "another language"
NOTES = {
    AGAIN: "“{line}” stands above a second text in this file, such as a copy or one in easy words: all of it waits in the tray, from this line on. "
    "Look what it says besides the first.",
    IN_ANOTHER_LANGUAGE: "“{line}” is written in another language, as is what stands with it: it waits in the tray, and nothing of it was read. "
    "Somebody who knows the language has to look whether it says more than the English text, above all on who should not have it.",
}
_FEW_WORDS = 6
_FIRST_LINES = 3
_MOST_ABOVE = 3  # blocks above a text in another language that may be its title and its label
_VERSION = re.compile(
    r"(?:the |an? |our |in |about )?(?:easy[- ](?:to[- ])?read|large[- ]print|plain[- ](?:english|language|words)|easy (?:words|english)|simple (?:words|english)|short|long|full"
    r"|pocket|audio|children['\u2019]?s|young people['\u2019]?s|quick)(?: (?:version|edition|text|copy|leaflet|fact ?sheet|summary|guide|words|page|half|part))?",
    re.IGNORECASE,
)
_NAMES_A_VERSION = re.compile(r"\b(?:version|edition|read|copy|print|words|english|language)$", re.IGNORECASE)
_AROUND = re.compile(
    r"\s{0,3}[()\[\]\u2013\u2014:|]\s{0,3}|\s{1,3}-\s{1,3}|,\s{1,3}|\s(?=in (?:easy|plain|simple)\b)"
)


def with_versions(blocks: tuple[TextBlock, ...], title: str, level: int) -> tuple[TextBlock, ...]:
    """The blocks of a document below its title, which has a level; those of a second version are marked as such."""
    blocks = with_languages(blocks)
    headings = Headings(title)
    found: list[TextBlock] = []
    is_begun = False  # whether a known heading stood before
    began: TextBlock | None = None
    for block in blocks:
        if began is not None and _ends(block, began, title, headings) and not _is_anew(block, title, level):
            began = None  # another text of the file
        if began is None and is_begun and not block.version and _is_anew(block, title, level):
            began = block
        is_begun = is_begun or (headings.part(block.text) not in (None, NO_PART) and not block.version)
        found.append(replace(block, version=AGAIN) if began is not None and not block.version else block)
    return tuple(found)


def _ends(block: TextBlock, began: TextBlock, title: str, headings: Headings) -> bool:
    """Whether a heading ends the version that began with another one: it stands higher, or as high as a title."""
    if block.kind is not BlockKind.HEADING or not block.level or not began.level:
        return False
    is_title = plain_heading(title) in plain_heading(began.text)
    return block.level < began.level or (
        block.level == began.level and is_title and headings.part(block.text) is None
    )


def read_sections(blocks: tuple[TextBlock, ...], headings: Headings, ledger: Ledger) -> list[DocumentSection]:
    """The sections of a document. Those of a second version are no part of it, and each version is told.

    What follows a version without headings goes on with the part that was open before it.
    """
    outline, habits = Outline(headings, ledger), habits_of(blocks, headings)
    before = outline.current
    for why, group in groupby(blocks, key=lambda block: block.version):
        run = tuple(group)
        if not why:
            outline.read(run, habits)
            continue
        before = outline.current
        outline.sections += _sections_of_version(run)
        line = next((block.text for block in run if block.text), "").split("\n")[0]
        ledger.propose("Document", NOTES[why].format(line=line[:100]))
        has_headings = any(block.kind is BlockKind.HEADING for block in run)
        goes_on = DocumentSection(before.part, before.heading, before.level, goes_on=True)
        outline.sections.append(DocumentSection(UNKNOWN) if has_headings else goes_on)
    return outline.sections


def _sections_of_version(blocks: tuple[TextBlock, ...]) -> list[DocumentSection]:
    found = [DocumentSection(UNKNOWN, is_version=True)]
    for block in blocks:
        written = f"{block.mark} {block.text}".strip()
        if block.kind is not BlockKind.HEADING:
            found[-1].passages.append(passage_of(block))
        elif found[-1].passages or not found[-1].heading:
            found.append(DocumentSection(UNKNOWN, written, block.level, headings=[written], is_version=True))
        else:
            found[-1].heading += f"\n{written}"  # a title above its first heading
    return [one for one in found if one.heading or one.passages]


def _is_anew(block: TextBlock, title: str, level: int) -> bool:
    """Whether a block is the title again, with or without words on the version, or the name of a version alone."""
    if block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH) or "\n" in block.text:
        return False
    if len(block.text) > len(title) + 60:
        return False
    parts = [part for part in _AROUND.split(cleaned_title(block.text)[0] or block.text) if part.strip()]
    names = [part for part in parts if plain_heading(part) == plain_heading(title)]
    others = [part for part in parts if part not in names]
    if names:
        return not block.level > level > 0 and all(_VERSION.fullmatch(part.strip(" .")) for part in others)
    is_named = bool(others) and all(_VERSION.fullmatch(part.strip(" .")) for part in others)
    return is_named and bool(_NAMES_A_VERSION.search(block.text[-20:]))


def with_languages(blocks: tuple[TextBlock, ...]) -> tuple[TextBlock, ...]:
    """The blocks, with those of runs in another language marked; all of them where there is little English."""
    told = [Language.ENGLISH if _is_known(block) else language_of(block) for block in blocks]
    if Language.OTHER not in told or Language.ENGLISH not in told:
        return blocks
    told = _with_first_lines_told(blocks, told)
    places = {place for run in _runs(blocks, told) for place in run}
    return tuple(
        replace(block, version=IN_ANOTHER_LANGUAGE) if place in places else block
        for place, block in enumerate(blocks)
    )


def _with_first_lines_told(blocks: tuple[TextBlock, ...], told: list[Language]) -> list[Language]:
    """The languages, with those of first lines of which words come again in one language alone, the first in another one.

    A title that tells its language by no small word, “Tylino’r Cefn”, is no title of the English text.
    """
    words = {
        language: stems_of(*(block.text for block, one in zip(blocks, told, strict=True) if one is language))
        for language in (Language.ENGLISH, Language.OTHER)
    }
    found = list(told)
    for place, block in enumerate(blocks[:_FIRST_LINES]):
        own = stems_of(block.text)
        is_short = len(block.text.split()) <= _FEW_WORDS and block.kind is not BlockKind.PICTURE
        spoken = [language for language, known in words.items() if own & known]
        if told[place] is not Language.UNTOLD or not is_short or len(spoken) != 1:
            break
        if spoken == [Language.ENGLISH] and not place:
            break  # the title is that of the English text
        found[place] = spoken[0]
    return found


def english_first(blocks: tuple[TextBlock, ...]) -> tuple[TextBlock, ...]:
    """The blocks; a text in another language above all English ones stands below them."""
    marked = with_languages(blocks)
    first = next((place for place, block in enumerate(marked) if not block.version), 0)
    return (*blocks[first:], *marked[:first])


def _is_known(block: TextBlock) -> bool:
    return Headings().part(block.text) is not None


def _runs(blocks: tuple[TextBlock, ...], told: list[Language]) -> Iterator[range]:
    """Where texts in another language stand: from their titles to the last of their short lines."""
    others = [place for place, one in enumerate(told) if one is Language.OTHER]
    joined = [[others[0]]]
    for before, place in pairwise(others):
        if Language.ENGLISH in told[before:place]:
            joined.append([place])
        else:
            joined[-1].append(place)
    for run in joined:
        start, end = run[0], run[-1] + 1
        while (
            end < len(blocks) and told[end] is Language.UNTOLD and blocks[end].kind is not BlockKind.HEADING
        ):
            end += 1
        above = start
        for place in range(start - 1, max(start - 1 - _MOST_ABOVE, -1), -1):
            is_short = len(blocks[place].text.split()) <= _FEW_WORDS
            if told[place] is not Language.UNTOLD or not is_short or blocks[place].version:
                break
            if blocks[place].kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH):
                break
            is_title = blocks[place].kind is BlockKind.HEADING or _stands_below_a_text(blocks, place)
            above = place if is_title else above
        yield range(above, end)


def _stands_below_a_text(blocks: tuple[TextBlock, ...], place: int) -> bool:
    """Whether a few words stand between a text and what is in another language: they are no line of a list."""
    before = blocks[place - 1] if place else None
    is_line = not blocks[place].text.endswith((".", "?", "!", ":", ",", ";"))
    is_below = before is not None and (
        before.kind in (BlockKind.ITEM, BlockKind.ROW) or before.text.endswith((".", "!"))
    )
    return is_line and is_below
