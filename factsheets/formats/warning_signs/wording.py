"""The words of a question or an expression, as the recogniser compares them."""

from __future__ import annotations

import re

from factsheets.formats.plain_words import words_of

#: Questions are shorter; whatever is not, costs no more time than this.
_MOST_CHARACTERS = 600
MOST_WORDS = 60
_REPEATED = re.compile(r"([a-z])\1{2,}")
#: They stand between other words without parting them.
LITTLE_WORDS = frozenset(
    (
        "a about absolutely actually after all almost also always am an and any anymore anything anyway are as at be because been "
        "being both but by completely could did do does doing even ever every everything for from fully had has "
        "have having he her here him his how i id if ill im in into is it its ive just kind like literally lot "
        "may me might my mine now of on or our own properly quite r really she should since so some something "
        "sometimes sort still stuff such suddenly than that the their them then there these they this those to "
        "too totally u ur very was we were what when where whenever which while whole will with would x you your "
        "yet today yesterday yday lately constantly been kinda abit basically proper bloody fucking flipping please pls help oh omg god um er well"
    ).split()
)


def words_in(text: str) -> list[str]:
    """The words of `text`; a letter that is typed three times and more counts as two: “peeeee” is “pee”."""
    return [_REPEATED.sub(r"\1\1", word) for word in words_of(text[:_MOST_CHARACTERS])][:MOST_WORDS]
