"""Reads Markdown: its marks are marks, and no words."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(text, env)
    reader = _Markdown(collector)
    for token in tokens:
        reader.take(token)
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

    def __init__(self, collector: Collector) -> None:
        self.collector = collector
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
            self.marks[-1] = f"{token.info}." if token.info else "•"
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
        if self.cells is not None:
            self.cells.append(text)
            self.links += links
        elif self.heading:
            self.collector.add(BlockKind.HEADING, text, self._place(), level=self.heading, links=links)
            self.heading = 0
        elif self.marks and self.is_item_begun:
            self.collector.add(
                BlockKind.ITEM,
                text,
                self._place(),
                level=len(self.marks),
                links=links,
                lead=lead,
                mark=self.marks[-1],
            )
            self.is_item_begun = False
        else:
            self.collector.add(BlockKind.PARAGRAPH, text, self._place(), links=links, lead=lead)

    def _place(self) -> str:
        return f"line {self.line}"


def inline_words(tokens: Sequence[Token]) -> tuple[str, list[Link], str]:
    """The words of inline tokens, their links, and a bold beginning."""
    text, links, lead = "", [], ""
    link_starts: list[tuple[int, str]] = []
    bold_start = -1
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            text += "\n" if token.type == "hardbreak" else " "
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
