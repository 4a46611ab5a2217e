"""Uploaded pictures and tables are looked at before they are opened: no file fills the memory or keeps the site busy."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile
from zlib import compress

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook
from PIL import Image as Picture
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection
from wagtail.users.models import UserProfile

from backcare.picture_parts import MOST_PARTS, MOST_PIECES, MOST_SCANS
from backcare.uploads import MOST_COLUMNS, MOST_ROWS
from tests.builders import person, superuser
from tests.factsheets.screens.forms import form_on

from .claimed_pictures import (
    claimed_jpeg,
    claimed_png,
    claimed_webp,
    jpeg_of_frame,
    jpeg_of_parts,
    png_of_parts,
    several_in_one,
)
from .uploads import BYTES

pytestmark = pytest.mark.django_db

TABLE = "/admin/redirects/import/"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def boss() -> Client:
    client = Client()
    client.force_login(superuser())
    return client


def ways(name: str, content: bytes) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each form that takes a picture, as it is posted: its address and its fields."""

    def file() -> SimpleUploadedFile:
        return SimpleUploadedFile(name, content)

    root = Collection.get_first_root_node().pk
    yield "/admin/images/add/", {"title": "A spine", "file": file(), "collection": root}
    yield "/admin/images/multiple/add/", {"title": "A spine", "files[]": file(), "collection": root}
    yield "/admin/images/chooser/create/", {
        "image-chooser-upload-title": "A spine", "image-chooser-upload-file": file(),
        "image-chooser-upload-collection": root,
    }  # fmt: skip
    yield "/admin/account/", {"avatar-avatar": file()}


GIF = (
    b"GIF89a"
    + bytes([16, 0, 16, 0, 0x80, 0, 0])
    + bytes(6)
    + b"\x2c\0\0\0\0\1\0\1\0\0\2\2D\1\0" * 5_000
    + b";"
)
SVG = b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>'
REFUSED = {
    "PNG of many pixels": ("spine.png", claimed_png(6_000, 6_000), "has 36,000,000 pixels, more than the 25,000,000"),
    "PNG of far too many": ("spine.png", claimed_png(2**31 - 1, 2**31 - 1), "far too large"),
    "PNG of many frames": ("spine.png", claimed_png(100, 100, 10**6), "pixels, more than the 25,000,000"),
    "JPEG of many pixels": ("spine.jpg", claimed_jpeg(8_000, 8_000), "has 64,000,000 pixels"),
    "JPEG of many scans": ("spine.jpg", claimed_jpeg(900, 900, MOST_SCANS + 1), "in too many steps"),
    "JPEG of several pictures": ("spine.jpg", several_in_one(), "holds several pictures in one"),
    "JPEG of arithmetic codes": ("spine.jpg", jpeg_of_frame(0xCA), "a kind of JPEG that browsers do not show"),
    "JPEG of many parts": ("spine.jpg", jpeg_of_parts(b"\xff\xe3\0\2", MOST_PARTS), "is made of too many parts"),
    "JPEG of much filling": ("spine.jpg", jpeg_of_parts(b"\xff", MOST_PARTS), "is made of too many parts"),
    "JPEG of much junk": ("spine.jpg", jpeg_of_parts(b"\xff\0", MOST_PARTS), "is made of too many parts"),
    "PNG of many parts": ("spine.png", png_of_parts(b"tEXt", b"a\0", MOST_PARTS), "is made of too many parts"),
    "PNG of many profiles": (
        "spine.png", png_of_parts(b"iCCP", b"a\0\0" + compress(b"a" * 10**6), MOST_PARTS), "too many parts",
    ),
    "PNG of many parts behind": (
        "spine.png", png_of_parts(b"aaAa", b"", MOST_PARTS, behind=True), "is made of too many parts",
    ),
    "PNG of many pieces": ("spine.png", png_of_parts(b"IDAT", b"", MOST_PIECES), "is made of too many parts"),
    "PNG of a broken record of the camera": ("spine.png", png_of_parts(b"eXIf", b"II*\0", 1), "is damaged"),
    "PNG of a broken record behind": (
        "spine.png", png_of_parts(b"eXIf", b"II*\0", 1, behind=True), "is damaged",
    ),
    "WebP of many pixels": ("spine.webp", claimed_webp(16_000, 16_000), "far too large"),
    "GIF of many frames": ("spine.gif", GIF, "is no picture that can be opened"),
    "GIF under another name": ("spine.png", GIF, "is no picture that can be opened"),
    "SVG": ("spine.svg", SVG, "is no picture that can be opened"),
    "SVG under another name": ("spine.png", SVG, "is no picture that can be opened"),
    "a programme": ("spine.png", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "is no picture"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "said"), REFUSED.values(), ids=REFUSED)
