"""Whether an uploaded document is what its ending says, and holds nothing that runs, fetches or carries another file along."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable
from typing import NamedTuple

from factsheets.documents.formats.click_targets import LEADS_ASTRAY
from factsheets.documents.formats.office_parts import what_office_holds
from factsheets.documents.formats.open_parts import what_open_text_holds
from factsheets.documents.formats.packages import SAID
from factsheets.documents.formats.pdf_anew import pdf_anew
from factsheets.documents.formats.pdf_objects import ACTS, BROKEN, CARRIES, LEADS, LOCKED, SIGNED
from factsheets.documents.formats.rtf_words import what_rtf_holds
from factsheets.documents.formats.table_cells import holds_formulas

#: What may stand before the first sign of a format.
_BEFORE = b"\xef\xbb\xbf \t\r\n"

#: By the ending: the name of the format, and what the list of contents calls the document itself.
_OFFICE = {
    "docx": ("Word document", b"wordprocessingml.document.main+xml"),
    "xlsx": ("Excel workbook", b"spreadsheetml.sheet.main+xml"),
    "pptx": ("PowerPoint presentation", b"presentationml.presentation.main+xml"),
}
#: No text has these; a text of DOS may end with one more.
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_NO_TEXT_IN_LETTERS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_OTHER_FORMATS = (b"MZ", b"PK\x03\x04", b"%PDF-", b"{\\rtf")

#: By what was found in it.
_SAID_OF_RTF = {
    "": "",
    "a file": "holds another file inside. Take that out, or save the document as a PDF, and upload that.",
    "a field": "has a field that asks another program or file, or leads to one. Put its result into the text instead, and upload that.",
    "a picture": "has a picture that lies elsewhere. Put the picture itself into the document, and upload that.",
    "a template": "fetches a template or another document when it is opened. Save it as a PDF, and upload that.",
}
_SAID_OF_PDF = {
    "": "",
    ACTS: (
        "holds something that runs, is sent or opens another file, such as a script, a film or a button that sends a form. "
        "Print it into a new PDF, and upload that."
    ),
    CARRIES: "holds another file inside. Print it into a new PDF, and upload that.",
    LEADS: LEADS_ASTRAY,
    SIGNED: "is signed, and the site cannot keep its signature. Print it into a new PDF, and upload that.",
    LOCKED: "is locked, so nobody can see what is in it. Save it without a password or restrictions, and upload that.",
    BROKEN: "is damaged, or written so that programs read it differently. Print it into a new PDF, and upload that.",
}


class Inside(NamedTuple):
    """`said` is why a document is not taken, as the rest of a sentence; `anew` is what to store in its place, if it is not empty."""

    said: str
    anew: bytes = b""


def what_is_inside(ending: str, data: bytes) -> Inside:
    """What there is to say of a document with this ending; nothing where nothing is known of the ending.

    Meant for a process that may take little (`looking.py`): a document can be made so that reading it costs much.
    """
    looks = _LOOKS.get(ending.lower())
    return looks(data, ending.lower()) if looks else Inside("")


def _pdf(data: bytes, ending: str) -> Inside:
    if not data[:1_024].lstrip(_BEFORE).startswith(b"%PDF-"):
        return Inside(
            "is no PDF inside, whatever its name says. Save it as a PDF once more, and upload that."
        )
    found, anew = pdf_anew(data)
    return Inside(_SAID_OF_PDF[found], anew)


def _rtf(data: bytes, ending: str) -> Inside:
    if not data[:1_024].lstrip(_BEFORE).startswith(b"{\\rtf"):
        return Inside(
            "is no RTF document inside, whatever its name says. Save it as one once more, and upload that."
        )
    return Inside(_SAID_OF_RTF[what_rtf_holds(data)])


def _text(data: bytes, ending: str) -> Inside:
    data = data.removesuffix(b"\x1a")
    is_text = not data.startswith(_OTHER_FORMATS)
    if data.startswith(_WIDE):
        try:
            words = data.decode("utf-16")
        except UnicodeDecodeError:
            is_text, words = False, ""
        is_text = is_text and not _NO_TEXT_IN_LETTERS.search(words)
    else:
        is_text = is_text and not _NO_TEXT.search(data)
        try:
            words = data.decode()
        except UnicodeDecodeError:
            words = data.decode("latin-1")
    if not is_text:
        return Inside(
            "is no text inside, whatever its name says. Save it as plain text once more, and upload that."
        )
    if ending == "csv" and holds_formulas(words):
        return Inside("holds formulas. Save the table with their results instead, and upload that.")
    return Inside("")


def _office(data: bytes, ending: str) -> Inside:
    kind, itself = _OFFICE[ending]
    found = what_office_holds(io.BytesIO(data), itself)
    if found is None:
        return Inside(
            f"is no {kind} inside, whatever its name says. Save it as .{ending} once more, and upload that."
        )
    return Inside(SAID[found])


def _open_text(data: bytes, ending: str) -> Inside:
    found = what_open_text_holds(io.BytesIO(data))
    if found is None:
        return Inside(
            "is no OpenDocument text inside, whatever its name says. Save it as .odt once more, and upload that."
        )
    return Inside(SAID[found])


#: By the ending.
_LOOKS: dict[str, Callable[[bytes, str], Inside]] = {
    "pdf": _pdf,
    "rtf": _rtf,
    "txt": _text,
    "csv": _text,
    "odt": _open_text,
    **dict.fromkeys(_OFFICE, _office),
}
