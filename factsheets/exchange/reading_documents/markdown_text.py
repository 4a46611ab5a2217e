"""Reads Markdown: its marks are marks, and no words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..formats.document import BlockKind, Document, Link
from .collecting import Collector

_HEADING = re.compile(r"^ {0,3}#{1,6} +\S", re.MULTILINE)
#: A heading that is underlined, as many plain texts have: one beside other marks alone is Markdown.
_UNDERLINED = re.compile(r"^ {0,3}\w[^\n]{0,120}\n {0,3}(?:={3,80}|-{3,80})[ \t]{0,8}$", re.MULTILINE)
#: Headings that are only bold; where each line stands by itself the text may be Markdown or not, and is read the same.
_BOLD_LINE = re.compile(r"^(?:\*\*|__)(?=\w)[^*\n]{1,120}[\w?:](?:\*\*|__):?[ \t]{0,8}$", re.MULTILINE)
_TWO_LINES = re.compile(r"^[^\s*+#>|-][^\n]{0,300}[.!?]\n(?=[^\W_])", re.MULTILINE)
_NAMED_LINK = re.compile(r"^ {0,3}\[(?P<name>[^\]\n]{1,80})\]: {1,4}<?(?:https?://|mailto:)\S", re.MULTILINE)
#: “[^1]: what the note says”, to which “[^1]” in the text leads; lines that are set in go on with it.
_NOTE = re.compile(
    r"^ {0,3}\[\^([^\]\s]{1,40})\]:[ \t]{1,8}([^\n]{1,2000}(?:\n(?: {2,8}|\t)[^\s][^\n]{0,2000}){0,20})",
    re.MULTILINE,
)
_TO_NOTE = re.compile(r"\s?\[\^([^\]\s]{1,40})\]")
_BOX = re.compile(r"\[[ xX]\]\s+(?=\S)")
_TICKED = re.compile(r"^\s{0,12}[*+-] {1,3}\[[xX]\]\s", re.MULTILINE)
#: A bullet that is none of Markdown's begins a line of its own.
_TYPED_MARK = re.compile(r"[•●○◦▪■□‣·\u2013✓✗]\s")
_EMPHASIS = re.compile(r"\*\*\S[^*\n]{0,200}\*\*|\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)")


def looks_like_markdown(text: str) -> bool:
    """Whether a text is written in Markdown: headings with #, or one of any form beside other marks."""
    headings = len(_HEADING.findall(text))
    if headings > 1:
        return True
    if not headings and not _UNDERLINED.search(text):
        return len(_BOLD_LINE.findall(text)) > 1 and not _TWO_LINES.search(text)
    return bool(_EMPHASIS.search(text)) or any(
        f"][{found['name']}]" in text or f"[{found['name']}][]" in text
        for found in _NAMED_LINK.finditer(text)
    )


def read_markdown(text: str, collector: Collector, source_format: str) -> Document:
    """The blocks of Markdown."""
    env: dict[str, Any] = {}
    notes = {label: " ".join(words.split()) for label, words in _NOTE.findall(text)}
    text = _NOTE.sub("", text)
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(text, env)
    reader = _Markdown(collector, notes, has_ticks=bool(_TICKED.search(text)))
    for token in tokens:
        reader.take(token)
    for label in list(reader.notes):  # to which a heading, a table or nothing leads
        reader.note(label)
    used = {link.target for block in collector.blocks for link in block.links}
    for label, named in env.get("references", {}).items():
        if named["href"] not in used:
            collector.set_aside(
                f"{label}: {named['href']} {named['title']}".strip(),
                "an address that no word leads to",
                "end",
            )
    return collector.close(source_format)