def test_a_picture_that_must_not_be_opened(
    boss: Client, folder: Path, name: str, content: bytes, said: str
) -> None:
    for address, fields in ways(name, content):
        tracemalloc.start()
        response = boss.post(address, fields)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert response.status_code == 400, address
        assert said in response.content.decode()
        assert "Nothing was saved." in response.content.decode()
        assert most < 50_000_000
    assert not Image.objects.exists()
    assert not UserProfile.objects.exclude(avatar="").exists()
    assert not [file for file in folder.rglob("*") if file.is_file()]


TAKEN = {
    "JPEG of ten steps": ("spine.jpg", claimed_jpeg(16, 16, 10)),
    "JPEG with as much beside it as fits": (
        "spine.jpg", jpeg_of_parts(b"\xff\xe3\xff\xff" + bytes(65_533), 150),
    ),
    "PNG of small pieces": ("spine.png", png_of_parts(b"IDAT", b"", 5_000)),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content"), TAKEN.values(), ids=TAKEN)
def test_a_picture_that_is_built_in_another_way_is_taken(boss: Client, name: str, content: bytes) -> None:
    fields = {"title": "A spine", "collection": 1, "file": SimpleUploadedFile(name, content)}
    assert boss.post("/admin/images/add/", fields).status_code == 302
    assert Image.objects.get().width == 16


def test_of_webp_fewer_pixels_are_taken(boss: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes much more memory than another kind."""
    monkeypatch.setattr("backcare.uploads.MOST_PIXELS_OF_WEBP", 200)
    picture = io.BytesIO()
    Picture.new("RGB", (20, 20)).save(picture, "WEBP")
    for address, fields in ways("spine.webp", picture.getvalue()):
        response = boss.post(address, fields)
        assert response.status_code == 400, address
        assert "has 400 pixels, more than the 200" in response.content.decode()
    assert not Image.objects.exists()


def test_nor_is_one_put_in_the_place_of_another(boss: Client) -> None:
    """That screen is one of ours, in the place of Wagtail's."""
    picture = io.BytesIO()
    Picture.new("RGB", (20, 20)).save(picture, "PNG")
    stored = Image.objects.create(title="Spine", file=SimpleUploadedFile("spine.png", picture.getvalue()))
    name, content, said = REFUSED["PNG of many pixels"]
    fields = {"title": "Spine", "file": SimpleUploadedFile(name, content)}
    response = boss.post(reverse("wagtailimages:edit", args=[stored.pk]), fields)
    assert response.status_code == 400
    assert said in response.content.decode()
    assert Image.objects.get().file.size == len(picture.getvalue())


def test_a_picture_is_taken(boss: Client) -> None:
    script = {"X-Requested-With": "XMLHttpRequest"}
    account = form_on(boss.get("/admin/account/").content.decode(), "/admin/account/")
    for address, fields in ways("spine.jpg", claimed_jpeg(16, 16)):
        names = {"name_email-first_name": "Jo", "name_email-last_name": "Bloggs"}
        typed = account | names | fields if "account" in address else fields
        response = boss.post(address, typed, headers=script if "multiple" in address else {})
        assert response.status_code in (200, 302), address
    assert Image.objects.count() == 3
    assert UserProfile.objects.exclude(avatar="").count() == 1


def workbook(rows: int, columns: int = 2) -> bytes:
    book, made = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    for number in range(rows):
        sheet.append([f"/{number}"] * columns)
    book.save(made)
    return made.getvalue()


def unpacking() -> bytes:
    """A workbook of a few kilobytes, of which one part is many megabytes when it is unpacked."""
    made = io.BytesIO(workbook(2))
    with ZipFile(made, "a", ZIP_DEFLATED) as parts:
        parts.writestr("xl/sharedStrings.xml", b"<sst>" + b"<si/>" * 2_000_000 + b"</sst>")
    return made.getvalue()


TABLES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "many rows": ("old.csv", lambda: b"from,to\n" + b"/a,/b\n" * (MOST_ROWS + 1), "more than 1,000 rows"),
    "many rows of tabs": ("old.tsv", lambda: b"from\tto\n" + b"/a\t/b\n" * (MOST_ROWS + 1), "more than 1,000 rows"),
    "many columns": ("old.csv", lambda: b"a," * MOST_COLUMNS + b"a\n", "more than 50 columns"),
    "a workbook of many rows": ("old.xlsx", lambda: workbook(MOST_ROWS + 2), "more than 1,000 rows"),
    "a workbook of many columns": ("old.xlsx", lambda: workbook(2, MOST_COLUMNS + 1), "more than 50 columns"),
    "a workbook that unpacks": ("old.XLSX", unpacking, "far too large when it is unpacked"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "said"), TABLES.values(), ids=TABLES)
def test_a_table_that_is_too_large(boss: Client, name: str, content: Callable[[], bytes], said: str) -> None:
    response = boss.post(TABLE, {"import_file": SimpleUploadedFile(name, content())})
    assert response.status_code == 400
    assert said in response.content.decode()


@pytest.mark.parametrize("name", ["old.csv", "old.xlsx"])
def test_a_table_is_taken(boss: Client, name: str) -> None:
    content = workbook(3) if name.endswith("xlsx") else b"from,to\n/a,/b\n/c,/d\n"
    response = boss.post(TABLE, {"import_file": SimpleUploadedFile(name, content)})
    assert response.status_code == 200
    assert "Confirm import" in response.content.decode() or "from_index" in response.content.decode()
    assert not Redirect.objects.exists()


@pytest.mark.parametrize(
    ("address", "bytes_of_it"),
    [
        ("/admin/images/add/", 10_200_000),
        ("/admin/documents/add/", 20_200_000),
        ("/admin/account/", 10_200_000),
        (TABLE, 1_200_000),
        ("/admin/warning-phrases/import/", 3_000_000),
        ("/admin/pages/3/edit/", 3_000_000),
        ("/admin/redirects/add/", 3_000_000),
    ],
)
def test_a_body_that_says_it_is_too_large_is_not_read(boss: Client, address: str, bytes_of_it: int) -> None:
    response = boss.post(address, b"x=", content_type="text/csv", CONTENT_LENGTH=str(bytes_of_it))
    assert response.status_code == 413
    assert "That is more than this page takes" in response.content.decode()


@pytest.mark.parametrize("length", ["200000000", "9" * 30, "-1", "many"])
@pytest.mark.parametrize(
    "address",
    ["/feedback/medical-acupuncture/", "/", "/no-such-page/", "/admin/login/", "/admin/documents/add/"],
)
def test_whoever_is_not_signed_in_sends_no_file(client: Client, address: str, length: str) -> None:
    response = client.post(
        address, b"x=", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=length
    )
    assert response.status_code == 413


def test_a_document_of_more_bytes_than_documents_may_have(boss: Client, settings: Any) -> None:
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 500
    root = Collection.get_first_root_node().pk
    fields = {"title": "A leaflet", "file": SimpleUploadedFile("leaflet.pdf", BYTES), "collection": root}
    assert "This file is too big" in boss.post("/admin/documents/add/", fields).content.decode()
    assert not Document.objects.exists()


def test_a_name_of_control_characters_is_stored_without_them(folder: Path) -> None:
    author = Client()
    author.force_login(person("Author"))
    root = Collection.get_first_root_node().pk
    file = SimpleUploadedFile("x.pdf", BYTES)
    file._name = "a\x1b[31m\u202efdp\r\nX: y\x00../../leaflet.pdf"
    response = author.post("/admin/documents/add/", {"title": "A leaflet", "file": file, "collection": root})
    assert response.status_code == 302
    name = Document.objects.get().file.name
    assert name.startswith("documents/")
    assert name.isprintable()
    assert folder in Path(Document.objects.get().file.path).resolve().parents
