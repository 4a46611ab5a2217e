"""Uploaded files: who gets which, in what shape, and what caches may keep of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db.models import FileField
from django.test import Client
from django.urls import reverse
from django.utils.http import http_date
from wagtail.users.models import UserProfile

from backcare.headers import CACHE_CONTROL, CACHE_CONTROL_OF_NOTHING, CACHE_CONTROL_OF_ONE_PERSON
from backcare.media import CONTENT_SECURITY_POLICY
from tests.builders import person

from .uploads import BYTES, collection, document, image

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()  # Wagtail keeps renditions, also those of a test before
    return settings.MEDIA_ROOT


def content(response) -> bytes:
    return b"".join(response) if response.streaming else response.content


def addresses_of(made) -> dict[str, str]:
    """Every address by which the file of a document or an image is asked for."""
    if hasattr(made, "get_rendition"):
        return {"original": made.file.url, "rendition": made.get_rendition("width-20").url}
    return {"document": made.url}


MAKERS = {"document": document, "original": image, "rendition": image}


@pytest.fixture(params=MAKERS)
def kind(request) -> str:
    return request.param


def address(kind: str, **fields: object) -> str:
    return addresses_of(MAKERS[kind](**fields))[kind]


def test_what_stands_behind_no_rule_is_served_and_may_be_kept(client, kind):
    response = client.get(address(kind))
    assert response.status_code == 200
    assert content(response)
    assert response.headers["Cache-Control"] == CACHE_CONTROL
    assert response.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY == "default-src 'none'"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Content-Encoding" not in response.headers
    assert not response.cookies


@pytest.mark.parametrize("rule", ["login", "password"])
def test_a_rule_of_the_collection_is_asked_for_and_no_cache_keeps_the_answer(client, kind, rule):
    path = address(kind, collection=collection(rule))
    refused = client.get(path)
    assert BYTES not in refused.content
    as_a_document = 302 if rule == "login" else 200
    assert refused.status_code == (as_a_document if kind == "document" else 404)
    assert CACHE_CONTROL_OF_ONE_PERSON == "private, no-store"
    unkept = CACHE_CONTROL_OF_ONE_PERSON if kind == "document" else CACHE_CONTROL_OF_NOTHING
    assert refused.headers["Cache-Control"] == unkept


def test_whoever_knows_the_password_gets_the_file_and_no_cache_does(client, kind):
    private = collection("password")
    path = address(kind, collection=private)
    (rule,) = private.get_view_restrictions()
    asked = reverse("wagtaildocs_authenticate_with_password", args=[rule.pk])
    wrong = client.post(asked, {"password": "wrong", "return_url": path})
    right = client.post(asked, {"password": "open sesame", "return_url": path})
    assert right.url == path
    given = client.get(path)
    part = client.get(path, headers={"Range": "bytes=0-3"})
    known = client.get(path, headers={"If-None-Match": given.headers["ETag"]})
    assert [given.status_code, part.status_code, known.status_code] == [200, 206, 304]
    for response in (wrong, right, given, part, known, client.get(asked)):
        assert response.headers["Cache-Control"] == CACHE_CONTROL_OF_ONE_PERSON


def test_a_rule_above_the_collection_counts(client, kind):
    below = collection("login").add_child(name="Below")
    expected = 302 if kind == "document" else 404
    assert client.get(address(kind, collection=below)).status_code == expected


@pytest.mark.parametrize("rule", ["login", "password", "groups"])
@pytest.mark.parametrize("who", [None, "Author"])
def test_a_picture_that_is_kept_from_somebody_is_answered_as_one_that_is_not_there(rule, who):
    private = collection(rule)
    somebody = person(who) if who else None
    for path in addresses_of(image(collection=private)).values():
        for act in ("get", "head"):
            client = Client()
            if somebody:
                client.force_login(somebody)
            kept, missing = getattr(client, act)(path), getattr(client, act)(path.replace("spine", "spire"))
            if rule == "login" and who:
                assert (kept.status_code, missing.status_code) == (200, 404)
                continue
            assert kept.status_code == missing.status_code == 404
            assert kept.content.replace(b"spine", b"spire") == missing.content
            assert {**kept.headers} == {**missing.headers}


def test_members_of_staff_get_what_asks_for_a_login(kind):
    staff = Client()
    staff.force_login(person("Author"))
    response = staff.get(address(kind, collection=collection("login")))
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == CACHE_CONTROL_OF_ONE_PERSON


@pytest.mark.parametrize(
    "path",
    [
        "/media/documents/{name}",
        "/media/images/../documents/{name}",
        "/media/images/..%2fdocuments/{name}",
        "/media/images/..%2Fdocuments%2F{name}",
        "/media/images/%2e%2e/documents/{name}",
        "/media/images/%2e%2e%2fdocuments/{name}",
        "/media/images/..%252fdocuments/{name}",
        "/media/images/%252e%252e%252fdocuments/{name}",
        "/media/images/..\\documents\\{name}",
        "/media/images/..%5cdocuments%5c{name}",
        "/media/images/%00/../../documents/{name}",
        "/media/images/../documents/{name}%00.png",
        "/media/images//../documents/{name}",
        "/media/original_images/x/../../documents/{name}",
        "/media//documents/{name}",
        "/media/Documents/{name}",
        "/media/DOCUMENTS/{name}",
        "/media/./documents/{name}",
        "/media/images/{folder}/documents/{name}",
        "/media/{folder}/documents/{name}",
        "/media/%2f{folder}/documents/{name}",
        "/media/images/link.pdf",
        "/media/images/",
        "/media/images",
        "/media/images/.",
        "/documents/{pk}/../../media/documents/{name}",
        "/documents/{pk}/{name}%00",
        "/documents/{pk}/documents/{name}",
        "/documents/{pk}/",
        "/documents/0{pk}9/{name}",
        "/documents/99999999999999999999999/{name}",
        f"/documents/{'9' * 5000}/{{name}}",
        "/documents/١/{name}",
    ],
)
def test_no_way_round_leads_to_a_file(client, folder, path):
    secret = document(collection=collection("login"))
    image()
    (folder / "images").mkdir(exist_ok=True)
    (folder / "images" / "link.pdf").symlink_to(secret.file.path)
    asked = path.format(name=secret.filename, folder=folder, pk=secret.pk)
    response = client.get(asked)
    assert response.status_code in {302, 404}
    if response.status_code == 302:
        assert "login" in response.url
    assert BYTES not in content(response)


def test_a_file_that_no_record_names_is_not_there(client, folder):
    (folder / "images").mkdir(parents=True)
    (folder / "images" / "left.png").write_bytes(b"left")
    assert client.get("/media/images/left.png").status_code == 404


def test_a_link_that_leads_out_of_the_folder_is_not_followed(client, folder, tmp_path):
    shown = image()
    outside = tmp_path / "outside.png"
    outside.write_bytes(b"secret of the machine")
    Path(shown.file.path).unlink()
    Path(shown.file.path).symlink_to(outside)
    assert client.get(shown.file.url).status_code == 404


def test_a_record_whose_file_is_gone_answers_404(client, kind):
    made = MAKERS[kind]()
    path = addresses_of(made)[kind]
    for stored in Path(made.file.path).parent.parent.rglob("*.p*"):
        stored.unlink()
    assert client.get(path).status_code == 404


def test_profile_pictures_are_for_staff(client):
    author = person("Author")
    profile = UserProfile.get_for_user(author)
    profile.avatar.save("me.png", ContentFile(Path(image().file.path).read_bytes()))
    assert client.get(profile.avatar.url).status_code == 404
    for who, status in (
        (person("Editor"), 200),
        (person(None), 404),
        (person("Author", "x", is_active=False), 404),
    ):
        colleague = Client()
        colleague.force_login(who)
        response = colleague.get(profile.avatar.url)
        assert response.status_code == status
        assert response.headers["Cache-Control"] == CACHE_CONTROL_OF_ONE_PERSON


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("leaflet.pdf", True),
        ("page.html", False),
        ("page.xhtml", False),
        ("drawing.svg", False),
        ("data.xml", False),
        ("notes.txt", False),
        ("letter.docx", False),
        ("leaflet.pdf.gz", False),
        ("strange", False),
    ],
)
def test_only_what_runs_nothing_is_shown_by_the_browser_itself(client, name, shown):
    response = client.get(document(name).url)
    assert response.headers["Content-Disposition"].startswith("inline" if shown else "attachment")
    assert response.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY


def test_an_svg_that_came_in_as_a_picture_is_kept_as_a_file(client):
    made = image("spine.svg")
    assert client.get(made.file.url).headers["Content-Disposition"].startswith("attachment")


def test_a_name_cannot_write_headers(client):
    made = document("“evil”; filename=x.exe\r\nX-Evil: 1.pdf")
    response = client.get(made.url)
    assert response.status_code == 200
    assert "X-Evil" not in response.headers


PARTS = {
    "bytes=0-3": (0, 3),
    "bytes=0-0": (0, 0),
    "bytes=5-": (5, len(BYTES) - 1),
    "bytes=-5": (len(BYTES) - 5, len(BYTES) - 1),
    "bytes=-99999": (0, len(BYTES) - 1),
    "bytes=10-99999": (10, len(BYTES) - 1),
    f"bytes={len(BYTES) - 1}-": (len(BYTES) - 1, len(BYTES) - 1),
}


@pytest.mark.parametrize("asked", PARTS)
def test_a_part_is_answered_with_just_that(client, asked):
    first, last = PARTS[asked]
    response = client.get(document().url, headers={"Range": asked})
    assert response.status_code == 206
    assert response.headers["Content-Range"] == f"bytes {first}-{last}/{len(BYTES)}"
    assert response.headers["Content-Length"] == str(last - first + 1)
    assert response.headers["Cache-Control"] == CACHE_CONTROL
    assert content(response) == BYTES[first : last + 1]


@pytest.mark.parametrize("asked", [f"bytes={len(BYTES)}-", "bytes=999999-", "bytes=-0"])
def test_a_part_that_is_not_there_is_answered_with_how_long_the_file_is(client, asked):
    response = client.get(document().url, headers={"Range": asked})
    assert response.status_code == 416
    assert response.headers["Content-Range"] == f"bytes */{len(BYTES)}"
    assert content(response) == b""


@pytest.mark.parametrize(
    "asked", ["bytes=3-1", "bytes=-", "bytes=0-1,3-4", "pages=1-2", "bytes=a-b", "bytes=" + "9" * 5000 + "-"]
)
def test_what_cannot_be_read_as_one_part_gets_the_whole_file(client, asked):
    response = client.get(document().url, headers={"Range": asked})
    assert response.status_code == 200
    assert content(response) == BYTES


def test_the_whole_file_says_that_parts_can_be_had(client, kind):
    assert client.get(address(kind)).headers["Accept-Ranges"] == "bytes"


def test_whoever_has_the_file_already_is_told_so(client, kind):
    path = address(kind)
    first = client.get(path).headers
    for condition in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
        again = client.get(path, headers=condition)
        assert again.status_code == 304
        assert again.headers["ETag"] == first["ETag"]
        assert again.headers["Cache-Control"] == CACHE_CONTROL
    later = http_date((datetime.now(UTC) - timedelta(days=400)).timestamp())
    assert client.get(path, headers={"If-Modified-Since": later}).status_code == 200
    assert client.get(path, headers={"If-None-Match": '"another"'}).status_code == 200
    assert client.get(path, headers={"If-Match": '"another"'}).status_code == 412


def test_a_part_of_another_file_is_not_put_together_with_this_one(client):
    path = document().url
    etag = client.get(path).headers["ETag"]
    same = client.get(path, headers={"Range": "bytes=0-3", "If-Range": etag})
    other = client.get(path, headers={"Range": "bytes=0-3", "If-Range": '"another"'})
    assert [same.status_code, other.status_code] == [206, 200]


def test_head_tells_about_the_whole_file(client, kind):
    path = address(kind)
    whole, head = client.get(path), client.head(path, headers={"Range": "bytes=0-3"})
    assert head.status_code == 200
    assert content(head) == b""
    for name in (
        "Content-Length",
        "Content-Type",
        "ETag",
        "Last-Modified",
        "Content-Disposition",
        "Accept-Ranges",
    ):
        assert head.headers[name] == whole.headers[name]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_an_upload_takes_nothing(client, kind, method):
    assert getattr(client, method)(address(kind)).status_code == 405


#: The kinds of uploads, and the test that says who may have them. What is not here is served to nobody.
SERVED = {
    "wagtaildocs.Document",
    "wagtailimages.Image",
    "wagtailimages.Rendition",
    "wagtailusers.UserProfile",
}
KEPT_TO_OURSELVES = {"wagtailcore.UploadedFile"}


def test_every_kind_of_upload_is_known_here():
    kinds = {
        model._meta.label
        for model in apps.get_models()
        if any(isinstance(field, FileField) for field in model._meta.local_fields)
    }
    assert kinds - KEPT_TO_OURSELVES == SERVED
