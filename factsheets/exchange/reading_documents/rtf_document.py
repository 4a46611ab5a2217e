"""Reads RTF, as old word processors and WordPad save it."""

from __future__ import annotations

import re
from dataclasses import replace

from ..formats.document import Document, DocumentRefused
from .collecting import Collector
from .rtf_paragraphs import RtfBody
from .rtf_signs import RtfSign, signs_of
from .rtf_states import (
    CODE_PAGES,
    KINDS,
    NAMED,
    SILENT,
    SYMBOLS,
    TARGETS,
    RtfState,
    known_codec,
)
from .tidying import tidied

MAX_DEPTH = 200
_LINK = re.compile(r'\A\s*HYPERLINK\s+(?:\\l\s+)?"?([^"\s]{1,2000})"?', re.IGNORECASE)


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
        self.state = RtfState()
        self.stack: list[RtfState] = []
        self.codec = "cp1252"
        self.fonts: dict[int, str] = {}
        self.font = 0
        self.styles: dict[int, str] = {}
        self.style_number = 0
        self.body = RtfBody(self.collector)
        self.aside: list[str] = []
        self.instruction: list[str] = []
        self.picture: list[bytes] = []
        self.picture_kind = ("application/octet-stream", "bin")
        self.to_skip = 0
        self.high = 0  # first half of a letter beyond the first plane

    def take(self, sign: RtfSign) -> None:
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

    def _end_target(self, ended: RtfState) -> None:
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
            said = " ".join(tidied(words).split())
            about = " ".join(tidied(self.body.inline.text).split()[:8])
            if said:
                self.collector.note(f"A comment beside “{about}” says: “{said}”.", self.body.place, said)
        elif ended.target == "note" and words.strip():
            self.collector.note("A footnote stands after the paragraph that it belongs to.", self.body.place)
            self.body.footnotes.append(words)
        elif ended.target == "mark":
            self.body.mark(tidied(words).strip())
        elif ended.target == "style" and words:
            self.styles[self.style_number] = tidied(words).rstrip(";").strip()

    def _end_link(self, start: int) -> None:
        found = _LINK.match("".join(self.instruction)[:4000])
        if found and start <= self.body.inline.length:
            self.body.inline.link(start, "" if found[1].startswith("\\") else found[1])
        self.instruction = []

    def _end_picture(self) -> None:
        digits = re.sub(rb"[^0-9a-fA-F]", b"", b"".join(self.picture))
        self.picture = []
        data = bytes.fromhex(digits[: len(digits) // 2 * 2].decode())
        kind, ending = self.picture_kind
        if data:
            number = len(self.collector.pictures) + 1
            self.collector.picture(f"picture {number}.{ending}", self.body.place, data, kind)

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
            self.collector.set_aside(text, "hidden text", self.body.place)
        elif state.struck:
            self.collector.strike(text, self.body.place)
        else:
            self.body.inline.add(text, bold=state.bold, size=state.size)

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self.state = replace(self.state, may_be_silent=True)
        elif symbol in ("\r", "\n"):
            self._word("par", None)
        elif symbol in SYMBOLS:
            if self.to_skip:
                self.to_skip -= 1
            else:
                self._text(SYMBOLS[symbol])

    def _word(self, word: str, number: int | None) -> None:
        if self._opens_target(word):
            return
        if word == "u" and number is not None:
            self._unicode(number)
        elif self.state.target == "picture":
            self.picture_kind = KINDS.get(word, self.picture_kind)
        elif self.state.target in ("fonts", "style"):
            self._describe(word, number)
        elif word in ("par", "sect", "cell", "nestcell", "row", "nestrow") and self.state.target == "text":
            self.body.end(word)
        elif word in NAMED:
            self._text(NAMED[word])
        else:
            self._property(word, number)

    def _opens_target(self, word: str) -> bool:
        """Whether the first word of a group says that what follows goes elsewhere."""
        target = TARGETS.get(word)
        if (word in SILENT and word != "fonttbl") or (
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
                self.stack[-1] = replace(self.stack[-1], link_start=self.body.inline.length)
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
        elif word in ("strike", "striked"):
            changes["struck"] = is_on
        elif word == "deleted":
            changes["deleted"] = is_on
        elif word == "revised":
            changes["revised"] = is_on
            self.collector.changed(inserted=1 if is_on else 0)
        elif word == "plain":
            changes.update(bold=False, size=12.0, codec="")
            changes.update(dict.fromkeys(("hidden", "struck", "deleted", "revised"), False))
        elif word == "uc" and number is not None:
            changes["skip"] = max(0, min(number, 20))
        elif word == "f":
            codec = self.fonts.get(number or 0, "")
            changes["codec"] = "" if codec == "symbol" else codec
        elif word == "ansicpg" and number:
            self.codec = known_codec(f"cp{number}")
        elif word in CODE_PAGES:
            self.codec = CODE_PAGES[word]
        elif self.state.target != "mark":  # what the mark of a list looks like says nothing of its paragraph
            self.body.describe(word, number, self.styles)
        if changes:
            self.state = replace(self.state, **changes)  # type: ignore[arg-type]

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

    def finish(self) -> None:
        """What a torn file leaves open is text as well."""
        self.body.finish()
