"""The part of a text that is shown of a result."""

from __future__ import annotations

import pytest

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
