"""What search engines are told: schema.org's own words, and nothing that the page does not say."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from factsheets.models import Citation, FactsheetPage, Review, Source
from factsheets.outputs.structured_data import as_script
from tests.builders import complete_draft, live, sign_governed_texts
from tests.setting_up.made_once import MadeOnce

VOCABULARY = json.loads((Path(__file__).parents[2] / "files" / "schema-org.json").read_text(encoding="utf-8"))
DATE = re.compile(r"[0-9]{4}(-[0-9]{2}-[0-9]{2})?")
ADDRESS = "/factsheets/medical-acupuncture/"


def told(client, path: str = ADDRESS) -> dict[str, Any]:
    soup = BeautifulSoup(client.get(path).content, "html.parser")
    (script,) = soup.find_all("script", type="application/ld+json")
    return json.loads(script.string)


def strangers(data: dict[str, Any]) -> list[str]:
    """What is not in the stored part of schema.org's vocabulary: types, properties, kinds of value, dates."""
    kind = data["@type"]
    if kind not in VOCABULARY["types"]:
        return [kind]
    found = []
    for name, value in data.items():
        if name.startswith("@"):
            continue
        if name not in VOCABULARY["types"][kind]:
            found.append(f"{kind}.{name}")
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, dict):
                found += strangers(part)
                if part["@type"] not in VOCABULARY["ranges"].get(name, []):
                    found.append(f"{name}: {part['@type']}")
            elif name in VOCABULARY["ranges"] or (name in VOCABULARY["dates"] and not DATE.fullmatch(part)):
                found.append(f"{name}: {part}")
    return found


def cited(page: FactsheetPage) -> None:
    source = Source.objects.create(
        kind="guideline", title="A guideline", year=2021, link="https://example.org/"
    )
    bare = Source.objects.create(kind="other", title="A book")
    for section, cited_source in (("evidence", source), ("risks", source), ("evidence", bare)):
        Citation.objects.create(page=page, source=cited_source, section=section)


@pytest.fixture
def page(db: None, made_once: MadeOnce) -> FactsheetPage:
    return made_once(make_page)


def make_page() -> FactsheetPage:
    sign_governed_texts()
    return live(also_called="Dry needling\nWestern acupuncture")


def test_all_of_it_is_in_the_vocabulary(client, page):
    cited(page)
    Review.objects.create(page=page, outcome="unchanged", reviewer="Dr A", reviewed_on=date(2025, 3, 1))
    data = told(client)
    assert data["@context"] == "https://schema.org"
    assert strangers(data) == []
    assert {"about", "audience", "citation", "lastReviewed", "dateModified"} <= data.keys()


def test_a_source_that_speaks_against_the_therapy_says_so(client, page):
    cited(page)
    assert not any("description" in each for each in told(client)["citation"])
    Citation.objects.filter(section="evidence").update(stance="against")
    data = told(client)
    assert [each["description"] for each in data["citation"]] == ["This source speaks against using it."] * 2
    assert strangers(data) == []


@pytest.mark.parametrize(
    "planted",
    [
        {"@type": "MedicalPage"},
        {"@type": "MedicalWebPage", "reviewer": "Dr A"},
        {"@type": "MedicalWebPage", "audience": "Patients"},
        {"@type": "MedicalWebPage", "about": {"@type": "Organization"}},
        {"@type": "MedicalWebPage", "lastReviewed": "1 March 2025"},
    ],
)
def test_the_check_bites(planted):
    assert strangers(planted)


def test_it_says_what_the_page_says(client, page, settings):
    cited(page)
    for day in (date(2020, 1, 1), date(2025, 3, 1)):
        Review.objects.create(page=page, outcome="unchanged", reviewer="Dr A", reviewed_on=day)
    data = told(client)
    names = {"name": "Medical acupuncture", "alternateName": ["Dry needling", "Western acupuncture"]}
    site = {"name": "BackCare", "url": f"{settings.SITE_URL}/"}
    assert data == {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        **names,
        "description": page.summary,
        "url": f"{settings.SITE_URL}{ADDRESS}",
        "inLanguage": "en-GB",
        "dateModified": page.last_published_at.date().isoformat(),
        "lastReviewed": "2025-03-01",
        "about": {"@type": "MedicalTherapy", **names},
        "audience": {"@type": "Patient"},
        "isPartOf": {"@type": "WebSite", **site},
        "publisher": {"@type": "Organization", **site},
        "citation": [
            {
                "@type": "CreativeWork",
                "name": "A guideline",
                "datePublished": "2021",
                "url": "https://example.org/",
            },
            {"@type": "CreativeWork", "name": "A book"},
        ],
    }


def test_what_nobody_knows_is_left_out(client, page):
    assert not {"lastReviewed", "citation"} & told(client).keys()


def test_nobody_is_named_as_reviewer(client, page):
    Review.objects.create(page=page, outcome="unchanged", reviewer="Dr Secret", reviewed_on=date(2025, 3, 1))
    assert "Dr Secret" not in json.dumps(told(client))


@pytest.mark.django_db
def test_an_example_claims_no_review(client):
    example = complete_draft()
    example.publish_as_example(example.get_latest_revision())
    Review.objects.create(page=example, outcome="unchanged", reviewer="Dr A", reviewed_on=date(2025, 3, 1))
    assert FactsheetPage.objects.get().is_starter_example
    assert "lastReviewed" not in told(client)


@pytest.mark.django_db
def test_words_cannot_leave_the_script(client):
    sign_governed_texts()
    words = "</script><script src=//evil.example></script><!-- & more"
    live(summary=words)
    assert b"<script src=//evil" not in client.get(ADDRESS).content
    assert told(client)["description"] == words


@given(st.dictionaries(st.text(), st.text()))
def test_any_words_stay_inside_and_stay_the_same(data):
    script = as_script(data)
    assert not set(script) & set("<>&\u2028\u2029")
    assert json.loads(script) == data
