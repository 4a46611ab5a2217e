"""What ends a list of what is helped: a danger that is shouted, a sentence that denies, the prose that a list stood in, a label."""

from __future__ import annotations

import pytest

from factsheets.exchange.proof import count_words
from tests.factsheets.exchange.reading_documents.made import page

from .read_as import read_document, read_under, rows_of
from .test_cases import words_of

WHO = "Anyone with a clot must not have this therapy."
SHOUTS = [
    "Danger!",
    "DANGER",
    "Warning!",
    "Beware!",
    "STOP!",
    "Attention!",
    "Important notice",
    "Please read this first",
    "Take care!",
]


@pytest.mark.parametrize("heading", ["Most likely to help", "Least likely to help", "What is the evidence?"])
@pytest.mark.parametrize("shout", SHOUTS)
@pytest.mark.parametrize("gap", ["\n", "\n\n", " "])
def test_a_danger_that_is_shouted_is_swallowed_by_no_part_before_it(
    heading: str, shout: str, gap: str
) -> None:
    if gap == " " and not shout.endswith("!"):
        gap = ": "
    found = read_under(heading, f"Slipped disc ¶ {shout}{gap}{WHO}")
    sheet = found.factsheet
    for field in (sheet.likely_statement, sheet.unlikely_statement, sheet.evidence):
        assert "clot" not in words_of(field)
    assert "clot" in words_of((sheet.contraindication_statement, found.unplaced))
    assert sheet.contraindication_state in (None, "not_assessed", "listed")
    assert any(note.startswith("Who should not have it: ") and "clot" in note for note in found.proposed)
    assert count_words(found, sheet).lost == 0


@pytest.mark.parametrize("lead", ["Danger to all who come", "Warning to users", "Important for some"])
def test_a_shout_that_nobody_knows_closes_a_list_as_well(lead: str) -> None:
    found = read_under("Most likely to help", f"• Sciatica ¶ {lead}\n{WHO}")
    assert "clot" not in words_of(found.factsheet.likely_statement)
    assert rows_of(found, "likely") == ["Sciatica"]
    sheet = found.factsheet
    assert "clot" in words_of((sheet.contraindication_statement, sheet.risks, found.unplaced))
    assert any(note.startswith("Who should not have it: ") and "clot" in note for note in found.proposed)


DENIALS = [
    "It does little for back pain alone.",
    "Other pains are not helped.",
    "It will not mend a disc.",
    "There is no benefit for old injuries.",
    "Pain in the joints rarely gets better.",
    "It has never been shown to help arthritis.",
    "Nerve pain is unlikely to change.",
    "Arthritis seldom responds.",
]


@pytest.mark.parametrize("sentence", DENIALS)
@pytest.mark.parametrize("lead", ["", "It may help: ¶ "])
def test_a_sentence_that_denies_behind_what_is_helped_is_no_word_on_what_is_helped(
    lead: str, sentence: str
) -> None:
    found = read_under("Who is it for?", f"{lead}• Sciatica ¶ • Spinal stenosis ¶ {sentence}")
    assert rows_of(found, "likely") == ["Sciatica", "Spinal stenosis"]
    assert words_of(sentence) not in words_of(found.factsheet.likely_statement)
    assert any(sentence in text for text in found.unplaced)
    assert any(sentence in note and "says that something is not so" in note for note in found.proposed)
    assert count_words(found, found.factsheet).lost == 0


def test_a_sentence_that_denies_before_a_list_or_without_one_stays_where_it_stands() -> None:
    found = read_under("Who is it for?", "It does little for back pain alone. It helps some with nerve pain.")
    assert "does little" in words_of(found.factsheet.likely_statement)


USED = ["It is used for:", "It is mainly offered for:", "We use it for:", "We often recommend it for:"]
REFUSED = [
    "We do not offer it for:",
    "It is not used for:",
    "We never give it for:",
    "You cannot have it for:",
]


@pytest.mark.parametrize(
    "heading", ["Can it help my back?", "What is the evidence?", "What is it?", "How does it work?"]
)
@pytest.mark.parametrize("used", USED)
@pytest.mark.parametrize("refused", REFUSED)
def test_lists_in_prose_say_whom_it_is_for_and_the_prose_goes_on_behind_them(
    heading: str, used: str, refused: str
) -> None:
    lists = f"<p>{used}</p><ul><li>Coccyx pain</li><li>Cramp</li></ul><p>{refused}</p><ul><li>Gout</li></ul>"
    behind = "<p>Four trials were done.</p><p>They were small.</p>"
    body = f"<h1>Sand Baths</h1><h2>Risks</h2><p>Sand.</p><h2>{heading}</h2>{lists}{behind}<h2>Cost</h2><p>Dear.</p>"
    found = read_document(page(body), "sand.html")
    sheet = found.factsheet
    assert rows_of(found, "likely") == ["Coccyx pain", "Cramp"]
    assert rows_of(found, "unlikely") == []
    prose = words_of((sheet.evidence, sheet.introduction, sheet.mechanism))
    assert "four trials" in prose
    assert "they were small" in prose
    assert "gout" not in prose
    assert "gout" in words_of((found.unplaced, sheet.contraindication_statement, rows_of(found, "avoid")))
    assert "four trials" not in words_of((sheet.likely_statement, found.unplaced))
    assert count_words(found, sheet).lost == 0


@pytest.mark.parametrize(
    "behind", ["But not after a fall.", "Except in pregnancy.", "Only if nothing is broken."]
)
def test_what_takes_a_list_in_prose_back_belongs_to_the_list(behind: str) -> None:
    body = f"<h1>Sand Baths</h1><h2>What is the evidence?</h2><p>It is used for:</p><ul><li>Cramp</li></ul><p>{behind}</p>"
    found = read_document(page(body), "sand.html")
    assert rows_of(found, "likely") == []
    assert "cramp" in words_of(found.unplaced)


LABELS = ["The thing itself", "Something else", "Our own view", "A word to the wise"]


def labelled(*parts: tuple[str, str]) -> bytes:
    return page("<h1>Sand Baths</h1>" + "".join(f"<p><b>{label}</b> {text}</p>" for label, text in parts))


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("sign", ["", ":"])
@pytest.mark.parametrize("before", ["In a nutshell", "Evidence", "How does it work?"])
def test_a_label_that_nobody_knows_closes_the_part_before_it(label: str, sign: str, before: str) -> None:
    data = labelled((before, "Warm sand."), (f"{label}{sign}", "Purple words."), ("Risks", "Burns."))
    found = read_document(data, "sand.html")
    assert "purple" not in words_of(found.factsheet)
    assert any(label in text and "Purple words." in text for text in found.unplaced)
    assert words_of(found.factsheet.risks).split() == ["burns."]
    assert count_words(found, found.factsheet).lost == 0


def test_words_that_stand_out_within_a_sentence_are_no_label() -> None:
    data = labelled(
        ("In a nutshell", "Warm sand."), ("Dry sand", "is best, and it is sieved."), ("Risks", "Burns.")
    )
    found = read_document(data, "sand.html")
    assert "dry sand is best" in words_of(found.factsheet.introduction)
