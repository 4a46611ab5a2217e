"""What counts inside a group and a paragraph of RTF, and which groups hold no text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from .tidying import SOFT_HYPHEN

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
#: Groups that hold no text of the document; every group that begins with \* and is not known is one as well.
SILENT = frozenset(
    [
        "fonttbl",
        "colortbl",
        "info",
        "generator",
        "themedata",
        "colorschememapping",
        "latentstyles",
        "datastore",
        "xmlnstbl",
        "listtable",
        "revtbl",
        "rsidtbl",
        "filetbl",
        "pgptbl",
        "nonshppict",
        "objdata",
        "bkmkstart",
        "bkmkend",
        "picprop",
        "shprslt",
        "fldtype",
        "listoverridetable",
        "wgrffmtfilter",
        "pnseclvl",
        "template",
        "passwordhash",
        "protusertbl",
        "userprops",
        "docvar",
        "mmathpr",
        "xe",
        "tc",
        "atnid",
        "atrfstart",
        "atrfend",
        "atndate",
        "atnref",
    ]
)
RUNNING = frozenset(("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"))
NAMED = {
    "par": "\n", "line": "\n", "tab": "\t", "emdash": "—", "endash": "–", "lquote": "\u2018", "rquote": "\u2019",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "page": "\n", "column": "\n",
}  # fmt: skip
SYMBOLS = {"~": "\u00a0", "-": SOFT_HYPHEN, "_": "-", "\r": "\n", "\n": "\n", "{": "{", "}": "}", "\\": "\\"}
CODE_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
KINDS = {"pngblip": ("image/png", "png"), "jpegblip": ("image/jpeg", "jpg"), "emfblip": ("image/emf", "emf")}
#: Where the words of a group go, by its first word.
TARGETS = {
    **dict.fromkeys(RUNNING, "running"),
    "annotation": "comment",
    "footnote": "note",
    "pntext": "mark",
    "listtext": "mark",
    "fldinst": "instruction",
    "pict": "picture",
    "stylesheet": "style",
    "fonttbl": "fonts",
}


@dataclass(frozen=True)
class RtfState:
    """What counts inside one group."""

    target: str = "text"
    bold: bool = False
    size: float = 12.0
    hidden: bool = False
    struck: bool = False
    deleted: bool = False
    revised: bool = False
    skip: int = 1  # letters to pass over after a \u
    codec: str = ""
    is_first: bool = True  # nothing of the group has been read yet
    may_be_silent: bool = False  # it began with \*
    link_start: int = -1
    aside_start: int = 0  # where the words of a group begin that go elsewhere


@dataclass
class RtfParagraph:
    """What the paragraph properties say; they last until \\pard."""

    level: int = 0
    is_item: bool = False
    depth: int = 1
    in_table: bool = False

    def after(self, word: str, number: int | None, styles: Mapping[int, str]) -> RtfParagraph:
        """What the properties are after one more word; `styles` are the names of styles by number."""
        if word == "pard":
            return RtfParagraph()
        if word == "intbl":
            return replace(self, in_table=True)
        if word == "outlinelevel" and number is not None and 0 <= number < 9:
            return replace(self, level=number + 1)
        if word == "ls" and number:
            return replace(self, is_item=True)
        if word == "ilvl":
            return replace(self, depth=1 + max(0, min(number or 0, 8)))
        if word == "s" and number is not None:
            style = styles.get(number, "").casefold()
            if found := _HEADING.fullmatch(style):
                return replace(self, level=int(found[1]))
            return replace(self, level=1) if style == "title" else self
        return self


def known_codec(name: str) -> str:
    """The codec of this name; that of Windows when there is none."""
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name
