"""The worst files that `worst_bodies` sends: the largest of each kind that the site opens, and as many as it takes at once."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from PIL import Image

from backcare import uploads
from factsheets.exchange.batches import collecting
from factsheets.warning_signs.phrases_file import _MOST_ROWS as MOST_PHRASES
from factsheets.warning_signs.phrases_file import PhraseRow
from tests.factsheets.documents.formats.pdfs import pdf

#: What stands in a form: words, or files.
Body = dict[str, list[object]]


def files_for(name: str) -> Iterator[tuple[str, Body]]:
    """The worst files for the address of this name, each with what it is; nothing where no file is taken."""
    part, _, act = name.rpartition(":")
    if part in ("wagtailimages", "wagtailimages_chooser") and act in _WITH_A_FILE:
        field = {"add_multiple": "files[]", "create": "image-chooser-upload-file"}.get(act, "file")
        title = field.replace("file", "title") if act == "create" else "title"
        for what, file in _pictures():
            yield what, {field: [file], title: ["Spine"]}
    elif part in ("wagtaildocs", "wagtaildocs_chooser") and act in _WITH_A_FILE:
        field = {"add_multiple": "files[]", "create": "document-chooser-upload-file"}.get(act, "file")
        title = field.replace("file", "title") if act == "create" else "title"
        for what, file in _documents():
            yield what, {field: [file], title: ["Leaflet"]}
    elif name in _OTHERS:
        yield from _OTHERS[name]()


_WITH_A_FILE = {"add", "add_multiple", "edit", "create"}


def _pictures() -> Iterator[tuple[str, SimpleUploadedFile]]:
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    for kind, pixels, how in (
        ("JPEG", most, {"progressive": True, "quality": 60}),
        ("PNG", most, {}),
        ("WEBP", uploads.MOST_PIXELS_OF_WEBP, {"quality": 30, "method": 0}),
    ):
        side = int(pixels**0.5)
        picture, file = Image.effect_noise((side, side), 12).convert("RGB"), io.BytesIO()
        picture = picture.quantize(8).convert("RGB") if kind == "PNG" else picture
        picture.save(file, kind, **how)
        del picture
        if file.tell() < settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
            yield (
                f"{kind} of {pixels:,} pixels",
                SimpleUploadedFile(f"spine.{kind.lower()}", file.getvalue()),
            )


def _documents() -> Iterator[tuple[str, SimpleUploadedFile]]:
    most = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE - 1_000
    yield "the largest text", SimpleUploadedFile("words.txt", b"word " * (most // 5))
    yield "the largest PDF", SimpleUploadedFile("words.pdf", pdf(_stream(most - 2_000)))


def _stream(length: int) -> str:
    """An object of as many bytes without an order."""
    return f"<< /Length {length} >>\nstream\n{os.urandom(length).decode('latin-1')}\nendstream"


def _avatar() -> Iterator[tuple[str, Body]]:
    for what, file in _pictures():
        yield what, {"avatar-avatar": [file]}


def _old_addresses() -> Iterator[tuple[str, Body]]:
    cells = [f"/old-{'x' * 8}"] * uploads.MOST_COLUMNS
    rows = [[f"/{number}", *cells[1:]] for number in range(uploads.MOST_ROWS)]
    text = "\n".join(",".join(row) for row in rows).encode()
    yield "a table of as many rows and columns as are taken", _table("old.csv", "0", text)
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    yield "the same as a workbook", _table("old.xlsx", "5", file.getvalue())


def _table(name: str, kind: str, content: bytes) -> Body:
    return {"import_file": [SimpleUploadedFile(name, content)], "input_format": [kind]}


def _phrases() -> Iterator[tuple[str, Body]]:
    rows = [
        PhraseRow(number + 2, f"my back hurts since {number} days", "none") for number in range(MOST_PHRASES)
    ]
    text = "phrase,expected\n" + "".join(f"{row.phrase},{row.expected}\n" for row in rows)
    yield "as many phrases as are taken", {"file": [SimpleUploadedFile("phrases.csv", text.encode())]}
    token = signing.dumps(rows, salt="factsheets.warning_phrases", compress=True)
    yield "the same, confirmed", {"rows": [token]}


def _old_documents() -> Iterator[tuple[str, Body]]:
    many = [
        SimpleUploadedFile(f"{number}.txt", b"Massage\n\nIt is a massage.\n" * 100)
        for number in range(min(collecting.MOST_DOCUMENTS, settings.DATA_UPLOAD_MAX_NUMBER_FILES - 10))
    ]
    yield "as many documents as are taken", {"files": list(many)}
    most = settings.MOST_BYTES_OF_FILES["imports/"] // 10
    yield "one large document", {"files": [SimpleUploadedFile("a.txt", b"word " * (most // 5))]}


_OTHERS: dict[str, Callable[[], Iterator[tuple[str, Body]]]] = {
    "wagtailadmin_account": _avatar,
    "wagtailredirects:start_import": _old_addresses,
    "factsheets_import_warning_phrases": _phrases,
    "factsheets_bring_in": _old_documents,
}
