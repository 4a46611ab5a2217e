"""The part of a text that is shown of a result."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backcare.search.excerpts import excerpt

LONG = "Nothing here. " * 40 + "Thin needles are put into the skin. " + "Nothing there. " * 40


def test_words_are_marked_in_every_form():
    assert excerpt("Needles, needling; a needle.", {("needl",)}, 240) == (
        "<mark>Needles</mark>, <mark>needling</mark>; a <mark>needle</mark>."
    )


def test_an_expression_is_marked_where_it_stands_whole():
    found = excerpt("A slipped disc. The disc slipped; slipped discs.", {("slip", "disc")}, 240)
    assert found == (
        "A <mark>slipped</mark> <mark>disc</mark>. The disc slipped; <mark>slipped</mark> <mark>discs</mark>."
    )


def test_a_word_at_the_end_is_marked_beside_longer_expressions():
    assert excerpt("Slipped", {("slip", "disc"), ("slip",)}, 240) == "<mark>Slipped</mark>"


def test_everything_is_escaped_also_within_a_mark():
    found = excerpt('<script>alert("needle")</script> & <b>needle’s</b>', {("needl",)}, 240)
    assert "<script" not in found
    assert "<b>" not in found
    assert "&lt;b&gt;<mark>needle’s</mark>&lt;/b&gt;" in found


def test_a_long_text_is_cut_around_the_words_and_through_none():
    found = excerpt(LONG, {("needl",), ("skin",)}, 120)
    assert "<mark>needles</mark>" in found
    assert "<mark>skin</mark>" in found
    assert found.startswith("… ")
    assert found.endswith(" …")
    plain = found.replace("<mark>", "").replace("</mark>", "").strip("… ")
    assert len(plain) <= 120
    assert set(plain.split()) <= set(LONG.split())


def test_without_a_match_the_text_begins_at_its_beginning():
    assert excerpt(LONG, {("massag",)}, 60).startswith("Nothing here.")


@pytest.mark.parametrize("text", ["", "x", "needle", "a" * 500, "needle " * 20_000])
def test_any_text_gives_an_excerpt(text):
    assert len(excerpt(text, {("needl",)}, 100)) < 1_000


GUIDELINE = (
    "Medical acupuncture is one of the treatments that NICE advises NHS services about in its guideline NG59. It says that "
    "acupuncture should not be offered for low back pain. "
)


@pytest.mark.parametrize("length", range(40, 300, 13))
def test_a_refusal_never_reads_as_advice(length):
    text = f"Needles are thin. {GUIDELINE}{'Nothing there. ' * 20}"
    for asked in ({("acupunctur",)}, {("nice",)}, {("guidelin",), ("acupunctur",)}, {("low",), ("pain",)}):
        found = plain(excerpt(text, asked, length))
        assert ("acupuncture should" in found) == (
            "acupuncture should not be offered for low back pain." in found
        )


def test_a_sentence_stands_whole_where_it_is_somewhat_longer_than_an_excerpt():
    sentence = f"Needles may be used for a {'very ' * 30}bad back, unless a doctor says otherwise."
    assert plain(excerpt(f"One. {sentence} Two.", {("bad",)}, 120)) == f"… {sentence} …"


def test_a_sentence_that_is_much_too_long_is_cut_only_where_that_cannot_turn_its_meaning():
    long = "Needles " + "very " * 100
    assert "<mark>bad</mark>" in excerpt(f"{long}bad. One.", {("bad",)}, 120)
    assert plain(excerpt(f"{long}bad without a doctor. One.", {("bad",)}, 120)) == "… One."
    assert excerpt(f"{long}bad without a doctor.", {("bad",)}, 120) == ""


def test_lines_of_a_list_stand_with_what_leads_them_in():
    text = "One.\nDo not use it on:\n• the neck;\n• broken skin;\n• the eyes.\nAsk first."
    assert plain(excerpt(text, {("skin",)}, 55)) == "… Do not use it on: the neck; broken skin; the eyes. …"
    assert (
        plain(excerpt(text, set(), 900))
        == "One. Do not use it on: the neck; broken skin; the eyes. Ask first."
    )


def test_of_a_long_list_the_lines_that_answer_are_shown_with_what_leads_them_in():
    many = "".join(f"• place {number};\n" for number in range(40))
    text = f"Do not use it on:\n{many}• broken skin;\n• the eyes, unless asked.\nAsk first."
    found = plain(excerpt(text, {("skin",)}, 80))
    assert found.startswith("Do not use it on: place 0; place 1")
    assert found.endswith(" … broken skin; the eyes, unless asked. …")
    assert "place 30" not in found


def test_only_the_beginning_of_a_very_long_text_is_looked_at_and_nothing_is_cut_at_its_end():
    text = "It should be used. " * 1_052 + "It should " + "never be used. " * 3
    assert text[:20_000].endswith("It should ne")
    found = plain(excerpt(text, {("never",)}, 240))
    assert "It should ne" not in found.replace("It should never be used.", "")
    assert found.startswith("It should be used.")


def plain(found: str) -> str:
    return html.unescape(re.sub("</?mark>", "", found))


WORDS = [
    "pain",
    "needle",
    "acupuncture",
    "back",
    "help",
    "short-term",
    "people",
    "offer",
    "long",
    "study",
    "12",
    "NICE",
    "e.g.",
    "(some)",
]
CAVEATS = [
    "not",
    "never",
    "no",
    "without",
    "unless",
    "except",
    "however",
    "but",
    "only",
    "should",
    "can’t",
    "isn't",
    "too",
    "little",
    "until",
    "hardly",
]
_words = st.lists(st.sampled_from([*WORDS, *CAVEATS]), min_size=1, max_size=60).map(" ".join)
_sentences = st.builds(
    lambda first, rest, end: f"{first} {rest}{end}",
    st.sampled_from(["It", "Some", "But", "A"]),
    _words,
    st.sampled_from(".!?"),
)
_paragraphs = st.lists(_sentences, min_size=1, max_size=6).map(" ".join)
_lists = st.builds(
    lambda lead, items: f"{lead}:\n" + "\n".join(f"• {each};" for each in items),
    _words,
    st.lists(_words, min_size=1, max_size=6),
)
texts = st.lists(_paragraphs | _lists, min_size=1, max_size=8)
questions = st.sets(
    st.sampled_from(["pain", "needl", "acupunctur", "offer", "not", "studi", "nice"]).map(
        lambda each: (each,)
    )
)
NEGATION = re.compile(r"\b(?:not|never|no|without|unless|except|however|but|hardly)\b|n['’]t\b")


@given(texts, questions, st.integers(20, 300))
@example([GUIDELINE.strip()], {("acupunctur",)}, 240)
def test_whatever_is_asked_each_sentence_with_a_negation_is_whole(blocks, question, length):
    """Also the lines of a list: each is whole, and never without what leads it in."""
    found = f" {plain(excerpt(chr(10).join(blocks), question, length))} "
    whole: list[str] = []
    text = "\n".join(blocks)
    for block in blocks:
        lead_in, *items = block.split("\n• ")
        whole += [*re.split(r"(?<=[.!?]) (?=(?:It|Some|But|A) )", lead_in), *items]
        # A line that stands in two lists may be shown with the other one's words.
        if any(f" {item} " in found for item in items if len(item) > 60 and text.count(item) == 1):
            assert lead_in in found
    for sentence in sorted(whole, key=len, reverse=True):
        found = found.replace(sentence, " ")
    assert not NEGATION.search(found)
