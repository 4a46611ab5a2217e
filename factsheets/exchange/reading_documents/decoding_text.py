"""Bytes → text, in every encoding that people have, and what was mended on the way."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import ftfy

from ..formats.document import DocumentRefused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
#: Of one byte a letter; the first wins where all are as likely.
_OF_ONE_BYTE = (("cp1252", "Windows-1252"), ("mac_roman", "Mac Roman"), ("cp850", "DOS 850"))
_NO_TEXT = re.compile(r"[\x00-\x06\x08\x0e-\x19\x1b-\x1d\x7f]")
#: Word's own signs in old text files: a list mark of DOS, an optional hyphen, a hyphen that stays.
_OLD_SIGNS = str.maketrans({"\x07": "•", "\x1f": "\u00ad", "\x1e": "-", "\x1a": None})
_RARE = frozenset("¤¦§¨¬¯¶·¸ªº¹³†‡‰ˆ˜∆∏∑√∞∫≈≠≤≥◊ﬁﬂ¥ƒŒœŠšŸŽžÞþÐðØøÆæß×÷±¿¡‹›«»")
#: The same sign three times and more: a line that was drawn, or letters that nobody writes so.
_DRAWN = re.compile(r"([^\x00-\x7f])\1{2,}")
_LETTER_AROUND = re.compile(r"[^\W\d_]")
#: The marks at the beginning of a line of a mail that was sent on, and how many such lines there are at least.
_PASSED_ON = re.compile(r"[-_=* ]{0,40}(?:begin )?(?:forwarded|original) message\b", re.IGNORECASE)
_HEAD_OF_MAIL = re.compile(r"(?:from|to|cc|date|sent|subject): ", re.IGNORECASE)
_QUOTED = re.compile(r"^[ \t]{0,8}(?:>[ \t]?){1,8}")
_QUOTED_LINES = 4


@dataclass(frozen=True)
class DecodedText:
    """The text, the name of its encoding, and sentences about what was mended or is not sure."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode_text(data: bytes, name: str) -> DecodedText:
    """The text of a file. Raises `DocumentRefused` for one that is none, or that is empty."""
    text, encoding, sure = _decoded(data, name)
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\x1a").translate(_OLD_SIGNS)
    if _NO_TEXT.search(text):
        raise DocumentRefused(
            f"{name} is a binary file and no document that can be read here: save the factsheet as a Word document, "
            "a PDF or plain text."
        )
    if not text.strip():
        raise DocumentRefused(f"{name} is empty: put the text of the factsheet into it and try again.")
    text, notes = mend(text)
    if not sure:
        notes = (
            f"The letters beyond A to Z were read as {encoding}: look whether names, quotation marks and £ are right.",
            *notes,
        )
    if "\ufffd" in text:
        notes = (
            "A letter was already lost before the file came here, and stands as “\ufffd”: put it in.",
            *notes,
        )
    return DecodedText(text, encoding, notes)


def _decoded(data: bytes, name: str) -> tuple[str, str, bool]:
    for mark, codec, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(codec), encoding, True
            except UnicodeDecodeError:
                raise DocumentRefused(
                    f"{name} begins as {encoding} does and does not go on so: it is broken, save it once more as UTF-8."
                ) from None
    if codec := _wide_codec(data):
        try:
            return data.decode(codec), "UTF-16", True
        except UnicodeDecodeError:
            raise DocumentRefused(
                f"{name} looks like UTF-16 and is broken: save it once more as UTF-8."
            ) from None
    try:
        return data.decode("utf-8"), "UTF-8", True
    except UnicodeDecodeError:
        return _of_one_byte(data)


def _wide_codec(data: bytes) -> str:
    """UTF-16 without its mark: every second byte of English is zero."""
    sample = data[: 4000 - len(data) % 2]
    if len(sample) < 4 or len(data) % 2:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * len(sample) / 2 and even == 0:
        return "utf-16-le"
    if even > 0.6 * len(sample) / 2 and odd == 0:
        return "utf-16-be"
    return ""


def _of_one_byte(data: bytes) -> tuple[str, str, bool]:
    tries: list[tuple[float, str, str]] = []
    for codec, encoding in _OF_ONE_BYTE:
        text = data.decode(codec, errors="replace")
        tries.append((_strangeness(text), text, encoding))
    strangeness, text, encoding = min(tries, key=lambda one: one[0])
    beyond = sum(byte > 127 for byte in data)
    others = [one for one in tries if one[2] != encoding]
    sure = strangeness <= 0.2 * beyond and all(one[0] > strangeness for one in others)
    return text.replace("\ufffd", "\ufffd"), encoding, sure


