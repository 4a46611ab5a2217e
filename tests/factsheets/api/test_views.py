"""The public API: the search, for other programs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup

from factsheets.governed.models.warning_advice import WARNING_ADVICE
from factsheets.models import Citation, Condition, FactsheetPage, LibraryPage, Review, Source
from tests.builders import live, suits
from tests.search_index import index_everything

pytestmark = pytest.mark.django_db

SEARCH = "/api/v1/search"


@pytest.fixture(scope="module")
def filled(lasting_rows: None) -> None:
    sciatica = Condition.objects.create(name="Sciatica", plain_name="pain down the leg")
    suits(live("Medical acupuncture", also_called="Dry needling"), "likely", sciatica)
    for number in range(11):
        live(f"Therapy {number}")
    FactsheetPage.objects.filter(title="Therapy 3").update(is_starter_example=True)


@pytest.fixture
def library(filled: None) -> None:
    index_everything()


def refused(client, status: int, **asked: object) -> str:
    response = client.get(SEARCH, asked)
    assert response.status_code == status
    assert response.headers["Content-Type"].startswith("application/json")
    return response.json()["detail"]


def test_a_program_finds_what_a_reader_finds_in_the_same_order(client, library, settings):
    settings.SITE_URL = "https://backcare.example"
    answers = [client.get(SEARCH, {"q": "needles", "page": number}).json() for number in (1, 2)]
    pages = [
        BeautifulSoup(client.get("/search/", {"q": "needles", "page": n}).content, "html.parser")
        for n in (1, 2)
    ]
    assert answers[0]["count"] == 12
    assert answers[0]["pages"] == 2
    theirs = [each["title"] for answer in answers for each in answer["factsheets"]]
    assert theirs == [hit.get_text(strip=True) for page in pages for hit in page.select("ol.hits .hit-title")]
    assert len(theirs) == 12


@pytest.fixture
def needling(client, library, settings) -> dict[str, Any]:
    """What a program is told that asks for needling: one factsheet, which has been reviewed."""
    settings.SITE_URL = "https://backcare.example"
    Review.objects.create(
        page=FactsheetPage.objects.get(title="Medical acupuncture"),
        outcome="unchanged",
        reviewer="Dr A",
        reviewed_on=date(2026, 3, 2),
        next_due_on=date(2029, 3, 2),
    )
    return client.get(SEARCH, {"q": "dry needling"}).json()


def test_a_result_has_all_that_a_program_needs(needling):
    (found,) = needling["factsheets"]
    code = FactsheetPage.objects.get(title="Medical acupuncture").versions.get().code
    assert found == {
        "title": "Medical acupuncture",
        "url": "https://backcare.example/factsheets/medical-acupuncture/",
        "summary": "Thin needles in the skin and muscles. It may ease some kinds of back pain.",
        "excerpt": found["excerpt"],
        "excerpt_from": "",
        "kind": "Needling",
        "is_example": False,
        "certainty": "low",
        "certainty_in_words": "This evidence is limited.",
        "reviewed_on": "2026-03-02",
        "review_due_on": "2029-03-02",
        "version_code": f"{code[:3]}-{code[3:]}",
        "about_the_question": [],
        "verdicts": found["verdicts"],
    }
    assert "<" not in found["excerpt"]


def test_a_result_has_its_three_lists(needling):
    lists = needling["factsheets"][0]["verdicts"]
    assert [(each["verdict"], each["statement"]) for each in lists] == [
        ("likely", "Muscle strain."),
        ("unlikely", "Pain from irritated nerves."),
        ("avoid", "None is known, but see a doctor first."),
    ]
    assert lists[0]["rows"] == [
        {
            "name": "Sciatica",
            "plain_name": "pain down the leg",
            "is_pattern": False,
            "slug": "sciatica",
            "note": "",
            "is_asked_for": False,
        }
    ]
    assert [each["state"] for each in lists] == ["", "", "none_known"]


def test_an_answer_says_how_the_question_was_taken_and_by_what_it_can_be_narrowed(needling):
    assert needling == {
        "q": "dry needling",
        "was_cut": False,
        "corrected_query": None,
        "has_all_words": True,
        "count": 1,
        "page": 1,
        "pages": 1,
        "kinds": [{"slug": "needling", "name": "Needling", "count": 1}],
        "conditions": [{"slug": "sciatica", "name": "Pain down the leg", "count": 1}],
        "warning": None,
        "signposts": [],
        "withdrawn": [],
        "named": [],
        "factsheets": needling["factsheets"],
    }


def test_an_example_is_marked_as_one(client, library):
    assert client.get(SEARCH, {"q": "therapy 3"}).json()["factsheets"][0]["is_example"]


def test_a_program_hears_what_is_said_about_the_question(client, library, settings):
    settings.SITE_URL = "https://backcare.example"
    source = Source.objects.create(kind="trial", title="A trial", status="withdrawn")
    Citation.objects.create(
        page=FactsheetPage.objects.get(title="Medical acupuncture"),
        source=source,
        section="likely",
        stance="against",
    )
    sciatica = Condition.objects.get()
    suits(FactsheetPage.objects.get(title="Therapy 1"), "avoid", sciatica, note="Never.")
    suits(FactsheetPage.objects.get(title="Therapy 2"), "likely", sciatica)
    index_everything()
    for asked in ({"q": "needles sciatica"}, {"q": "needles", "condition": "sciatica"}):
        answer = client.get(SEARCH, asked).json()
        assert [(each["title"], each["about_the_question"]) for each in answer["factsheets"]] == [
            ("Therapy 2", ["For pain down the leg: most likely to help"]),
            (
                "Medical acupuncture",
                ["For pain down the leg: most likely to help, but a source speaks against it"],
            ),
            ("Therapy 1", ["For pain down the leg: should not be used"]),
        ]
        likely = answer["factsheets"][1]["verdicts"][0]
        assert likely["is_contested"]
        assert likely["objections"] == [
            {
                "words": "A trial speaks against this: “A trial”.",
                "standing": "This source has been withdrawn since we used it.",
            }
        ]
        assert [row["is_asked_for"] for row in likely["rows"]] == [True]
        avoid = answer["factsheets"][2]["verdicts"][2]
        assert avoid["rows"][0]["note"] == "Never."
    assert client.get(SEARCH, {"q": "needles sciatica"}).json()["named"] == [
        {
            "name": "pain down the leg",
            "is_pattern": False,
            "slug": "sciatica",
            "url": "https://backcare.example/conditions/sciatica/",
        }
    ]


def test_results_can_be_narrowed(client, library):
    narrowed = client.get(SEARCH, {"q": "needles", "kind": "needling", "condition": "sciatica"}).json()
    assert [each["title"] for each in narrowed["factsheets"]] == ["Medical acupuncture"]


def test_what_is_wrong_is_said_in_a_sentence(client, library):
    assert refused(client, 422) == "q: Field required."
    assert refused(client, 422, q=" \0 ") == "q: say what to search for."
    assert refused(client, 422, q="needles", page="x").startswith("page: ")
    assert refused(client, 422, q="needles", page="0").startswith("page: ")
    assert refused(client, 404, q="needles", page="3") == "page: the last page is 2."
    assert refused(client, 404, q="needles", kind="nonsense").startswith("kind, condition: ")
    assert refused(client, 404, q="needles", condition="\0x").startswith("kind, condition: ")


def test_a_warning_sign_is_told_with_the_numbers_to_call(client, library):
    answer = client.get(SEARCH, {"q": "cant pee and suicidal"}).json()
    emergency = WARNING_ADVICE["emergency"].for_readers()
    crisis = WARNING_ADVICE["crisis"].for_readers()
    assert answer["warning"] == {
        "level": "emergency",
        "heading": emergency.heading,
        "text": "\n\n".join(emergency.paragraphs),
        "phones": [{"number": "999", "label": "Emergency"}],
        "is_example": True,
        "also": [
            {
                "level": "crisis",
                "heading": crisis.heading,
                "text": "\n\n".join(crisis.paragraphs),
                "phones": [
                    {"number": "999", "label": "Emergency"},
                    {"number": "116 123", "label": "Samaritans, day and night"},
                    {"number": "111", "label": "For urgent help"},
                ],
                "is_example": True,
            }
        ],
    }
    assert answer["corrected_query"] is None
    assert client.get(SEARCH, {"q": "suicidal"}).json()["warning"]["level"] == "crisis"
    assert client.get(SEARCH, {"q": "back pain with fever"}).json()["warning"]["level"] == "urgent"


def test_a_warning_sign_is_told_where_there_is_nothing_to_find(client, library):
    for asked in ({"page": "3"}, {"kind": "nonsense"}):
        response = client.get(SEARCH, {"q": "cauda equina", **asked})
        assert response.status_code == 404
        assert response.json()["warning"]["level"] == "emergency"
    LibraryPage.objects.get().unpublish()
    response = client.get(SEARCH, {"q": "cauda equina"})
    assert response.json()["detail"] == "There are no public factsheets yet."
    assert response.json()["warning"]["level"] == "emergency"
    assert client.get(SEARCH, {"q": "needles"}).json()["warning"] is None


@pytest.mark.parametrize("wrong", [{"page": "x"}, {"page": "0"}, {"exact": "perhaps"}, {"page": ""}])
def test_a_warning_sign_is_told_where_the_question_is_refused(client, library, wrong):
    response = client.get(SEARCH, {"q": "cant pee and suicidal", **wrong})
    assert response.status_code == 422
    assert response.json()["warning"] == client.get(SEARCH, {"q": "cant pee and suicidal"}).json()["warning"]
    response = client.get(SEARCH, {"q": "needles", **wrong})
    assert (response.status_code, response.json()["warning"]) == (422, None)
    assert client.get(SEARCH, wrong).json()["warning"] is None
    assert client.get(SEARCH, {"q": " "}).json() == {"detail": "q: say what to search for.", "warning": None}


def test_a_wrong_address_is_answered_as_json(client):
    for path in ("/api/v1/", "/api/v1/factsheets", "/api/v1/docs"):
        response = client.get(path)
        assert response.status_code == 404
        assert "openapi.json" in response.json()["detail"]


def test_it_only_answers(client):
    assert client.post(f"{SEARCH}?q=needles").status_code == 405


def test_scripts_of_other_sites_may_read_each_answer(client):
    for path in (SEARCH, f"{SEARCH}?q=needles", "/api/v1/openapi.json", "/api/v1/nothing"):
        for answer in (client.get(path), client.head(path), client.post(path)):
            assert answer["Access-Control-Allow-Origin"] == "*", path
            assert answer["Cross-Origin-Resource-Policy"] == "cross-origin", path
            assert not answer.cookies


def test_who_only_asks_whether_there_is_an_answer_gets_it_without_its_words(client, library):
    for question in ({"q": "needles"}, {"q": ""}, {"q": "needles", "page": 99}):
        asked, answered = client.head(SEARCH, question), client.get(SEARCH, question)
        assert asked.status_code == answered.status_code
        assert asked["Content-Type"] == answered["Content-Type"]
        assert not asked.content
    assert client.head(SEARCH).status_code == 422


def test_it_describes_itself(client):
    described = client.get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.")
    search = described["paths"][SEARCH]["get"]
    assert {each["name"] for each in search["parameters"]} == {"q", "kind", "condition", "page", "exact"}
    assert set(search["responses"]) == {"200", "404", "422"}
    assert set(described["paths"][SEARCH]) == {"get"}
    schemas = described["components"]["schemas"]
    assert {"level", "heading", "text", "phones"} <= set(schemas["WarningFound"]["properties"])
    assert schemas["WarningLevel"]["enum"] == ["emergency", "crisis", "urgent"]
    assert "warning" in schemas["SearchAnswer"]["required"]
    assert {"verdicts", "certainty", "reviewed_on", "review_due_on", "version_code"} <= schemas[
        "FactsheetFound"
    ]["properties"].keys()
    assert all(
        "description" in each for each in schemas["VerdictAnswer"]["properties"].values() if "type" in each
    )
