"""What a document sets as the words of somebody waits; a warning in a comment is brought to a person."""

from __future__ import annotations

import pytest

from factsheets.exchange.proof import count_words
from tests.factsheets.exchange.reading_documents.made import docx, p, page, word

from .read_as import read_document, rows_of

HEAD = "<h1>Rolls</h1><p>A roll.</p><h2>Evidence</h2><p>Weak.</p><h2>{}</h2><p>You sit.</p>"


@pytest.mark.parametrize(
    "heading", ["What happens", "Evidence of use", "Most likely to help", "Contraindications"]
)
@pytest.mark.parametrize(
    "quotation",
    [
        "<blockquote>“The gout has gone. Thank you Anna!” <cite>Sue from Norwell</cite></blockquote>",
        "<blockquote><p>Gout was gone in a week.</p><footer><cite>Sue, Norwell</cite></footer></blockquote>",
        "<figure><blockquote>I had gout. Now I am cured.</blockquote><figcaption>Sue, Norwell</figcaption></figure>",
        "<div class=testimonial><p>“Gone is the gout!”</p><p>Sue Norwell</p></div>",
        "<section class='patient-story'><p>My gout has gone, says Sue of Norwell.</p></section>",
        "<blockquote cite='https://norwell.example.org'><p>Gout is a thing of the past for Sue.</p></blockquote>",
    ],
)
def test_what_a_page_sets_as_somebodys_words_waits(heading: str, quotation: str) -> None:
    found = read_document(page(HEAD.format(heading) + quotation), "rolls.html")
    assert "gout" not in str(found.factsheet).casefold()
    assert "Norwell" not in str(found.factsheet)
    assert "gout" in str(found.unplaced).casefold()
    assert rows_of(found, "likely") == rows_of(found, "avoid") == []
    assert count_words(found, found.factsheet).lost == 0


@pytest.mark.parametrize(
    "inset",
    [
        "<blockquote><p>Gout was looked at in one trial.</p></blockquote>",
        "<blockquote><h3>Trials</h3><p>Gout was looked at in one.</p></blockquote>",
        "<div class=story><p>Gout was looked at in one trial.</p></div>",
    ],
)
def test_a_text_that_is_only_set_in_from_the_margin_stays(inset: str) -> None:
    found = read_document(
        page(f"<h1>Rolls</h1><p>A roll.</p><h2>Evidence</h2><p>Weak.</p>{inset}"), "rolls.html"
    )
    assert "Gout was looked at" in str(found.factsheet.evidence)


def test_a_quotation_of_word_waits() -> None:
    styles = word(
        "styles",
        "".join(
            f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/></w:style>'
            for name in ("Title", "Quote")
        ),
    )
    body = docx(
        p("Rolls", "Title"),
        p("A roll."),
        p("What is the evidence?"),
        p("Weak."),
        p("Gout was gone in a week.", "Quote"),
        parts={"word/styles.xml": styles},
    )
    found = read_document(body, "rolls.docx")
    assert "gout" not in str(found.factsheet).casefold()
    assert "Gout" in str(found.unplaced)


WARNING = "do not have it with a pacemaker"
COMMENT = '<w:comment w:id="1" w:author="Kim"><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:comment>'


def as_comments_of_readers() -> bytes:
    return page(
        HEAD.format("What happens")
        + f"<section id=comments><h3>1 comment</h3><p>Kim says: {WARNING}</p></section>"
    )


def as_a_comment_of_word() -> bytes:
    marked = '<w:r><w:commentReference w:id="1"/></w:r>'
    return docx(
        p("Rolls", "Title"), p("A roll."), p("What is the evidence?"), p("Weak.", xml=marked),
        relations={"rIdC": ("comments", "comments.xml")}, parts={"word/comments.xml": word("comments", COMMENT.format(WARNING))},
    )  # fmt: skip


def as_hidden_words() -> bytes:
    return page(HEAD.format("What happens") + f"<p style='display:none'>{WARNING}</p>")


@pytest.mark.parametrize("made", [as_comments_of_readers, as_a_comment_of_word, as_hidden_words])
def test_a_warning_that_was_set_aside_has_a_note_of_its_own(made) -> None:
    found = read_document(made(), "rolls")
    notes = [
        note for note in found.proposed if note.startswith("Who should not have it: “") and WARNING in note
    ]
    assert len(notes) == 1
    assert "Set aside" not in notes[0]


@pytest.mark.parametrize(
    "link",
    ["Who must not use it with a pacemaker", "When not to use it with a pacemaker", "Do not use it if?"],
)
def test_a_link_among_what_frames_a_page_is_no_warning(link: str) -> None:
    found = read_document(
        page(f"<nav><a href='/a'>{link}</a></nav>" + HEAD.format("What happens")), "rolls.html"
    )
    assert not any(link in note for note in found.proposed if note.startswith("Who should not have it"))
