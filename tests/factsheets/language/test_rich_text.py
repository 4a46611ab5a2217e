"""Rich text that travels: canonical HTML, and Markdown that stands for it letter for letter."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factsheets.language.rich_text import RichTextError, normalise, to_html, to_markdown
from tests.factsheets.outputs.strategies import RICH_TEXT, TEXT


@given(RICH_TEXT)
def test_canonical_html_survives_markdown_exactly(html):
    assert to_html(to_markdown(html)) == html


@given(RICH_TEXT)
def test_canonical_html_is_normal_already(html):
    assert normalise(html) == html


_SCRAPS = [
    *"ab <>/&;\n\u00a0",
    "<b>",
    "</b>",
    "<li>",
    "</li>",
    "<ul>",
    "</ul>",
    "<ol>",
    "</ol>",
    "<p>",
    "</p>",
    "<br/>",
]
_SCRAPS += ["<h2>", "<a href='tel:1'>", "</a>"]


@given(st.lists(st.sampled_from(_SCRAPS), max_size=40).map("".join))
def test_any_html_becomes_canonical_and_keeps_its_letters(html):
    once = normalise(html)
    assert normalise(once) == once
    assert to_html(to_markdown(once)) == once


@given(TEXT)
def test_markdown_either_reads_or_is_refused_with_a_clause(markdown):
    try:
        html = to_html(markdown)
    except RichTextError as refused:
        html = ""
        clause = str(refused)
    else:
        clause = "none"
    assert clause
    assert normalise(html) == html


@pytest.mark.parametrize(
    ("stored", "canonical"),
    [
        (
            '<p data-block-key="a1">One <strong>two</strong></p>\n<p data-block-key="a2"></p>',
            "<p>One <b>two</b></p>",
        ),
        ("<p>  a \n b\u00a0 </p>", "<p>a b\u00a0</p>"),
        ("<p><b>a </b>b <b> </b>c</p>", "<p><b>a</b> b c</p>"),
        ("<p><b>a <a href='tel:1'>b</a></b></p>", '<p><b>a </b><a href="tel:1"><b>b</b></a></p>'),
        ("<p>a<br>b<br/></p>", "<p>a<br/>b</p>"),
        ("<h2>Words</h2>of <em>an</em> <img alt='x'>old page", "<p>Words</p><p>of an</p><p>old page</p>"),
        (
            "<ul><li>a<ul><li>b</li></ul></li></ul><ul><li>c</li></ul>",
            "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
        ),
        ('<p><a href="javascript:x()">go</a></p>', "<p>go</p>"),
        ("<p>1 < 2 & 3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
    ],
)
def test_stored_html_becomes_canonical(stored, canonical):
    assert normalise(stored) == canonical


def test_links_are_translated_on_the_way():
    html = '<p><a id="3" linktype="page">TENS</a> and <a id="9" linktype="page">gone</a></p>'
    addresses = {"3": "page:/factsheets/tens/"}
    assert normalise(html, lambda attributes: addresses.get(attributes["id"])) == (
        '<p><a href="page:/factsheets/tens/">TENS</a> and gone</p>'
    )


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>You may <b>ache</b> a little.</p><p>Rest.</p>", "You may **ache** a little.\n\nRest."),
        ("<ul><li>one<ol><li>two</li></ol></li><li>three</li></ul>", "- one\n  1. two\n- three"),
        ('<p><a href="document:a b.pdf">Leaflet</a></p>', "[Leaflet](<document:a b.pdf>)"),
        ("<p>a<b>“b”</b>c</p>", "a<b>“b”</b>c"),
        ("<p># 5<br/>- x</p>", "\\# 5\\\n\\- x"),
        ("<p>Drs.\u00a0Smith</p>", "Drs.&nbsp;Smith"),
        ("<p>Ask, wait! Go: it is 50% (or so).</p>", "Ask, wait! Go: it is 50% (or so)."),
    ],
)
def test_markdown_is_what_a_person_would_write(html, markdown):
    assert to_markdown(html) == markdown
    assert to_html(markdown) == html


def test_reads_what_people_write_by_hand():
    assert to_html("One\nline __bold__\n\n* a\n\n* b\n\n<https://example.org>") == (
        "<p>One line <b>bold</b></p><ul><li>a</li><li>b</li></ul>"
        '<p><a href="https://example.org">https://example.org</a></p>'
    )


@pytest.mark.parametrize(
    ("markdown", "clause"),
    [
        ("### More", "heading"),
        ("so *very* good", "italics"),
        ("a `b`", "backticks"),
        ("    four", "indented"),
        ("```\nx\n```", "block of code"),
        ("![a](b.png)", "image"),
        ("a | b\n--- | ---\n1 | 2", "table"),
        ("> said", "quotation"),
        ("a\n\n***", "line across"),
        ("<div>x</div>", "HTML"),
        ("x <span>y</span>", "“<span>”"),
        ("<!-- note -->", "HTML"),
        ("~~gone~~", "struck"),
        ("3. three", "number than 1"),
        ("- a\n\n  b", "more than one paragraph"),
        ("- a\n  - b\n\n  c", "more than one paragraph"),
        ("[a](/local/)", "full address"),
        ("[a](javascript:alert)", "full address"),
        ('[a](tel:1 "Title")', "title"),
    ],
)
def test_what_rich_text_cannot_hold_is_refused(markdown, clause):
    with pytest.raises(RichTextError, match=clause):
        to_html(markdown)


@pytest.mark.parametrize("html", ["<p>a\x07b</p>", "<p>\ud800</p>"])
def test_invisible_characters_are_refused(html):
    with pytest.raises(RichTextError, match=r"U\+[0-9A-F]{4}.*delete it"):
        to_markdown(html)


def test_html_that_is_not_canonical_is_not_written():
    with pytest.raises(RichTextError, match="normalise"):
        to_markdown("<p>a</p> <p>b</p>")


@settings(max_examples=20)
@given(st.integers(1, 30))
def test_deep_lists_survive(depth):
    html = "<ul><li>a" * depth + "</li></ul>" * depth
    assert to_html(to_markdown(html)) == html
