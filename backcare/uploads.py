"""What an uploaded picture or table may be, looked up in the file itself before anything is made of it."""

from __future__ import annotations

import csv
import io
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from zipfile import BadZipFile, ZipFile

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from openpyxl import load_workbook
from PIL import Image, UnidentifiedImageError

from backcare.picture_parts import what_is_wrong_with_parts

#: The kinds of picture that are opened at all, by their content; an animation of any length hides behind others.
_PICTURES = ("JPEG", "PNG", "WEBP")
#: A WebP picture takes about fifteen bytes of memory for each pixel while it is made smaller; of another kind few.
MOST_PIXELS_OF_WEBP = 12_000_000
#: A table of old addresses. Each row is a form that is checked and saved, each column a choice in two lists.
MOST_ROWS, MOST_COLUMNS = 1_000, 50
#: What a workbook may grow to when it is unpacked.
MOST_UNPACKED = 5_000_000

#: What Pillow's readers raise where a file is not what they expect.
_BROKEN = (
    OSError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    SyntaxError,
    EOFError,
    struct.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


def what_is_wrong_with_files(request: HttpRequest) -> str:
    """One sentence about the first file that must not be opened; empty if there is none."""
    match = request.resolver_match
    if match is None or request.method != "POST" or not request.FILES:
        return ""
    asks = _ASKED.get(match.view_name) or _ASKED.get(match.namespace)
    if asks is None:
        return ""
    files = (file for name in request.FILES for file in request.FILES.getlist(name))
    return next(filter(None, map(asks, files)), "")


def _picture(file: UploadedFile[bytes]) -> str:
    """Its parts are counted first: opening it takes time for each of them."""
    data = b"".join(file.chunks())
    file.seek(0)
    wrong = what_is_wrong_with_parts(data)
    if wrong:
        return f"“{file.name}” {wrong}. Save the picture again as a plain JPEG or PNG, and upload that."
    try:
        with Image.open(io.BytesIO(data), formats=_PICTURES) as picture:
            return _what_is_wrong_with_opened(picture, str(file.name))
    except UnidentifiedImageError:
        return f"“{file.name}” is no picture that can be opened. Upload a JPEG, PNG or WebP file."
    except _BROKEN:
        return (
            f"“{file.name}” is damaged, or far too large. Save the picture again, smaller, and upload that."
        )


def _what_is_wrong_with_opened(picture: Image.Image, name: str) -> str:
    if picture.format not in _PICTURES:  # a JPEG with a list of further pictures is of another kind
        return f"“{name}” holds several pictures in one. Save the one that is wanted as a plain JPEG, and upload that."
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    if picture.format == "WEBP":
        most = min(most, MOST_PIXELS_OF_WEBP)
    width, height = picture.size
    pixels = width * height * getattr(picture, "n_frames", 1)
    if pixels > most:
        return (
            f"“{name}” has {pixels:,} pixels, more than the {most:,} that a picture of its kind may have. "
            "Make it smaller and upload that."
        )
    picture.getexif()  # looked into again each time a smaller one is made, on the list of pictures too
    return ""


def _table(file: UploadedFile[bytes]) -> str:
    """A sentence if the table is too large; what cannot be read at all is left to the form that it is for."""
    try:
        rows = _rows_of_workbook(file) if str(file.name).lower().endswith(".xlsx") else _rows_of_text(file)
        return _too_large(rows)
    except _TooLarge:
        return f"“{file.name}” is far too large when it is unpacked. Save the table as CSV, and upload that."
    except (OSError, ValueError, KeyError, IndexError, csv.Error, BadZipFile):
        return ""
    finally:
        file.seek(0)


class _TooLarge(Exception):
    """A workbook that would fill the memory."""


def _rows_of_text(file: UploadedFile[bytes]) -> Iterator[Sequence[object]]:
    text = file.read().decode("utf-8", errors="replace")
    return csv.reader(io.StringIO(text), delimiter="\t" if str(file.name).lower().endswith(".tsv") else ",")


def _rows_of_workbook(file: UploadedFile[bytes]) -> Iterator[Sequence[object]]:
    with ZipFile(file) as parts:
        if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
            raise _TooLarge
    file.seek(0)
    rows: Iterator[Sequence[object]] = load_workbook(file, read_only=True).worksheets[0].values
    return rows


def _too_large(rows: Iterable[Sequence[object]]) -> str:
    for number, row in enumerate(rows):
        if len(row) > MOST_COLUMNS:
            return f"The table has more than {MOST_COLUMNS} columns. Leave those out that are not needed."
        if number > MOST_ROWS:
            return f"The table has more than {MOST_ROWS:,} rows. Split it into several, and upload one after the other."
    return ""


#: By the name of an address, or of the part of the admin in which it lies.
_ASKED: dict[str, Callable[[UploadedFile[bytes]], str]] = {
    "wagtailimages": _picture,
    "wagtailimages_chooser": _picture,
    "wagtailadmin_account": _picture,
    "wagtailredirects:start_import": _table,
}
