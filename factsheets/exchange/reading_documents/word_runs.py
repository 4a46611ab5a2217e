"""The words inside a paragraph of a Word document: runs, links, fields, tracked changes, pictures, notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from .looks import Inline
from .signs import in_font, letter_of_font, says_a_sign
from .tidying import SOFT_HYPHEN, raised, tidied
from .unpacking import attribute, child_of, local
from .word_styles import Relation, WordStyle, WordStyles, half_points, is_on

_FIELD_LINK = re.compile(r'\A\s*HYPERLINK\s+(?:\\l\s+)?"([^"]{1,2000})"', re.IGNORECASE)
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": SOFT_HYPHEN, "ptab": "\t"}
#: Elements that only hold others: what they hold is read as if it stood here.
_HOLDERS = frozenset(
    (
        "smartTag",
        "customXml",
        "sdt",
        "sdtContent",
        "bdo",
        "dir",
        "moveTo",
        "ins",
        "ruby",
        "rubyBase",
        "oMath",
        "oMathPara",
    )
)
_DIGITS_OF_A_NOTE = 4  # a longer number above the line leads to no note
_DELETED = frozenset(("del", "moveFrom"))


@dataclass
class ParagraphWords:
    """All that one paragraph holds."""

    inline: Inline = field(default_factory=Inline)
    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    pictures: list[tuple[str, str, str]] = field(default_factory=list)  # name, words, relation
    boxes: list[etree._Element] = field(default_factory=list)  # text boxes: they hold paragraphs of their own
    notes: list[tuple[str, str]] = field(default_factory=list)  # "footnote" or "endnote", and its id
    comments: list[str] = field(default_factory=list)
    deleted: int = 0
    inserted: int = 0
    _fields: list[tuple[str, int]] = field(default_factory=list)  # instruction, and where its result begins

    def read(
        self, paragraph: etree._Element, style: WordStyle, styles: WordStyles, relations: dict[str, Relation]
    ) -> None:
        """Read all of it."""
        self._read(paragraph, style, styles, relations)
        while self._fields:
            self._end_field()

    def _read(
        self, holder: etree._Element, style: WordStyle, styles: WordStyles, relations: dict[str, Relation]
    ) -> None:
        for child in holder:
            name = local(child)
            if name == "r":
                self._run(child, style, styles)
            elif name == "hyperlink":
                start = self.inline.length
                self._read(child, style, styles, relations)
                relation = relations.get(attribute(child, "id"))
                self.inline.link(start, relation.target if relation and relation.is_outside else "")
            elif name == "fldSimple":
                start = self.inline.length
                self._read(child, style, styles, relations)
                found = _FIELD_LINK.match(attribute(child, "instr")[:4000])
                self.inline.link(start, found[1] if found else "")
            elif name in _DELETED:
                self.deleted += 1
            elif name in _HOLDERS:
                self.inserted += name in ("ins", "moveTo")
                self._read(child, style, styles, relations)

    def _run(self, run: etree._Element, style: WordStyle, styles: WordStyles) -> None:
        properties = child_of(run, "rPr")
        own = attribute(child_of(properties, "rStyle"), "val")
        base = styles.style(own) if own in styles.by_id else None
        bold = is_on(child_of(properties, "b"), otherwise=style.bold or bool(base and base.bold))
        size = half_points(child_of(properties, "sz")) or style.size
        if is_on(child_of(properties, "vanish")):
            self.hidden.append("".join(run.itertext("{*}t")))
            return
        if is_on(child_of(properties, "strike")) or is_on(child_of(properties, "dstrike")):
            self.struck.append("".join(run.itertext("{*}t")))
            return
        start = self.inline.length
        font = attribute(child_of(properties, "rFonts"), "ascii") or attribute(
            child_of(properties, "rFonts"), "hAnsi"
        )
        for child in run:
            self._sign(child, bold=bold, size=size, font=font)
        number = "".join(piece for piece, _, _ in self.inline.pieces[start:]).strip()
        if (
            number.isdecimal()
            and attribute(child_of(properties, "vertAlign"), "val") == "superscript"
            and len(number) < _DIGITS_OF_A_NOTE
        ):
            del self.inline.pieces[start:]
            self.inline.add(raised(number), bold=bold, size=size)

    def _sign(self, child: etree._Element, *, bold: bool, size: float, font: str = "") -> None:
        name = local(child)
        if name == "t":
            self.inline.add(in_font(font, child.text or ""), bold=bold, size=size)
        elif name in _SIGNS:
            self.inline.add(_SIGNS[name], bold=bold, size=size)
        elif name == "sym":
            self.inline.add(_symbol(child), bold=bold, size=size)
        elif name == "fldChar":
            self._field(attribute(child, "fldCharType"))
        elif name == "instrText" and self._fields:
            instruction, start = self._fields[-1]
            self._fields[-1] = (instruction + (child.text or ""), start)
        elif name in ("footnoteReference", "endnoteReference"):
            self.notes.append((name.removesuffix("Reference"), attribute(child, "id")))
        elif name == "commentReference":
            self.comments.append(attribute(child, "id"))
        elif name == "delText":
            self.deleted += 1
        elif name in ("drawing", "pict", "object"):
            self._drawing(child)
        elif name == "AlternateContent":
            # The same thing twice, for new and old programs: one of them is read.
            chosen = child_of(child, "Choice")
            for part in chosen if chosen is not None else child_of(child, "Fallback") or ():
                self._sign(part, bold=bold, size=size, font=font)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(("", self.inline.length))
        elif kind == "separate" and self._fields:
            self._fields[-1] = (self._fields[-1][0], self.inline.length)
        elif kind == "end" and self._fields:
            self._end_field()

    def _end_field(self) -> None:
        instruction, start = self._fields.pop()
        if found := _FIELD_LINK.match(instruction[:4000]):
            self.inline.link(start, found[1])

    def _drawing(self, drawing: etree._Element) -> None:
        words = name = ""
        boxed: set[etree._Element] = set()
        for element in drawing.iter():
            kind = local(element)
            if kind == "docPr":
                words, name = (
                    attribute(element, "descr"),
                    attribute(element, "title") or attribute(element, "name"),
                )
            elif kind == "shape" and not words:
                words = attribute(element, "alt")
            elif kind == "txbxContent" and not boxed & set(element.iterancestors()):
                boxed.add(element)
                self.boxes.append(element)
            elif kind in ("blip", "imagedata") and not boxed & set(element.iterancestors()):
                relation = (
                    attribute(element, "embed") or attribute(element, "id") or attribute(element, "link")
                )
                if says_a_sign(words):
                    self.inline.add(f"[{tidied(words)}] ")
                else:
                    self.pictures.append((name, words, relation))


def _symbol(element: etree._Element) -> str:
    """A sign of another font: a tick or a cross as one, any other as a bullet."""
    code = attribute(element, "char")
    letter = chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{2,4}", code) else ""
    shown = letter_of_font(attribute(element, "font"), letter)
    return shown if shown != letter else "•"
