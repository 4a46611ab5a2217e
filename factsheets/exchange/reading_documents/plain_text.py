"""Reads plain text: wrapped or not, with empty lines or without, with marks or without."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..formats.document import BlockKind, Document
from .collecting import Collector
from .decoding_text import decode_text, without_quoting
from .lines_of_text import asks_alone, cells_in_lines, closes_list
from .looks import CAPITALS, MAX_HEADING, MAX_HEADING_WORDS, USUAL_HEADINGS
from .mail_text import without_mail_codes
from .markdown_text import looks_like_markdown, read_markdown
from .rows import (
    FEWEST_LOUD,
    TextRow,
    bare_items,
    counted_headings,
    drawn_cells,
    is_heading_form,
    is_wrapped,
    split_rows,
)
from .tidying import joined, torn_word

_FULL = 0.85  # of the widest line: a shorter one was broken on purpose
_TITLE_WORDS = 12
_LABEL = 40  # letters of a line: its label stands there
#: A block ends here even when it goes on: joining lines to one that grows for ever would take for ever.
_LONGEST_BLOCK = 20_000


@dataclass
class _Open:
    """The block that rows are being added to."""

    kind: BlockKind
    text: str
    rows: list[TextRow] = field(default_factory=list)
    mark: str = ""
    level: int = 0
    end: int = 0  # the place after its last row


#: “~~words~~” is struck through where marks are typed; the mark of a list before it goes with it.
_STRUCK = re.compile(r"(?:^[ \t]{0,8}[•*+-][ \t]{1,4})?~~(?=[^\s~])(?P<words>[^~\n]{1,300})~~", re.MULTILINE)


def read_plain_text(data: bytes, name: str) -> Document:
    """The blocks of a text file. Raises `DocumentRefused` for what is no text."""
    data, notes = without_mail_codes(data)
    decoded = decode_text(data, name)
    text, collector = without_quoting(decoded.text), Collector()
    for sentence in (*notes, *decoded.notes):
        collector.note(sentence)
    for found in _STRUCK.finditer(text):
        collector.strike(found["words"], "typed marks")
    text = _STRUCK.sub("", text)
    source_format = f"text in {decoded.encoding}"
    if looks_like_markdown(text):
        return read_markdown(text, collector, f"Markdown {source_format}")
    return read_lines(text, collector, source_format)


def read_lines(text: str, collector: Collector, source_format: str) -> Document:
    """The blocks of plain lines."""
    rows, out = split_rows(text)
    before, pages = None, 0
    for taken in out:
        # The last line of a page and the first of the next share a number, and so do pages of one line: each counts.
        pages = pages + 1 if taken.number == before else 0
        before = taken.number
        collector.set_aside(
            taken.text, taken.why, f"line {before}, {pages} further on" if pages else f"line {before}"
        )
    _Lines(rows, collector).read()
    return collector.close(source_format)


class _Lines:
    """Groups rows into blocks; each row goes into exactly one."""

    def __init__(self, rows: list[TextRow], collector: Collector) -> None:
        self.rows = rows
        self.collector = collector
        self.open: _Open | None = None
        self.is_first, self.place = True, 0
        self.has_gaps = sum(not row.text for row in rows) * 8 > len(rows)
        self.shouts = sum(row.is_loud for row in rows) >= FEWEST_LOUD
        self.counted = counted_headings(rows)
        self.bare_items, self.tables = bare_items(rows), cells_in_lines(rows)
        self.wrapped = is_wrapped(rows, self.bare_items)
        self.width = max((len(row.text) + row.indent for row in rows if len(row.text) < 160), default=0)

    def read(self) -> None:
        """Go through all rows."""
        for place, row in enumerate(self.rows):
            self.place = place
            if not row.text:
                self._blank(place)
                continue
            previous = self.rows[place - 1] if place and self.rows[place - 1].text else None
            after = next((later for later in self.rows[place + 1 : place + 2] if later.text), None)
            self._row(row, previous, after)
            if self.open:
                self.open.end = place + 1
        self._close()

    def _blank(self, place: int) -> None:
        """An empty line ends a block, but not in the middle of a word or of a sentence over two pages."""
        following = next((row for row in self.rows[place + 1 : place + 4] if row.text), None)
        torn = (
            self.open
            and following
            and (
                torn_word(self.open.text, following.text)
                or (following.begins_page and following.starts_small and not self.open.rows[-1].is_sentence)
            )
        )
        if not torn:
            self._close()

    def _row(self, row: TextRow, previous: TextRow | None, after: TextRow | None) -> None:
        if self.open and len(self.open.text) > _LONGEST_BLOCK:
            self._close()
        if cells := drawn_cells(row.text) or self.tables.get(row.number, []):
            self._close()
            self.collector.row(cells, f"line {row.number}")
            return
        if row.lead and not row.mark() and not row.likely_mark():
            self._close()
            self.open = _Open(BlockKind.PARAGRAPH, row.text, [row])
            return
        if row.number in self.bare_items:
            self._close()
            self.open = _Open(BlockKind.ITEM, row.text, [row], level=1)
            return
        if self.open and self.open.rows and self._goes_on(self.open, row):
            self._join(row)
            return
        if mark := row.mark() or self._numbered_item(row) or self._likely(row, previous, after):
            self._close()
            level = 1 + min(8, row.indent // 4)
            self.open = _Open(BlockKind.ITEM, row.text[mark.end() :], [row], mark.group(1), level)
        elif self.open and self.open.kind is BlockKind.ITEM and not self.open.text:
            self.open.text = row.text
            self.open.rows.append(row)
        elif self.open and not asks_alone(self.open.rows[-1], row, after) and self._belongs(self.open, row):
            self._join(row)
        else:
            self._close()
            self.open = _Open(BlockKind.PARAGRAPH, row.text, [row])

    def _goes_on(self, block: _Open, row: TextRow) -> bool:
        """Whether the row certainly continues: inside a word, or inside a sentence."""
        if torn_word(block.text, row.text):
            return True
        last = block.rows[-1]
        if block.kind is BlockKind.ITEM and closes_list(last, row, block.rows[0], self.width):
            return False  # “and take it off at night” below a list
        if self.is_first and (":" in row.text[:_LABEL] or row.text.startswith("by ")):
            return False  # “also known as:” and “by Jo Sample” below a title
        if not row.starts_small or row.mark() or row.likely_mark() or _is_usual_heading(block):
            return False
        return (
            not last.underlined
            and (self.wrapped or not last.is_sentence)
            and not last.text.endswith((".", "?", "!"))
        )

    def _belongs(self, block: _Open, row: TextRow) -> bool:
        last = block.rows[-1]
        if last.underlined or row.underlined or _is_usual_heading(block):
            return False
        if self._stands_apart(row) != self._stands_apart(last) or row.is_numbered_heading:
            return False
        if block.kind is BlockKind.ITEM:
            return self.wrapped and (self._is_full(last, row) or row.indent > block.rows[0].indent)
        if is_heading_form(block.text, row, is_alone=len(block.rows) == 1):
            return False
        if not self.wrapped:
            return not block.rows[0].is_sentence and not row.is_sentence and self.has_gaps
        if self._is_full(last, row):
            return row.indent == last.indent or len(block.rows) == 1
        return not last.is_sentence and not (row.number_mark() and row.text.endswith("?"))

    def _stands_apart(self, row: TextRow) -> bool:
        """Whether the line is a heading by its letters or its number, whatever stands around it."""
        return self._is_counted_heading(row) or (self.shouts and row.is_loud)

    def _is_counted_heading(self, row: TextRow) -> bool:
        return row.is_numbered_heading or row.number in self.counted

    def _is_full(self, last: TextRow, row: TextRow) -> bool:
        """Whether the next word would not have fitted on the line before."""
        room = max(self.width * _FULL, self.width - len(row.text.partition(" ")[0]) - 1)
        return self.wrapped and len(last.text) + last.indent >= room

    def _join(self, row: TextRow) -> None:
        block = self.open
        if block is None:
            return
        goes_on = (
            self._goes_on(block, row) or self._is_full(block.rows[-1], row) or block.kind is BlockKind.ITEM
        )
        if goes_on:
            block.text, word = joined(block.text, row.text)
            self.collector.tore(word, f"line {row.number}")
        else:
            block.text = f"{block.text}\n{row.text}"
        block.rows.append(row)

    def _likely(self, row: TextRow, previous: TextRow | None, after: TextRow | None) -> re.Match[str] | None:
        mark = row.likely_mark()
        if mark is None:
            return None
        if mark.group(1)[0].isdigit() and not self._is_counted(row):
            return None
        in_list = self.open is None or self.open.kind is BlockKind.ITEM
        if previous is None or in_list or previous.is_sentence or not self.wrapped:
            return mark
        return mark if after is not None and after.likely_mark() else None

    def _numbered_item(self, row: TextRow) -> re.Match[str] | None:
        """A number is that of an item when the next thing is numbered as well, or the one before was an item."""
        found = row.number_mark()
        if found is None or (self.is_first and self.open is None):
            return None
        is_plain = found.group(1)[:1].isdigit() and "." not in found.group(1)[:-1]
        return found if is_plain and self._is_counted(row) else None

    def _is_counted(self, row: TextRow) -> bool:
        """Whether a numbered row stands among numbered rows, and not before a text of its own."""
        if row.text.endswith("?"):
            return False
        after = next((one for one in self.rows[self.place + 1 : self.place + 4] if one.text), None)
        before = self.open and self.open.kind is BlockKind.ITEM and self.open.mark[:1].isdigit()
        mark = after.number_mark() if after is not None else None
        follows = (
            after is not None
            and mark is not None
            and "." not in mark.group(1)[:-1]
            and not after.text.endswith("?")
        )
        return follows or bool(before) or (row.is_sentence and not row.text.endswith(":"))

    def _close(self) -> None:
        block, self.open = self.open, None
        if block is None:
            return
        place = f"line {block.rows[0].number}"
        if block.kind is BlockKind.ITEM:
            self.collector.add(BlockKind.ITEM, block.text, place, level=block.level, mark=block.mark)
        elif self._is_heading(block):
            row = block.rows[0]
            number = row.bare_number() if row.number in self.counted else row.number_mark()
            mark = number.group(1) if number and not number.group(1)[0].islower() else ""
            is_marked = number and mark and len(block.text) > number.end()
            text = block.text[number.end() :] if number and is_marked else block.text
            if self.is_first:
                mark, text = "", block.text
            self.collector.add(BlockKind.HEADING, text, place, level=1 if self.is_first else 0, mark=mark)
        else:
            self.collector.add(BlockKind.PARAGRAPH, block.text, place, lead=block.rows[0].lead)
        self.is_first = self.is_first and self._is_above_title(block)

    def _is_above_title(self, block: _Open) -> bool:
        """Whether the first line stands right above one that is underlined, as the name of who publishes it does."""
        below = next(iter(self.rows[block.end : block.end + 1]), None)
        return below is not None and below.underlined and not block.rows[-1].underlined

    def _is_heading(self, block: _Open) -> bool:
        row = block.rows[0]
        if (row.lead and not self.is_first) or (self.is_first and self._is_above_title(block)):
            return False
        if row.underlined or (len(block.rows) == 1 and self._is_counted_heading(row)):
            return True
        text = block.text
        if len(text) > MAX_HEADING or "\n" in text or text.startswith(("(", "“", '"')) or "@" in text:
            return False
        number = None if self.is_first else block.rows[0].number_mark()
        text = text[number.end() :] if number else text
        words = len(text.split())
        if self.is_first:
            return words <= _TITLE_WORDS and not text.endswith((".", ",", ";", ":"))
        if text.endswith("?"):
            return words <= MAX_HEADING_WORDS and ". " not in text
        if text.rstrip(" :").casefold() in USUAL_HEADINGS:
            return True
        if text.isupper() and CAPITALS.search(text):
            return words <= MAX_HEADING_WORDS and not any(letter.isdigit() for letter in text[-4:])
        following = next((row for row in self.rows[block.end : block.end + 3] if row.text), None)
        return following is not None and is_heading_form(text, following, is_alone=len(block.rows) == 1)


def _is_usual_heading(block: _Open) -> bool:
    """Whether the block is a line that every reader takes for a heading, whatever stands below it."""
    is_alone = block.kind is BlockKind.PARAGRAPH and len(block.rows) == 1 and block.text[:1].isupper()
    return is_alone and block.text.rstrip(" :").casefold() in USUAL_HEADINGS
