"""Reads RTF, as old word processors and WordPad save it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from ..formats.document import BlockKind, Document, DocumentRefused
from .collecting import Collector
from .looks import Inline
from .rtf_signs import Sign, signs_of
from .tidying import SOFT_HYPHEN, tidy

MAX_DEPTH = 200
#: A table whose cells hold whole texts is there for the look of the page.
_PARAGRAPHS_OF_A_TEXT = 4
#: Groups that hold no text of the document; every group that begins with \* and is not known is one as well.
_SILENT = frozenset(
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
_RUNNING = frozenset(("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"))
_NAMED = {
    "par": "\n", "line": "\n", "tab": "\t", "emdash": "—", "endash": "–", "lquote": "\u2018", "rquote": "\u2019",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "page": "\n", "column": "\n",
}  # fmt: skip
_SYMBOLS = {"~": "\u00a0", "-": SOFT_HYPHEN, "_": "-", "\r": "\n", "\n": "\n", "{": "{", "}": "}", "\\": "\\"}
_CODE_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\l\s+)?"?([^"\s]{1,2000})"?', re.IGNORECASE)
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_KINDS = {"pngblip": ("image/png", "png"), "jpegblip": ("image/jpeg", "jpg"), "emfblip": ("image/emf", "emf")}


@dataclass(frozen=True)
class _State:
    """What counts inside one group."""

    target: str = "text"
    bold: bool = False
    size: float = 12.0
    hidden: bool = False
    deleted: bool = False
    revised: bool = False
    skip: int = 1  # letters to pass over after a \u
    codec: str = ""
    is_first: bool = True  # nothing of the group has been read yet
    may_be_silent: bool = False  # it began with \*
    link_start: int = -1
    aside_start: int = 0  # where the words of a group begin that go elsewhere


@dataclass
class _Paragraph:
    """What the paragraph properties say; they last until \\pard."""

    level: int = 0
    is_item: bool = False
    depth: int = 1
    in_table: bool = False


def read_rtf(data: bytes, name: str) -> Document:
    """The blocks of an RTF file. Raises `DocumentRefused` for one that is nested too deeply or has no text."""
    reader = _RtfReader(name)
    for sign in signs_of(data):
        reader.take(sign)
    reader.finish()
    if not reader.collector.blocks:
        raise DocumentRefused(f"{name} is an RTF file without text: look whether it is the right file.")
    return reader.collector.close("RTF document")


class _RtfReader:
    """Follows the signs, and knows in which group it is."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.collector = Collector()
        self.state = _State()
        self.stack: list[_State] = []
        self.codec = "cp1252"
        self.fonts: dict[int, str] = {}
        self.font = 0
        self.styles: dict[int, str] = {}
        self.style_number = 0
        self.paragraph = _Paragraph()
        self.inline = Inline()
        self.mark = ""
        self.cells: list[list[Inline]] = []  # of a row: the paragraphs of each cell
        self.cell: list[Inline] = []
        self.aside: list[str] = []
        self.footnotes: list[str] = []
        self.instruction: list[str] = []
        self.picture: list[bytes] = []
        self.picture_kind = ("application/octet-stream", "bin")
        self.count = 0
        self.to_skip = 0
        self.high = 0  # first half of a letter beyond the first plane

    def take(self, sign: Sign) -> None:
        """One sign."""
        if sign.kind == "{":
            self._open()
        elif sign.kind == "}":
            self._close()
        elif sign.kind == "text":
            self._bytes(sign.text)
        elif sign.kind == "symbol":
            self._symbol(sign.word)
        else:
            self._word(sign.word, sign.number)
            self.state = replace(self.state, is_first=False) if self.state.is_first else self.state

    def _open(self) -> None:
        if len(self.stack) >= MAX_DEPTH:
            raise DocumentRefused(f"{self.name} is nested too deeply: it is no RTF file of a word processor.")
        self.stack.append(self.state)
        self.state = replace(self.state, is_first=True, may_be_silent=False, link_start=-1)
        self.to_skip = 0

    def _close(self) -> None:
        if not self.stack:
            return
        ended, self.state = self.state, self.stack.pop()
        self.to_skip = 0
        if ended.target != self.state.target or ended.target == "style":
            self._end_target(ended)
        if ended.link_start >= 0 and self.state.link_start < 0 and ended.target == "text":
            self._end_link(ended.link_start)

    def _end_target(self, ended: _State) -> None:
        if ended.target in ("silent", "instruction", "fonts"):
            return
        if ended.target == "picture":
            self._end_picture()
            return
        words = "".join(self.aside[ended.aside_start :])
        del self.aside[ended.aside_start :]
        if ended.target == "running":
            self.collector.set_aside(words, "running line", "running line")
        elif ended.target == "comment":
            said = " ".join(tidy(words).split())
            about = " ".join(tidy(self.inline.text).split()[:8])
            if said:
                self.collector.note(f"A comment beside “{about}” says: “{said}”.", self._place())
        elif ended.target == "note" and words.strip():
            self.collector.note("A footnote stands after the paragraph that it belongs to.", self._place())
            self.footnotes.append(words)
        elif ended.target == "mark":
            self.mark = self.mark or tidy(words).strip()
            self.paragraph.is_item = True
        elif ended.target == "style" and words:
            self.styles[self.style_number] = tidy(words).rstrip(";").strip()

    def _end_link(self, start: int) -> None:
        found = _LINK.match("".join(self.instruction)[:4000])
        if found and start <= self.inline.length:
            self.inline.link(start, "" if found[1].startswith("\\") else found[1])
        self.instruction = []

    def _end_picture(self) -> None:
        digits = re.sub(rb"[^0-9a-fA-F]", b"", b"".join(self.picture))
        self.picture = []
        data = bytes.fromhex(digits[: len(digits) // 2 * 2].decode())
        kind, ending = self.picture_kind
        if data:
            number = len(self.collector.pictures) + 1
            self.collector.picture(f"picture {number}.{ending}", self._place(), data, kind)

    def _place(self) -> str:
        return f"paragraph {self.count + 1}"

    def _bytes(self, data: bytes) -> None:
        if self.state.target == "picture":
            self.picture.append(data)
            return
        if self.to_skip:
            passed = min(self.to_skip, len(data))
            self.to_skip -= passed
            data = data[passed:]
        if data:
            self._text(data.decode(self.state.codec or self.codec, errors="replace"))

    def _text(self, text: str) -> None:
        state = self.state
        if state.target in ("silent", "fonts"):
            return
        if state.target == "instruction":
            self.instruction.append(text)
        elif state.target != "text":
            self.aside.append(text)
        elif state.deleted:
            self.collector.changed(deleted=1)
        elif state.hidden:
            self.collector.set_aside(text, "hidden text", self._place())
        else:
            self.inline.add(text, bold=state.bold, size=state.size)

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self.state = replace(self.state, may_be_silent=True)
        elif symbol in ("\r", "\n"):
            self._word("par", None)
        elif symbol in _SYMBOLS:
            if self.to_skip:
                self.to_skip -= 1
            else:
                self._text(_SYMBOLS[symbol])

    def _word(self, word: str, number: int | None) -> None:
        if self._opens_target(word):
            return
        if word == "u" and number is not None:
            self._unicode(number)
        elif self.state.target == "picture":
            self.picture_kind = _KINDS.get(word, self.picture_kind)
        elif self.state.target in ("fonts", "style"):
            self._describe(word, number)
        elif word in ("par", "sect", "cell", "nestcell", "row", "nestrow") and self.state.target == "text":
            self._end(word)
        elif word in _NAMED:
            self._text(_NAMED[word])
        else:
            self._property(word, number)

    def _opens_target(self, word: str) -> bool:
        """Whether the first word of a group says that what follows goes elsewhere."""
        target = {
            **dict.fromkeys(_RUNNING, "running"), "annotation": "comment", "footnote": "note", "pntext": "mark",
            "listtext": "mark", "fldinst": "instruction", "pict": "picture", "stylesheet": "style", "fonttbl": "fonts",
        }.get(word)  # fmt: skip
        if (word in _SILENT and word != "fonttbl") or (
            target is None
            and self.state.may_be_silent
            and self.state.is_first
            and word not in ("shppict", "shptxt", "cs", "ts", "ds")
        ):
            target = "silent"
        if target is None or self.state.target == "silent":
            return False
        if target == "instruction":
            self.instruction = []
            # What the field shows comes in the next group, and is what leads somewhere.
            if self.stack:
                self.stack[-1] = replace(self.stack[-1], link_start=self.inline.length)
        self.state = replace(self.state, target=target, is_first=False, aside_start=len(self.aside))
        return True

    def _describe(self, word: str, number: int | None) -> None:
        """The tables of fonts and of styles at the beginning."""
        if word == "f" and number is not None:
            self.font = number
        elif word == "fcharset" and self.state.target == "fonts":
            codec = {2: "symbol", 77: "mac_roman", 238: "cp1250", 204: "cp1251", 161: "cp1253"}.get(
                number or 0, ""
            )
            self.fonts[self.font] = codec
        elif word in ("s", "cs", "ds", "ts") and self.state.target == "style":
            self.style_number = (number or 0) if word == "s" else -1

    def _property(self, word: str, number: int | None) -> None:
        is_on = number != 0
        changes: dict[str, object] = {}
        if word == "b":
            changes["bold"] = is_on
        elif word == "fs" and number:
            changes["size"] = number / 2
        elif word == "v":
            changes["hidden"] = is_on
        elif word == "deleted":
            changes["deleted"] = is_on
        elif word == "revised":
            changes["revised"] = is_on
            self.collector.changed(inserted=1 if is_on else 0)
        elif word == "plain":
            changes.update(bold=False, size=12.0, hidden=False, deleted=False, revised=False, codec="")
        elif word == "uc" and number is not None:
            changes["skip"] = max(0, min(number, 20))
        elif word == "f":
            codec = self.fonts.get(number or 0, "")
            changes["codec"] = "" if codec == "symbol" else codec
        elif word == "ansicpg" and number:
            self.codec = _known_codec(f"cp{number}")
        elif word in _CODE_PAGES:
            self.codec = _CODE_PAGES[word]
        else:
            self._paragraph_property(word, number)
        if changes:
            self.state = replace(self.state, **changes)  # type: ignore[arg-type]

    def _paragraph_property(self, word: str, number: int | None) -> None:
        if word == "pard":
            self.paragraph = _Paragraph()
        elif word == "intbl":
            self.paragraph.in_table = True
        elif word == "outlinelevel" and number is not None and 0 <= number < 9:
            self.paragraph.level = number + 1
        elif word == "ls" and number:
            self.paragraph.is_item = True
        elif word == "ilvl":
            self.paragraph.depth = 1 + max(0, min(number or 0, 8))
        elif word == "s" and number is not None:
            style = self.styles.get(number, "").casefold()
            if found := _HEADING.fullmatch(style):
                self.paragraph.level = int(found[1])
            elif style == "title":
                self.paragraph.level = 1

    def _unicode(self, number: int) -> None:
        self.to_skip = self.state.skip
        code = number & 0xFFFF if number < 0 else number
        if 0xD800 <= code < 0xDC00:
            self.high = code
        elif 0xDC00 <= code < 0xE000:
            letter = chr(0x10000 + ((self.high - 0xD800) << 10) + code - 0xDC00) if self.high else "\ufffd"
            self.high = 0
            self._text(letter)
        elif code < 0x110000:
            self._text(chr(code))

    def _end(self, word: str) -> None:
        """The end of a paragraph, a cell or a row."""
        if word in ("cell", "nestcell"):
            self.cells.append([*self.cell, self.inline])
            self.cell, self.inline, self.mark = [], Inline(), ""
        elif word in ("row", "nestrow"):
            self._end_row()
        elif self.paragraph.in_table:
            self.cell.append(self.inline)
            self.inline, self.mark = Inline(), ""
        else:
            self._put_down()
        self.count += 1

    def _end_row(self) -> None:
        """A row is whole; cells that hold texts of their own are there for the look of the page."""
        cells, self.cells, self.cell = self.cells, [], []
        self.inline = Inline()
        filled = [[one for one in cell if one.text.strip()] for cell in cells]
        if sum(map(bool, filled)) < 2 or max(map(len, filled)) >= _PARAGRAPHS_OF_A_TEXT:
            for cell in filled:
                for inline in cell:
                    self.collector.add_inline(BlockKind.PARAGRAPH, inline, self._place())
            return
        links = [link for cell in cells for inline in cell for link in inline.links]
        self.collector.row(["\n".join(one.text for one in cell) for cell in filled], self._place(), links)

    def _put_down(self) -> None:
        """The paragraph is whole."""
        kind, level, mark = BlockKind.PARAGRAPH, 0, ""
        if self.paragraph.level:
            kind, level = BlockKind.HEADING, self.paragraph.level
        elif self.paragraph.is_item or self.mark:
            kind, level = BlockKind.ITEM, self.paragraph.depth
            mark = self.mark if self.mark and any(map(str.isalnum, self.mark)) else "•"
        if self.inline.text.strip():
            self.collector.add_inline(kind, self.inline, self._place(), level=level, mark=mark)
        for words in self.footnotes:
            self.collector.add(BlockKind.PARAGRAPH, words, self._place())
        self.footnotes = []
        self.inline, self.mark = Inline(), ""

    def finish(self) -> None:
        """What a torn file leaves open is text as well."""
        if self.cells or self.cell:
            self._end("cell")
            self._end("row")
        self._put_down()


def _known_codec(name: str) -> str:
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name
