"""How text becomes words: the same for what is stored and for what is asked."""

from __future__ import annotations

import re
from functools import lru_cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

# Names under which every index knows the analysers.
STEMMED, SPELLED, RAW = "backcare_stemmed", "backcare_spelled", "raw"
LONGEST_WORD = 60

_POSSESSIVE = re.compile(r"(?<=\w)['’ʼ`´](?:s\b)?(?=\w|\b|$)", re.IGNORECASE)
_SURROGATES = re.compile("[\ud800-\udfff\x00]")
# “C.B.T.” is “CBT”: single letters with a full stop between each.
_DOTTED = re.compile(r"(?<![\w.])[^\W\d_](?:\.[^\W\d_])+(?!\w)")
WORD = re.compile(rf"{_DOTTED.pattern}|[^\W_]+(?:['’ʼ`´][^\W_]+)*")

# Words that hold a question together but say nothing of what is asked; they are looked for, but not insisted on.
_FILLERS = """
a about am an and any are as at be been but by can cant could couldnt did didnt do does doesnt dont for from had has
have how i if im in is isnt it its ive may me might my no of on or our should so than that the their them then there
these they this to too was we were what when where which who why will with wont would you your
"""
FILLERS = frozenset(_FILLERS.split())


def storable(text: str) -> str:
    """`text` without NUL and without halves of characters, which no index and no database can store."""
    return _SURROGATES.sub(" ", text)


def clean(text: str) -> str:
    """`text` without what no index can store, without apostrophes and the stops of abbreviations: “Alexander’s” is
    “Alexander”, “can’t” “cant”, “C.B.T.” “CBT.”."""
    return _DOTTED.sub(lambda found: found[0].replace(".", ""), _POSSESSIVE.sub("", storable(text)))


def analysers() -> dict[str, TextAnalyzer]:
    """The analysers by the names that the columns use: with English word forms, and as spelled."""
    return {STEMMED: _stemmed, SPELLED: _spelled}


def spelled_words(text: str) -> list[str]:
    """The words of `text` in small letters without accents, in order."""
    return _spelled.analyze(clean(text))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem under which a word stands in the index, or nothing if the word is none."""
    return " ".join(_stemmed.analyze(clean(word)))


def _builder() -> TextAnalyzerBuilder:
    plain = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(LONGEST_WORD))
    return plain.filter(Filter.lowercase()).filter(Filter.ascii_fold())


_spelled = _builder().build()
_stemmed = _builder().filter(Filter.stemmer("english")).build()
