"""Rich text as lines: each block stands alone, and none runs into the next."""

from __future__ import annotations

import pytest

from factsheets.language.text_in_lines import in_lines, in_one_line, text_in_lines


@pytest.mark.parametrize(
    ("rich_text", "lines"),
    [
        ("", ""),
        ("<p>One.</p><p>Two</p>", "One.\nTwo"),
        ("<p>One</p><p>Two</p>", "One.\nTwo"),
        ("<p>One:</p><ul><li>a</li><li>b.</li><li>c</li></ul><p>Two</p>", "One:\n• a;\n• b.\n• c.\nTwo"),
        ("<p>One</p><ol><li><b>a</b> b</li></ol>", "One:\n• a b"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "• a;\n• b;\n• c"),
        ("<p>Do not<br/>swim</p>", "Do not:\n• swim"),
        ("<p>“One.”</p><p>A &lt; B &amp; C\n  D</p><p> </p>", "“One.”\nA < B & C D"),
    ],
)
def test_each_block_is_a_line_that_is_closed(rich_text, lines):
    assert text_in_lines(rich_text) == lines


def test_a_plain_text_keeps_its_lines():
    assert in_lines("One\r\n\r\n  Two  words\n• \n") == "One.\nTwo words"


def test_in_one_line_the_signs_part_the_blocks():
    assert in_one_line("<p>Not on</p><ul><li>a</li><li>b</li></ul><p>Ask.</p>") == "Not on: a; b. Ask."
    assert in_one_line("<ul><li>a</li><li>b</li></ul>") == "a; b"
