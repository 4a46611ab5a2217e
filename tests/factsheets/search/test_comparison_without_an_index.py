"""Who asks between therapies while there is no index gets each of them from the database."""

from __future__ import annotations

from pathlib import Path

from factsheets.search.searching import search
from tests.builders import live


def test_without_an_index_the_database_gives_each_of_them(db: None, own_index: Path) -> None:
    live("Massage")
    live("Osteopathy")
    live("Alexander technique")
    found = search("massage or osteopathy")
    assert {page.title for page in found.factsheets} == {"Massage", "Osteopathy"}
