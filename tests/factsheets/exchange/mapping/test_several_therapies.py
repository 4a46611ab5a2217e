"""Where a second therapy begins: at a title with its own headings anew, and anywhere else a person is asked."""

from __future__ import annotations

import pytest

from factsheets.exchange.mapping.mapping import map_document
from factsheets.exchange.proof import count_words
from factsheets.exchange.reading_documents.opening import read_in_this_process
from factsheets.outputs.parsed_factsheet import ReadDocument
from tests.factsheets.exchange.reading_documents.made import page

from .read_as import read_document
from .test_cases import words_of

#: What comes twice in each of these documents.
AGAIN = (("How is it given?", "You lie down."), ("What is the evidence?", "Too little."))


def readings_of(*parts: str) -> tuple[ReadDocument, ...]:
    body = "".join(parts)
    data = page(body) if body.startswith("<") else body.encode()
    name = "both.html" if body.startswith("<") else "both.txt"
    readings = map_document(read_in_this_process(data, name), name)
    assert all(count_words(one, one.factsheet).lost == 0 for one in readings)
    return readings


def text_under(line: str) -> str:
    return f"{line}\n\nIt is done with warm sand.\n\n" + "".join(f"{one}\n{said}\n\n" for one, said in AGAIN)


def page_under(line: str, level: int, below: int) -> str:
    headings = "".join(f"<h{below}>{one}</h{below}><p>{said}</p>" for one, said in AGAIN)
    return f"<h{level}>{line}</h{level}><p>It is done with warm sand.</p>{headings}"


@pytest.mark.parametrize(
    ("parts", "titles"),
    [
        ((text_under("Sand Bath"), text_under("Salt Bath")), ["Sand Bath", "Salt Bath"]),
        ((text_under("Sand Bath"), text_under("The Salt Method")), ["Sand Bath", "The Salt Method"]),
        ((text_under("Sand Bath"), text_under("For children")), ["Sand Bath"]),
        ((text_under("Sand Bath"), text_under("The second visit")), ["Sand Bath"]),
        ((page_under("Sand Bath", 1, 2), page_under("Salt Bath", 1, 2)), ["Sand Bath", "Salt Bath"]),
        ((page_under("Sand Bath", 1, 1), page_under("Salt Bath", 1, 1)), ["Sand Bath", "Salt Bath"]),
        ((page_under("Sand Bath", 1, 2), page_under("Winter months", 2, 2)), ["Sand Bath"]),
        ((page_under("Sand Bath", 1, 2), page_under("Winter months", 3, 2)), ["Sand Bath"]),
        ((page_under("Sand Bath", 1, 2), page_under("During pregnancy", 1, 2)), ["Sand Bath"]),
    ],
)  # fmt: skip
def test_a_second_therapy_begins_at_its_title_or_somebody_is_asked(parts, titles) -> None:
    readings = readings_of(*parts)
    assert [one.factsheet.title for one in readings] == titles
    is_asked = any("If there are two therapies, part the file" in note for note in readings[0].proposed)
    assert is_asked is (len(titles) == 1)


def test_headings_that_come_again_without_any_title_are_asked_about() -> None:
    (reading,) = readings_of(text_under("Sand Bath"), "".join(f"{one}\n{said}\n\n" for one, said in AGAIN))
    assert any(
        note.startswith("Title: “How is it given?” and “What is the evidence?” stand")
        for note in reading.proposed
    )


def test_what_stands_above_both_titles_is_said_of_both() -> None:
    warning = "Stop at once if your chest hurts."
    above = f"<h1>Baths at home</h1><p>A guide to baths</p><p>{warning}</p>"
    first, second = readings_of(above, page_under("Sand Bath", 2, 3), page_under("Salt Bath", 2, 3))
    assert [first.factsheet.title, second.factsheet.title] == ["Sand Bath", "Salt Bath"]
    assert f"Above all therapies: {warning}" in first.unplaced
    assert all(
        f"Who should not have it: “{warning}” stands above" in "\n".join(one.proposed)
        for one in (first, second)
    )
    assert "a guide to baths" in words_of(first.set_aside)


@pytest.mark.parametrize(("level", "is_asked"), [(2, True), (3, False)])
def test_what_stands_as_high_as_the_titles_after_the_last_is_asked_about(level, is_asked) -> None:
    after = f"<h{level}>Professional associations</h{level}><p>Sample Guild of Baths</p>"
    *_, last = readings_of(
        "<h1>Baths</h1>", page_under("Sand Bath", 2, 3), page_under("Salt Bath", 2, 3), after
    )
    assert last.factsheet.title == "Salt Bath"
    assert any("stands as high as the names" in note for note in last.proposed) is is_asked


def test_a_name_below_the_title_of_a_text_without_heights_is_asked_about() -> None:
    above = "Baths at home\n\nBoth are warm and dry and can be had at home.\n\n"
    first, second = readings_of(above, text_under("Sand Bath"), text_under("Salt Bath"))
    assert [first.factsheet.title, second.factsheet.title] == ["Baths at home", "Salt Bath"]
    assert any("“Sand Bath” may be the name of the first" in note for note in first.proposed)
    plain, _ = readings_of(text_under("Sand Bath"), text_under("Salt Bath"))
    assert not any("may be the name of the first" in note for note in plain.proposed)


def test_a_list_of_the_headings_to_come_is_no_second_therapy() -> None:
    listed = "".join(f"{one}\n\n" for one, _ in AGAIN)
    (reading,) = readings_of(f"Sand Bath\n\nIt is warm.\n\nContents\n\n{listed}{text_under('')}")
    assert not any("part the file" in note for note in reading.proposed)


@pytest.mark.parametrize(
    "line", ["It may help if", "You will be asked to", "Please come with", "Not a cure for"]
)
def test_a_line_that_goes_on_below_is_the_name_of_no_second_therapy(line: str) -> None:
    parts = ("What is it?", "A bath.", "What happens?", "You sit.", "What is the evidence?", "None.")
    body = "".join(
        f"<h2>{one}</h2>" if number % 2 == 0 else f"<p>{one}</p>" for number, one in enumerate(parts)
    )
    listed = f"<p>{line}</p><ul><li>a towel</li></ul>"
    data = page(f"<h1>Reed Baths</h1>{body}<p>More of it.</p>{listed}{body}")
    assert len(map_document(read_in_this_process(data, "reed.html"), "reed.html")) == 1


def test_a_line_that_can_be_no_title_begins_no_therapy_and_refuses_no_file():
    below = ["What is it?", "A mat.", "Who should not have it?", "People with gout"]
    lines = ["Reed Mats", *below, "Summary leaflet", *below]
    reading = read_document("\n\n".join(lines).encode(), "reed.txt")
    assert reading.factsheet.title == "Reed Mats"
    assert any("Summary leaflet" in note for note in reading.proposed)
    assert count_words(reading, reading.factsheet).lost == 0