def _strangeness(text: str) -> float:
    """How unlikely the letters beyond ASCII are where they stand, in English."""
    total = 0.0
    for found in _DRAWN.finditer(text):
        total += 0.0 if _draws(found.group()[0]) else 2.0 * len(found.group())
    text = _DRAWN.sub("", text)
    for found in re.finditer(r"[^\x00-\x7f]", text):
        at = found.start()
        total += _strange(found.group(), text[at - 1 : at] or " ", text[at + 1 : at + 2] or " ")
    return total


def _draws(letter: str) -> bool:
    """Whether a sign is one that lines are drawn with, or filled up with."""
    return "\u2500" <= letter <= "\u25a1" or letter in "–—…•·¯"


def _strange(letter: str, before: str, after: str) -> float:
    inside = bool(_LETTER_AROUND.match(before)) and bool(_LETTER_AROUND.match(after))
    if letter in "■□►" and before in "\n " and after.isspace():
        return 0.0  # the mark of a list
    if letter == "\ufffd" or "\u2500" <= letter <= "\u259f" or "\x80" <= letter <= "\x9f":
        return 3.0
    if letter == "\u2019":
        return 0.0 if before.isalnum() or before in ".,!?" else 0.7
    if letter in "\u2018\u201c":
        return 0.0 if not before.isalnum() and not after.isspace() else 1.5
    if letter == "\u201d":
        return 0.0 if not before.isspace() and not after.isalnum() else 1.5
    if letter in "£€":
        return 0.0 if after.isdigit() or after.isspace() else 1.5
    if letter in "½¼¾°²":
        return 0.0 if (not before.isalpha() and not after.isalpha()) or letter == "°" else 1.5
    if letter in "–—…\xa0•©®™·":
        return 0.2 if inside and letter != "\xa0" else 0.1 if letter == "\xa0" else 0.0
    if letter in _RARE:
        return 1.0
    if letter.isalpha():
        return _strange_letter(letter, before, after)
    return 1.2


def _strange_letter(letter: str, before: str, after: str) -> float:
    """An accented letter stands in a word of its own case."""
    if letter.isupper():
        return (
            0.4
            if after.isalpha() and not before.isalpha()
            else 1.2
            if before.islower() or not after.isalpha()
            else 0.5
        )
    usual = letter in "éèêëáàâäöüóôíïîñçåúûù"
    return (0.3 if usual else 0.8) if before.isalpha() or after.isalpha() else 1.2


def mend(text: str) -> tuple[str, tuple[str, ...]]:
    """Text with mojibake taken back, line by line, and only where writing it wrongly again gives what stood there."""
    if text.isascii():
        return text, ()
    rows, notes = text.split("\n"), []
    for number, row in enumerate(rows):
        if row.isascii():
            continue
        whole = _mended(row)
        if whole != row:
            notes.append(
                f"Line {number + 1} had letters that were saved wrongly, “{_around(row)}”: they were read as "
                f"“{_around(whole)}”. Look whether that is right."
            )
            rows[number] = whole
    return "\n".join(rows), tuple(notes)


def _mended(row: str) -> str:
    fixed, steps = ftfy.fix_encoding_and_explain(row)
    if fixed == row or not steps or any(step.action not in ("encode", "decode") for step in steps):
        return row
    again = fixed
    try:
        for step in reversed(steps):
            again = (
                again.encode(step.parameter) if step.action == "decode" else again.decode(step.parameter)  # type: ignore[attr-defined,assignment]
            )
    except (UnicodeError, LookupError, AttributeError):
        return row
    return fixed if again == row and all(map(_is_of_english, set(fixed) - set(row))) else row


def _is_of_english(letter: str) -> bool:
    """Whether a mended letter is one that people write here: Latin, a quotation mark, a dash, a sign of money."""
    return letter <= "\u024f" or "\u2010" <= letter <= "\u2044" or letter in "€™•−≤≥½¼¾"


def _around(row: str) -> str:
    """The part of a row where its first letter beyond ASCII stands."""
    at = next((place for place, letter in enumerate(row) if not letter.isascii()), 0)
    return row[max(0, at - 20) : at + 20].strip()


def without_quoting(text: str) -> str:
    """The lines of a mail that was sent on, without the mark that each of them begins with there."""
    lines = text.split("\n")
    filled = [line for line in lines if line.strip()]
    quoted = sum(line.lstrip().startswith(">") for line in filled)
    heads = sum(bool(_HEAD_OF_MAIL.match(line)) for line in filled[:_QUOTED_LINES])
    is_mail = heads > 1 or any(map(_PASSED_ON.match, filled[:_QUOTED_LINES]))
    share = 3 if is_mail else 9  # tenths of the lines: an answer above a mail has marks below it alone
    if len(filled) < _QUOTED_LINES or quoted * 10 < len(filled) * share:
        return text
    return "\n".join(_QUOTED.sub("", line, count=1) for line in lines)
