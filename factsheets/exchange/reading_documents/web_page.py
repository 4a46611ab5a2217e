"""Reads a web page as a browser saves it: the text of the page, and apart from it what frames every page."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import html

from ..formats.document import BlockKind, Document, DocumentRefused
from .collecting import Collector
from .decoding_text import decode_text
from .looks import Inline
from .tidying import raised, tidied
from .web_frame import framing_of, is_struck, only_leads_on, rows_above
from .web_panels import HIDDEN_PARTS, Panels
from .web_quotes import is_quotation
from .web_signs import as_written, sign_of, sign_of_item
from .web_tree import (
    element_words,
    holds_its_own_text,
    main_part,
    parse_html,
    size_of,
    with_declared_letters,
    with_spans,
)

_SILENT = frozenset(("script", "style", "head", "embed", "meta", "link", "base", "title"))
#: What a page shows only where something is missing, and what is drawn: words, but none of the text.
_INSTEAD = {"noscript": "shown without a script", "template": "what a script may show", "object": "shown without a program",
            "svg": "in a drawing"}  # fmt: skip
# fmt: off
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul", "caption",
))
# fmt: on
_BOLD = frozenset(("b", "strong"))
_NOTE_NUMBER = re.compile(r"\s{0,3}[\[(]?(\d{1,3})[\])]?\s{0,3}")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_LIST_PARAGRAPH = re.compile(r"\bMsoList(?:Paragraph|Bullet|Number)", re.IGNORECASE)
#: LibreOffice writes the mark of an item or the number of a heading so.
_LIST_LABEL = re.compile(r"ListLabel|Numbering_|Bullet_")
_MAX_NAMED = 12


def read_web_page(
    data: bytes,
    name: str,
    pictures: Mapping[str, tuple[bytes, str]] | None = None,
    source_format: str = "web page",
) -> Document:
    """The blocks of a page; `pictures` are those that came in the same file, by their addresses."""
    decoded = decode_text(with_declared_letters(data), name)
    collector = Collector()
    for sentence in decoded.notes:
        collector.note(sentence)
    root = parse_html(decoded.text, name)
    reader = _PageReader(collector, pictures or {})
    for title in root.iter("title"):
        collector.set_aside(element_words(title), "title of the page", "head")
    reader.begin_with(main_part(root), Panels(root))
    reader.rows_above = rows_above(root)
    reader.walk(root)
    reader.flush()
    if reader.panels.taken:
        named = ", ".join(f"“{words}”" for words in reader.panels.taken[:_MAX_NAMED])
        collector.note(HIDDEN_PARTS.format(count=len(reader.panels.taken), named=named))
    if not collector.blocks:
        raise DocumentRefused(
            f"{name} is a web page without text of its own: open it and save the page with its text."
        )
    return collector.close(source_format)


class _PageReader:
    """Walks the tree, and knows in which block, list and look it is."""

    def __init__(self, collector: Collector, pictures: Mapping[str, tuple[bytes, str]]) -> None:
        self.collector = collector
        self.pictures = pictures
        self.main: html.HtmlElement | None = None
        self.panels: Panels
        self.rows_above: frozenset[html.HtmlElement] = frozenset()
        self.outer_level = 1  # of the last heading outside the parts that open
        self.around_main: set[html.HtmlElement] = set()
        self.inline = Inline()
        self.kind, self.level, self.mark = BlockKind.PARAGRAPH, 0, ""
        self.lists: list[list[int]] = []  # 0 for bullets, else the number of the last item
        self.in_main = False
        self.notes: dict[str, str] = {}  # the numbers of notes by the names that lead to them
        self.line = 1
        self.preserved = 0

    def begin_with(self, main: html.HtmlElement | None, panels: Panels) -> None:
        """Say which element holds the text, around which lies no frame, and what opens."""
        self.main, self.panels = main, panels
        if main is not None:
            self.around_main = {main, *main.iterancestors()}

    def walk(self, element: html.HtmlElement, bold: bool = False, size: float = 12.0) -> None:
        """All words of an element, and those after each of its children."""
        self._text(element.text, bold, size)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, bold, size)
            self._text(child.tail, bold, size)

    def _child(self, child: html.HtmlElement, bold: bool, size: float) -> None:
        tag = child.tag.lower()
        if tag in _SILENT:
            return
        self.line = child.sourceline or self.line
        if sign := sign_of(child):
            self.inline.add(as_written(child, sign))
            return
        if tag in _INSTEAD:
            self.collector.set_aside(element_words(child), _INSTEAD[tag], self._place())
            return
        if tag == "del" or (tag == "s" and child.get("datetime")):
            self.collector.changed(deleted=1)
            return
        if is_struck(child):
            self.collector.strike(element_words(child), self._place())
            return
        why = framing_of(child, tag, self)
        if why:
            self.flush()
            self._set_aside(child, why)
            return
        self.panels.take(child)
        was_main, self.in_main = self.in_main, self.in_main or child is self.main
        level = self.outer_level
        if tag in _BLOCKS:
            self._label(child)
            first = len(self.collector.blocks)
            self._block(child, tag, bold, size)
            if is_quotation(child):
                self.collector.mark_quote(first)
        else:
            self._inline(child, tag, bold, size)
        self.in_main = was_main
        if child in self.panels.labels:
            self.outer_level = level

    def _label(self, panel: html.HtmlElement) -> None:
        """The words of a tab or a button that opens a part stand above it as its heading, unless it has them itself."""
        if words := self.panels.labels.get(panel, ""):
            self.flush()
            self.collector.add(BlockKind.HEADING, words, self._place(), level=self.outer_level + 1)

    def _set_aside(self, element: html.HtmlElement, why: str) -> None:
        words = [str(part) for part in element.itertext() if part.strip()]
        silent = {
            str(part) for one in element.iter(*_SILENT) if one.tag != "title" for part in one.itertext()
        }
        self.collector.set_aside("\n".join(part for part in words if part not in silent), why, self._place())

    def _block(self, element: html.HtmlElement, tag: str, bold: bool, size: float) -> None:
        self.flush()
        if tag == "table":
            self._table(element, bold, size)
        elif tag in ("ul", "ol"):
            self._list(element, tag, bold, size)
        else:
            if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
                self.kind, self.level, self.mark = BlockKind.HEADING, int(tag[1]), ""
                self.outer_level = self.level
            elif tag == "p" and _LIST_PARAGRAPH.search(element.get("class", "")):
                self.kind, self.level, self.mark = BlockKind.ITEM, 1, "•"
            elif tag in ("dt", "summary", "legend", "caption"):
                bold = True
            self.preserved += tag == "pre"
            self.walk(element, bold, size_of(element, size))
            self.preserved -= tag == "pre"
        self.flush()

    def _list(self, element: html.HtmlElement, tag: str, bold: bool, size: float) -> None:
        self.lists.append([1 if tag == "ol" else 0])
        for child in element:
            if not isinstance(child.tag, str) or child.tag in _SILENT:
                continue
            if child.tag == "li" and not is_struck(child) and not framing_of(child, "li", self):
                count = self.lists[-1][0]
                self.kind, self.level = BlockKind.ITEM, len(self.lists)
                bullet = sign_of_item(child) or "•"
                self.mark = self.notes.get(child.get("id", "")) or (f"{count}." if count else bullet)
                self.lists[-1][0] += 1 if count else 0
                self.panels.take(child)
                self.walk(child, bold, size)
                self.flush()
            else:
                self._child(child, bold, size)
        self.lists.pop()

    def _table(self, table: html.HtmlElement, bold: bool, size: float) -> None:
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
        captions = [child for child in table if child.tag == "caption"]
        for caption in captions:
            self._child(caption, bold, size)
        if all(len(row) <= 1 for row in cells) or any(
            holds_its_own_text(cell) for row in cells for cell in row
        ):
            for whole, row in zip(rows, cells, strict=True):
                if whole in self.rows_above:
                    self._set_aside(whole, "navigation")
                    continue
                for cell in row:
                    if len(row) > 1 and only_leads_on(cell):
                        self._set_aside(cell, "navigation")
                    else:
                        self._child(cell, bold, size)
            return
        for row in with_spans(cells):
            texts, links = [], []
            for cell in row:
                if cell is None:
                    texts.append("")
                    continue
                outer, self.collector = self.collector, Collector()
                self.walk(cell)
                self.flush()
                inner, self.collector = self.collector, outer
                text, found = self.collector.take_cell(inner)
                texts.append(text)
                links += found
            self.collector.row(texts, self._place(), links)

    def _inline(self, element: html.HtmlElement, tag: str, bold: bool, size: float) -> None:
        if tag == "br":
            self._break(element)
        elif tag == "img":
            self._picture(element)
        elif tag == "span" and "annotation" in element.get("class", ""):
            said = " ".join(element_words(element).split())
            self.collector.set_aside(said, "a comment", self._place())
            self.collector.note(
                f"Somebody wrote a comment beside the text: “{said[:400]}”.", self._place(), said
            )
        elif tag == "span" and _LIST_LABEL.match(element.get("class", "")):
            words = element_words(element).strip()
            self.mark = words if any(map(str.isalnum, words)) else self.mark or "•"
        elif tag in ("input", "textarea", "option"):
            self.collector.set_aside(element.get("value") or element_words(element), "a form", self._place())
        else:
            start = self.inline.length
            weight = "bold" in element.get("style", "").lower()
            self.walk(element, bold or tag in _BOLD or weight, size_of(element, size))
            if tag == "sup" and (number := _NOTE_NUMBER.fullmatch(element_words(element))):
                self._raise_number(element, number[1], start)
            target = element.get("href", "") if tag == "a" else ""
            if target and not target.startswith(("#", "javascript:", "data:")):
                self.inline.link(start, target)

    def _break(self, element: html.HtmlElement) -> None:
        """A line ends; where two ends stand together, a paragraph does."""
        is_second = self.inline.text.rstrip(" ").endswith("\n") and bool(self.inline.text.strip())
        if is_second and self.kind is BlockKind.PARAGRAPH and next(element.iterancestors("a"), None) is None:
            self.flush()
        else:
            self.inline.add("\n")

    def _raise_number(self, element: html.HtmlElement, number: str, start: int) -> None:
        """A number above the line leads to a note: it is written so, and the item that its link names has it as its mark."""
        del self.inline.pieces[start:]
        self.inline.add(raised(number))
        for link in (*element.iter("a"), *element.iterancestors("a")):
            self.notes[link.get("href", "").rpartition("#")[2]] = raised(number)

    def _picture(self, element: html.HtmlElement) -> None:
        source, words = element.get("src", ""), element.get("alt", "")
        file = source.partition("?")[0].rpartition("/")[2][:80] or "picture"
        if source.startswith("data:"):
            file = "picture"
        found = self.pictures.get(source)
        place = self._place()
        if found:
            self.collector.picture(file, place, found[0], found[1], words)
        elif words.strip() or element.get("alt") is None or self.in_main:
            self.collector.picture_elsewhere(words or file, file, place)

    def _text(self, text: str | None, bold: bool, size: float) -> None:
        if text:
            self.inline.add(text if self.preserved else _SPACE.sub(" ", text), bold=bold, size=size)

    def _place(self) -> str:
        return f"line {self.line}"

    def flush(self) -> None:
        """The block is whole."""
        if tidied(self.inline.text):
            self.collector.add_inline(self.kind, self.inline, self._place(), level=self.level, mark=self.mark)
            self.kind, self.level, self.mark = BlockKind.PARAGRAPH, 0, ""
        elif self.kind is BlockKind.HEADING:
            self.kind, self.level = BlockKind.PARAGRAPH, 0
        self.inline = Inline()
