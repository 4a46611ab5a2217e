"""Tables that are more than rows: a factsheet whose headings stand in the first column, and a table of verdicts."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby, pairwise, zip_longest

from factsheets.language.vocabulary import Section as Part
from factsheets.language.vocabulary import Verdict

from ..formats.document import BlockKind, Document, TextBlock
from .beginnings import kind_of_contraindication
from .columns_named import with_columns_named
from .headings import MAX_LENGTH, Headings
from .passages import Passage
from .sections import CLINICAL_PARTS, RECORD_PARTS
from .signals import has_contact, warns

_BULLET = re.compile(r"(?:[\u2022\u00b7\u25cf\u25aa\u25e6\u2023]\s{0,3}){1,2}(?=\S)")
_ANY_MARK = re.compile(rf"{_BULLET.pattern}|(?:[*\u2013\u2014-]|\(?\d{{1,2}}[.)])\s{{1,3}}(?=\S)")
_MOST_WORDS = 10  # of a cell in a table of verdicts: what has more is no name
_WORDS_OF_TWO = 20  # in two headings beside one another
_FEWEST = 2  # known headings in the first column: one alone may be a word of a table
NOTE = (
    "A table holds headings in its first column and their texts beside them: "
    "each row was read as a heading with its text. Look whether all of it stands where it belongs."
)
TABLE = "A table stands under “{head}” and waits: make the rows that it names by hand, each where its column says."
COLUMNS = (
    "“{head}” may be the heads of columns that nothing rules, and what stands below waits: make the rows that it names by hand, "
    "each where its column says."
)
NOTE_ON_COLUMNS = (
    "A table says in its first row what stands below: “{headings}”. Each column was read as a list under those words. "
    "Look whether each name stands where it belongs."
)


def with_headings_of_tables(document: Document) -> tuple[Document, list[str]]:
    """The document with such tables as headings and the texts below them, and the notes on them."""
    headings = Headings()
    blocks: list[TextBlock] = []
    notes: list[str] = []
    groups = [list(group) for _, group in groupby(document.blocks, key=lambda one: one.kind is BlockKind.ROW)]
    for table, following in zip_longest(groups, groups[1:]):
        if table[0].kind is not BlockKind.ROW:
            blocks += table
        elif _heads_cells(table, headings):
            notes.append(NOTE)
            blocks += [part for row in table for part in _below_first_line(row, headings)]
        elif _holds_headings(table, headings):
            notes.append(NOTE)
            blocks += [part for row in table for part in _apart(row)]
        elif _are_lists(table, headings, _part_above(blocks, headings)) and (
            not following or _is_heading(following[0], headings)
        ):
            notes.append(NOTE_ON_COLUMNS.format(headings=table[0].text))
            level = next((one.level for one in reversed(blocks) if one.kind is BlockKind.HEADING), 1)
            blocks += _columns(table, level=level + 1)
        else:
            is_record = _part_above(blocks, headings) in RECORD_PARTS or any(
                has_contact(row.text) for row in table
            )
            blocks += table if is_record else with_columns_named(_labels_apart(table))
    return replace(document, blocks=tuple(blocks)), list(dict.fromkeys(notes))


def _part_above(blocks: list[TextBlock], headings: Headings) -> str | None:
    """The part that the last heading above a table opens."""
    above = next((block.text for block in reversed(blocks) if block.kind is BlockKind.HEADING), "")
    return headings.part(above)


def _is_heading(block: TextBlock, headings: Headings) -> bool:
    """Whether nothing of a block can go on with the table above it."""
    return block.kind is BlockKind.HEADING or headings.part(block.text.split("\n")[0]) is not None


def _heads_cells(table: list[TextBlock], headings: Headings) -> bool:
    """Whether each row has one text, and several of them begin with a known heading: a picture stands beside them."""
    texts = [[cell for cell in row.cells if cell] for row in table]
    known = [
        one for one in texts if len(one) == 1 and "\n" in one[0] and headings.part(one[0].split("\n")[0])
    ]
    return all(len(one) < 2 for one in texts) and len(known) >= _FEWEST


def _below_first_line(row: TextBlock, headings: Headings) -> list[TextBlock]:
    """A row of one text as a heading and paragraphs; all of it is text where its first line is no heading."""
    lines = [line for cell in row.cells for line in cell.split("\n") if line]
    texts = [replace(row, kind=BlockKind.PARAGRAPH, text=line, cells=()) for line in lines]
    if len(lines) > 1 and (headings.part(lines[0]) or lines[0].endswith("?")):
        texts[0] = replace(texts[0], kind=BlockKind.HEADING, links=(), level=2)
    return texts


def _are_lists(table: list[TextBlock], headings: Headings, above: str | None) -> bool:
    """Whether each column is a list of short names below a heading that says for whom the therapy is, each another.

    “Never” beside “Relative” says so where the heading `above` is that of who should not have it.
    """
    first, *rows = table
    is_below_dangers = above in ("avoid", "cautions")
    kinds = [kind_of_contraindication(cell) if is_below_dangers else None for cell in first.cells]
    parts = [kind or headings.part(cell) for kind, cell in zip(kinds, first.cells, strict=True)]
    are_known = (
        len(parts) > 1 and len(set(parts)) == len(parts) and all(part in CLINICAL_PARTS for part in parts)
    )
    lines = [line for row in rows for cell in row.cells for line in cell.split("\n")]
    return (
        are_known
        and bool(rows)
        and all(len(row.cells) == len(parts) for row in rows)
        and all(len(line.split()) <= _MOST_WORDS for line in lines)
    )


def _columns(table: list[TextBlock], *, level: int) -> list[TextBlock]:
    """Each column as a heading of this level with the items below it."""
    first, *rows = table
    blocks: list[TextBlock] = []
    for column, heading in enumerate(first.cells):
        blocks.append(replace(first, kind=BlockKind.HEADING, text=heading, cells=(), links=(), level=level))
        for row in rows:
            lines = [line for line in row.cells[column].split("\n") if line.strip()]
            blocks += [
                replace(row, kind=BlockKind.ITEM, text=line, cells=(), links=(), level=1) for line in lines
            ]
    return blocks


def notes_on_table(block: TextBlock, headings: Headings) -> list[tuple[str, str]]:
    """What a person is told of a table that waits, under the label of each list that its head may speak of."""
    cells = block.cells or (block.text,)
    warns_somebody = any(headings.part(cell) in ("avoid", "cautions") for cell in cells) or warns(block.text)
    labels = [Part.AVOID.label] if warns_somebody else []
    told = TABLE if block.kind is BlockKind.ROW else COLUMNS
    return [
        (label, told.format(head=block.text[:200].replace("\n", " | ")))
        for label in (Verdict.LIKELY.label, *labels)
    ]


def heads_table(block: TextBlock, before: list[Passage], headings: Headings) -> bool:
    """Whether a block is the head of a table that says what is helped and what is not; `before` stands right above it."""
    if block.kind is BlockKind.ROW:
        is_first = not any(passage.is_row for passage in before)
        return is_first and sum(headings.part(cell) in CLINICAL_PARTS for cell in block.cells if cell) > 1
    is_line = block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and not block.is_note
    return is_line and _heads_two_columns(block.text.split("\n")[0], headings)


def _heads_two_columns(line: str, headings: Headings) -> bool:
    """Whether a line is two headings that say for whom it is and for whom not: the heads of columns that nothing rules."""
    words = line.split() if len(line) <= MAX_LENGTH and headings.part(line) is None else []
    for place in range(1, len(words) if len(words) <= _WORDS_OF_TWO else 0):
        first = headings.part(" ".join(words[:place])) if words[place][:1].isupper() else None
        if first in CLINICAL_PARTS:
            second = headings.part(" ".join(words[place:]))
            if second != first and second in CLINICAL_PARTS:
                return True
    return False


def _holds_headings(table: list[TextBlock], headings: Headings) -> bool:
    """Whether most rows have a heading and a text, and several of the headings are known."""
    pairs = [row for row in table if len(row.cells) > 1 and row.cells[0] and any(row.cells[1:])]
    known = [row for row in pairs if headings.part(row.cells[0].replace("\n", " "))]
    return len(known) >= _FEWEST and len(known) * 2 >= len(pairs)


def _apart(row: TextBlock) -> list[TextBlock]:
    """A row as a heading, and its other cells as paragraphs; a row with one cell is a paragraph."""
    filled = [cell for cell in row.cells if cell]
    heading = replace(
        row, kind=BlockKind.HEADING, text=filled[0].replace("\n", " "), cells=(), links=(), level=2
    )
    texts = [part for cell in filled[1:] for part in _written_in(cell, row)]
    if not row.cells[0] or not texts:
        return [part for cell in filled for part in _written_in(cell, row)]
    return [heading, *texts]


def _written_in(cell: str, row: TextBlock) -> list[TextBlock]:
    """The text of a cell: its lines with list marks are items, and what stands between them is paragraphs of whole sentences."""
    lines = [line for line in cell.split("\n") if line.strip()]
    mark = _ANY_MARK if all(map(_ANY_MARK.match, lines)) else _BULLET
    parts: list[TextBlock] = []
    for line in lines:
        found = mark.match(line)
        if found:
            item = replace(row, kind=BlockKind.ITEM, text=line[found.end() :], cells=(), level=1)
            parts.append(replace(item, mark=found.group().strip()))
        elif parts and parts[-1].kind is BlockKind.PARAGRAPH and not _are_sentences(parts[-1].text, line):
            parts[-1] = replace(parts[-1], text=f"{parts[-1].text}\n{line}")
        else:
            parts.append(replace(row, kind=BlockKind.PARAGRAPH, text=line, cells=()))
    return parts


def _are_sentences(above: str, line: str) -> bool:
    """Whether a sentence ends in one line of a cell, and another begins in the next."""
    return above.rstrip()[-1:] in ".!?" and line[:1].isupper()


def _labels_apart(table: list[TextBlock]) -> list[TextBlock]:
    """The rows; where one cell of the first column stands for several rows, its words are a row of their own above them."""
    spans = any(
        above.cells and above.cells[0] and any(above.cells[1:]) and row.cells and not row.cells[0]
        for above, row in pairwise(table)
    )
    if not spans:
        return table
    found: list[TextBlock] = []
    for row in table:
        label, *others = row.cells
        filled = [cell for cell in others if cell]
        if label and filled:
            found.append(replace(row, text=f"{label.rstrip(' :')}:", cells=(label,)))
            row = replace(row, text=" | ".join(filled), cells=tuple(others))
        found.append(row)
    return found
