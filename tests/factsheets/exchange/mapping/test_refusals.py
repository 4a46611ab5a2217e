"""Files that are no factsheet are refused with one sentence that says what to do, and the worst lines are read at once."""

from __future__ import annotations

import pytest

from factsheets.exchange.formats.document import BlockKind, Document, DocumentRefused, TextBlock
from factsheets.exchange.mapping.mapping import map_document
from tests.setting_up.yardstick import yardsticks

from .read_as import read_document

REFUSED = {
    "no heading": (b"Therapy\n\nIt is a therapy.\n", "has no heading of a factsheet"),
    "no title": (b"What is the evidence?\nThere is some.\n", "does not begin with a title"),
    "a paragraph for a title": (
        b"It is a therapy. " * 20 + b"\n\nEvidence\nSome.\n",
        "does not begin with a title",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_factsheet_is_refused_with_a_sentence_that_says_what_to_do(case: str) -> None:
    data, reason = REFUSED[case]
    with pytest.raises(DocumentRefused) as refused:
        read_document(data, "leaflet.txt")
    message = str(refused.value)
    assert message.startswith("leaflet.txt ")
    assert reason in message
    assert ": " in message
    assert message.endswith(".")
    assert "\n" not in message


HEADINGS = (
    "What is the evidence?",
    "Most likely to help",
    "Contraindications",
    "Associations",
    "Relevant information",
    "References",
    "Also called",
    "Something unknown",
)
FILLERS = (
    "word ",
    "a, ",
    "a; ",
    "- ",
    "pain that is:\n",
    "Tel: 1 ",
    "Email: aaaa",
    "a@a.",
    "www.a.",
    "0 1 2 ",
    "“",
    "(A",
    "1 ",
    "such as a, ",
    "a. B ",
    "ISBN 9 ",
    "10.1234/",
    "by A ",
    "but if ",
    "none known ",
    "W: ",
    "12 Mill Lane, ",
    "available from ",
    "Evidence\n",
    "Evidence: ",
    "Evidence: x\n",
)


@pytest.mark.parametrize("filler", FILLERS)
def test_the_worst_line_costs_no_more_than_in_proportion_to_its_length(filler: str) -> None:
    def read(size: int) -> float:
        line = filler * (size // len(filler))
        blocks = [TextBlock(BlockKind.HEADING, "Therapy", "line 1", level=1)]
        for heading in HEADINGS:
            blocks += [
                TextBlock(BlockKind.HEADING, heading, "line 2"),
                TextBlock(BlockKind.PARAGRAPH, line, "line 3"),
                TextBlock(BlockKind.ITEM, line, "line 4"),
            ]
        return yardsticks(lambda: map_document(Document(tuple(blocks)), "long.txt"))

    assert read(60_000) < 400
