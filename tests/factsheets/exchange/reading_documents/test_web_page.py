"""Web pages as a browser saves them: the text of the page, and apart from it what frames every page."""

import pytest

from factsheets.exchange.formats.document import BlockKind, DocumentRefused

from .made import page, read, sentences, texts

LONG = "Walking in a warm pool, up to the chest in water, is done in many places, and it costs little. " * 3
FRAME = (
    '<nav><a href="/">Home</a></nav><div id="cookie-banner">We use cookies <button>Accept</button></div>'
    "<header>Sample Charity</header><script>var x = 'not text'</script><style>.x{}</style>"
)


def test_the_text_of_a_page_stands_apart_from_its_frame():
    document = read(
        page(
            f"{FRAME}<main><h1>Water Walking</h1><p>{LONG}</p><h2>What <em>happens</em>?</h2><p><b>Evidence:</b> one trial,"
            ' see <a href="https://a.example.org/">the finder</a>.</p><ul><li>One<ul><li>Inner</li></ul></li></ul><ol><li>First'
            "</li></ol><table><tr><th>Visit</th><th>Price</th></tr><tr><td>First</td><td>£6</td></tr></table></main>"
            "<footer>© Sample Charity 2019</footer>"
        ),
        "water.html",
    )
    assert [
        (block.kind, block.level, block.text) for block in document.blocks if block.text != LONG.strip()
    ] == [
        (BlockKind.HEADING, 1, "Water Walking"),
        (BlockKind.HEADING, 2, "What happens?"),
        (BlockKind.PARAGRAPH, 0, "Evidence: one trial, see the finder."),
        (BlockKind.ITEM, 1, "One"),
        (BlockKind.ITEM, 2, "Inner"),
        (BlockKind.ITEM, 1, "First"),
        (BlockKind.ROW, 0, "Visit | Price"),
        (BlockKind.ROW, 0, "First | £6"),
    ]
    aside = {one.text: one.why for one in document.set_aside}
    assert aside["Home"] == "navigation"
    assert "cookie" in aside["We use cookies\nAccept"]
    assert "© Sample Charity 2019" in aside
    assert "not text" not in " ".join([*aside, *texts(document)])


def test_a_page_of_divisions_and_line_breaks_is_read():
    document = read(
        page("<div>Massage</div><div>Hands press.<br>They stop.<p>More</div>And words alone."), "x.htm"
    )
    assert texts(document) == ["Massage", "Hands press.\nThey stop.", "More", "And words alone."]


def test_hidden_and_deleted_words_are_no_text():
    document = read(
        page('<h1>Massage</h1><p>Hands <del>pull</del> press.</p><p style="display:none">Unseen.</p>'),
        "x.html",
    )
    assert texts(document) == ["Massage", "Hands press."]
    assert ("Unseen.", "hidden on the page") in [(one.text, one.why) for one in document.set_aside]
    assert "1 deletions" in sentences(document)


@pytest.mark.parametrize("codec", ["utf-8", "cp1252", "utf-16"])
def test_a_page_is_read_in_its_own_encoding(codec):
    text = "<html><head><meta charset=iso-8859-1></head><body><p>It’s £20 at the café.</p></body></html>"
    assert texts(read(text.encode(codec), "x.html")) == ["It’s £20 at the café."]


def test_a_page_that_was_saved_as_one_file_brings_its_pictures():
    archive = (
        b'From: <Saved by Browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b'<html><body><h1>Massage</h1><p>It costs =C2=A320.</p><img src=3D"https://a.example.org/h.png" alt=3D"Hands">'
        b"</body></html>\r\n--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
        b"Content-Location: https://a.example.org/h.png\r\n\r\ncGljdHVyZQ==\r\n--b--\r\n"
    )
    document = read(archive, "massage.mhtml")
    assert texts(document) == ["Massage", "It costs £20.", "Hands"]
    assert (document.pictures[0].name, document.pictures[0].data) == ("h.png", b"picture")


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("", "without text"),
        ("<nav>Home</nav>", "without text"),
        ("<div>" * 3000 + "deep", "nested too deeply"),
    ],
)
def test_a_page_that_cannot_be_read_is_refused(body, says):
    with pytest.raises(DocumentRefused, match=says):
        read(page(body, head=""), "x.html")


