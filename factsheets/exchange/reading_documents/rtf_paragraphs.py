"""The paragraphs, the items and the tables of an RTF file, as the marks between its words end them."""

from __future__ import annotations

from collections.abc import Mapping

from ..formats.document import BlockKind
from .collecting import Collector
from .looks import Inline
from .rtf_states import RtfParagraph

#: A table whose cells hold whole texts is there for the look of the page.
_PARAGRAPHS_OF_A_TEXT = 4


class RtfBody:
    """What has been read of the paragraph and of the table that are open."""

    def __init__(self, collector: Collector) -> None:
        self.collector = collector
        self.inline = Inline()
        self.footnotes: list[str] = []
        self._properties = RtfParagraph()
        self._mark = ""
        self._is_marked = False  # whether a mark stands before the words, be it one without a letter
        self._cells: list[list[Inline]] = []  # of a row: the paragraphs of each cell
        self._cell: list[Inline] = []
        self._count = 0

    @property
    def place(self) -> str:
        """Which paragraph is open."""
        return f"paragraph {self._count + 1}"

    def describe(self, word: str, number: int | None, styles: Mapping[int, str]) -> None:
        """A property of the paragraphs from here on."""
        self._properties = self._properties.after(word, number, styles)

    def mark(self, words: str) -> None:
        """The mark or the number before an item, for this paragraph alone."""
        self._mark = self._mark or words
        self._is_marked = True

    def end(self, word: str) -> None:
        """The end of a paragraph, a cell or a row."""
        if word in ("cell", "nestcell"):
            self._cells.append([*self._cell, self.inline])
            self._cell = []
            self._begin()
        elif word in ("row", "nestrow"):
            self._end_row()
        elif self._properties.in_table:
            self._cell.append(self.inline)
            self._begin()
        else:
            self._put_down()
        self._count += 1

    def finish(self) -> None:
        """What a torn file leaves open is text as well."""
        if self._cells or self._cell:
            self.end("cell")
            self.end("row")
        self._put_down()

    def _begin(self) -> None:
        self.inline, self._mark, self._is_marked = Inline(), "", False

    def _end_row(self) -> None:
        """A row is whole; cells that hold texts of their own are there for the look of the page."""
        cells, self._cells, self._cell = self._cells, [], []
        self.inline = Inline()
        filled = [[one for one in cell if one.text.strip()] for cell in cells]
        goes_on = len(cells) > 1 and [one.kind for one in self.collector.blocks[-1:]] == [BlockKind.ROW]
        count = sum(map(bool, filled))
        if not count or (count < 2 and not goes_on) or max(map(len, filled)) >= _PARAGRAPHS_OF_A_TEXT:
            for cell in filled:
                for inline in cell:
                    self.collector.add_inline(BlockKind.PARAGRAPH, inline, self.place)
            return
        links = [link for cell in cells for inline in cell for link in inline.links]
        self.collector.row(["\n".join(one.text for one in cell) for cell in filled], self.place, links)

    def _put_down(self) -> None:
        """The paragraph is whole."""
        kind, level, mark = BlockKind.PARAGRAPH, 0, ""
        if self._properties.level:
            kind, level = BlockKind.HEADING, self._properties.level
        elif self._properties.is_item or self._is_marked:
            kind, level = BlockKind.ITEM, self._properties.depth
            mark = self._mark if any(map(str.isalnum, self._mark)) else "•"
        if self.inline.text.strip():
            self.collector.add_inline(kind, self.inline, self.place, level=level, mark=mark)
        first = len(self.collector.blocks)
        for words in self.footnotes:
            self.collector.add(BlockKind.PARAGRAPH, words, self.place)
        self.collector.mark_notes(first)
        self.footnotes = []
        self._begin()
