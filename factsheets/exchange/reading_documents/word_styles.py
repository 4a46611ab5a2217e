"""What the styles, lists and relations of a Word document say, so that its paragraphs can be understood."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field

from lxml import etree

from .signs import CROSS, TICK, in_font
from .unpacking import Package, attribute, child_of, local

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_OFF = frozenset(("0", "false", "none", "off"))
_MAX_BASES = 20


@dataclass(frozen=True)
class WordStyle:
    """A style after all that it is based on."""

    name: str = ""
    level: int = 0  # of a heading; 1 is the title's or the highest
    bold: bool = False
    size: float = 0.0
    numbering: tuple[str, int] | None = None  # list and depth


@dataclass
class WordStyles:
    """The styles of a document by their ids."""

    by_id: dict[str, etree._Element] = field(default_factory=dict)
    default_id: str = ""
    default_size: float = 11.0
    _known: dict[str, WordStyle] = field(default_factory=dict)

    def style(self, style_id: str) -> WordStyle:
        """A style by its id; the default one for an unknown id."""
        style_id = style_id if style_id in self.by_id else self.default_id
        if style_id not in self._known:
            self._known[style_id] = self._resolve(style_id)
        return self._known[style_id]

    def _resolve(self, style_id: str) -> WordStyle:
        chain: list[etree._Element] = []
        while style_id in self.by_id and len(chain) < _MAX_BASES:
            chain.append(self.by_id[style_id])
            style_id = attribute(child_of(chain[-1], "basedOn"), "val")
        if not chain:
            return WordStyle(size=self.default_size)
        name = attribute(child_of(chain[0], "name"), "val")
        bold, size, numbering, level = False, self.default_size, None, 0
        for element in reversed(chain):
            bold = is_on(child_of(element, "rPr", "b"), otherwise=bold)
            size = half_points(child_of(element, "rPr", "sz")) or size
            numbering = numbering_of(child_of(element, "pPr")) or numbering
            outline = attribute(child_of(element, "pPr", "outlineLvl"), "val")
            level = int(outline) + 1 if outline.isdigit() and int(outline) < 9 else level
            if found := _HEADING.fullmatch(attribute(child_of(element, "name"), "val")):
                level = int(found[1])
        if name.casefold() == "title":
            level = 1
        return WordStyle(name, level, bold, size, numbering)


@dataclass
class WordLists:
    """Which lists are counted, and with which signs; counts as it goes."""

    formats: dict[tuple[str, int], str] = field(default_factory=dict)
    _counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def mark(self, numbering: tuple[str, int]) -> str:
        """The mark before the next item of a list."""
        number, depth = numbering
        form = self.formats.get(numbering, "bullet")
        if form in ("bullet", "none"):
            return "•"
        if form in (TICK, CROSS):
            return form
        for deeper in range(depth + 1, 9):
            self._counts.pop((number, deeper), None)
        self._counts[numbering] = count = self._counts.get(numbering, 0) + 1
        if form.endswith("Letter") and count <= 26:
            return f"{chr(96 + count)}."
        return f"{count}."


def read_styles(package: Package, part: str) -> WordStyles:
    """The styles of a document; none when it has no such part."""
    styles = WordStyles()
    if part not in package:
        return styles
    root = package.xml(part)
    styles.default_size = half_points(child_of(root, "docDefaults", "rPrDefault", "rPr", "sz")) or 11.0
    for element in root:
        if local(element) == "style":
            style_id = attribute(element, "styleId")
            styles.by_id[style_id] = element
            if attribute(element, "type") == "paragraph" and attribute(element, "default") in ("1", "true"):
                styles.default_id = style_id
    return styles


def read_word_lists(package: Package, part: str) -> WordLists:
    """The lists of a document; none when it has no such part."""
    lists = WordLists()
    if part not in package:
        return lists
    root = package.xml(part)
    forms = {
        (attribute(element, "abstractNumId"), attribute(level, "ilvl")): _form_of(level)
        for element in root
        if local(element) == "abstractNum"
        for level in element
        if local(level) == "lvl"
    }
    for element in root:
        if local(element) == "num":
            abstract = attribute(child_of(element, "abstractNumId"), "val")
            for (owner, depth), form in forms.items():
                if owner == abstract and depth.isdigit():
                    lists.formats[attribute(element, "numId"), int(depth)] = form
    return lists


def _form_of(level: etree._Element) -> str:
    """How a level of a list is counted; a tick or a cross where that is its bullet."""
    form = attribute(child_of(level, "numFmt"), "val")
    font = attribute(child_of(level, "rPr", "rFonts"), "ascii")
    shown = in_font(font, attribute(child_of(level, "lvlText"), "val"))
    signs = {
        "\u2713": TICK,
        "\u2714": TICK,
        "\u2717": CROSS,
        "\u2718": CROSS,
        "\u2715": CROSS,
        "\u2716": CROSS,
    }
    return signs.get(shown, form) if form == "bullet" else form


@dataclass(frozen=True)
class Relation:
    """Where one part of a package points to."""

    kind: str  # the last word of its type: "hyperlink", "image", "footer"
    target: str  # a part of the package, or an address elsewhere
    is_outside: bool = False


def relations_of(package: Package, part: str) -> dict[str, Relation]:
    """The relations of a part by their ids."""
    folder, file = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{file}.rels")
    if rels not in package:
        return {}
    found: dict[str, Relation] = {}
    for element in package.xml(rels):
        outside = attribute(element, "TargetMode") == "External"
        target = attribute(element, "Target")
        if not outside:
            target = (
                target.lstrip("/")
                if target.startswith("/")
                else posixpath.normpath(posixpath.join(folder, target))
            )
        found[attribute(element, "Id")] = Relation(
            attribute(element, "Type").rpartition("/")[2], target, outside
        )
    return found


def is_on(element: etree._Element | None, *, otherwise: bool = False) -> bool:
    """Whether a switch such as bold is on; `otherwise` when it is not there."""
    return otherwise if element is None else attribute(element, "val").casefold() not in _OFF


def half_points(element: etree._Element | None) -> float:
    """A size of letters in points; 0 when none is given."""
    value = attribute(element, "val")
    return int(value) / 2 if value.isdigit() and len(value) < 5 else 0.0


def numbering_of(properties: etree._Element | None) -> tuple[str, int] | None:
    """The list and the depth that paragraph properties name."""
    numbers = child_of(properties, "numPr")
    if numbers is None:
        return None
    number, depth = attribute(child_of(numbers, "numId"), "val"), attribute(child_of(numbers, "ilvl"), "val")
    return (number, int(depth) if depth.isdigit() and len(depth) < 3 else 0)
