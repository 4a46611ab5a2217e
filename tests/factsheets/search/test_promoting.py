"""What staff picked stands first: for exactly that search, as far as readers may see it."""

from __future__ import annotations

import pytest
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Page, PageViewRestriction

from factsheets.search.promoting import promoted_factsheets
from tests.builders import complete_draft, library, live

pytestmark = pytest.mark.django_db


def promote(search: str, *pages: Page) -> None:
    for order, page in enumerate(pages):
        SearchPromotion.objects.create(query=Query.get(search), page=page, sort_order=order)


def titles(search: str) -> list[str]:
    return [page.title for page in promoted_factsheets(search)]


def test_picks_come_in_staffs_order_however_the_search_is_typed():
    promote("needles", live("Osteopathy"), live("Medical acupuncture"))
    assert titles("needles") == titles("  NEEDLES ") == ["Osteopathy", "Medical acupuncture"]
    assert titles("needle") == titles("") == []


def test_only_public_factsheets_are_shown_and_each_once():
    private, public = live("Private"), live("Public")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    promote("x", private, complete_draft("Draft"), library(), public, public)
    SearchPromotion.objects.create(query=Query.get("x"), external_link_url="https://example.org")
    assert titles("x") == ["Public"]


def test_a_search_costs_one_query_and_leaves_nothing_behind(django_assert_num_queries):
    with django_assert_num_queries(1):
        promoted_factsheets("never picked")
    assert not Query.objects.exists()


@pytest.mark.parametrize("asked", ["\x00", '"', "\\", "🙂", "a" * 10_000, "x\x00y"])
def test_whatever_is_typed_is_answered(asked):
    assert promoted_factsheets(asked) == []
