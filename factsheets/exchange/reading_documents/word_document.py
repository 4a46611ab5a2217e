"""Reads a Word document (DOCX): its own XML, so that tracked changes, comments, notes and running lines are known."""

from __future__ import annotations

import mimetypes
import re
from dataclasses import dataclass, field

from lxml import etree

from ..formats.document import BlockKind, Document, DocumentRefused, Link
from .collecting import Collector
from .looks import Inline, may_be_heading
from .tidying import tidied
from .unpacking import Package, attribute, child_of, local
from .word_runs import ParagraphWords
from .word_styles import Relation, WordStyle, numbering_of, read_styles, read_word_lists, relations_of

_HOLDERS = frozenset(("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "txbxContent"))
_RUNNING = {"header": "running head", "footer": "running foot"}
#: A table whose cells hold whole texts is there for the look of the page.
_PARAGRAPHS_OF_A_TEXT = 4
_LIST_STYLE = re.compile(r"List (?:Bullet|Number)(?: ([2-5]))?(?: \w{1,20})?", re.IGNORECASE)


def read_word_document(package: Package, main: str) -> Document:
    """The blocks of a Word document whose main part is `main`."""
    reader = _WordReader(package, main)
    body = child_of(package.xml(main), "body")
    if body is None:
        raise DocumentRefused(f"{package.name} is broken: it has no text. Save it once more in Word.")
    reader.blocks(body)
    reader.end_paragraph()
    reader.running_lines()
    return reader.collector.close("Word document")


@dataclass
class _Pending:
    """A paragraph whose end was deleted: it goes on with the next one."""

    words: ParagraphWords
    kind: BlockKind
    place: str
    level: int
    mark: str
    is_quote: bool


@dataclass
class _WordReader:
    """Walks a document, and knows where it is."""

    package: Package
    main: str
    collector: Collector = field(default_factory=Collector)
    paragraph: int = 0
    pending: _Pending | None = None

    def __post_init__(self) -> None:
        self.relations = relations_of(self.package, self.main)
        by_kind = {relation.kind: relation.target for relation in self.relations.values()}
        self.styles = read_styles(self.package, by_kind.get("styles", "word/styles.xml"))
        self.lists = read_word_lists(self.package, by_kind.get("numbering", "word/numbering.xml"))
        self.notes = {
            kind: self._numbered(by_kind.get(f"{kind}s", ""), kind)
            for kind in ("footnote", "endnote", "comment")
        }
        self._with_title = False

    def _numbered(self, part: str, kind: str) -> dict[str, etree._Element]:
        if part not in self.package:
            return {}
        return {
            attribute(element, "id"): element
            for element in self.package.xml(part)
            if local(element) == kind and attribute(element, "type") in ("", "normal")
        }

    def blocks(self, holder: etree._Element) -> None:
        """All paragraphs and tables of a body, a cell, a box or a note."""
        for child in holder:
            name = local(child)
            if name == "p":
                self._paragraph(child)
            elif name == "tbl":
                self.end_paragraph()
                self._table(child)
            elif name in _HOLDERS:
                self.blocks(child)
            elif name in ("del", "moveFrom"):
                self.collector.changed(deleted=1)
            elif name == "altChunk":
                self.collector.note(
                    "The document holds another document inside, which was not read: put its text in.",
                    self._place(),
                )

    def _place(self) -> str:
        return f"paragraph {self.paragraph}"

    def _paragraph(self, element: etree._Element) -> None:
        self.paragraph += 1
        properties = child_of(element, "pPr")
        style = self.styles.style(attribute(child_of(properties, "pStyle"), "val"))
        words = self.pending.words if self.pending else ParagraphWords()
        is_begun = bool(words.inline.text.strip())
        words.read(element, style, self.styles, self.relations)
        if self.pending is None or not is_begun:
            # Where nothing is left of a paragraph whose end was deleted, the next one keeps its own look.
            place = self.pending.place if self.pending else self._place()
            kind, level, mark = self._kind(properties, style, words)
            is_quote = style.name.casefold() in ("quote", "intense quote")
            self.pending = _Pending(words, kind, place, level, mark, is_quote)
        if child_of(properties, "rPr", "del") is None:
            if style.name.casefold().startswith(("toc ", "table of ")):
                self.collector.set_aside(words.inline.text, "table of contents", self._place())
                words.inline = Inline()
            self.end_paragraph()

    def _kind(
        self, properties: etree._Element | None, style: WordStyle, words: ParagraphWords
    ) -> tuple[BlockKind, int, str]:
        outline = attribute(child_of(properties, "outlineLvl"), "val")
        level = int(outline) + 1 if outline.isdigit() and int(outline) < 9 else style.level
        if level:
            if style.name.casefold() == "title":
                self._with_title = True
            elif self._with_title:
                level += 1
            if words.inline.text.strip():
                return BlockKind.HEADING, level, ""
        numbering = numbering_of(properties) or style.numbering
        named = _LIST_STYLE.fullmatch(style.name)
        depth = int(named[1] or 1) if named else 1
        if numbering and numbering[0] not in ("", "0"):
            return (
                BlockKind.ITEM,
                max(numbering[1] + 1, depth),
                self.lists.mark(numbering) if words.inline.text.strip() else "",
            )
        if named:
            return BlockKind.ITEM, depth, "•"
        return BlockKind.PARAGRAPH, 0, ""

    def end_paragraph(self) -> None:
        """Put the paragraph down, and after it all that hangs on it."""
        done, self.pending = self.pending, None
        if done is None:
            return
        words = done.words
        mark = done.mark if words.inline.text.strip() else ""
        kind, level = done.kind, done.level
        if kind is BlockKind.ITEM and mark not in ("•", "") and self._is_numbered_heading(words):
            kind, level = BlockKind.PARAGRAPH, 0
        first = len(self.collector.blocks)
        self.collector.add_inline(kind, words.inline, done.place, level=level, mark=mark)
        if done.is_quote:
            self.collector.mark_quote(first)
        for hidden in words.hidden:
            self.collector.set_aside(hidden, "hidden text", done.place)
        self.collector.strike("".join(words.struck), done.place)
        self.collector.changed(deleted=words.deleted, inserted=words.inserted)
        for name, alternative, relation in words.pictures:
            self._picture(name, alternative, self.relations.get(relation), done.place)
        for number in words.comments:
            self._comment(number, words.inline.text, done.place)
        for box in words.boxes:
            self.blocks(box)
            self.end_paragraph()
        for kind_of_note, number in words.notes:
            self._note(kind_of_note, number)

    def _is_numbered_heading(self, words: ParagraphWords) -> bool:
        """A short bold line with a number is a heading that nobody gave a style."""
        return words.inline.look.stands_out and may_be_heading(words.inline.text)

    def _note(self, kind: str, number: str) -> None:
        element = self.notes[kind].pop(number, None)
        if element is not None:
            before = self.paragraph
            first = len(self.collector.blocks)
            self.blocks(element)
            self.end_paragraph()
            self.paragraph = before
            if self.collector.mark_notes(first):
                self.collector.note(f"A {kind} stands after the paragraph that it belongs to.", self._place())

    def _comment(self, number: str, beside: str, place: str) -> None:
        element = self.notes["comment"].pop(number, None)
        if element is None:
            return
        said = tidied(" ".join("".join(paragraph.itertext("{*}t")) for paragraph in element.iter("{*}p")))
        who = attribute(element, "author") or "somebody"
        about = " ".join(tidied(beside).split()[:8])
        if said:
            self.collector.note(f"A comment of {who} beside “{about}” says: “{said}”.", place, said)

    def _picture(self, name: str, words: str, relation: Relation | None, place: str) -> None:
        if relation is None:
            return
        if relation.is_outside or relation.target not in self.package:
            self.collector.note(
                f"A picture is missing: it lies elsewhere, at {relation.target[:200]}.", place
            )
            return
        file = relation.target.rpartition("/")[2]
        kind = mimetypes.guess_type(file)[0] or "application/octet-stream"
        self.collector.picture(tidied(name) or file, place, self.package.read(relation.target), kind, words)

    def _table(self, table: etree._Element) -> None:
        rows = [row for row in _children(table, "tr") if child_of(row, "trPr", "del") is None]
        self.collector.changed(deleted=len(list(_children(table, "tr"))) - len(rows))
        cells = [list(_children(row, "tc")) for row in rows]
        if all(len(row) <= 1 for row in cells) or self._is_layout(cells):
            for row in cells:
                for cell in row:
                    self.blocks(cell)
                    self.end_paragraph()
            return
        for row in cells:
            read = [self._cell(cell) for cell in row]
            self.collector.row(
                [text for text, _ in read], self._place(), [link for _, links in read for link in links]
            )

    def _is_layout(self, cells: list[list[etree._Element]]) -> bool:
        for row in cells:
            for cell in row:
                paragraphs = list(_children(cell, "p"))
                styles = [
                    self.styles.style(attribute(child_of(one, "pPr", "pStyle"), "val")) for one in paragraphs
                ]
                filled = [one for one in paragraphs if "".join(one.itertext("{*}t")).strip()]
                if len(filled) >= _PARAGRAPHS_OF_A_TEXT or any(style.level for style in styles):
                    return True
        return False

    def _cell(self, cell: etree._Element) -> tuple[str, list[Link]]:
        """The words of a cell, those of tables inside it as well."""
        outer, self.collector = self.collector, Collector()
        self.blocks(cell)
        self.end_paragraph()
        inner, self.collector = self.collector, outer
        return self.collector.take_cell(inner)

    def running_lines(self) -> None:
        """Heads, feet and what nobody refers to."""
        for relation in self.relations.values():
            if relation.kind in _RUNNING and relation.target in self.package:
                root = self.package.xml(relation.target)
                for paragraph in root.iter("{*}p"):
                    words = ParagraphWords()
                    words.read(paragraph, WordStyle(), self.styles, {})
                    self.collector.set_aside(
                        words.inline.text, _RUNNING[relation.kind], _RUNNING[relation.kind]
                    )
        for number in list(self.notes["comment"]):
            self._comment(number, "", "")
        for kind in ("footnote", "endnote"):
            for number in list(self.notes[kind]):
                self._note(kind, number)


def _children(holder: etree._Element, name: str) -> list[etree._Element]:
    """The children of a name, also those inside a control or a tracked insertion."""
    found: list[etree._Element] = []
    for child in holder:
        if local(child) == name:
            found.append(child)
        elif local(child) in ("sdt", "sdtContent", "ins", "customXml"):
            found += _children(child, name)
    return found
