"""Lists without marks: each short line is a row where that is sure, and none is where anything speaks against it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import pytest

from factsheets.exchange.proof import count_words
from tests.factsheets.exchange.reading_documents.made import docx, p, page

from .read_as import read_document, read_under, rows_of

HEADINGS = {"likely": "Most likely to help", "unlikely": "Least likely to help", "avoid": "Contraindications"}


def as_text(heading: str, lines: list[str]) -> tuple[bytes, str]:
    body = "\n".join(lines)
    return f"Massage\n\nIt is a therapy.\n\n{heading}\n\n{body}\n\nEvidence\n\nSome.\n".encode(), "a.txt"


def as_word(heading: str, lines: list[str]) -> tuple[bytes, str]:
    body = "".join(map(p, lines))
    before = p("Massage", "Title") + p("It is a therapy.") + p(heading, "Heading1")
    return docx(before + body + p("Evidence", "Heading1") + p("Some.")), "a.docx"


def as_page(heading: str, lines: list[str]) -> tuple[bytes, str]:
    body = "<br>".join(map(escape, lines))
    return (
        page(
            f"<h1>Massage</h1><p>It is a therapy.</p><h2>{heading}</h2><p>{body}</p><h2>Evidence</h2><p>Some.</p>"
        ),
        "a.html",
    )


#: The lines, and the rows that come out of them.
LISTS = [
    (["Sciatica", "Low back pain", "Stiff neck"], ["Sciatica", "Low back pain", "Stiff neck"]),
    (["sciatica", "lumbago", "stiff neck"], ["Sciatica", "Lumbago", "Stiff neck"]),
    (["Sciatica,", "Lumbago,", "Stiff neck"], ["Sciatica", "Lumbago", "Stiff neck"]),
    (["Sciatica;", "Lumbago;", "Stiff neck"], ["Sciatica", "Lumbago", "Stiff neck"]),
    (["Tension headache", "Muscle strain", "Whiplash", "Frozen shoulder"], None),
    (["Joint pain", "Morning stiffness", "Old injuries"], None),
]
#: Nothing of these is a row: they go on with one another, deny, doubt, or are sentences.
NONE = [
    ["Sciatica", "Low back pain", "But not fractures"],
    ["Everything but", "Sciatica", "Fractures"],
    ["It does not help", "Sciatica", "Lumbago"],
    ["None of these:", "Sciatica", "Lumbago", "Stiff neck"],
    ["Not suitable for the following.", "Sciatica", "Lumbago", "Stiff neck"],
    ["Sciatica", "Perhaps lumbago", "Stiff neck"],
    ["Pain of the", "Lower back", "Upper legs"],
    ["It was tried for", "Sciatica", "Stiff necks"],
    ["Sciatica and", "Low back pain", "Stiff neck"],
    ["Unless a doctor agrees", "Cancer", "Fractures"],
]


@pytest.mark.parametrize("written", [as_text, as_word, as_page])
@pytest.mark.parametrize("verdict", sorted(HEADINGS))
@pytest.mark.parametrize(("lines", "names"), LISTS, ids=lambda value: str(value)[:40])
def test_each_short_line_is_a_row(
    written: Callable[[str, list[str]], tuple[bytes, str]],
    verdict: str,
    lines: list[str],
    names: list[str] | None,
) -> None:
    reading = read_document(*written(HEADINGS[verdict], lines))
    assert rows_of(reading, verdict) == (names or lines)
    assert any("without list marks" in note for note in reading.proposed) or lines[0].islower()
    assert count_words(reading, reading.factsheet).lost == 0


@pytest.mark.parametrize("written", [as_text, as_word, as_page])
@pytest.mark.parametrize("verdict", ["likely", "unlikely"])
@pytest.mark.parametrize("lines", NONE, ids=lambda value: value[0])
def test_no_line_is_a_row_where_one_of_them_takes_back_or_goes_on(
    written: Callable[[str, list[str]], tuple[bytes, str]], verdict: str, lines: list[str]
) -> None:
    reading = read_document(*written(HEADINGS[verdict], lines))
    assert rows_of(reading, verdict) == []
    assert any(note.startswith(("Most likely", "Least likely")) for note in reading.proposed)
    assert count_words(reading, reading.factsheet).lost == 0


@pytest.mark.parametrize("ending", [".", ":"])
def test_a_list_after_words_that_deny_makes_no_rows(ending: str) -> None:
    lines = [f"It does not help these{ending}", "• Sciatica", "• Lumbago"]
    reading = read_document(*as_text(HEADINGS["likely"], lines))
    assert rows_of(reading, "likely") == []
    assert [note for note in reading.unplaced if "Sciatica" in note]


def test_a_line_that_leads_over_is_read_with_the_lines_below_it() -> None:
    lines = ["It may help people with:", "Sciatica", "Lumbago", "Stiff neck"]
    assert rows_of(read_document(*as_page(HEADINGS["likely"], lines)), "likely") == [
        "Sciatica",
        "Lumbago",
        "Stiff neck",
    ]


def test_two_lines_of_one_paragraph_can_be_one_that_was_too_long() -> None:
    reading = read_document(*as_page(HEADINGS["likely"], ["Chronic widespread", "Pain syndrome"]))
    assert "Pain syndrome" not in rows_of(reading, "likely")


@pytest.mark.parametrize(
    ("text", "names", "kept"),
    [
        ("Anyone with: 1. Fever 2. Gout 3. Open sores", ["Fever", "Gout", "Open sores"], "anyone with"),
        ("1) Fever, 2) Gout and 3) Open sores. Ask your doctor first.", ["Fever", "Gout", "Open sores"], "ask your doctor first"),
        ("Anyone with: • Fever • Gout", ["Fever", "Gout"], "anyone with"),
        ("• Fever • Gout", ["Fever", "Gout"], ""),
        ("None known. 1. But not in pregnancy. 2. Nor in gout.", [], "nor in gout"),
        ("None known: 1. in adults 2. in children", [], "in children"),
    ],
)  # fmt: skip
def test_what_counts_within_one_line_is_a_list(text, names, kept):
    reading = read_under("Contraindications", text)
    assert rows_of(reading, "avoid") == names
    assert reading.factsheet.contraindication_state == ("listed" if names else "not_assessed")
    assert kept in (reading.factsheet.contraindication_statement or "").casefold()
    assert count_words(reading, reading.factsheet).lost == 0


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("1. Cramp 2. Not gout 3. Stiffness", ["Cramp", "Stiffness"]),
        ("All but: 1. Cramp 2. Gout", []),
        ("It eases: • cramp • stiffness. It does not ease: • gout • fever", []),
        ("Cramp of the 1. or 2. rib", []),
    ],
)
def test_what_counts_within_one_line_is_likely_only_where_nothing_in_it_says_the_contrary(text, names):
    reading = read_under("Most likely to help", text)
    assert rows_of(reading, "likely") == names
    assert count_words(reading, reading.factsheet).lost == 0


@pytest.mark.parametrize("sign", ["·", "•", "▪"])
@pytest.mark.parametrize("verdict", list(HEADINGS))
def test_names_that_signs_part_are_a_list(sign: str, verdict: str) -> None:
    text = f" {sign} ".join(("cramp or spasm", "gout", "a hernia of the abdomen"))
    found = read_under(HEADINGS[verdict], f"{text} ¶ Please tell us about claustrophobia.")
    assert rows_of(found, verdict) == ["Cramp or spasm", "Gout", "A hernia of the abdomen"]
    assert "claustrophobia" in str(found.factsheet)
    assert count_words(found, found.factsheet).lost == 0


@pytest.mark.parametrize(
    "text",
    [
        "Cramp · not for gout · spasm",
        "Cramp · gout, if it is recent · spasm",
        "Cramp · It may help gout · spasm",
        "Useful in · cramp · gout",
        "Cramp · gout",
    ],
)
def test_signs_between_anything_but_names_make_no_row(text: str) -> None:
    assert rows_of(read_under(HEADINGS["likely"], text), "likely") == []
