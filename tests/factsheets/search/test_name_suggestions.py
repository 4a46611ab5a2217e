"""The nearest names, for a search that found nothing."""

from __future__ import annotations

import pytest

from factsheets.models import Condition
from factsheets.search.name_suggestions import suggested_names
from tests.builders import complete_draft, live, suits

pytestmark = pytest.mark.django_db


def near(words: str) -> list[str]:
    return [name.name for name in suggested_names(words, "/factsheets/")]


@pytest.fixture
def library():
    page = live("Medical acupuncture", also_called="Dry needling")
    live("Massage")
    disc = Condition.objects.create(
        name="Prolapsed disc", plain_name="worn cushion", other_names="slipped disc\nhead with a slip"
    )
    suits(page, "likely", disc)
    complete_draft("Accupunture at home")
    Condition.objects.create(name="Sciatica")


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("accupunture therapie", ["Medical acupuncture"]),
        ("drynedling", ["Dry needling"]),
        ("MASSÁGES", ["Massage"]),
        ("slippd disk", ["slipped disc"]),
        ("prolapsd cushon", ["Prolapsed disc"]),
        ("scatica", []),
        ("the weather", []),
        ("message", ["Massage"]),
        ("medically", ["Medical acupuncture"]),
        ("my heat disco wore out", []),
        ("with that helpline contact", []),
        ("ma", []),
        ("?!", []),
    ],
)
def test_names_with_words_that_look_alike_come_first_and_hidden_ones_never(library, typed, names):
    found = near(typed)
    assert found[: len(names) or 1] == names
    assert "Accupunture at home" not in found