@pytest.mark.parametrize(
    ("inner", "parts"),
    [
        ("One line.<br>Its end.<br><br>Another.", ["One line.\nIts end.", "Another."]),
        ("One line.<br> <br/>Another.", ["One line.", "Another."]),
        ("One line.<br>Another.", ["One line.\nAnother."]),
        ('<a href="https://sand.example.org">One<br><br>link</a>', ["One\nlink"]),
    ],
)
def test_two_ends_of_a_line_are_that_of_a_paragraph(inner, parts):
    document = read(page(f"<h1>Sand</h1><p>{inner}</p>"), "sand.html")
    assert texts(document)[1:] == parts


@pytest.mark.parametrize(
    ("heading", "below", "is_text"),
    [
        ("More from us", "<p><a href='/x'>Walking</a> | <a href='/y'>Swimming</a></p>", False),
        ("You may also like", "<ul><li><a href='/x'>Walking</a></li></ul>", False),
        ("See also", "<p><a href='/x'>Walking</a></p>", True),
        ("More from the trials", "<p>Walking was as good, see <a href='/x'>here</a>.</p>", True),
    ],
)
def test_links_to_other_pages_of_a_site_are_no_text(heading, below, is_text):
    document = read(
        page(f"<h1>Sand</h1><p>It is warm.</p><h3>{heading}</h3>{below}<p>The end.</p>"), "sand.html"
    )
    assert any("Walking" in text for text in texts(document)) is is_text
    assert (heading in texts(document)) is is_text
    assert "The end." in texts(document)


@pytest.mark.parametrize(
    ("beside", "is_text"),
    [
        ('<section id="comments"><h2>2 comments</h2><p>It has no risks at all!</p></section>', False),
        ('<aside class="sidebar"><h3>Mud</h3><p>It has no risks at all!</p></aside>', False),
        ('<aside class="warning"><h3>Mud</h3><p>It has no risks at all!</p></aside>', True),
        ('<section class="comment-on-risks"><p>It has no risks at all!</p></section>', True),
    ],
)
def test_what_readers_write_and_what_stands_at_the_side_is_no_text(beside, is_text):
    text = "<h1>Sand</h1>" + "<p>It is warm and dry, and it is laid on the back.</p>" * 4
    document = read(page(f"<main><article>{text}</article>{beside}</main>"), "sand.html")
    assert ("It has no risks at all!" in texts(document)) is is_text


TO_OTHERS = '<a href="a.html">Factsheets</a> | <a href="b.html">Guestbook</a>'


@pytest.mark.parametrize(
    "above",
    [
        f"<table><tr><td><b>Sample Link</b> | {TO_OTHERS}</td></tr>",
        f"<table><tr><td colspan=2>{TO_OTHERS}</td></tr>",
        f"<table><tr><td><b>Sample Link</b></td><td>{TO_OTHERS.replace(' | ', '</td><td>')}</td></tr>",
        f"<div><b>Sample Link</b> &raquo; {TO_OTHERS.replace('|', '&raquo;')} &raquo; </div><table>",
        f"<p>[{TO_OTHERS.replace(' | ', '] [')}] [Yoga]</p><table>",
        f"<ul><li>{TO_OTHERS.replace(' | ', '</li><li>')}</li><li>Yoga</li></ul><table>",
    ],
)
def test_a_row_of_links_above_the_text_is_no_part_of_it(above):
    below = "<tr><td><h1>Yoga</h1><h2>What is it?</h2><p>Postures and rest.</p></td></tr></table>"
    document = read(page(above + below), "yoga.html")
    assert texts(document) == ["Yoga", "What is it?", "Postures and rest."]
    assert {one.why for one in document.set_aside} == {"title of the page", "navigation"}


@pytest.mark.parametrize(
    "said",
    [
        f"<h2>Related</h2><p>{TO_OTHERS}</p>",
        f"<p>See also: {TO_OTHERS}</p>",
        f"<p>Read {TO_OTHERS.replace('|', 'and')}</p>",
        '<p>Postures and rest | <a href="#more">More</a> | <a href="mailto:ann@example.org">Ann</a></p>',
        f"<p>We have taught this for many years.</p><p>{TO_OTHERS}</p>",
    ],
)
def test_links_that_a_text_has_stay_in_it(said):
    document = read(page(f"<div>{said}</div><h2>What is it?</h2><p>Postures.</p>"), "yoga.html")
    plain = " ".join(texts(document))
    assert "Guestbook" in plain or "Ann" in plain


def test_a_name_beside_links_stays_where_no_heading_could_be_the_title():
    document = read(page(f"<p><b>Yoga</b> | {TO_OTHERS}</p><p>Postures and rest.</p>"), "yoga.html")
    assert texts(document) == ["Yoga | Factsheets | Guestbook", "Postures and rest."]
