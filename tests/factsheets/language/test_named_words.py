"""Which names a question names: whole, in any form, inside a longer question; everyday words only where they are meant."""

from __future__ import annotations

import pytest

from factsheets.language.named_words import Name, Names
from factsheets.language.plain_words import words_of

DISC, LOW, SCIATICA, SPONDYLITIS, STRAIN, DULL = "disc", "low", "sciatica", "spondylitis", "strain", "dull"

NAMES = Names(
    [
        Name("Prolapsed intervertebral disc", DISC),
        Name("a slipped disc", DISC),
        Name("Low back pain", LOW),
        Name("backache", LOW),
        Name("Low back pain with sciatica", SCIATICA),
        Name("sciatica", SCIATICA),
        Name("Ankylosing spondylitis", SPONDYLITIS),
        Name("AS", SPONDYLITIS),
        Name("strain", STRAIN),
        Name("Dull or aching", DULL, needs_company=True),
        Name("dull", DULL, needs_company=True),
        Name("", LOW),
    ],
    [["slipped disc", "herniated disc"], ["spoon", "fork"]],
    lambda text: tuple(word.removesuffix("s") if len(word) > 3 else word for word in words_of(text)),
)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("slipped disc", [DISC]),
        ("Slipped Discs", [DISC]),
        ("is acupuncture good for a slipped disc?", [DISC]),
        ("acupuncture for my slipped disc", [DISC]),
        ("herniated disc exercises", [DISC]),  # a synonym
        ("disc", []),
        ("slipped on a disc", []),
        ("low back pain with sciatica", [SCIATICA]),  # the longer name, not the one within it
        ("low back pain and sciatica", [LOW, SCIATICA]),
        ("backache", [LOW]),
        ("back ache", [LOW]),  # the same name, written apart
        ("a dull back-ache", [DULL, LOW]),
        ("back pain", []),
        ("AS", [SPONDYLITIS]),
        ("as", [SPONDYLITIS]),  # the whole question
        ("is massage as good as yoga", []),
        ("does massage put strain on my heart and lungs", []),
        ("strain", [STRAIN]),
        ("massage for a strain", [STRAIN]),
        ("can I have massage when I have a back strain", [STRAIN]),
        ("a dull film", []),
        ("dull", [DULL]),
        ("dull pain", [DULL]),
        ("dull or aching", [DULL]),
        ("my back is dull and sore", [DULL]),
        ("fork", []),
        ("", []),
        ("?!", []),
    ],
)
def test_what_a_question_names(question, named):
    assert NAMES.in_question(question).things == named


def test_what_is_left_of_a_question_can_be_looked_through_again():
    therapies = Names(
        [Name("Disc therapy", 1), Name("Massage therapy", 2), Name("Therapy", 3)],
        [],
        lambda text: tuple(words_of(text)),
        ignored="therapy",
    )
    assert therapies.in_words(NAMES.in_question("massage for a slipped disc").rest).things == [2]
    assert therapies.in_words(NAMES.in_question("slipped disc").rest).things == []
    assert therapies.in_question("therapy").things == [3]


def test_without_names_nothing_is_named():
    nobody: Names[str] = Names([], [["one", "other"]], lambda text: tuple(words_of(text)))
    assert nobody.in_question("one other").things == []
