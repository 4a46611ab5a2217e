"""Reads an OpenDocument text (ODT), as LibreOffice saves it."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass, field

from lxml import etree

from ..formats.document import BlockKind, Document, DocumentRefused
from .collecting import Collector
from .looks import Inline
from .open_styles import OpenStyles
from .open_tables import cells_in_row, is_layout, rows_in_table
from .signs import says_a_sign
from .tidying import tidied
from .unpacking import Package, attribute, child_of, local

_CONTENT, _STYLES = "content.xml", "styles.xml"
_INDEXES = frozenset(
    (
        "table-of-content",
        "illustration-index",
        "table-index",
        "alphabetical-index",
        "user-index",
        "object-index",
    )
)
_HOLDERS = frozenset(
    ("section", "index-body", "bibliography", "text-box", "numbered-paragraph", "list-header")
)
_MAX_SPACES = 200


def read_open_document(package: Package) -> Document:
    """The blocks of an OpenDocument text."""
    root = package.xml(_CONTENT)
    text = child_of(root, "body", "text")
    if text is None:
        raise DocumentRefused(
            f"{package.name} is an OpenDocument file and no text: save the factsheet as a text document."
        )
    reader = _OpenReader(package)
    reader.styles.learn(root)
    if _STYLES in package:
        styles = package.xml(_STYLES)
        reader.styles.learn(styles)
        reader.running_lines(styles)
    reader.count_changes(text)
    reader.blocks(text)
    return reader.collector.close("OpenDocument text")


@dataclass
class _OpenReader:
    """Walks the text, and knows where it is."""

    package: Package
    collector: Collector = field(default_factory=Collector)
    styles: OpenStyles = field(default_factory=OpenStyles)
    paragraph: int = 0
    has_title: bool = False

    def count_changes(self, text: etree._Element) -> None:
        """Tracked changes; what was deleted stands beside the text and is not read."""
        changes = child_of(text, "tracked-changes")
        if changes is not None:
            deleted = sum(1 for _ in changes.iter("{*}deletion"))
            self.collector.changed(deleted=deleted, inserted=sum(1 for _ in changes.iter("{*}insertion")))

    def blocks(self, holder: etree._Element, depth: int = 0, mark: str = "", style: str = "") -> None:
        """All that stands in the text, a cell, a section or an item of a list."""
        for child in holder:
            name = local(child)
            if name in ("p", "h"):
                self._paragraph(child, depth, mark)
                mark = ""
            elif name == "list":
                self._list(child, depth + 1, style)
            elif name == "table":
                self._table(child)
            elif name in _INDEXES:
                words = "\n".join(self._plain(one) for one in child.iter("{*}p"))
                self.collector.set_aside(words, "table of contents", self._place())
            elif name in _HOLDERS:
                self.blocks(child, depth, mark, style)
            elif name == "frame":
                self._frame(child)

    def _place(self) -> str:
        return f"paragraph {self.paragraph}"

    def _paragraph(self, element: etree._Element, depth: int, mark: str) -> None:
        self.paragraph += 1
        style = attribute(element, "style-name")
        words = _Words(self)
        words.read(element, *self.styles.look(style))
        if self.styles.is_struck(style):
            words.struck.append(words.inline.text)
            words.inline = Inline()
        self.collector.strike("".join(words.struck), self._place())
        names = self.styles.names(style)
        kind, level = BlockKind.PARAGRAPH, 0
        if local(element) == "h":
            outline = attribute(element, "outline-level")
            kind, level = (
                BlockKind.HEADING,
                min(9, int(outline) if outline.isdigit() and len(outline) < 3 else 1),
            )
            level += 1 if self.has_title else 0
        elif "title" in names:
            kind, level, self.has_title = BlockKind.HEADING, 1, True
        elif depth:
            kind, level = BlockKind.ITEM, depth
        if words.inline.text.strip():
            self.collector.add_inline(
                kind, words.inline, self._place(), level=level, mark=mark if depth else ""
            )
        self._beside(words)

    def _beside(self, words: _Words) -> None:
        place, about = self._place(), " ".join(tidied(words.inline.text).split()[:8])
        for who, said in words.comments:
            self.collector.note(
                f"A comment of {who or 'somebody'} beside “{about}” says: “{said}”.", place, said
            )
        for hidden in words.hidden:
            self.collector.set_aside(hidden, "hidden text", place)
        for frame in words.frames:
            self._frame(frame)
        for body in words.notes:
            first = len(self.collector.blocks)
            self.blocks(body)
            self.collector.mark_notes(first)
            self.collector.note("A footnote stands after the paragraph that it belongs to.", place)

    def _list(self, element: etree._Element, depth: int, outer: str = "") -> None:
        style = attribute(element, "style-name") or outer
        is_numbered = (style, str(depth)) in self.styles.numbered
        count = 0
        for item in element:
            if local(item) not in ("list-item", "list-header"):
                continue
            count += local(item) == "list-item"
            if all(local(child) == "h" for child in item):
                self.blocks(item)
            else:
                self.blocks(item, depth, f"{count}." if is_numbered else "•", style)

    def _table(self, table: etree._Element) -> None:
        rows = rows_in_table(table)
        cells = list(map(cells_in_row, rows))
        alone = all(len([one for one in row if local(one) == "table-cell"]) <= 1 for row in cells)
        if alone or any(map(is_layout, (cell for row in cells for cell in row))):
            for row in cells:
                for cell in row:
                    self.blocks(cell)
            return
        for row in cells:
            texts, links = [], []
            for cell in row:
                if local(cell) != "table-cell":
                    texts.append("")  # one above reaches down here
                    continue
                outer, self.collector = self.collector, Collector()
                self.blocks(cell)
                inner, self.collector = self.collector, outer
                text, found = self.collector.take_cell(inner)
                texts.append(text)
                links += found
            self.collector.row(texts, self._place(), links)

    def _frame(self, frame: etree._Element) -> None:
        words = " ".join(self._plain(one) for one in frame if local(one) in ("title", "desc"))
        for child in frame:
            if local(child) == "image":
                self._picture(attribute(frame, "name"), attribute(child, "href"), words)
                return
            if local(child) == "text-box":
                self.blocks(child)
                return

    def _picture(self, name: str, target: str, words: str) -> None:
        part = target.removeprefix("./")
        if part not in self.package:
            self.collector.note(f"A picture is missing: it lies elsewhere, at {target[:200]}.", self._place())
            return
        kind = mimetypes.guess_type(part)[0] or "application/octet-stream"
        self.collector.picture(
            name or part.rpartition("/")[2], self._place(), self.package.read(part), kind, words
        )

    def _plain(self, element: etree._Element) -> str:
        words = _Words(self)
        words.read(element, False, 0.0)
        return words.inline.text

    def running_lines(self, styles: etree._Element) -> None:
        """The heads and feet of the pages."""
        for element in styles.iter(
            "{*}header", "{*}footer", "{*}header-first", "{*}footer-first", "{*}header-left", "{*}footer-left"
        ):
            kind = "running head" if local(element).startswith("header") else "running foot"
            for paragraph in element.iter("{*}p", "{*}h"):
                self.collector.set_aside(self._plain(paragraph), kind, kind)


@dataclass
class _Words:
    """The words inside a paragraph."""

    reader: _OpenReader
    inline: Inline = field(default_factory=Inline)
    comments: list[tuple[str, str]] = field(default_factory=list)
    notes: list[etree._Element] = field(default_factory=list)
    frames: list[etree._Element] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)

    def read(self, element: etree._Element, bold: bool, size: float) -> None:
        """Read all words, those of its spans and links as well."""
        self.inline.add(_collapsed(element.text), bold=bold, size=size)
        for child in element:
            self._child(child, bold, size)
            self.inline.add(_collapsed(child.tail), bold=bold, size=size)

    def _child(self, child: etree._Element, bold: bool, size: float) -> None:
        name = local(child)
        if name == "s":
            count = attribute(child, "c")
            self.inline.add(" " * min(_MAX_SPACES, int(count) if count.isdigit() and len(count) < 6 else 1))
        elif name in ("tab", "line-break"):
            self.inline.add("\t" if name == "tab" else "\n")
        elif name == "annotation":
            said = " ".join(tidied(self.reader._plain(one)) for one in child if local(one) in ("p", "list"))
            self.comments.append((("".join(child.itertext("{*}creator"))).strip(), said))
        elif name == "note":
            self.notes += [one for one in child if local(one) == "note-body"]
        elif name == "frame":
            said = " ".join(
                tidied("".join(one.itertext())) for one in child if local(one) in ("title", "desc")
            )
            if says_a_sign(said):
                self.inline.add(f"[{said}] ")
            else:
                self.frames.append(child)
        elif name in ("hidden-text", "hidden-paragraph"):
            self.hidden.append(attribute(child, "string-value") or "".join(child.itertext()))
        elif name == "span" and self.reader.styles.is_struck(attribute(child, "style-name")):
            self.struck.append("".join(child.itertext()))
        elif name == "ruby":
            base = child_of(child, "ruby-base")
            if base is not None:
                self.read(base, bold, size)
        elif name not in (
            "annotation-end",
            "soft-page-break",
            "bookmark",
            "change",
            "change-start",
            "change-end",
        ):
            start = self.inline.length
            if name == "span":
                style = attribute(child, "style-name")
                own = self.reader.styles.by_name.get(style)
                bold = own.bold if own and own.bold is not None else bold
                size = own.size if own and own.size else size
            self.read(child, bold, size)
            if name == "a":
                target = attribute(child, "href")
                self.inline.link(start, "" if target.startswith("#") else target)


def _collapsed(text: str | None) -> str:
    """Runs of plain white space count as one space in OpenDocument."""
    if not text:
        return ""
    return " ".join(text.split(" ")).replace("\n", " ").replace("\t", " ")
