"""Which public addresses name verdicts: a new one fails here until its caveats are tested as well."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from django.test import override_settings

from factsheets.language.vocabulary import PUBLIC_HEADINGS, Verdict
from factsheets.library.formats.condition_parts import CONTESTED_HEADING, GROUP_HEADINGS
from tests.backcare.test_public_responses import ADDRESSES
from tests.factsheets.outputs.test_caveats_everywhere import OUTPUTS
from tests.search_index import index_everything

from .hidden_library import build

pytestmark = pytest.mark.django_db

#: Verdicts as any output words them: as a heading, in a sentence about somebody's condition, or as a program gets them.
IN_WORDS = re.compile(
    "|".join(
        re.escape(words)
        for words in {
            CONTESTED_HEADING,
            *(verdict.label for verdict in Verdict),
            *GROUP_HEADINGS.values(),
            *(PUBLIC_HEADINGS[verdict] for verdict in Verdict.values),
            *(f": {heading.lower()}" for heading in GROUP_HEADINGS.values()),
            *(f'"{verdict}"' for verdict in Verdict.values),
        }
    )
)
#: The beginnings of public addresses that name verdicts, each with one of the outputs whose caveats are tested.
NAMING = {
    "/factsheets/medical-acupuncture/": "/factsheets/massage/",
    "/factsheets/medical-acupuncture/factsheet.pdf": "factsheet.pdf",
    "/factsheets/medical-acupuncture/large-print.pdf": "large-print.pdf",
    "/factsheets/medical-acupuncture/history/": "history",
    "/conditions/sciatica/": "/conditions/sciatica/",
    "/find/?pain=dull-or-aching&condition=sciatica&condition=nonsense": "/find/",
    "/compare/?a=medical-acupuncture&b=tens": "/compare/",
    "/search/?q=needles&kind=needling&condition=sciatica&exact=1&page=9": "/search/ narrowed",
    "/search/?q=sciatica": "/search/ naming a condition",
    "/api/v1/search?q=needles": "/api/v1/search",
}
#: The home page lists what every factsheet tells.
OF_NO_THERAPY = {"/": PUBLIC_HEADINGS["avoid"]}


@pytest.fixture(scope="module")
def site(lasting_rows, tmp_path_factory):
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        build()
        index_everything()
        yield


@pytest.fixture(autouse=True)
def pdfs_as_html(monkeypatch):
    monkeypatch.setattr("factsheets.outputs.page_as_pdf.pdf_of", lambda html, address: html.encode())


@pytest.mark.filterwarnings("ignore::bs4.XMLParsedAsHTMLWarning")  # the sitemap
@pytest.mark.parametrize("path", [*ADDRESSES, "/search/?q=sciatica"])
def test_an_address_that_names_verdicts_is_known(client, site, path):
    body = client.get(path).content.decode()
    text = (
        body if body.startswith("{") else " ".join(BeautifulSoup(body, "html.parser").get_text(" ").split())
    )
    text = text.replace(OF_NO_THERAPY.get(path, "\0"), "")
    assert bool(IN_WORDS.search(text)) == (path in NAMING), IN_WORDS.findall(text)


def test_the_caveats_of_each_are_tested():
    assert set(NAMING.values()) <= OUTPUTS.keys()
