"""The first warning signs are whole, so that staff begin with something that they can read and change."""

import pytest

from factsheets.language.english import english_words
from factsheets.language.plain_words import words_of
from factsheets.language.vocabulary import WarningLevel
from factsheets.warning_signs.formats.recogniser import Recogniser
from factsheets.warning_signs.formats.recogniser.spelling import common_words, everyday_words
from factsheets.warning_signs.formats.starter_signs import starter_warning_signs

SIGNS = starter_warning_signs()
LONGEST_LINE = 80
#: A sign takes 200 in each part; staff add some of their own.
MOST_LINES = 190


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.name)
def test_a_sign_is_whole(sign):
    assert sign.level in WarningLevel.values
    assert sign.about
    for lines in (sign.about, sign.wrong, sign.leaves_alone):
        assert all(isinstance(line, str) and words_of(line) and len(line) <= LONGEST_LINE for line in lines)
        assert len({line.casefold() for line in lines}) == len(lines), "a line stands there twice"
        assert len(lines) <= MOST_LINES


def test_no_two_signs_have_one_name_and_every_level_has_some():
    assert len({sign.name.casefold() for sign in SIGNS}) == len(SIGNS)
    assert {sign.level for sign in SIGNS} == set(WarningLevel.values)


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.name)
def test_each_line_about_something_is_heard(sign):
    alone = Recogniser([sign._replace(leaves_alone=())])
    for about in sign.about:
        for wrong in sign.wrong or ("",):
            if not set(words_of(about)) & set(words_of(wrong)):
                assert alone.warning_in(f"{about} {wrong}"), (about, wrong)


def test_the_lists_of_english_words_fit_together():
    assert not everyday_words() & common_words()
    assert common_words() <= english_words()
