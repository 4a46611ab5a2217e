"""A word that stands in every text that readers may not see is found in nothing that they can get."""

from __future__ import annotations

import re
from io import BytesIO
from urllib.parse import quote

import pytest
from django.db.models import Q
from django.test import Client, override_settings
from pypdf import PdfReader
from wagtail.models import Page

from factsheets.outputs.pdf import rendering
from tests.backcare.test_public_responses import ADDRESSES
from tests.search_index import index_everything
from tests.setting_up.pango import has_pango

from .canary import FOUND, ONE, OTHER, not_planted
from .hidden_library import Hidden, build

pytestmark = pytest.mark.django_db

QUESTIONS = [
    "/search/?q={}",
    "/search/?q={}&exact=1",
    "/search/?q={}s",
    "/search/?q=needles+{}",
    "/search/suggestions?q={}",
    "/api/v1/search?q={}",
    "/api/v1/search?q={}&exact=true",
    "/api/v1/search?q=needles&kind={}",
    "/api/v1/search?q=needles&condition={}",
    "/search/?q=needles&kind={}",
    "/search/?q=needles&condition={}",
    "/find/?condition={}",
    "/find/?pain={}",
    "/compare/?a={}&b=tens",
    "/factsheets/?kind={}",
    "/v/?code={}",
]


@pytest.fixture(scope="module")
def hidden(lasting_rows, tmp_path_factory) -> Hidden:
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        built = build()
        index_everything()
        yield built


@pytest.fixture(autouse=True)
def pdfs_as_html(monkeypatch):
    monkeypatch.setattr("factsheets.outputs.page_as_pdf.pdf_of", lambda html, address: html.encode())


def seen(client: Client, path: str) -> str:
    """All that comes back, its headers too, without what the asker said."""
    response = client.get(path)
    body = b"".join(response) if response.streaming else response.content
    shown = f"{response.headers} {body.decode(errors='replace')}"
    for said in (path, quote(path, safe="/"), quote(path, safe="")):
        shown = shown.replace(said, "").replace(said.replace("&", "&amp;"), "")
    return shown


def own_addresses(hidden: Hidden) -> list[str]:
    """Every address that has to do with what is hidden itself."""
    places = ("", "factsheet.pdf", "large-print.pdf", "history/")
    pages = [page for page in hidden.pages if page.pk != hidden.withdrawn.pk]
    return [
        *(f"{page.get_url()}{place}" for page in pages for place in places),
        *(f"/feedback/{page.slug}/{place}" for page in pages for place in ("?useful=yes", "thanks/")),
        *(f"/v/{code}/" for code in hidden.codes if not _is_of(hidden, code)),
        *(condition.get_absolute_url() for condition in hidden.conditions),
        *(document.url for document in hidden.documents),
        *(f"/media/{document.file.name}" for document in hidden.documents),
        "/old/",
    ]


def _is_of(hidden: Hidden, code: str) -> bool:
    return hidden.withdrawn.versions.filter(code=code).exists()


def test_every_text_of_ours_has_the_word(hidden):
    assert not_planted() == set()


@pytest.mark.parametrize("path", ADDRESSES)
def test_no_public_address_gives_anything_away(client, hidden, path):
    assert not FOUND.search(seen(client, path)), FOUND.findall(seen(client, path))


@pytest.mark.parametrize("question", QUESTIONS)
def test_asking_for_it_brings_nothing(client, hidden, question):
    for asked, other in ((ONE, OTHER), (OTHER, ONE), (f"{ONE}-{OTHER}", None)):
        shown = _without_what_its_own_address_says(hidden, seen(client, question.format(asked)))
        if other:
            assert other not in shown.lower()
        else:
            assert f"{ONE} {OTHER} " not in shown.lower()


def _without_what_its_own_address_says(hidden: Hidden, shown: str) -> str:
    """Its title, its reason and its address are public: whoever asks for what is withdrawn is told."""
    told = re.sub(rf"{ONE} {OTHER} (?:title|reason)\b", "", shown.replace(hidden.withdrawn.get_url(), ""))
    assert not re.search(rf"{ONE}.{OTHER} (?!title|reason)", told, re.IGNORECASE)
    return told


def test_what_the_site_lists_gives_nothing_away(client, hidden):
    """Whatever stands in the sitemap is asked for, with its PDFs and its history."""
    listed = re.findall("<loc>https?://[^/<]+([^<]*)</loc>", client.get("/sitemap.xml").content.decode())
    assert "/factsheets/medical-acupuncture/" in listed
    for path in listed:
        for place in ("", "factsheet.pdf", "large-print.pdf", "history/"):
            assert not FOUND.search(seen(client, f"{path}{place}")), f"{path}{place}"


def test_its_own_addresses_say_nothing(client, hidden):
    told = {
        path: FOUND.findall(shown)
        for path in own_addresses(hidden)
        if FOUND.search(shown := seen(client, path))
    }
    assert told == {}


#: Rules that keep it in, each with an address that would give it away without.
RULES = {
    "factsheets.page.models.factsheet_query.open_to_readers": "/factsheets/",
    "factsheets.library.sitemap.open_to_readers": "/sitemap.xml",
    "factsheets.page.models.page_link.open_to_readers": "/about/",
}


@pytest.mark.parametrize("rule", RULES)
def test_without_a_rule_it_would_be_found(client, hidden, monkeypatch, rule):
    page = Page.objects.get(slug="about").specific
    page.body = f'<p><a linktype="page" id="{hidden.pages[0].pk}">x</a></p>'
    page.save()
    assert not FOUND.search(seen(client, RULES[rule]))
    monkeypatch.setattr(rule, lambda: ~Q(pk=None))
    assert FOUND.search(seen(client, RULES[rule]))


#: What the charity says in public about a factsheet that it has withdrawn.
SAID_OF_THE_WITHDRAWN = {"title", "reason", "change_note"}


def test_of_what_is_withdrawn_only_what_must_be_said_is_told(client, hidden):
    page = hidden.withdrawn
    address = page.get_url()
    (code,) = page.versions.values_list("code", flat=True)
    for path in (
        *(f"{address}{place}" for place in ("", "factsheet.pdf", "large-print.pdf", "history/")),
        f"/v/{code}/",
    ):
        shown = seen(client, path).replace(address, "")
        assert set(re.findall(rf"{ONE} {OTHER} (\w+)", shown)) <= SAID_OF_THE_WITHDRAWN, path


@override_settings(DEBUG=False)
def test_an_error_says_nothing(hidden, monkeypatch):
    def fall_over(*args: object) -> None:
        raise RuntimeError(f"{ONE} {OTHER}")

    monkeypatch.setattr(Page, "serve", fall_over)
    response = Client(raise_request_exception=False).get("/about/")
    assert response.status_code == 500
    assert not FOUND.search(response.content.decode())


def test_a_real_pdf_says_nothing(client, hidden, monkeypatch):
    if not has_pango():
        return  # the HTML that it is drawn from is read above
    monkeypatch.setattr("factsheets.outputs.page_as_pdf.pdf_of", rendering.pdf_of)
    pdf = client.get("/factsheets/medical-acupuncture/factsheet.pdf").content
    assert not FOUND.search(pdf.decode("latin-1"))
    assert not any(FOUND.search(page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages)
