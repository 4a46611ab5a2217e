"""What is shown of a factsheet below its title: it never says less than the factsheet does."""

from __future__ import annotations

import pytest
from django.test import Client

from factsheets.models import LibraryPage
from tests.builders import live
from tests.search_index import index_everything

from .test_search_page import read, words
from .test_verdicts_in_results import contested, hit

pytestmark = pytest.mark.django_db

REFUSAL = "acupuncture should not be offered for low back pain, with or without sciatica."


def shown(client: Client, title: str, q: str) -> list[str]:
    """The excerpt on the page and in the API."""
    page = hit(read(client, q=q), title).select("p")[0]
    if page.strong:
        page.strong.extract()
    answer = client.get("/api/v1/search", {"q": q}).json()
    api = next(each for each in answer["factsheets"] if each["title"] == title)
    return [" ".join(page.get_text().split()), api["excerpt"]]


@pytest.mark.parametrize(
    "before", ["", "One more sentence stands here. ", "Much was written about it in all those years. "]
)
@pytest.mark.parametrize(
    "q", ["acupuncture", "acupuncture guideline", "nhs", "acupuncture on the nhs", "sciatica"]
)
def test_a_refusal_of_a_guideline_never_reads_as_advice(client, q, before):
    live(
        "Needles",
        evidence=f"<p>{before}Medical acupuncture is one of the treatments that NICE advises NHS services about in its guideline "
        f"NG59. It says that {REFUSAL} It may still be given.</p><p>{'More was written. ' * 20}</p>",
    )
    index_everything()
    for excerpt in shown(client, "Needles", q):
        assert REFUSAL in excerpt
        assert "cupuncture" in excerpt


def test_lines_of_a_list_and_blocks_are_told_apart(client):
    live(
        "Needles",
        procedure="<p>The needles may be put into:</p><ul><li>trigger points</li><li>other <b>tender</b> points</li>"
        "<li>classical acupuncture points</li></ul><p>The needles may be left in<br/>or taken out</p><p>You rest.</p>",
    )
    index_everything()
    for excerpt in shown(client, "Needles", "classical points"):
        assert excerpt == (
            "The needles may be put into: trigger points; other tender points; classical acupuncture points. "
            "The needles may be left in: or taken out. You rest."
        )


def test_a_line_of_a_long_list_never_stands_without_what_leads_it_in(client):
    lines = "".join(f"<li>a place that has the number {number}</li>" for number in range(30))
    live(
        "TENS",
        risks=f"<p>It is safe.</p><p>Do not put the pads on:</p><ul>{lines}<li>Broken skin. Let it heal.</li></ul><p>Ask.</p>",
    )
    index_everything()
    for excerpt in shown(client, "TENS", "broken"):
        assert excerpt.startswith("… Do not put the pads on: a place")
        assert excerpt.endswith("… Broken skin. Let it heal. …")


def test_a_statement_that_is_a_list_is_told_apart_wherever_it_stands(client):
    live(
        "TENS",
        contraindication_state="none_known",
        contraindication_statement="<p>Ask a doctor first about:</p><ul><li>a pacemaker</li><li>epilepsy</li></ul>",
    )
    index_everything()
    for excerpt in shown(client, "TENS", "pacemaker"):
        assert excerpt == "Ask a doctor first about: a pacemaker; epilepsy"
    lists = client.get("/api/v1/search", {"q": "pacemaker"}).json()["factsheets"][0]["verdicts"]
    assert "Ask a doctor first about: a pacemaker; epilepsy" in [each["statement"] for each in lists]


def test_an_excerpt_is_of_one_field_and_carries_its_heading(client):
    live(
        "Massage",
        introduction="<p>Kneading ends here.</p>",
        mechanism="<p>Warmth begins here.</p>",
        evidence="<p>Trials counted the warmth of kneading, twice.</p>",
    )
    LibraryPage.objects.update(heading_evidence="Does it work?")
    index_everything()
    for q, excerpt in (
        ("ends", "About this therapy Kneading ends here."),
        ("begins", "How it works Warmth begins here."),
        ("kneading warmth", "Does it work? Trials counted the warmth of kneading, twice."),
    ):
        shown = words(hit(read(client, q=q), "Massage").select("p")[0]).replace(" :", ":").replace(" .", ".")
        assert shown.replace(" ,", ",") == excerpt
    assert not read(client, q="skin").select(".excerpt-heading")  # the summary


def test_the_statement_of_a_list_is_shown_whole_and_with_its_stance(client):
    long = f"It helped some. {'Many others were asked. ' * 20}Ask your zyzzyva first."
    contested(live("Massage", likely_statement=long))
    index_everything()
    found = words(hit(read(client, q="helped"), "Massage"))
    assert "Back conditions it is most likely to help It helped some." in found
    assert "Ask your zyzzyva first." in found
    assert "A guideline advises against this" in found
