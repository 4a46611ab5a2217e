"""A new password of a private page or collection shuts out whoever knew the old one, in a session from before too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from tests.backcare.uploads import collection, document
from tests.builders import live, superuser

pytestmark = pytest.mark.django_db

OLD, NEW = "open sesame", "open barley"


def a_page() -> tuple[str, str, str]:
    page = live("Heat")
    rule = PageViewRestriction.objects.create(page=page, restriction_type="password", password=OLD)
    gate = reverse("wagtailcore_authenticate_with_password", args=[rule.pk, page.pk])
    return page.url, gate, reverse("wagtailadmin_pages:set_privacy", args=[page.pk])


def a_document() -> tuple[str, str, str]:
    made = document(collection=collection("password"))
    gate = reverse(
        "wagtaildocs_authenticate_with_password", args=[CollectionViewRestriction.objects.get().pk]
    )
    return made.url, gate, reverse("wagtailadmin_collections:set_privacy", args=[made.collection_id])


def is_read(browser: Client, address: str) -> bool:
    response = browser.get(address)
    assert response.status_code == 200
    return b'name="password"' not in b"".join(response)


@pytest.mark.parametrize("make", [a_page, a_document])
def test_a_new_password_is_asked_of_everybody(settings: Any, tmp_path: Path, make: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    address, gate, privacy = make()
    reader, boss = Client(), Client()
    boss.force_login(superuser())

    def gives(password: str) -> bool:
        reader.post(gate, {"password": password, "return_url": address})
        return is_read(reader, address)

    assert gives(OLD)
    boss.post(privacy, {"restriction_type": "password", "password": OLD})
    assert is_read(reader, address)
    boss.post(privacy, {"restriction_type": "password", "password": NEW})
    assert not is_read(reader, address)
    assert not gives(OLD)
    assert gives(NEW)
