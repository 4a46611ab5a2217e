"""Changes are marked for eyes and for ears, and nothing of either text is lost."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from factsheets.language.word_diff import marked_words

WORDS = st.text("ab <&\n", max_size=30)


def heard(before: str, after: str) -> str:
    """What a screen reader says."""
    return " ".join(re.sub(r"<[^>]+>", "", marked_words(before, after)).split())


def test_what_is_gone_and_what_is_new_is_said():
    assert heard("It may help.", "It can help.") == "It Removed: may Added: can help."
    assert heard("It helps.", "It helps some people.") == "It Removed: helps. Added: helps some people."
    assert heard("One.\nTwo.", "One.") == "One. Removed: Two."
    assert heard("", "New words") == "Added: New words"
    assert heard("The same", "The same") == "The same"


def test_a_list_is_marked_by_its_rows():
    before, after = "Sciatica (ask first)\nFracture", "Sciatica (ask)\nFracture"
    assert marked_words(before, after, by_line=True).count("<del>") == 1
    assert ">Sciatica (ask first)" not in marked_words(before, after)
    assert "Sciatica (ask first)</del>" in marked_words(before, after, by_line=True)


def test_words_are_escaped():
    assert marked_words("", "<b>") == '<ins><span class="w-sr-only">Added: </span>&lt;b&gt;</ins>'


@given(WORDS, WORDS)
def test_both_texts_can_be_read_out_of_it(before, after):
    html = re.sub(r'<span class="w-sr-only">.*?</span>', "", marked_words(before, after))
    new = re.sub(r"<del>.*?</del>", "", html, flags=re.DOTALL)
    old = re.sub(r"<ins>.*?</ins>", "", html, flags=re.DOTALL)
    assert unescape(re.sub(r"</?ins>", "", new)).split() == after.split()
    assert unescape(re.sub(r"</?del>", "", old)).split() == before.split()
