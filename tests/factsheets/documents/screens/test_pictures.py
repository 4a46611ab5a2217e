"""The address of a picture shows that picture and no other, whatever is uploaded later: signed texts may lead to it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from tests.backcare.uploads import image
from tests.builders import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(settings: Any, tmp_path: Any) -> Client:
    settings.MEDIA_ROOT = tmp_path
    browser = Client()
    browser.force_login(person("Editor"))
    return browser


def exchange(browser: Client, picture: Image, name: str, width: int) -> Image:
    """On the screen of the picture."""
    form = {
        "title": picture.title,
        "collection": picture.collection_id,
        "file": SimpleUploadedFile(name, get_test_image_file(size=(width, 20)).file.getvalue()),
        "description": "", "tags": "", "focal_point_x": "", "focal_point_y": "", "focal_point_width": "",
        "focal_point_height": "",
    }  # fmt: skip
    assert browser.post(reverse("wagtailimages:edit", args=[picture.pk]), form).status_code == 302
    return Image.objects.get(pk=picture.pk)


def test_an_exchanged_picture_never_gets_an_earlier_address_back(editor: Client) -> None:
    picture = image()
    first = exchange(editor, picture, "diagram.png", 20)
    addresses = [first.file.url]
    for name, width in (("another.png", 30), ("diagram.png", 40), (first.filename, 50)):
        picture = exchange(editor, picture, name, width)
        assert picture.width == width
        addresses.append(picture.file.url)
    assert len(set(addresses)) == 4
    assert addresses[0].startswith("/media/original_images/diagram-")
    assert editor.get(addresses[0]).status_code == 404


def test_nor_does_a_new_one_get_that_of_a_deleted_one(editor: Client) -> None:
    first = exchange(editor, image(), "diagram.png", 20)
    gone, storage, name = first.file.url, first.file.storage, first.file.name
    first.delete()
    storage.delete(name)  # as is done when the deletion is through
    assert exchange(editor, image(), "diagram.png", 30).file.url != gone
