"""What a public page says of a factsheet that readers may not see, or not any more: nothing, wherever it is linked."""

from __future__ import annotations

import pytest

from factsheets.models import FactsheetPage, LibraryPage, RelatedItem
from home.models import HomePage, PlainPage
from tests.builders import live, sign_governed_texts

from .test_privacy import (  # noqa: F401
    NAME,
    around,
    as_draft,
    as_private,
    as_public,
    as_scheduled,
    as_taken_down,
    as_withdrawn,
    in_states,
    secret,
)

pytestmark = pytest.mark.django_db

HIDDEN = (as_draft, as_private, as_scheduled, as_taken_down, as_withdrawn)


def link_to(page: FactsheetPage) -> str:
    return f'<p>See <a linktype="page" id="{page.pk}">another one</a>.</p>'


def outputs(client, page: FactsheetPage, monkeypatch) -> str:
    """The public page and both PDFs, as HTML."""
    drawn: list[str] = []
    monkeypatch.setattr(
        "factsheets.outputs.page_as_pdf.pdf_of", lambda html, address: drawn.append(html) or b"%PDF-"
    )
    path = f"/factsheets/{page.slug}/"
    shown = client.get(path).content.decode()
    for name in ("factsheet.pdf", "large-print.pdf"):
        client.get(f"{path}{name}")
    assert len(drawn) == 2
    return "".join([shown, *drawn])


@in_states(*HIDDEN)
def test_relevant_information_says_nothing_of_it(client, around, secret, monkeypatch):  # noqa: F811
    FactsheetPage.objects.filter(pk=secret.pk).update(summary="A secret summary.")
    RelatedItem.objects.create(page=around, factsheet=secret)
    shown = outputs(client, around, monkeypatch)
    for word in (NAME, "secret-therapy", "A secret summary.", "No longer offered"):
        assert word not in shown


@in_states(as_public)
def test_relevant_information_names_what_is_public(client, around, secret, monkeypatch):  # noqa: F811
    RelatedItem.objects.create(page=around, factsheet=secret)
    assert outputs(client, around, monkeypatch).count(NAME) >= 3


@in_states(*HIDDEN)
def test_a_link_in_a_text_gives_no_address_away(client, around, secret, monkeypatch):  # noqa: F811
    FactsheetPage.objects.filter(pk=around.pk).update(
        procedure=link_to(secret), contraindication_statement=link_to(secret)
    )
    LibraryPage.objects.update(introduction=link_to(secret))
    HomePage.objects.update(introduction=link_to(secret))
    PlainPage.objects.update(body=link_to(secret))
    shown = outputs(client, around, monkeypatch)
    for path in ("/", "/factsheets/", "/about/", "/compare/?a=tens&b=massage"):
        page = client.get(path).content.decode()
        assert "another one" in page
        shown += page
    assert "another one" in shown
    assert "secret-therapy" not in shown


@in_states(as_public)
def test_a_link_in_a_text_leads_to_what_is_public(client, around, secret):  # noqa: F811
    FactsheetPage.objects.filter(pk=around.pk).update(procedure=link_to(secret))
    assert (
        '<a href="/factsheets/secret-therapy/">another one</a>'
        in client.get("/factsheets/tens/").content.decode()
    )


@in_states(*HIDDEN)
def test_a_factsheet_with_such_a_link_does_not_go_live(around, secret):  # noqa: F811
    page = FactsheetPage.objects.get(pk=around.pk)
    page.procedure = link_to(secret)
    page.related_items.add(RelatedItem(factsheet=secret))
    sentences = " ".join(page.what_surrounds_it_lacks())
    assert "the link “another one” leads to a page that is not public" in sentences
    assert f"the factsheet “{NAME}” is not public" in sentences


def test_a_link_with_no_sensible_number_is_no_fault(client):
    sign_governed_texts()
    for number in ("9" * 30, "x", "", "１"):
        live_page = live(f"Heat {len(number)}", procedure=f'<p><a linktype="page" id="{number}">x</a></p>')
        assert client.get(live_page.get_url()).status_code == 200
        assert live_page.what_surrounds_it_lacks() is not None
