"""Formatted text that names a page, a document or a picture by what is no number: everybody can still read and mend it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from wagtail.models import ReferenceIndex, Revision

from factsheets.models import FactsheetPage
from home.models import PlainPage
from tests.builders import live, superuser
from tests.factsheets.screens.forms import edit_url, form_on, kept
from tests.search_index import index_everything

pytestmark = pytest.mark.django_db

HUGE = "9" * 30
BROKEN = "".join({
    "a page": '<p>Some <a linktype="page" id="abc">words</a>.</p>',
    "a page without": '<p>Some <a linktype="page">words</a>.</p>',
    "a page beyond": f'<p>Some <a linktype="page" id="{HUGE}">words</a>.</p>',
    "a page of another script": '<p>Some <a linktype="page" id="٣">words</a>.</p>',
    "a document": '<p>Some <a linktype="document" id="1 OR 1=1">words</a>.</p>',
    "a document without": '<p>Some <a linktype="document">words</a>.</p>',
    "a document beyond": f'<p>Some <a linktype="document" id="{HUGE}">words</a>.</p>',
    "a picture": '<p>Some words.</p><embed embedtype="image" id="abc" format="left" alt="x"/>',
    "a picture without": '<p>Some words.</p><embed embedtype="image"/>',
    "a picture beyond": f'<p>Some words.</p><embed embedtype="image" id="{HUGE}" format="left"/>',
    "nothing known": '<p>Some <a linktype="nonsense" id="1">words</a>.</p><embed embedtype="nonsense"/>',
}.values())  # fmt: skip


def broken_page() -> FactsheetPage:
    """A public factsheet with such a text, in its row and in its revision, as no form of ours would store it."""
    page = live()
    FactsheetPage.objects.filter(pk=page.pk).update(introduction=BROKEN, evidence=BROKEN)
    revision = page.latest_revision
    content = revision.content | {"introduction": BROKEN, "evidence": BROKEN}
    Revision.objects.filter(pk=revision.pk).update(content=content)
    return FactsheetPage.objects.get(pk=page.pk)


def addresses(page: FactsheetPage) -> tuple[list[str], list[str]]:
    """Of readers, and of staff."""
    about = PlainPage.objects.get(slug="about")
    parts = ("", "factsheet.pdf", "large-print.pdf", "history/")
    readers = [f"/factsheets/{page.slug}/{part}" for part in parts]
    readers += [
        "/about/",
        "/factsheets/",
        f"/compare/?a={page.slug}",
        "/search/?q=words",
        "/api/v1/search?q=words",
    ]
    views = ("edit", "view_draft", "history", "usage", "delete", "copy", "workflow_history")
    staff = [
        reverse(f"wagtailadmin_pages:{view}", args=[each.pk]) for view in views for each in (page, about)
    ]
    staff += [
        reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, page.latest_revision_id]),
        reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "live"]),
        reverse("wagtailadmin_api:pages:detail", args=[page.pk]),
        reverse("factsheets_withdraw", args=[page.pk]),
    ]  # fmt: skip
    return readers, staff


def test_it_is_read_found_and_opened(own_index: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factsheets.outputs.page_as_pdf.pdf_of", lambda html, address: html.encode())
    page = broken_page()
    PlainPage.objects.filter(slug="about").update(body=BROKEN)
    index_everything()
    boss = Client()
    boss.force_login(superuser())
    readers, staff = addresses(page)
    for address in readers:
        response = Client().get(address)
        assert response.status_code == 200, address
        assert "linktype" not in response.content.decode()
    assert b"Some" in Client().get(page.url).content
    assert [address for address in staff if boss.get(address).status_code not in (200, 302)] == []


def test_it_is_saved_again_and_what_is_used_is_known() -> None:
    page = broken_page()
    kind = ContentType.objects.get_for_model(FactsheetPage)
    boss = Client()
    boss.force_login(superuser())
    typed = form_on(boss.get(edit_url(page)).content.decode(), edit_url(page))
    response = boss.post(edit_url(page), typed | {"summary": ["Words that I typed."]})
    assert response.status_code == 302
    assert kept(page).summary == "Words that I typed."
    assert "Some" in kept(page).introduction
    ReferenceIndex.create_or_update_for_object(page)
    linked = ReferenceIndex.objects.filter(object_id=str(page.pk), content_type=kind)
    named = set(linked.filter(model_path="introduction").values_list("to_object_id", flat=True))
    assert not named
