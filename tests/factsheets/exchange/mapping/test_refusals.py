"""Files that are no factsheet are refused with one sentence that says what to do."""

from __future__ import annotations

import pytest

from factsheets.exchange.legacy_text import MAX_BYTES, UnreadableDocument, read_document
from tests.setting_up.yardstick import yardsticks

REFUSED = {
    "empty": (b"", "is empty"),
    "only white space": (b" \r\n\f \xc2\xa0", "is empty"),
    "only a byte order mark": (b"\xef\xbb\xbf", "is empty"),
    "NUL": (b"Therapy\n\nEvidence\n\x00", "is a binary file"),
    "control bytes": (b"Therapy\n\nEvidence\n\x1b[1m", "is a binary file"),
    "PDF": (b"%PDF-1.7\n", "is a PDF file"),
    "Word or zip": (b"PK\x03\x04", "is a Word document or a zip file"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1", "is an old Word document"),
    "RTF": (rb"{\rtf1 Therapy", "is a rich text"),
    "UTF-16": ("Therapy".encode("utf-16"), "is saved as UTF-16"),
    "neither code": (b"Therapy\n\nEvidence\n\x81\x8d", "is neither UTF-8 nor Windows-1252"),
    "no heading": (b"Therapy\n\nIt is a therapy.\n", "has no heading of a BackCare factsheet"),
    "no title": (b"What is the evidence?\nThere is some.\n", "does not begin with a title"),
    "a paragraph for a title": (
        b"It is a therapy. " * 20 + b"\n\nEvidence\nSome.\n",
        "does not begin with a title",
    ),
    "too large": (b"word " * (MAX_BYTES // 5 + 1), "more than the 2 MB"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_factsheet_is_refused_with_a_sentence_that_says_what_to_do(case: str) -> None:
    data, reason = REFUSED[case]
    with pytest.raises(UnreadableDocument) as refused:
        read_document(data, "leaflet.txt")
    message = str(refused.value)
    assert message.startswith("leaflet.txt ")
    assert reason in message
    assert ": " in message
    assert message.endswith(".")
    assert "\n" not in message


def test_fifty_megabytes_are_refused_before_they_are_decoded() -> None:
    data = b"word " * 10_000_000

    def refused() -> None:
        with pytest.raises(UnreadableDocument, match=r"has 50\.0 MB"):
            read_document(data, "huge.txt")

    assert yardsticks(refused) < 5


@pytest.mark.parametrize(
    "filler",
    [
        "word ",
        "a, ",
        "x\n",
        "- ",
        "• a\n",
        " \n",
        "pain that is:\n",
        "Tel: 1 ",
        "“",
        "1 ",
        "such as a, ",
        "a. B ",
    ],
)
@pytest.mark.parametrize(
    "heading", ["What is the evidence?", "Association", "Relevant Information", "Most likely to help"]
)
def test_the_largest_text_is_read_in_seconds_whatever_it_repeats(filler: str, heading: str) -> None:
    data = f"Therapy\n\n{heading}\n{filler * (100_000 // len(filler))}".encode()
    assert yardsticks(lambda: read_document(data, "long.txt")) < 200
