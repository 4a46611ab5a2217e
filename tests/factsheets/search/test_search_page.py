"""The page of results: what is found, how it can be narrowed, and what a reader gets who finds nothing."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import PageViewRestriction

from factsheets.models import (
    Association,
    Condition,
    FactsheetAssociation,
    FactsheetPage,
    RelatedItem,
    Resource,
    TherapyKind,
    UnansweredSearch,
)
from tests.builders import complete_draft, live, sign_governed_texts, suits
from tests.search_index import index_everything
from tests.setting_up.made_once import MadeOnce

pytestmark = pytest.mark.django_db


def read(client: Client, **asked: object) -> BeautifulSoup:
    response = client.get("/search/", asked)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(tag: Tag | None) -> str:
    return " ".join(tag.get_text(" ").split()) if tag else ""


def titles(soup: BeautifulSoup) -> list[str]:
    return [words(hit) for hit in soup.select("ol.hits .hit-title")]


def links(soup: BeautifulSoup) -> dict[str, str]:
    return {words(link): link["href"] for link in soup.select(".narrowing a")}


def fill_library() -> None:
    make_library()
    index_everything()


def make_library() -> None:
    """Three factsheets: one by needles, two by hand; two speak about sciatica."""
    sign_governed_texts()
    sciatica = Condition.objects.create(name="Sciatica", plain_name="pain down the leg")
    by_hand = TherapyKind.objects.create(name="Manual")
    suits(live("Medical acupuncture", also_called="Dry needling"), "likely", sciatica)
    suits(live("Massage", therapy_kind=by_hand), "unlikely", sciatica)
    live("Osteopathy", therapy_kind=by_hand)


@pytest.fixture
def library(made_once: MadeOnce) -> None:
    made_once(make_library)
    index_everything()


def test_without_a_question_it_helps_to_ask_one(client, library):
    soup = read(client)
    box = soup.select_one("main form input[name=q]")
    assert box["value"] == ""
    assert soup.find("label", attrs={"for": box["id"]})
    assert [link["href"] for link in soup.select("main .see-list a")] == [
        "/factsheets/",
        "/find/",
        "/conditions/",
    ]
    assert soup.find("link", rel="canonical")
    assert not soup.find("meta", attrs={"name": "robots"})


def test_what_is_found_is_named_and_counted(client, library):
    soup = read(client, q="acupuncture")
    assert titles(soup) == ["Medical acupuncture"]
    assert soup.select_one("ol.hits a")["href"] == "/factsheets/medical-acupuncture/"
    assert "We found 1 factsheet." in words(soup.find("main"))
    assert soup.title.string.startswith("“acupuncture”: search results")
    assert words(soup.h1) == "Results for “acupuncture”"
    assert soup.select_one("main input[name=q]")["value"] == "acupuncture"


def test_it_is_found_by_another_name(client, library):
    assert titles(read(client, q="dry needling")) == ["Medical acupuncture"]


def test_search_engines_elsewhere_keep_no_results(client, library):
    soup = read(client, q="massage")
    assert soup.find("meta", attrs={"name": "robots", "content": "noindex"})
    assert not soup.find("link", rel="canonical")


def test_records_that_public_factsheets_show_are_found(client, library):
    page = FactsheetPage.objects.get(title="Massage")
    society = Association.objects.create(
        name="Kneading circle", abbreviation="KC", website="https://kneading.example/"
    )
    book = Resource.objects.create(kind="book", title="Kneading at home", authors="A. Writer")
    FactsheetAssociation.objects.create(page=page, association=society)
    RelatedItem.objects.create(page=page, resource=book)
    Association.objects.create(name="Kneading nowhere")
    Resource.objects.create(kind="book", title="Kneading unseen")
    FactsheetAssociation.objects.create(
        page=complete_draft("Secret"), association=Association.objects.create(name="Kneading in secret")
    )
    index_everything()
    soup = read(client, q="kneading")
    groups = {words(group.h2): words(group) for group in soup.select("main section")}
    assert "Kneading circle (KC)" in groups["Associations"]
    assert "See it in our factsheet “Massage”" in groups["Associations"]
    assert soup.find("a", href="https://kneading.example/")
    assert "Book, by A. Writer" in groups["To read or watch"]
    for hidden in ("nowhere", "unseen", "secret"):
        assert hidden not in words(soup)


def test_conditions_are_found_by_every_name(client, library):
    for asked in ("sciatica", "down the leg"):
        soup = read(client, q=asked)
        assert soup.find("a", href="/conditions/sciatica/", string="Pain down the leg"), asked


def test_nothing_found_offers_the_nearest_names_and_other_ways(client, library):
    soup = read(client, q="accupunture therapie", exact="1")
    assert "We found nothing for “accupunture therapie”" in words(soup)
    assert soup.select_one(".near-names a")["href"] == "/factsheets/medical-acupuncture/"
    assert {"/factsheets/", "/find/", "/conditions/"} <= {
        link["href"] for link in soup.select("main .see-list a")
    }
    assert not read(client, q="qqqqqq zzzzzz").select(".near-names a")


def test_many_results_come_in_pages(client):
    for number in range(13):
        live(f"Therapy {number}", introduction="<p>Bending and stretching.</p>")
    index_everything()
    first, second = read(client, q="bending"), read(client, q="bending", page=2)
    assert "We found 13 factsheets. This is page 1 of 2." in words(first)
    assert len(titles(first)) == 10
    assert len(set(titles(first)) | set(titles(second))) == 13
    assert first.find("a", rel="next")["href"] == "/search/?q=bending&page=2"
    assert second.find("a", rel="prev")["href"] == "/search/?q=bending&page=1"
    assert "page 2" in second.title.string
    for odd in ("0", "-1", "99", "x", "\0", "9" * 5000):
        assert titles(read(client, q="bending", page=odd))


def test_an_example_is_marked(client, library):
    FactsheetPage.objects.filter(title="Massage").update(is_starter_example=True)
    index_everything()
    assert "Manual · Example text" in words(read(client, q="massage"))


def test_a_long_question_is_cut_and_the_page_says_so(client, library):
    soup = read(client, q="massage " * 500)
    assert "Your question was long" in words(soup)


def test_words_of_a_question_are_words_and_nothing_else(client, library):
    body = client.get("/search/", {"q": "<script>alert(1)</script> massage"}).content.decode()
    assert "<script>alert" not in body
    assert "&lt;script&gt;" in body


def test_what_was_found_but_is_gone_is_not_counted(client, library):
    FactsheetPage.objects.filter(title="Massage").update(live=False)
    soup = read(client, q="massage", exact="1")
    assert "We found nothing for “massage”" in words(soup)


def test_the_spelling_is_helped_and_the_reader_can_insist(client, library):
    soup = read(client, q="acupunctrue")
    assert titles(soup) == ["Medical acupuncture"]
    assert "Showing results for acupuncture ." in words(soup)
    insist = soup.find("a", string="Search instead for “acupunctrue”")["href"]
    assert insist == "/search/?q=acupunctrue&exact=1"
    soup = BeautifulSoup(client.get(insist).content, "html.parser")
    assert titles(soup) == []
    assert "Showing results for" not in words(soup)


def test_when_no_factsheet_has_every_word_some_are_better_than_nothing(client, library):
    soup = read(client, q="massage with trampolines")
    assert titles(soup)[0] == "Massage"
    assert "No factsheet has all of your words. These have some of them." in words(soup)
    assert "some of them" not in words(read(client, q="massage"))
    assert [each.term for each in UnansweredSearch.objects.all()] == ["massage with trampolines"]


def test_the_words_that_were_found_are_marked_in_the_best_part_of_the_text(client, library):
    live("Pilates", evidence="<p>Nothing here.</p><p>A trial counted &lt;b&gt; stretches of the calf.</p>")
    index_everything()
    hit = read(client, q="stretching").select_one("ol.hits .hit")
    assert [words(mark) for mark in hit.select("mark")] == ["stretches"]
    assert "counted <b> stretches" in words(hit)
    by_other_name = read(client, q="dry needling").select_one("ol.hits .hit")
    assert "Also called: Dry needling" in words(by_other_name)
    assert "Also called" not in words(read(client, q="orthodox").select_one("ol.hits .hit"))


def test_a_title_comes_before_a_summary_and_a_summary_before_a_section(client):
    live(
        "Massage", also_called="Kneading", introduction="<p>Some people try yoga as well, and yoga again.</p>"
    )
    live("Pilates", also_called="Contrology", summary="Exercises a little like yoga. They may ease pain.")
    live("Breathing", also_called="Yoga of breath")
    live("Yoga", also_called="Asana")
    index_everything()
    assert titles(read(client, q="yoga")) == ["Yoga", "Breathing", "Pilates", "Massage"]


def test_what_staff_promote_stands_first_and_once(client, library):
    query = Query.get("back pain")
    SearchPromotion.objects.create(
        query=query, page=FactsheetPage.objects.get(title="Osteopathy"), sort_order=0
    )
    soup = read(client, q="Back  pain")
    assert titles(soup)[0] == "Osteopathy"
    assert sorted(titles(soup)) == ["Massage", "Medical acupuncture", "Osteopathy"]
    assert "Suggested by BackCare" in words(soup.select_one(".hit--promoted"))
    assert not read(client, q="massage").select(".hit--promoted")


def test_a_search_that_found_nothing_is_counted_for_staff(client, library):
    read(client, q="trampolines")
    read(client, q="trampolines")
    read(client, q="massage")
    read(client, q="osteopathy", condition="sciatica")
    assert [(each.term, each.count) for each in UnansweredSearch.objects.all()] == [("trampolines", 2)]


def test_without_an_index_the_database_answers(client, library, own_index):
    soup = read(client, q="Massage")
    assert titles(soup) == ["Massage"]
    assert {"Needling (1)", "Manual (2)", "Pain down the leg (2)"} <= set(links(read(client, q="muscles")))
    assert client.get("/search/suggestions", {"q": "mass"}).status_code == 200


def test_an_empty_library_answers(client):
    index_everything()
    assert "We found nothing" in words(read(client, q="massage"))


@pytest.mark.parametrize("change", ["taken down", "made private"])
def test_what_the_index_has_not_heard_of_is_asked_of_the_database(client, library, change):
    """A restored database, or another program: the index still says that it is public."""
    page = FactsheetPage.objects.get(title="Osteopathy")
    assert "Osteopathy" in titles(read(client, q="osteopathy"))
    if change == "taken down":
        FactsheetPage.objects.filter(pk=page.pk).update(live=False)
    else:
        PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page, restriction_type="login")])
    assert "Osteopathy" not in titles(read(client, q="osteopathy"))
