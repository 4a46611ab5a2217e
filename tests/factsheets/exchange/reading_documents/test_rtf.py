"""RTF, as WordPad, Word and old word processors save it."""

from factsheets.exchange.formats.document import BlockKind

from .made import read, rtf, sentences, texts


def test_headings_letters_lists_links_and_tables():
    document = read(
        rtf(
            r"\pard\s2 Water Walking\par\pard\s1\b What happens?\b0\par"
            r"\pard It costs \'a320 \endash  or \u8364?25, caf\'e9.\par"
            r'\pard See {\field{\*\fldinst{HYPERLINK "https://a.example.org/"}}{\fldrslt{the finder}}}.\par'
            r"{\pntext\'b7\tab}\pard One\par{\listtext 2.\tab}\pard\ls1 Two\par"
            r"\trowd\cellx1\cellx2\pard\intbl Visit\cell Price\cell\row\trowd\intbl First\cell \'a36\cell\row\pard The end.\par"
        ),
        "water.rtf",
    )
    assert [(block.kind, block.text) for block in document.blocks] == [
        (BlockKind.HEADING, "Water Walking"),
        (BlockKind.HEADING, "What happens?"),
        (BlockKind.PARAGRAPH, "It costs £20 – or €25, café."),
        (BlockKind.PARAGRAPH, "See the finder."),
        (BlockKind.ITEM, "One"),
        (BlockKind.ITEM, "Two"),
        (BlockKind.ROW, "Visit | Price"),
        (BlockKind.ROW, "First | £6"),
        (BlockKind.PARAGRAPH, "The end."),
    ]
    assert document.blocks[3].links[0].target == "https://a.example.org/"


def test_what_is_no_text_is_set_aside_left_out_or_noted():
    document = read(
        rtf(
            r"{\info{\title Secret title}}{\header Factsheet 14\par}{\*\unknown nothing}"
            r"\pard Massage\par Hands press.{\deleted struck out}{\v hidden} {\*\annotation Check this}{\footnote Sample A. 2011.}\par"
            r"{\pict\pngblip 89504e47}\pard Three \{braces\} and a \\.\par"
        ),
        "massage.rtf",
    )
    words = " ".join(texts(document))
    assert "Secret" not in words
    assert "struck out" not in words
    assert "nothing" not in words
    assert "Hands press." in words
    assert "Sample A. 2011." in words
    assert "Three {braces} and a \\." in words
    assert {(one.text, one.why) for one in document.set_aside} == {
        ("Factsheet 14", "running line"),
        ("hidden", "hidden text"),
    }
    assert "Check this" in sentences(document)
    assert document.pictures[0].data == bytes.fromhex("89504e47")


def test_text_of_another_code_page_is_read():
    data = rb"{\rtf1\mac\pard Caf\'8e costs \'a320.\par}"
    assert texts(read(data, "old.rtf")) == ["Café costs £20."]
