"""Reads stored or foreign HTML into portable rich text."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

from .builder import Builder
from .tree import Block, is_portable, render

Link = Callable[[dict[str, str]], str | None]

_BOLD = {"b", "strong"}
_LISTS = {"ul", "ol"}
# fmt: off
_INLINE = {
    "abbr", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "label", "mark",
    "q", "s", "samp", "small", "span", "sub", "sup", "time", "u", "var",
}
# fmt: on


def link_from_href(attributes: dict[str, str]) -> str | None:
    """The portable address in a link's own `href`."""
    return attributes.get("href")


def normalise(html: str, link: Link = link_from_href) -> str:
    """The canonical form of any HTML.

    `strong` becomes `b`, attributes go, unknown elements give their words (a block gives a paragraph).
    `link` is given the attributes of each `a` and answers with its portable address; where that is None
    or not portable, the words stay and the link goes.
    """
    return render(blocks_of_html(html, link))


def blocks_of_html(html: str, link: Link = link_from_href) -> tuple[Block, ...]:
    """The tree of any HTML, see `normalise`."""
    reader = _Reader(link)
    reader.feed(html)
    reader.close()
    return reader.builder.finish()


class _Reader(HTMLParser):
    def __init__(self, link: Link) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = Builder()
        self._link = link
        self._bold_depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BOLD:
            self._embolden(+1)
        elif tag == "a":
            href = self._link({name: value or "" for name, value in attrs})
            self.builder.href = href.strip() if href and is_portable(href.strip()) else None
        elif tag == "br":
            self.builder.line_break()
        elif tag in _LISTS:
            self.builder.open_list(ordered=tag == "ol")
        elif tag == "li":
            self.builder.open_item()
        elif tag not in _INLINE:
            self.builder.end_block()

    def handle_endtag(self, tag: str) -> None:
        if tag in _BOLD:
            self._embolden(-1)
        elif tag == "a":
            self.builder.href = None
        elif tag in _LISTS:
            self.builder.close_list()
        elif tag == "li":
            self.builder.close_item()
        elif tag not in _INLINE and tag != "br":
            self.builder.end_block()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag != "br":
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        self.builder.text(data)

    def _embolden(self, step: int) -> None:
        self._bold_depth = max(0, self._bold_depth + step)
        self.builder.bold = self._bold_depth > 0
