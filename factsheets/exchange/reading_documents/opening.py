"""Which reader a document needs, by what it is: its first bytes and its parts, never its name alone."""

from __future__ import annotations

import re
from dataclasses import replace

from ..formats.document import Document, DocumentRefused, SetAside
from .limits import MAX_BLOCKS, MAX_MARKED_UP_BYTES, MAX_TEXT_BYTES, MAX_WORDS
from .mail_text import Mail, mail_in
from .open_document import read_open_document
from .pdf_document import read_pdf
from .plain_text import read_plain_text
from .rtf_document import read_rtf
from .unpacking import Package, attribute, local
from .web_archive import read_web_archive
from .web_page import read_web_page
from .word_document import read_word_document
from .word_styles import relations_of

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_OPEN_TEXT = frozenset(
    ("application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text-template")
)
_HTML = re.compile(
    rb"\A\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,400}-->\s*){0,3}<(?:!doctype\s+html|html|head|body|table|center|h[1-6]|div|article|main|section|title|meta)\b",
    re.IGNORECASE,
)
_HEADER = re.compile(rb"[A-Za-z-]{2,40}:")
_MAX_HEADERS = 200
_OTHERS = (
    (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"), (b"II*\x00", "a scanned picture"),
    (b"MM\x00*", "a scanned picture"), (b"MZ", "a program"), (b"\x7fELF", "a program"), (b"\x1f\x8b", "a packed archive"),
    (b"7z\xbc\xaf", "a packed archive"), (b"Rar!", "a packed archive"), (b"%!PS", "a PostScript file"),
    (b"\xffWPC", "a WordPerfect file"), (b"SQLite format 3", "a database"),
)  # fmt: skip
#: What a name promises → the first word of what the reader says that it found.
_PROMISES = {
    "docx": "Word", "odt": "OpenDocument", "rtf": "RTF", "pdf": "PDF", "html": "web", "htm": "web", "mht": "saved",
    "mhtml": "saved", "txt": "text", "md": "Markdown", "doc": "Word",
}  # fmt: skip


def read_in_this_process(data: bytes, name: str) -> Document:
    """Read a document by what it is. Raises `DocumentRefused` with one sentence for what cannot be read."""
    document = _read(data, name)
    if len(document.blocks) > MAX_BLOCKS or sum(1 for _ in document.words()) > MAX_WORDS:
        raise DocumentRefused(f"{name} has more than {MAX_WORDS:,} words: it is a book, not a factsheet.")
    if not document.blocks and not document.set_aside:
        raise DocumentRefused(f"{name} has no text: look whether it is the right file.")
    return _with_name(document, name)


def _read(data: bytes, name: str) -> Document:
    head = data[:1024]
    if data.startswith(b"PK"):
        return _read_package(Package(data, name), name)
    if b"%PDF-" in head and not _HTML.match(head):
        return read_pdf(data, name)
    if data.startswith(_OLD_OFFICE):
        raise DocumentRefused(
            f"{name} has a password: save it without one and try again."
            if _LOCKED in data
            else f"{name} is an old Word document (.doc): open it, save it as a Word document (.docx) and import that."
        )
    for magic, kind in _OTHERS:
        if data.startswith(magic):
            raise DocumentRefused(f"{name} is {kind} and no document with text that can be read.")
    return _read_written(data, name)


def _read_written(data: bytes, name: str) -> Document:
    """Formats that are written in letters."""
    marked_up = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    head = marked_up[:4096]
    is_rtf, is_page = marked_up.startswith(b"{\\rtf"), bool(_HTML.match(_narrow(head)))
    is_archive = _is_archive(data)
    limit = MAX_MARKED_UP_BYTES if is_rtf or is_page or is_archive else MAX_TEXT_BYTES
    if len(data) > limit:
        raise DocumentRefused(
            f"{name} has {len(data) / 1_000_000:.1f} MB, more than the {limit // 1_000_000} MB that a text of its kind may "
            "have: cut it down to one factsheet."
        )
    if is_rtf:
        return read_rtf(marked_up, name)
    if not is_archive and not is_page and (mail := mail_in(data)):
        return _read_mail(mail, name)
    if is_archive:
        return read_web_archive(data, name)
    return read_web_page(data, name) if is_page else read_plain_text(data, name)


def _read_mail(mail: Mail, name: str) -> Document:
    """A mail as the text or the page that it carries; the head of a page stands beside it."""
    if not mail.is_page:
        document = read_plain_text(mail.whole, name)
    else:
        document = read_web_page(mail.text, name)
        head = SetAside(mail.head.decode("utf-8", "replace"), "head of the mail", "head")
        document = replace(document, set_aside=(head, *document.set_aside))
    for sentence in mail.notes:
        document = document.with_note(sentence)
    return document


def _is_archive(data: bytes) -> bool:
    """Whether a file begins with the headers of a message in several parts, one of them a page."""
    headers = data[:60_000].replace(b"\r\n", b"\n").partition(b"\n\n")[0].split(b"\n", _MAX_HEADERS)
    if not _HEADER.match(headers[0]):
        return False
    of_parts = any(line.lower().startswith(b"content-type: multipart/") for line in headers)
    return of_parts and b"text/html" in data[:2_000_000].lower()


def _narrow(head: bytes) -> bytes:
    """The beginning of a text in UTF-16 as if it were written in bytes, to see what it is."""
    return head.replace(b"\x00", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")


def _read_package(package: Package, name: str) -> Document:
    if "mimetype" in package and "content.xml" in package:
        kind = package.read("mimetype", 200).decode("ascii", "replace").strip()
        if kind not in _OPEN_TEXT:
            raise DocumentRefused(
                f"{name} is an OpenDocument file and no text: save the factsheet as a text document."
            )
        if "META-INF/manifest.xml" in package and b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise DocumentRefused(f"{name} has a password: save it without one and try again.")
        return read_open_document(package)
    if "[Content_Types].xml" not in package:
        raise DocumentRefused(
            f"{name} is an archive and no single document: import its documents, or the archive as a batch."
        )
    main = next(
        (one.target for one in relations_of(package, "").values() if one.kind == "officeDocument"), ""
    )
    types = package.xml("[Content_Types].xml")
    kinds = [attribute(element, "ContentType") for element in types if local(element) == "Override"]
    if any("macroEnabled" in kind or "vbaProject" in kind for kind in kinds) or any(
        part.casefold().endswith("vbaproject.bin") for part in package.parts
    ):
        raise DocumentRefused(
            f"{name} holds macros: save it as a Word document without macros (.docx) and import that."
        )
    if not any("wordprocessingml" in kind for kind in kinds) or main not in package:
        raise DocumentRefused(
            f"{name} is no Word document: save the factsheet as one (.docx) and import that."
        )
    return read_word_document(package, main)


def _with_name(document: Document, name: str) -> Document:
    """A note when the name of the file promises another format."""
    ending = name.rpartition(".")[2].casefold()
    promised = _PROMISES.get(ending)
    if promised is None or document.source_format.split()[0] == promised:
        return document
    if promised in ("text", "Markdown") and document.source_format.split()[0] in ("text", "Markdown"):
        return document
    return document.with_note(
        f"The file is named .{ending}, and is a {document.source_format}: it was read as that."
    )
