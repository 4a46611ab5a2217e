"""Parts of a web page that open when somebody asks for them, and pictures that say a word beside others."""

import pytest

from factsheets.exchange.formats.document import BlockKind
from tests.factsheets.exchange.mapping.read_as import read_document, rows_of

from .made import page, read, sentences, texts

WHO = "Who should not have it"
LIST = "<ul><li>Epilepsy</li><li>Thin bones</li></ul>"
#: How pages close the part that says who should not have a therapy.
CLOSED = [
    f"<h2><button aria-expanded=false>{WHO}</button></h2><div hidden>{LIST}</div>",
    f"<h2>{WHO}</h2><div style='display:none'>{LIST}</div>",
    f"<h2>{WHO}</h2><div style='visibility: hidden'>{LIST}</div>",
    f"<h2>{WHO}</h2><div hidden=until-found>{LIST}</div>",
    f"<div role=tabpanel aria-hidden=true><h2>{WHO}</h2>{LIST}</div>",
    f"<div class=card><div class=card-header><h3>{WHO}</h3></div><div class=card-body style='display: none'>{LIST}</div></div>",
    f"<button class=accordion>{WHO}</button><div class=panel style='display:none'>{LIST}</div>",
    f"<button aria-controls=p1 aria-expanded=false>{WHO}</button><div id=p1 hidden>{LIST}</div>",
    f"<button data-bs-toggle=collapse data-bs-target='#c1'>{WHO}</button><div id=c1 class=collapse>{LIST}</div>",
    f"<div role=button aria-expanded=false>{WHO}</div><div hidden>{LIST}</div>",
    f"<input type=checkbox id=t1><label for=t1>{WHO}</label><div class=fold>{LIST}</div>",
    f"<dl><dt>{WHO}</dt><dd hidden>{LIST}</dd></dl>",
    f"<details><summary>{WHO}</summary>{LIST}</details>",
    f"<h2>{WHO}</h2><ul><li>Epilepsy</li><li hidden>Thin bones</li></ul><button>Show all</button>",
    f"<h2>{WHO}</h2><ul><li>Epilepsy</li></ul><div class=read-more hidden><ul><li>Thin bones</li></ul></div>",
    f"<h2>{WHO}</h2><button aria-controls=m aria-expanded=false>Read more</button><div id=m hidden>{LIST}</div>",
    "<ul class='nav nav-tabs'><li><a href='#t0'>What it is</a></li><li><a href='#t1'>"
    f"{WHO}</a></li></ul><div class=tab-content><div id=t0 class='tab-pane active'>A roll.</div><div id=t1 class=tab-pane>{LIST}</div></div>",
    f"<div role=tablist><button role=tab>Overview</button><button role=tab>{WHO}</button></div>"
    f"<div role=tabpanel>A roll.</div><div role=tabpanel hidden>{LIST}</div>",
    f"<div role=tablist><a role=tab id=w>{WHO}</a></div><div role=tabpanel aria-labelledby=w hidden>{LIST}</div>",
]


@pytest.mark.parametrize("closed", CLOSED)
def test_a_closed_part_of_a_page_is_text_below_the_words_that_open_it(closed):
    reading = read_document(
        page(f"<h1>Lumbar Rolls</h1><p>A roll.</p><h2>Evidence</h2><p>Weak.</p>{closed}"), "rolls.html"
    )
    assert rows_of(reading, "avoid") == ["Epilepsy", "Thin bones"]


@pytest.mark.parametrize(
    ("hidden", "is_text"),
    [
        ("<p style='display:none'>Unseen words.</p>", False),
        ("<div id=cookie-modal hidden><h2>Unseen words.</h2><p>We use cookies.</p></div>", False),
        ("<div role=dialog hidden><h2>Unseen words.</h2></div>", False),
        ("<nav hidden><ul><li>Unseen words.</li></ul></nav>", False),
        (
            "<div hidden><ul><li><a href='/a'>Unseen</a></li><li><a href='/b'>words.</a></li></ul></div>",
            False,
        ),
        ("<form hidden><p>Unseen words.</p></form>", False),
        ("<p aria-hidden=true>Unseen words.</p>", False),
        ("<p aria-hidden=true>Unseen words. They stand on the page for all who see.</p>", True),
        ("<span id=more style='display:none'>Unseen words.</span>", True),
    ],
)
def test_what_frames_a_page_stays_apart_where_it_is_hidden(hidden, is_text):
    document = read(page(f"<h1>Lumbar Rolls</h1><p>A roll.</p>{hidden}"), "rolls.html")
    assert any("Unseen" in text for text in texts(document)) is is_text
    assert any("Unseen" in aside.text for aside in document.set_aside) is not is_text


def test_a_hidden_copy_of_words_that_are_seen_is_no_second_text():
    both = f"<h1>Rolls</h1><h2>{WHO}</h2>{LIST}<div class=mobile hidden><h2>{WHO}</h2>{LIST}</div>"
    document = read(page(both), "rolls.html")
    assert texts(document, BlockKind.ITEM) == ["Epilepsy", "Thin bones"]
    assert "hidden on the page" in [aside.why for aside in document.set_aside]
    assert "hidden parts" not in sentences(document)


def test_hidden_parts_that_were_read_are_named():
    document = read(page(f"<h1>Rolls</h1><p>A roll.</p><h2>{WHO}</h2><div hidden>{LIST}</div>"), "rolls.html")
    assert "“Epilepsy Thin bones”" in sentences(document)


