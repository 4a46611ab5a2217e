"""What people type, each phrase by itself and misspelt, and what the starter's signs make of it."""

import random

import pytest

from factsheets.language.vocabulary import WarningLevel

from .phrases import NONE, is_met, misspelt, read, rearranged

TABLE = read("warning_signs.tsv")
MORE = read("more_warning_signs.tsv")
MEANS_TO_DIE = read("means_to_die.tsv")
IN_READERS_WORDS = read("warning_signs_in_readers_words.tsv")
DANGEROUS = [phrase for phrase in (*TABLE, *MORE) if phrase.is_dangerous]
#: Of all variants; some say something else altogether: “can't we”.
LEAST_RECOGNISED = 0.96
ROUNDS = 2


@pytest.mark.parametrize("phrase", [*TABLE, *MORE], ids=lambda phrase: f"{phrase.level} {phrase.text}")
def test_a_phrase_has_its_level(recogniser, phrase):
    found = recogniser.warning_in(phrase.text)
    assert (found.level if found else NONE) == phrase.level


@pytest.mark.parametrize("phrase", MEANS_TO_DIE, ids=lambda phrase: phrase.text)
def test_whoever_means_to_die_is_not_taken_for_a_casualty_alone(recogniser, phrase):
    assert phrase.level in recogniser.levels_in(phrase.text)


@pytest.mark.parametrize("phrase", IN_READERS_WORDS, ids=lambda phrase: f"{phrase.level} {phrase.text}")
def test_what_readers_may_type_brings_its_warning_or_none(recogniser, phrase):
    levels = recogniser.levels_in(phrase.text)
    assert phrase.level in levels if phrase.is_dangerous else not levels


@pytest.mark.parametrize("vary", [misspelt, rearranged])
@pytest.mark.parametrize(
    "phrases", [TABLE, MORE, IN_READERS_WORDS], ids=["table", "more", "in readers' words"]
)
def test_phrases_are_known_in_spite_of_slips(recogniser, phrases, vary):
    variants = [
        (phrase.level, variant)
        for phrase in phrases
        if phrase.is_dangerous
        for turn in range(ROUNDS)
        for variant in vary(phrase.text, random.Random(f"{turn} {phrase.text}"))
    ]
    missed = [each for each in variants if not is_met(each[0], recogniser.levels_in(each[1]))]
    print(*missed, sep="\n")
    assert len(variants) > ROUNDS * len(phrases)
    assert 1 - len(missed) / len(variants) >= LEAST_RECOGNISED


@pytest.mark.parametrize("phrase", DANGEROUS, ids=lambda phrase: phrase.text)
def test_capitals_marks_and_other_sentences_make_no_difference(recogniser, phrase):
    for text in (
        phrase.text.upper(),
        phrase.text.replace("'", "’"),
        f"Please help!! {phrase.text}... what should I do?",
        f"My back is bad. {phrase.text.capitalize()}",
    ):
        assert is_met(phrase.level, recogniser.levels_in(text)), text


def test_the_phrases_cover_all_levels_and_enough_harmless_ones():
    for level in WarningLevel.values:
        assert len([phrase for phrase in MORE if phrase.level == level]) >= 15
    assert len([phrase for phrase in MORE if phrase.level == NONE]) >= 80
    assert len({phrase.text.casefold() for phrase in (*TABLE, *MORE)}) == len(TABLE) + len(MORE)


def test_several_levels_stand_in_their_order(recogniser):
    assert recogniser.levels_in("fever and can't pee and want to die") == ["emergency", "crisis", "urgent"]
