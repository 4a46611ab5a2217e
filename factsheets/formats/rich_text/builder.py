"""Builds the tree of rich text from events, whatever the words were written in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .tree import Block, Item, ListBlock, Paragraph, Run, tidy

#: What HTML calls white space. A non-breaking space is a character of its own.
_ORDINARY_SPACE = re.compile("[ \t\n\r\f]+")


@dataclass
class _OpenItem:
    runs: list[Run] = field(default_factory=list)
    lists: list[ListBlock] = field(default_factory=list)


@dataclass
class _OpenList:
    ordered: bool
    items: list[Item] = field(default_factory=list)


class Builder:
    """Takes words and the borders of blocks in their order; forgives borders that do not match."""

    def __init__(self) -> None:
        self.bold = False
        self.href: str | None = None
        self._blocks: list[Block] = []
        self._open: list[_OpenItem | _OpenList] = []
        self._runs: list[Run] = []

    def text(self, text: str) -> None:
        self._runs.append(Run(_ORDINARY_SPACE.sub(" ", text), self.bold, self.href))

    def line_break(self) -> None:
        self._runs.append(Run("\n", self.bold, self.href))

    def end_block(self) -> None:
        """The words so far are a paragraph, or the words of a list item."""
        runs, self._runs = self._runs, []
        if not tidy(runs):
            return
        if not self._open:
            self._blocks.append(Paragraph(tidy(runs)))
            return
        if isinstance(self._open[-1], _OpenList):
            self._open.append(_OpenItem())
        item = self._open[-1]
        if item.lists:
            self._close_item()
            item = _OpenItem()
            self._open.append(item)
        item.runs += [Run("\n"), *runs] if item.runs else runs

    def open_list(self, *, ordered: bool) -> None:
        self.end_block()
        if self._open and isinstance(self._open[-1], _OpenList):
            self._open.append(_OpenItem())
        self._open.append(_OpenList(ordered))

    def close_list(self) -> None:
        self.end_block()
        self._close_item()
        if not self._open:
            return
        closed = self._open.pop()
        siblings = self._open[-1].lists if self._open else self._blocks
        if not closed.items:
            return
        last = siblings[-1] if siblings else None
        if isinstance(last, ListBlock) and last.ordered == closed.ordered:
            siblings[-1] = ListBlock(last.ordered, (*last.items, *closed.items))
        else:
            siblings.append(ListBlock(closed.ordered, tuple(closed.items)))

    def open_item(self) -> None:
        self.end_block()
        self._close_item()
        if self._open:
            self._open.append(_OpenItem())

    def close_item(self) -> None:
        self.end_block()
        self._close_item()

    def finish(self) -> tuple[Block, ...]:
        """All blocks; what is still open is closed."""
        self.end_block()
        while self._open:
            self.close_list()
        return tuple(self._blocks)

    def _close_item(self) -> None:
        if not self._open or not isinstance(self._open[-1], _OpenItem):
            return
        closed = self._open.pop()
        item = Item(tidy(closed.runs), tuple(closed.lists))
        if item.words or item.lists:
            self._open[-1].items.append(item)
