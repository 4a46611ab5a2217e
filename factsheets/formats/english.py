"""Which words are English: spelling help leaves those alone."""

from functools import cache
from pathlib import Path

WORDS = Path(__file__).parent.parent / "words" / "british-english.txt"


@cache
def english_words() -> frozenset[str]:
    """British English words in small letters, without accents and apostrophes, as `plain_words.words_of` gives words."""
    return frozenset(WORDS.read_text(encoding="utf-8").split())
