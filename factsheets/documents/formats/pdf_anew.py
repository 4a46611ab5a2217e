"""A PDF as qpdf writes it anew, if nothing in it acts: so that what was looked at is what is stored, and no two programs see two documents.

qpdf (through pikepdf) and PDFium, with which most browsers show a PDF, read it by themselves. Where they do not agree, or qpdf
had to mend something, the document is refused: every program mends in its own way.
"""

from __future__ import annotations

import io
import json
import re
from typing import NamedTuple

import pikepdf
import pypdfium2.raw as pdfium

from factsheets.documents.formats.pdf_objects import ACTS, BROKEN, CARRIES, LOCKED, SIGNED, Objects

_END = re.compile(rb"%%EOF[\s\x00]*$")
_MOST_AFTER_THE_END = 1_100
#: What qpdf warns of in documents that every program reads alike.
_HARMLESS = re.compile(
    r"Resources is missing or invalid; repairing|"
    r"reported number of objects \(\d+\) is not one plus the highest object number|"
    r"stream keyword followed by carriage return only|"
    r"stream keyword followed by extraneous whitespace"
)
_NO_DOCUMENT, _WITHOUT_PASSWORD = -1, -1
_FAULTS = (pikepdf.PdfError, ValueError, TypeError, KeyError, RecursionError, MemoryError)


class Anew(NamedTuple):
    """`found` is a word of `pdf_objects`; `data` is the document written anew, if that is empty."""

    found: str
    data: bytes = b""


class _Refused(Exception):
    """The message is a word of `pdf_objects`."""


def pdf_anew(data: bytes) -> Anew:
    """The same document, with the same pages, links, tags and forms, written anew; or why it is not taken."""
    if not _END.search(data[-_MOST_AFTER_THE_END:]):
        return Anew(BROKEN)
    try:
        pages = _ask_pdfium(data)
        written = _written_anew(data, pages)
        _look_through(written)
        if _ask_pdfium(written) != pages:
            raise _Refused(BROKEN)
    except _Refused as refusal:
        return Anew(str(refusal))
    except pikepdf.PasswordError:
        return Anew(LOCKED)
    except _FAULTS:
        return Anew(BROKEN)
    return Anew("", written)


def _written_anew(data: bytes, pages: int) -> bytes:
    """Only what the document reaches from its beginning, in the way of writing of qpdf. Raises `_Refused`."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if pdf.is_encrypted:
            raise _Refused(LOCKED)
        if len(pdf.pages) != pages:
            raise _Refused(BROKEN)
        made = io.BytesIO()
        pdf.save(
            made,
            deterministic_id=True,
            fix_metadata_version=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            object_stream_mode=pikepdf.ObjectStreamMode.preserve,
        )
        if not all(map(_HARMLESS.search, map(str, pdf.get_warnings()))):
            raise _Refused(BROKEN)
    return made.getvalue()


def _look_through(written: bytes) -> None:
    """None of its objects acts, and qpdf finds nothing to mend in what it wrote itself. Raises `_Refused`."""
    words = io.BytesIO()
    with pikepdf.open(io.BytesIO(written)) as pdf:
        pdf.write_qpdf_json(
            words,
            decode_level=pikepdf.StreamDecodeLevel.none,
            json_stream_data=pikepdf.JSONStreamData.none,
        )
        if not all(map(_HARMLESS.search, map(str, pdf.get_warnings()))):
            raise _Refused(BROKEN)
    if found := Objects(json.loads(words.getvalue())["qpdf"][1]).hold():
        raise _Refused(found)


def _ask_pdfium(data: bytes) -> int:
    """How many pages it has. Raises `_Refused` for scripts, attached files, XFA, signatures, a password, and what it cannot read."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise _Refused(LOCKED if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD else BROKEN)
    try:
        if pdfium.FPDF_GetSecurityHandlerRevision(document) != _WITHOUT_PASSWORD:
            raise _Refused(LOCKED)
        if pdfium.FPDFDoc_GetAttachmentCount(document):
            raise _Refused(CARRIES)
        if pdfium.FPDFDoc_GetJavaScriptActionCount(document):
            raise _Refused(ACTS)
        if pdfium.FPDF_GetFormType(document) not in (pdfium.FORMTYPE_NONE, pdfium.FORMTYPE_ACRO_FORM):
            raise _Refused(ACTS)
        if pdfium.FPDF_GetSignatureCount(document) > 0:
            raise _Refused(SIGNED)
        pages: int = pdfium.FPDF_GetPageCount(document)
    finally:
        pdfium.FPDF_CloseDocument(document)
    if not pages:
        raise _Refused(BROKEN)
    return pages
