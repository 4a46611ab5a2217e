"""The starter library once it is loaded: what readers see, and what a second loading leaves as staff have made it."""

from __future__ import annotations

import pytest

from factsheets.models import GOVERNED_TEXTS, FactsheetPage, RelatedItem, SearchSynonym, Signpost

from .test_library import SIGNPOSTS, SLUGS, load

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(lasting_rows: None) -> list[str]:
    """What the first loading said. All tests of this file stand on what it made: to load takes longer than all they ask."""
    return load()


def test_eight_marked_examples_are_public_after_loading(loaded):
    assert len(loaded) == 15
    assert all(line.endswith(": published as an example") for line in loaded[:13])
    assert loaded[13:] == ["Synonyms: 16 loaded", f"Signposts: {len(SIGNPOSTS)} loaded"]
    pages = FactsheetPage.objects.for_readers()
    assert {page.slug for page in pages} == SLUGS
    assert all(page.is_starter_example for page in pages)
    assert not RelatedItem.objects.exclude(pending_title="").exists()
    acupuncture = FactsheetPage.objects.get(slug="medical-acupuncture")
    assert acupuncture.related_items.first().factsheet.slug == "tens"
    for model in GOVERNED_TEXTS:
        assert model.objects.in_force().filter(is_starter_example=True).exists()
        assert not model.objects.signed().exists()


def test_loading_again_changes_nothing(loaded, django_assert_max_num_queries):
    before = [
        (page.pk, page.latest_revision_id, page.last_published_at) for page in FactsheetPage.objects.all()
    ]
    with django_assert_max_num_queries(600) as queries:
        lines = load()
    assert all(line.endswith(": unchanged") for line in lines)
    assert not [query for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert before == [
        (page.pk, page.latest_revision_id, page.last_published_at) for page in FactsheetPage.objects.all()
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda: SearchSynonym.objects.filter(expressions__contains="masseur").delete(),
        lambda: SearchSynonym.objects.create(expressions="one\ntwo"),
        lambda: SearchSynonym.objects.all().delete(),
    ],
)
def test_a_list_of_words_that_staff_changed_stays(loaded, change):
    change()
    before = set(SearchSynonym.objects.values_list("pk", "expressions"))
    assert "Synonyms: left alone, staff have changed them" in load()
    assert set(SearchSynonym.objects.values_list("pk", "expressions")) == before


def test_signposts_are_marked_examples_and_lead_to_the_nhs_or_to_our_own_pages(loaded, client):
    signposts = Signpost.objects.select_related("page")
    assert all(signpost.is_starter_example for signpost in signposts)
    assert {signpost.link for signpost in signposts if signpost.link} == {"https://www.nhs.uk/"}
    pages = {signpost.page.url for signpost in signposts if signpost.page}
    assert {"/about/", "/accessibility/", "/privacy/", "/factsheets/"} == pages
    assert all(client.get(page).status_code == 200 for page in pages)
    assert "Signposts: unchanged" in load()


@pytest.mark.parametrize(
    "change",
    [
        lambda: Signpost.objects.filter(heading="Yoga").delete(),
        lambda: Signpost.objects.create(heading="Our own", words="own", text="Own.", kind="other"),
        lambda: Signpost.objects.all().delete(),
    ],
)
def test_signposts_that_staff_changed_stay(loaded, change):
    change()
    before = set(Signpost.objects.values_list("pk", "heading"))
    assert "Signposts: left alone, staff have changed them" in load()
    assert set(Signpost.objects.values_list("pk", "heading")) == before


def test_a_reader_sees_the_examples_with_their_mark(loaded, client):
    for slug in SLUGS:
        page = client.get(f"/factsheets/{slug}/")
        assert page.status_code == 200
        assert "No clinician has reviewed it" in page.content.decode()
    acupuncture = client.get("/factsheets/medical-acupuncture/").content.decode()
    assert 'href="/factsheets/tens/"' in acupuncture
    assert "you feel weak or numb in both legs" in acupuncture
