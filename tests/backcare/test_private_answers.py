"""What stands behind a rule is for one person, and so is each answer on the way to it: no cache keeps any."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from backcare.headers import CACHE_CONTROL_OF_ONE_PERSON
from tests.builders import live, person, sign_governed_texts

pytestmark = pytest.mark.django_db

PLACES = ["", "factsheet.pdf", "large-print.pdf", "history/"]


@pytest.fixture(autouse=True)
def drawn(monkeypatch):
    monkeypatch.setattr("factsheets.outputs.page_as_pdf.pdf_of", lambda html, address: b"%PDF-")


@pytest.fixture
def private(request):
    sign_governed_texts()
    page = live("Heat")
    return PageViewRestriction.objects.create(
        page=page, restriction_type=request.param, password="open sesame"
    )


def not_kept(response) -> bool:
    return response.headers.get("Cache-Control") == CACHE_CONTROL_OF_ONE_PERSON


@pytest.mark.parametrize("place", PLACES[:3])
@pytest.mark.parametrize("private", ["login", "password"], indirect=True)
def test_the_way_to_a_private_page_is_kept_by_no_cache(client, private, place):
    path = f"/factsheets/heat/{place}"
    for response in (client.get(path), client.head(path)):
        assert response.status_code in {200, 302}
        assert not_kept(response)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("private", ["password"], indirect=True)
def test_a_private_page_is_kept_by_no_cache(client, private, place):
    path = f"/factsheets/heat/{place}"
    asked = reverse("wagtailcore_authenticate_with_password", args=[private.pk, private.page.pk])
    assert not_kept(client.get(asked))
    assert not_kept(client.post(asked, {"password": "wrong", "return_url": path}))
    assert not_kept(client.post(asked, {"password": "open sesame", "return_url": path}))
    assert client.get(path).status_code == (404 if place == "history/" else 200)
    assert place == "history/" or not_kept(client.get(path))


@pytest.mark.parametrize("private", ["password"], indirect=True)
def test_the_form_for_the_password_is_a_page_like_others_and_tells_nothing_of_what_is_private(
    client, private
):
    asked = reverse("wagtailcore_authenticate_with_password", args=[private.pk, private.page.pk])
    wrong = client.post(asked, {"password": "wrong", "return_url": "/factsheets/heat/"})
    for response in (client.get("/factsheets/heat/"), wrong):
        soup = BeautifulSoup(response.content, "html.parser")
        assert soup.h1.get_text() == "This page needs a password"
        assert soup.select_one(".warning-strip a[href='/help-now/']")
        assert soup.find("label", attrs={"for": soup.select_one("[name=password]")["id"]})
        assert "Thin needles" not in soup.get_text()
        assert "Heat" not in soup.get_text()
    assert "not correct" in soup.select_one("#id_password_error").get_text()


@pytest.mark.parametrize("private", ["groups"], indirect=True)
def test_the_wrong_group_is_told_so_by_no_cache(client, private):
    client.force_login(person("Author"))
    response = client.get("/factsheets/heat/")
    assert response.status_code == 302
    assert not_kept(response)


def test_a_refused_form_is_kept_by_no_cache():
    response = Client(enforce_csrf_checks=True).post("/factsheets/", {"words": "x"})
    assert response.status_code == 403
    assert "public" not in response.headers.get("Cache-Control", "")
