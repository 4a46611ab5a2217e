"""No answer of the admin is a bare word."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import UploadedFile

from tests.backcare.uploads import image
from tests.builders import person, superuser
from tests.factsheets.screens.kinds import signed_in

pytestmark = pytest.mark.django_db
XHR = {"x-requested-with": "XMLHttpRequest"}


@pytest.fixture
def boss() -> Client:
    client = Client()
    client.force_login(superuser())
    return client


def test_a_refusal_without_a_page_is_said_on_one(boss):
    for method, address, status, words in (
        ("get", reverse("wagtailimages:preview", args=[1, "zz"]), 404, ""),
        ("post", reverse("wagtaildocs:add_multiple"), 400, "No file arrived."),
        (
            "get",
            reverse("wagtailadmin_workflows:enable_task", args=[1]),
            405,
            "Nothing is shown at this address",
        ),
    ):
        response = getattr(boss, method)(address, headers=XHR if method == "post" else {})
        assert response.status_code == status, address
        if status == 405:
            assert "POST" in response.headers["Allow"]
        assert words in response.content.decode()


def test_a_filter_that_is_none(boss, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    response = boss.get(reverse("wagtailimages:preview", args=[image().pk, "zz"]))
    assert response.status_code == 400
    assert "The address cannot be read" in response.content.decode()
    assert "</html>" in response.content.decode()


def test_what_is_forbidden_is_told_to_scripts_as_they_ask():
    desk = signed_in("Author")
    other = UploadedFile.objects.create(
        file="x",
        uploaded_by_user=person("Editor", "ed"),
        for_content_type=ContentType.objects.get_for_model(get_document_model()),
    )
    response = desk.post(reverse("wagtaildocs:delete_upload_multiple", args=[other.pk]), headers=XHR)
    assert response.status_code == 403
    assert "You may not do this" in response.json()["error_message"]
    shown = Client().post("/feedback/tens/", b"x", content_type="multipart/form-data").content.decode()
    assert "That did not work" in shown
