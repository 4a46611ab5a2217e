"""Every way in looks into a document, and every way checks a tag."""

from __future__ import annotations

import errno
import re
import resource
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any, NoReturn

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client
from django.urls import reverse
from taggit.models import Tag
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, UploadedFile

from factsheets.documents.formats import looking
from factsheets.documents.formats.pdf_anew import pdf_anew
from tests.backcare.uploads import BYTES, document, image
from tests.builders import person
from tests.factsheets.documents.formats.pdfs import CATALOG, packed_behind_a_remark, pdf, updated

pytestmark = pytest.mark.django_db

SCRIPT = {"X-Requested-With": "XMLHttpRequest"}
INVISIBLE, LONG = "a\x01b", "x" * 101
SAID = {INVISIBLE: "A tag has an invisible character in it.", LONG: "has more than 100 letters."}


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def author() -> Client:
    client = Client()
    client.force_login(person("Author"))
    return client


def ways(content: bytes, stored: Document) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each form that takes a document."""

    def file() -> SimpleUploadedFile:
        return SimpleUploadedFile("leaflet.pdf", content)

    root = Collection.get_first_root_node().pk
    yield reverse("wagtaildocs:add"), {"title": "New", "file": file(), "collection": root}
    yield reverse("wagtaildocs:add_multiple"), {"title": "New", "files[]": file(), "collection": root}
    chooser = {"title": "New", "file": file(), "collection": root}
    yield (
        reverse("wagtaildocs_chooser:create"),
        {f"document-chooser-upload-{name}": value for name, value in chooser.items()},
    )
    yield reverse("wagtaildocs:edit", args=[stored.pk]), {"title": "New", "file": file(), "collection": root}


def full(*_arguments: object) -> NoReturn:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "place", [(FileSystemStorage, "_save"), (TemporaryFileUploadHandler, "receive_data_chunk")]
)
def test_a_disk_that_is_full_is_told_in_words(
    author: Client, monkeypatch: pytest.MonkeyPatch, settings: Any, place: tuple[type, str]
) -> None:
    stored = document()
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    monkeypatch.setattr(*place, full)
    for address, fields in ways(BYTES, stored):
        response = author.post(address, fields, headers=SCRIPT if "multiple" in address else {})
        assert response.status_code == 507, address
        told = response.json()["error_message"] if "multiple" in address else response.content.decode()
        assert "its disk is full, or cannot be written. Nothing was saved." in told
    assert list(Document.objects.all()) == [stored]


def test_what_is_not_what_it_says_comes_in_nowhere(author: Client, folder: Path) -> None:
    stored = document()
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    for address, fields in ways(b"<script>alert(1)</script>", stored):
        response = author.post(address, fields, headers=SCRIPT if "multiple" in address else {})
        told = response.json() if "json" in response.headers["Content-Type"] else None
        said = str(told) if told else unescape(response.content.decode())
        assert "“leaflet.pdf” is no PDF inside, whatever its name says." in said, address
    assert Document.objects.get().title == stored.title
    assert not UploadedFile.objects.exists()
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before


def test_what_is_comes_in_everywhere(author: Client) -> None:
    stored = document()
    for address, fields in ways(BYTES + b"\n", stored):
        response = author.post(address, fields, headers=SCRIPT if "multiple" in address else {})
        assert response.status_code in (200, 302), address
    assert [made.title for made in Document.objects.all()] == ["New"] * 4


def test_a_pdf_that_programs_read_differently_comes_in_nowhere(author: Client) -> None:
    stored = document()
    hidden = packed_behind_a_remark(" 0%c\nobj\n", "startxref {}")
    for address, fields in ways(hidden, stored):
        response = author.post(address, fields, headers=SCRIPT if "multiple" in address else {})
        told = response.json() if "json" in response.headers["Content-Type"] else None
        said = str(told) if told else unescape(response.content.decode())
        assert "“leaflet.pdf” holds something that runs" in said, address
    assert Document.objects.get().title == stored.title


def test_readers_get_a_pdf_as_it_was_looked_at_on_every_way(author: Client) -> None:
    script = "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"
    replaced = updated(pdf(catalog=script), 1, CATALOG % "/Lang (en)")
    for address, fields in ways(replaced, document()):
        author.post(address, fields, headers=SCRIPT if "multiple" in address else {})
    kept = [made.file.open().read() for made in Document.objects.all()]
    assert kept == [pdf_anew(replaced).data] * 4
    assert b"JavaScript" not in kept[0]


def many_objects() -> bytes:
    """Of 250,000 objects; each is looked at."""
    first = pdf(
        f"[{' '.join(f'{number} 0 R' for number in range(5, 250_005))}]", catalog="/X 4 0 R"
    ).partition(b"xref")[0]
    made, place, rows = [first], len(first), []
    for number in range(5, 250_005):
        made.append(b"%d 0 obj\n<</A<</D 1>>>>\nendobj\n" % number)
        rows.append(b"%010d 00000 n \n" % place)
        place += len(made[-1])
    places = [first.index(b"%d 0 obj" % number) for number in range(1, 5)]
    rows = [b"%010d 00000 n \n" % each for each in places] + rows
    table = b"xref\n0 250005\n0000000000 65535 f \n" + b"".join(rows)
    return b"".join([*made, table, b"trailer\n<</Size 250005/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % place])


def test_no_document_costs_more_than_three_seconds_of_the_processor(author: Client) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    sent = {"title": "Many", "collection": 1, "file": SimpleUploadedFile("many.pdf", many_objects())}
    shown = unescape(author.post(reverse("wagtaildocs:add"), sent).content.decode())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < looking.LIMITS.seconds + 1
    assert re.search("“many.pdf” (?:is damaged, or too large|could not be looked into in time)", shown)
    assert not Document.objects.exists()


@pytest.mark.parametrize("tag", SAID, ids=["invisible", "long"])
@pytest.mark.parametrize("make", [document, image])
def test_a_tag_is_checked_on_every_way(author: Client, make: Any, tag: str) -> None:
    stored = make()
    kind, part, prefix = (
        ("image", "wagtailimages", "image")
        if isinstance(stored, Image)
        else ("document", "wagtaildocs", "doc")
    )
    typed = {"title": "New", "collection": stored.collection_id, "tags": f'"{tag}"'}
    several = {f"{prefix}-{stored.pk}-{name}": value for name, value in typed.items()}
    bulk = reverse("wagtail_bulk_action", args=[part, kind, "add_tags"]) + f"?id={stored.pk}"
    for address, fields in (
        (reverse(f"{part}:edit", args=[stored.pk]), typed),
        (reverse(f"{part}:edit_multiple", args=[stored.pk]), several),
        (bulk, {"tags": f'"{tag}"'}),
    ):
        response = author.post(address, fields, headers=SCRIPT if "multiple" in address else {})
        assert response.status_code == 200, address
        assert SAID[tag] in unescape(response.content.decode()), address
    assert not Tag.objects.exists()
    author.post(bulk, {"tags": '"low back", heat'})
    assert sorted(each.name for each in stored.tags.all()) == ["heat", "low back"]


@pytest.mark.parametrize("part", ["wagtaildocs", "wagtailimages"])
def test_a_file_whose_first_form_was_refused_is_finished_with_the_next(author: Client, part: str) -> None:
    is_image = part == "wagtailimages"
    content = image().file.open().read() if is_image else BYTES
    Image.objects.all().delete()
    file = SimpleUploadedFile("spine.png" if is_image else "leaflet.pdf", content)
    root = Collection.get_first_root_node().pk
    first = author.post(
        reverse(f"{part}:add_multiple"), {"title": "", "files[]": file, "collection": root}, headers=SCRIPT
    ).json()
    kind = "image" if is_image else "document"
    number = first["uploaded_file_id"]
    address = reverse(f"{part}:create_multiple_from_uploaded_{kind}", args=[number])
    prefix = f"uploaded-{kind}-{number}"
    typed = {f"{prefix}-title": "New", f"{prefix}-collection": root, f"{prefix}-tags": ""}
    again = author.post(address, typed | {f"{prefix}-title": ""}, headers=SCRIPT)
    assert again.json()["success"] is False
    assert author.post(address, typed, headers=SCRIPT).json()["success"] is True
    stored = (Image if is_image else Document).objects.get()
    kept = content if is_image else pdf_anew(content).data
    assert (stored.title, stored.file.open().read()) == ("New", kept)
    assert not UploadedFile.objects.exists()


def test_of_a_refused_file_nothing_wrong_is_said_besides(author: Client) -> None:
    sent = {"title": "Leaflet", "file": SimpleUploadedFile("leaflet.pdf", b"MZ no leaflet"), "collection": 1}
    shown = author.post(reverse("wagtaildocs:add"), sent).content.decode()
    assert "Allowed extensions" not in shown
    assert shown.count('class="error-message"') == 1
