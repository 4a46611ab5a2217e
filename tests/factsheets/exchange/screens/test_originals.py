"""The originals: for whoever may edit the factsheet, as a file, and kept by no browser."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from factsheets.models import FactsheetPage, ImportedDocument
from tests.builders import draft, put_live, sign_governed_texts
from tests.factsheets.exchange.batches.documents import HEAT, brought_in, come_in
from tests.factsheets.screens.kinds import signed_in

pytestmark = pytest.mark.django_db


def original_url() -> str:
    document = ImportedDocument.objects.get()
    return reverse("factsheets_original", args=[document.page_id, document.pk])


def test_it_comes_byte_for_byte_as_an_attachment():
    come_in({"deep/heat “one”.html": HEAT})
    answer = signed_in("Author").get(original_url())
    assert answer.content == HEAT
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_it_is_listed_on_the_screens_of_its_factsheet():
    come_in({"heat.txt": HEAT})
    page = FactsheetPage.objects.get()
    browser = signed_in("Author")
    listed = reverse("factsheets_originals", args=[page.pk])
    assert listed in browser.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    html = browser.get(listed).content.decode()
    assert "heat.txt" in html
    assert original_url() in html
    without = draft("Cold")
    html = browser.get(reverse("wagtailadmin_pages:edit", args=[without.pk])).content.decode()
    assert "Original documents" not in html


@pytest.mark.parametrize("role", ["Clinical reviewer", "Resource manager", None])
def test_nobody_else_opens_it(role: str | None):
    come_in({"heat.txt": HEAT})
    assert signed_in(role).get(original_url()).status_code == 302


def test_readers_never_get_it():
    sign_governed_texts()
    come_in({"heat.txt": b"Heat\n\nEvidence\nSecret-words-of-the-original.\n"})
    page = FactsheetPage.objects.get()
    page.evidence = "<p>Other.</p>"
    page.save_revision()
    put_live(page)
    assert Client().get(original_url()).status_code == 302
    answer = Client().get(FactsheetPage.objects.get().url).content.decode()
    assert "Secret-words" not in answer
    assert "originals" not in answer


def test_of_an_older_document_there_is_the_text():
    page = draft("Heat")
    ImportedDocument.objects.create(page=page, name="heat.doc", digest="0" * 64, text="Heat")
    answer = signed_in("Author").get(original_url())
    assert answer.content == b"Heat"
    assert 'filename="heat.txt"' in answer["Content-Disposition"]


def test_one_of_another_factsheet_is_not_found_under_this_one():
    come_in({"heat.txt": HEAT})
    other = draft("Cold")
    url = reverse("factsheets_original", args=[other.pk, ImportedDocument.objects.get().pk])
    assert signed_in("Author").get(url).status_code == 404


def test_before_it_is_confirmed_it_is_opened_from_the_plan():
    batch = brought_in({"heat.txt": HEAT})
    url = reverse("factsheets_original_of_batch", args=[batch.pk, batch.documents.get().pk])
    browser = signed_in("Author")
    assert browser.get(url).content == HEAT
    batch.documents.update(original=None)
    assert browser.get(url).status_code == 404
