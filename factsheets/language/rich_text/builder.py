"""Builds the tree of rich text from events, whatever the words were written in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .tree import Block, ListBlock, ListItem, Paragraph, TextRun, tidy

#: What HTML calls white space. A non-breaking space is a character of its own.
_ORDINARY_SPACE = re.compile("[ \t\n\r\f]+")


@dataclass
class _OpenItem:
    runs: list[TextRun] = field(default_factory=list)
    lists: list[Block] = field(default_factory=list)


@dataclass
class _OpenList:
    ordered: bool
    items: list[ListItem] = field(default_factory=list)
    item: _OpenItem | None = None

    def close_item(self) -> None:
        """An item without words and lists leaves nothing."""
        closed, self.item = self.item, None
        if closed and (closed.lists or tidy(closed.runs)):
            lists = tuple(block for block in closed.lists if isinstance(block, ListBlock))
            self.items.append(ListItem(tidy(closed.runs), lists))


class Builder:
    """Takes words and the borders of blocks in their order; forgives borders that do not match."""

    def __init__(self) -> None:
        self.bold = False
        self.href: str | None = None
        self._blocks: list[Block] = []
        self._lists: list[_OpenList] = []
        self._runs: list[TextRun] = []

    def text(self, text: str) -> None:
        """Words as bold and as linked as is set now; runs of ordinary white space become one space."""
        self._runs.append(TextRun(_ORDINARY_SPACE.sub(" ", text), self.bold, self.href))

    def line_break(self) -> None:
        """A new line within the block."""
        self._runs.append(TextRun("\n", self.bold, self.href))

    def end_block(self) -> None:
        """The words so far are a paragraph, or the words of a list item."""
        runs, self._runs = self._runs, []
        if not tidy(runs):
            return
        if not self._lists:
            self._blocks.append(Paragraph(tidy(runs)))
            return
        innermost = self._lists[-1]
        if innermost.item and innermost.item.lists:
            innermost.close_item()
        innermost.item = innermost.item or _OpenItem()
        innermost.item.runs += [TextRun("\n"), *runs] if innermost.item.runs else runs

    def open_list(self, *, ordered: bool) -> None:
        """A list begins: inside the item that is open, or after the words so far."""
        self.end_block()
        if self._lists:
            self._lists[-1].item = self._lists[-1].item or _OpenItem()
        self._lists.append(_OpenList(ordered))

    def close_list(self) -> None:
        """The innermost list ends. An empty one leaves nothing; beside one of its kind the two become one."""
        self.close_item()
        if not self._lists:
            return
        closed = self._lists.pop()
        outer_item = self._lists[-1].item if self._lists else None
        siblings = outer_item.lists if outer_item else self._blocks
        if not closed.items:
            return
        last = siblings[-1] if siblings else None
        if isinstance(last, ListBlock) and last.ordered == closed.ordered:
            siblings[-1] = ListBlock(last.ordered, (*last.items, *closed.items))
        else:
            siblings.append(ListBlock(closed.ordered, tuple(closed.items)))

    def open_item(self) -> None:
        """An item of the innermost list begins, which ends the one before."""
        self.close_item()
        if self._lists:
            self._lists[-1].item = _OpenItem()

    def close_item(self) -> None:
        """The item that is open in the innermost list ends; without one nothing happens."""
        self.end_block()
        if self._lists:
            self._lists[-1].close_item()

    def finish(self) -> tuple[Block, ...]:
        """All blocks; what is still open is closed."""
        self.end_block()
        while self._lists:
            self.close_list()
        return tuple(self._blocks)
