"""Lines of a PDF → paragraphs, items, headings and rows, by their distances and looks."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from ..formats.document import BlockKind, Link
from .collecting import Collector
from .looks import Inline
from .pdf_lines import PdfLine
from .pdf_rows import aligned_rows, list_mark_of
from .pdf_words import PdfWord, touches
from .rows import ENDS, FEWEST_LOUD, TextRow
from .tidying import RAISED_DIGITS, torn_word

_USUAL_LEADING = 1.25
_WIDEST_LEADING = 1.5
_WIDER = 1.3
_OTHER_SIZE = 0.08
_INDENT = 6.0


@dataclass
class _Open:
    """The paragraph that lines are being added to."""

    kind: BlockKind
    lines: list[PdfLine] = field(default_factory=list)
    words: list[list[PdfWord]] = field(default_factory=list)
    mark: str = ""
    text_x0: float = 0.0  # where the text of an item begins


class PdfParagraphs:
    """Goes through the lines in reading order."""

    def __init__(self, collector: Collector, lines: list[PdfLine]) -> None:
        self.collector = collector
        self.lines = lines
        self.open: _Open | None = None
        self.leading = _leading(lines)
        self.rows = aligned_rows(lines)
        self.depths: list[float] = []  # where the marks of the list stand that is open, from the left
        self.marks: dict[str, int] = {}  # how deep each of its marks was first
        self.column = (0, 0)
        self.shouts = sum(map(_is_loud, lines)) >= FEWEST_LOUD

    def read(self) -> None:
        """Every line goes into one block."""
        for line in self.lines:
            if not line.words:
                self._table_or_picture(line)
            elif id(line) in self.rows:
                self._close()
                cells = [_text(piece) for piece in self.rows[id(line)]]
                self.collector.row(cells, _place(line), _links(line.words))
            else:
                self._line(line)
        self._close()

    def _table_or_picture(self, line: PdfLine) -> None:
        if self.open and self.open.lines[-1].text.endswith(ENDS):
            self._close()
        if len(line.cells) > 1:
            self._close()
            self.collector.row(line.cells, _place(line))
        else:
            self.collector.name_picture(line.cells[0], _place(line))

    def _line(self, line: PdfLine) -> None:
        mark, rest = list_mark_of(line)
        if mark and rest and not (self.open and self._certainly_goes_on(line)):
            self._close()
            self.open = _Open(BlockKind.ITEM, [line], [rest], mark, rest[0].x0)
        elif self.open and self._goes_on(line):
            self.open.lines.append(line)
            self.open.words.append(line.words)
        else:
            kind = self._kind_of_unmarked(line)
            self._close()
            self.open = _Open(kind, [line], [line.words], "", line.x0)

    def _kind_of_unmarked(self, line: PdfLine) -> BlockKind:
        """An item for a line in a box that goes on with the line above the list: “Stop if” above “you feel faint”."""
        is_below = (
            self.open is not None and self.open.lines[-1].boxed and self.open.lines[-1].column == line.column
        )
        return BlockKind.ITEM if line.boxed and is_below and line.text[:1].islower() else BlockKind.PARAGRAPH

    def _certainly_goes_on(self, line: PdfLine) -> bool:
        """Over the end of a column or a page: inside a word, or inside a sentence."""
        block = self.open
        if block is None:
            return False
        before = block.lines[-1]
        if torn_word(before.text, line.text):
            return True
        moved = (before.page, before.column) != (line.page, line.column)
        alike = abs(before.size - line.size) <= _OTHER_SIZE * before.size and before.bold == line.bold
        return moved and alike and not before.text.endswith((*ENDS, ":")) and line.text[:1].islower()

    def _goes_on(self, line: PdfLine) -> bool:
        block = self.open
        if block is None or line.words[0].text[0] in RAISED_DIGITS:
            return False  # the number of a note begins one
        if self._certainly_goes_on(line):
            return True
        before = block.lines[-1]
        if (before.page, before.column) != (line.page, line.column):
            return False
        if abs(before.size - line.size) > _OTHER_SIZE * before.size or (
            before.bold != line.bold and not _is_mixed(block, line)
        ):
            return False
        if line.boxed and not block.mark and not self._is_full(before, line):
            return False  # the box had room for the next word: a line of its own was meant
        if self.shouts and _is_loud(line) != _is_loud(before) and not _certainly_inside(before, line):
            return False
        if line.top - before.top > _WIDER * self._usual(before.size) or line.top < before.top:
            return False
        if block.kind is BlockKind.ITEM:
            is_counted = before.bold and line.bold and any(map(str.isdigit, block.mark))
            goes_on = not before.text.endswith(ENDS) if is_counted else any(map(str.isdigit, block.mark))
            wraps = goes_on and self._is_full(before, line)
            return wraps or line.x0 >= block.text_x0 - _INDENT  # a numbered heading begins again at the left
        if line.x0 > block.lines[0].x0 + _INDENT and before.text.endswith(ENDS) and len(block.lines) > 1:
            return False
        return self._is_full(before, line) or not before.text.endswith(ENDS)

    def _usual(self, size: float) -> float:
        return self.leading.get(size, _USUAL_LEADING * size)

    def _is_full(self, before: PdfLine, line: PdfLine) -> bool:
        """Whether the next word would not have fitted on the line before."""
        return (
            before.x1 + (line.words[0].x1 - line.words[0].x0) + 0.3 * before.size
            >= before.right - 0.02 * before.right
        )

    def _close(self) -> None:
        block, self.open = self.open, None
        if block is None:
            return
        inline, level = Inline(), self._depth(block)
        loud = block.kind is BlockKind.PARAGRAPH and all(line.bold for line in block.lines)
        for number, words in enumerate(block.words):
            if number:
                self._break(inline, block, number, loud=loud)
            _add_words(inline, words, block.lines[number].size)
        mark = block.mark
        if mark and any(map(str.isdigit, mark)) and all(line.bold for line in block.lines):
            block.kind = BlockKind.PARAGRAPH  # a numbered heading
            level = self._depth(block)
        inline.links += _links([word for words in block.words for word in words])
        self.collector.add_inline(block.kind, inline, _place(block.lines[0]), level=level, mark=mark)

    def _depth(self, block: _Open) -> int:
        """How deep an item lies: by where its mark stands below the one above, and by the mark itself in another column."""
        if block.kind is not BlockKind.ITEM:
            self.depths, self.marks = [], {}
            return 0
        line = block.lines[0]
        if self.depths and self.column != (line.page, line.column):
            level = self.marks.get(block.mark, len(self.depths))
            self.depths = [line.x0 - (level - 1 - at) * _INDENT for at in range(level)]
        self.column = (line.page, line.column)
        while len(self.depths) > 1 and line.x0 < self.depths[-1] - _INDENT:
            self.depths.pop()
        if not self.depths or line.x0 > self.depths[-1] + _INDENT:
            self.depths.append(line.x0)
        self.marks.setdefault(block.mark, len(self.depths))
        return len(self.depths)

    def _break(self, inline: Inline, block: _Open, number: int, *, loud: bool) -> None:
        """Between two lines: a space, nothing inside a word, or a line break that was meant."""
        before, line = block.lines[number - 1], block.lines[number]
        word = torn_word(inline.text[-60:].rstrip(), line.text)
        if word:
            self.collector.tore(word, _place(line))
            if "-" not in word:
                inline.drop_last_letter()
            return
        meant = (
            block.kind is BlockKind.PARAGRAPH
            and not loud
            and (before.page, before.column) == (line.page, line.column)
            and not self._is_full(before, line)
            and not TextRow(line.text, 0).starts_small
        )
        inline.add("\n" if meant else " ", bold=before.bold and line.bold, size=before.size)


def _is_loud(line: PdfLine) -> bool:
    """Whether a line is a few words in capitals, as headings are typed."""
    return bool(line.words) and TextRow(line.text, 0).is_loud


def _certainly_inside(before: PdfLine, line: PdfLine) -> bool:
    """Whether a sentence goes on between two lines: what is in capitals there is a part of it."""
    return line.text[:1].islower() or before.text.endswith((",", "-", "("))


def _leading(lines: list[PdfLine]) -> dict[float, float]:
    """The usual distance from line to line for each size of letters.

    Where most paragraphs have one line, that of the lines that go on in small letters tells it.
    """
    found: dict[float, list[float]] = {}
    inside: dict[float, list[float]] = {}
    for before, line in itertools.pairwise(lines):
        if before.words and line.words and (before.page, before.column) == (line.page, line.column):
            distance = line.top - before.top
            if before.size == line.size and 0 < distance < 2.2 * line.size:
                found.setdefault(line.size, []).append(distance)
                if line.text[:1].islower():
                    inside.setdefault(line.size, []).append(distance)
    return {
        size: min(
            sorted(distances)[len(distances) // 3],
            min(inside[size]) if size in inside else _WIDEST_LEADING * size,
        )
        for size, distances in found.items()
    }


def _is_mixed(block: _Open, line: PdfLine) -> bool:
    """A bold beginning of a paragraph: its first line has words that are not bold, or the line goes on in small letters."""
    return (
        any(word.bold for word in line.words)
        or any(not word.bold for word in block.lines[-1].words)
        or line.text[:1].islower()
    )


def _add_words(inline: Inline, words: list[PdfWord], size: float) -> None:
    for before, word in zip([None, *words], words, strict=False):
        if before is not None and not touches(before, word):
            inline.add(" ", bold=before.bold and word.bold, size=size)
        inline.add(word.text, bold=word.bold, size=size)


def _text(words: list[PdfWord]) -> str:
    return PdfLine(words, 0).text


def _links(words: list[PdfWord]) -> list[Link]:
    """Words beside one another that lead to one address."""
    links: list[Link] = []
    group: list[PdfWord] = []
    for word in [*words, None]:
        if group and (word is None or word.target != group[0].target):
            links.append(Link(" ".join(one.text for one in group), group[0].target))
            group = []
        if word is not None and word.target:
            group.append(word)
    return links


def _place(line: PdfLine) -> str:
    return f"page {line.page}"
