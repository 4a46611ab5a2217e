"""The made-up library is the same at every run, and its pages are pages like any other."""

import pytest
from django.test import Client
from wagtail.models import Page

from factsheets.models import FactsheetPage, Suitability
from tests import builders

from .factsheets import made_up_factsheets
from .rows import store


def test_every_run_makes_up_the_same() -> None:
    first, second = (list(made_up_factsheets(40, rare_words=100)) for _ in range(2))
    assert first == second
    assert len({each.slug for each in first}) == 40
    assert [each.title for each in made_up_factsheets(40, seed=2)] != [each.title for each in first]


@pytest.mark.django_db
def test_the_pages_stand_in_the_library_and_are_read(client: Client) -> None:
    before = FactsheetPage.objects.for_readers().count()
    assert store(made_up_factsheets(30), condition_names=["Made-up pain", "Made-up ache"]) == 30
    assert FactsheetPage.objects.for_readers().count() == before + 30
    assert not any(Page.find_problems())
    assert Suitability.objects.filter(condition__name__startswith="Made-up").count() >= 30
    page = FactsheetPage.objects.latest("pk")
    assert page.title in client.get(page.url).content.decode()
    # Whoever comes after them gets numbers and places of their own.
    assert builders.draft("One more").get_parent().numchild == builders.library().get_children().count()