class _Markdown:
    """Walks the tokens, and knows in which lists, heading or table it is."""

    def __init__(self, collector: Collector, notes: dict[str, str], *, has_ticks: bool) -> None:
        self.collector = collector
        self.notes = notes  # what the text of the footnotes is, by what leads to them
        self.has_ticks = has_ticks  # whether boxes are ticked: then each says something
        self.marks: list[str] = []
        self.heading = 0
        self.cells: list[str] | None = None
        self.links: list[Link] = []
        self.is_item_begun = False
        self.line = 1

    def take(self, token: Token) -> None:
        """One token; a token that carries no words changes only where we are."""
        if token.map:
            self.line = token.map[0] + 1
        if token.type == "heading_open":
            self.heading = int(token.tag[1:])
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            self.marks.append("•")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self.marks.pop()
        elif token.type == "list_item_open":
            self.is_item_begun = True
            self.marks[-1] = f"{token.info}." if token.info else "+" if token.markup == "+" else "•"
        elif token.type == "tr_open":
            self.cells, self.links = [], []
        elif token.type == "tr_close":
            self.collector.row(self.cells or [], self._place(), self.links)
            self.cells = None
        elif token.type == "inline":
            self._words(token)
        elif token.type in ("code_block", "fence", "html_block"):
            self.collector.add(BlockKind.PARAGRAPH, f"{token.info} {token.content}", self._place())

    def _words(self, token: Token) -> None:
        text, links, lead = inline_words(token.children or [])
        led_to = [label for label in _TO_NOTE.findall(text) if label in self.notes]
        text = _TO_NOTE.sub(lambda found: "" if found[1] in self.notes else found[0], text)
        if self.cells is not None:
            self.cells.append(text)
            self.links += links
        elif self.heading:
            self.collector.add(BlockKind.HEADING, text, self._place(), level=self.heading, links=links)
            self.heading = 0
        elif self.marks and self.is_item_begun:
            self._item(text, links, lead)
        else:
            self.collector.add(BlockKind.PARAGRAPH, text, self._place(), links=links, lead=lead)
        for label in led_to if self.cells is None else ():
            self.note(label)

    def _item(self, text: str, links: list[Link], lead: str) -> None:
        box = None if self.has_ticks else _BOX.match(text)
        if box:
            text, lead = text[box.end() :], ""
        self.collector.add(
            BlockKind.ITEM,
            text,
            self._place(),
            level=len(self.marks),
            links=links,
            lead=lead,
            mark=f"{self.marks[-1]}{' [ ]' if box else ''}",
        )
        self.is_item_begun = False

    def note(self, label: str) -> None:
        """A footnote, once, below what leads to it first."""
        words = self.notes.pop(label, "")
        first = len(self.collector.blocks)
        if words:
            parsed = MarkdownIt("commonmark", {"html": False}).parseInline(words)
            text, links, _ = inline_words(parsed[0].children or [])
            self.collector.add(BlockKind.PARAGRAPH, text, self._place(), links=links)
            self.collector.mark_notes(first)
            self.collector.note("A footnote stands after the paragraph that it belongs to.", self._place())

    def _place(self) -> str:
        return f"line {self.line}"


def inline_words(tokens: Sequence[Token]) -> tuple[str, list[Link], str]:
    """The words of inline tokens, their links, and a bold beginning."""
    text, links, lead = "", [], ""
    link_starts: list[tuple[int, str]] = []
    bold_start = -1
    for token, following in zip_longest(tokens, tokens[1:]):
        if token.type in ("softbreak", "hardbreak"):
            is_meant = token.type == "hardbreak" or bool(following and _TYPED_MARK.match(following.content))
            text += "\n" if is_meant else " "
        elif token.type == "link_open":
            link_starts.append((len(text), str(token.attrs.get("href", ""))))
        elif token.type == "link_close" and link_starts:
            start, target = link_starts.pop()
            links.append(Link(text[start:], target))
        elif token.type == "strong_open" and not text.strip():
            bold_start = len(text)
        elif token.type == "strong_close" and bold_start >= 0:
            lead, bold_start = text[bold_start:], -1
        elif token.type == "image":
            text += token.content
            links.append(Link(token.content or "picture", str(token.attrs.get("src", ""))))
        else:
            text += token.content
    return text, links, lead