@pytest.mark.parametrize(
    "hidden", ["<p hidden>Glaucoma</p>", "<noscript>Glaucoma</noscript>", "<svg><text>Glaucoma</text></svg>"]
)
def test_one_word_alone_that_is_set_aside_is_told(hidden):
    reading = read_document(
        page(f"<h1>Rolls</h1><p>A roll.</p>{hidden}<h2>Evidence</h2><p>Weak.</p>"), "rolls.html"
    )
    assert any("Set aside" in note and "Glaucoma" in note for note in reading.proposed)


@pytest.mark.parametrize(
    ("yes", "no", "written"),
    [
        ("<img src=t.png alt=Yes>", "<img src=c.png alt=No>", ("[Yes] Stiffness", "[No] Gout")),
        (
            "<img src=t.png alt='Green tick'>",
            "<img src=c.png alt='Red cross'>",
            ("[Green tick] Stiffness", "[Red cross] Gout"),
        ),
        (
            "<i class='fa fa-check' aria-label=Suitable></i>",
            "<i class='fa fa-times' aria-label='Not suitable'></i>",
            ("[Suitable] Stiffness", "[Not suitable] Gout"),
        ),
        (
            "<i class='fa fa-check' aria-hidden=true></i>",
            "<i class='fa fa-times' aria-hidden=true></i>",
            ("✓ Stiffness", "✗ Gout"),
        ),
        ("<span aria-hidden=true>✔</span>", "<span aria-hidden=true>✘</span>", ("✔Stiffness", "✘Gout")),
        (
            "<svg aria-label=Yes></svg>",
            "<svg><title>No</title><path/></svg>",
            ("[Yes] Stiffness", "[No] Gout"),
        ),
        (
            "<span class=glyphicon-ok title=Good></span>",
            "<span class=glyphicon-remove title=Bad></span>",
            ("[Good] Stiffness", "[Bad] Gout"),
        ),
    ],
)
def test_a_picture_that_says_a_word_stands_beside_what_it_marks(yes, no, written):
    document = read(page(f"<h1>Rolls</h1><ul><li>{yes}Stiffness</li><li>{no}Gout</li></ul>"), "rolls.html")
    assert texts(document)[1:] == list(written)


def test_a_picture_alone_in_a_cell_is_the_word_of_the_cell():
    rows = "<tr><td><img src=t.png alt=Yes></td><td>Stiffness</td></tr><tr><td>Gout</td><td><i class='fa fa-times' aria-label=Never></i></td></tr>"
    document = read(page(f"<h1>Rolls</h1><table>{rows}</table>"), "rolls.html")
    assert [block.cells for block in document.blocks][1:] == [("Yes", "Stiffness"), ("Gout", "Never")]


def test_a_photograph_beside_a_text_and_a_bullet_that_is_drawn_are_no_words_of_it():
    body = "<p><img src=roll.jpg alt='A roll'>It holds the back.</p><ul><li><img src=b.gif alt=bullet>Stiffness</li></ul>"
    document = read(page(f"<h1>Rolls</h1>{body}"), "rolls.html")
    assert texts(document, BlockKind.PARAGRAPH, BlockKind.ITEM) == ["It holds the back.", "Stiffness"]


@pytest.mark.parametrize(
    ("hidden", "is_text"),
    [
        ("<div style='display:none'><h3>Menu</h3><ul><li><a href='/x'>Unseen</a></li></ul></div>", False),
        ("<a href='#m' data-toggle=modal data-target='#m'>Risks</a><div class=modal id=m hidden><h3>Risks</h3><p>Unseen.</p></div>", True),
        ("<button data-target='#m' data-toggle=modal>Choices</button><div class=modal id=m hidden><h3>Cookies</h3><p>Unseen.</p></div>", False),
        ("<div class=slide aria-hidden=true><h2>Risks</h2><p>Unseen.</p></div>", True),
        ("<div class=slide aria-hidden=true><h2>Evidence</h2><p>Weak.</p></div>", False),
    ],
)  # fmt: skip
def test_a_window_that_its_words_open_is_text_and_a_menu_or_a_copy_is_none(hidden, is_text):
    document = read(page(f"<h1>Rolls</h1><p>A roll.</p><h2>Evidence</h2><p>Weak.</p>{hidden}"), "rolls.html")
    assert any("Unseen" in text for text in texts(document)) is is_text
    assert len([text for text in texts(document) if text == "Evidence"]) == 1
    assert is_text or "hidden parts" not in sentences(document)


@pytest.mark.parametrize(
    ("lists", "items"), [(" class=tick", " class=x"), (" class='list list--tick'", ""), ("", " class=tick")]
)
def test_ticks_and_crosses_that_a_page_draws_before_items_are_their_marks(lists, items):
    crossed = "<ul{}><li{}>Gout</li></ul>".format(*(name.replace("tick", "cross") for name in (lists, items)))
    body = f"<h1>Rolls</h1><p>A roll.</p><h2>Evidence</h2><p>Weak.</p><h2>Is it so?</h2><ul{lists}><li{items}>Stiffness</li></ul>{crossed}"
    document = read(page(body), "rolls.html")
    assert [block.mark for block in document.blocks if block.kind is BlockKind.ITEM] == ["✓", "✗"]
    reading = read_document(page(body), "rolls.html")
    assert "✗ Gout" in " ".join(reading.unplaced)
    assert "✓ Stiffness" in " ".join(reading.unplaced)


def test_a_cross_before_an_item_stays_in_a_text():
    body = "<h1>Rolls</h1><p>A roll.</p><h2>What happens</h2><ul><li class=tick>sit up</li><li class=cross>lie down</li></ul><h2>Evidence</h2><p>Weak.</p>"
    assert "✗ lie down" in str(read_document(page(body), "rolls.html").factsheet.procedure)
