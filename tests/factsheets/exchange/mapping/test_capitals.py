"""A title in capitals becomes one in small letters; what is an abbreviation stays, and a person is told."""

from __future__ import annotations

import pytest

from factsheets.exchange.proof import count_words

from .read_as import read_document


@pytest.mark.parametrize(
    ("title", "text", "written"),
    [
        ("EAR CANDLES", "A candle is lit.", "Ear Candles"),
        ("TENS MACHINES", "A small box.", "TENS Machines"),
        ("BLT MATS", "A mat.", "BLT Mats"),
        ("ACE WRAPS", "The ACE wrap is tight.", "ACE Wraps"),
        ("THE MACDONALD METHOD", "Its inventor was Ms MacDonald.", "The MacDonald Method"),
        ("HEAT AND COLD FOR THE BACK", "A warm bag.", "Heat and Cold for the Back"),
        ("ST ODO'S WORT", "A herb.", "St Odo's Wort"),
        ("YOGA", "Slow yoga.", "Yoga"),
        ("Ear CANDLES", "A candle is lit.", "Ear CANDLES"),
        ("TNS", "A small box.", "TNS"),
    ],
)
def test_a_title_in_capitals(title: str, text: str, written: str) -> None:
    found = read_document(f"{title}\n\n{text}\n\nEVIDENCE\n\nThere is none.\n".encode(), "a.txt")
    assert found.factsheet.title == written
    assert any("stands in capitals" in note for note in found.odd) is (title != written)
    assert count_words(found, found.factsheet).lost == 0
