"""Plain text: every encoding that people have, wrapped lines or not, and what stands on a page and not in the text."""

import pytest

from factsheets.exchange.formats.document import BlockKind, DocumentRefused

from .made import CASES, read, sentences, texts

SAMPLE = "Café Massage\n\nThe “therapist’s” hands – it costs £20, or €25.\n\nEvidence\nRené’s trial… found “nothing”.\n"


@pytest.mark.parametrize(
    ("codec", "named"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
        ("mac_roman", "Mac Roman"),
    ],
)
def test_a_text_is_read_in_the_encoding_that_it_has(codec, named):
    document = read(SAMPLE.encode(codec), "massage.txt")
    assert document.source_format == f"text in {named}"
    assert texts(document) == [
        "Café Massage",
        "The “therapist’s” hands – it costs £20, or €25.",
        "Evidence",
        "René’s trial… found “nothing”.",
    ]
    assert "saved wrongly" not in sentences(document)


def test_a_text_of_dos_is_read():
    document = read(
        "Café visits\r\n\r\nThey cost £20; ½ hour, 20°C.\r\n".encode("cp850") + b"\x1a", "old.txt"
    )
    assert document.source_format == "text in DOS 850"
    assert texts(document) == ["Café visits", "They cost £20; ½ hour, 20°C."]


def test_lines_that_were_drawn_in_dos_show_its_letters_and_are_no_text():
    lines = (
        "COPPER BANDS",
        "════════════",
        "",
        "A shop in Café Street.",
        "",
        "EVIDENCE",
        "────────",
        "None.",
        "",
        "■ Cramp",
        "■ Gout",
    )
    document = read("\r\n".join(lines).encode("cp850"), "bands.txt")
    assert document.source_format == "text in DOS 850"
    assert texts(document) == ["COPPER BANDS", "A shop in Café Street.", "EVIDENCE", "None.", "Cramp", "Gout"]


def test_mojibake_is_mended_where_writing_it_wrongly_again_gives_the_same_and_reported():
    document = read("Massage\n\nThe therapistâ€™s hands cost Â£20.\n".encode(), "massage.txt")
    assert texts(document)[1] == "The therapist’s hands cost £20."
    assert "saved wrongly" in sentences(document)
    assert "Line 3" in sentences(document)


def test_letters_that_only_look_odd_stay():
    written = "Massage\n\nThe Ångström and the naïve Zoë of Małopolska.\n"
    document = read(written.encode(), "massage.txt")
    assert texts(document)[1] == "The Ångström and the naïve Zoë of Małopolska."
    assert document.notes == ()


def test_a_lost_letter_is_reported():
    document = read("Massage\n\nIt costs \ufffd20.\n".encode(), "massage.txt")
    assert "already lost" in sentences(document)


def test_an_export_of_word_keeps_its_paragraphs():
    document = read((CASES / "word-export.txt").read_bytes(), "word-export.txt")
    found = texts(document)
    assert "You stay dressed. A visit lasts about an hour." in found
    assert "Some fall asleep." in found
    assert "Qualifications" in texts(document, BlockKind.HEADING)
    assert texts(document, BlockKind.ITEM) == ["Linked with stress", "Worse in the evening"]


def test_torn_words_are_whole_and_reported():
    document = read((CASES / "hyphens.txt").read_bytes(), "hyphens.txt")
    whole = " ".join(texts(document))
    for words in (
        "segments of the back",
        "hands-on treatment",
        "long-term exercise afterwards",
        "quick fix",
        "self-management matters",
        "physiotherapists.",
        "The physiotherapist looks",
    ):
        assert words in whole
    assert "“segments”" in sentences(document)
    assert "hidden hyphens" in sentences(document)


def test_running_lines_are_set_aside_and_the_sentence_goes_on_over_them():
    document = read((CASES / "footers.txt").read_bytes(), "footers.txt")
    assert texts(document)[0] == "Pilates"
    assert any("last an hour. You need a mat" in text for text in texts(document))
    aside = " ".join(one.text for one in document.set_aside)
    for words in (
        "Page 1 of 2",
        "Registered charity",
        "Version 2",
        "Dr A N Example",
        "BackCare Factsheet 14",
    ):
        assert words in aside
    assert str(document.proposed_review) == "2008-01-01"
    assert "is not set" in sentences(document)


def test_markdown_is_marks_and_no_words():
    document = read((CASES / "markdown.txt").read_bytes(), "markdown.txt")
    assert texts(document, BlockKind.HEADING)[:2] == ["Reiki", "What happens during treatment?"]
    assert [(link.text, link.target) for block in document.blocks for link in block.links] == [
        ("the trust page", "https://reiki.example.org/what")
    ]
    assert document.blocks[1].lead == "Also known as:"
    assert [block.mark for block in document.blocks if block.text == "Epilepsy"] == ["2."]
    assert not any(mark in " ".join(texts(document)) for mark in ("#", "**", "[the", "`"))


@pytest.mark.parametrize(
    ("written", "is_markdown"),
    [
        ("Reiki\n=====\n\nIt is **calm**.\n\nEvidence\n--------\n\nNone.", True),
        ("Reiki\n=====\n\nSee [this][a].\n\nEvidence\n--------\n\nNone.\n\n[a]: https://a.example.org", True),
        ("**Reiki**\n\nIt is calm.\n\n**Evidence**\n\nNone.", True),
        ("Reiki\n=====\n\nIt is calm.\n\nEvidence\n--------\n\nNone.", False),
        ("Reiki\n\nIt is 2**3 or [so].\n\nEvidence\n\nNone.", False),
    ],
)
def test_underlined_and_bold_headings_are_markdown_beside_its_other_marks(written, is_markdown):
    document = read(f"{written}\n".encode(), "reiki.txt")
    assert document.source_format.startswith("Markdown") is is_markdown
    assert texts(document)[0] == "Reiki"
    assert "Evidence" in texts(document)
    assert not any(mark in " ".join(texts(document)) for mark in ("===", "---", "**calm", "[a]"))


def test_an_address_that_nothing_in_markdown_names_is_set_aside():
    document = read(b"# Reiki\n\nCalm.\n\n# Evidence\n\nNone.\n\n[b]: https://b.example.org\n", "reiki.txt")
    assert [one.text for one in document.set_aside] == ["B: https://b.example.org"]


def test_a_footnote_of_markdown_stands_below_what_leads_to_it_and_a_box_to_tick_is_a_mark():
    written = (
        "# Reiki\n\nCalm.[^a] Or [not].\n\n# Evidence[^b]\n\n- [ ] One\n- [ ] Two\n\n"
        "[^a]: As *some*\n  say.\n[^b]: Old.\n[^c]: Led to by nothing.\n"
    )
    document = read(written.encode(), "reiki.md")
    assert texts(document) == [
        "Reiki", "Calm. Or [not].", "As some say.", "Evidence", "Old.", "One", "Two", "Led to by nothing."
    ]  # fmt: skip
    assert [block.text for block in document.blocks if block.is_note] == [
        "As some say.",
        "Old.",
        "Led to by nothing.",
    ]
    assert "[x] One" in texts(read(written.replace("[ ] One", "[x] One").encode(), "reiki.md"))


@pytest.mark.parametrize(
    ("line", "mark", "text"),
    [
        ("1. Introduction", "1.", "Introduction"),
        ("4.1 Trials", "4.1", "Trials"),
        ("IV. Contra-indications", "IV.", "Contra-indications"),
        ("Q4. Does it hurt?", "Q4.", "Does it hurt?"),
    ],
)
def test_the_number_of_a_heading_is_no_word_of_it(line, mark, text):
    document = read(
        f"Massage\n\nHands press.\n\n{line}\nOne large trial found less pain.\n".encode(), "x.txt"
    )
    heading = document.blocks[2]
    assert (heading.kind, heading.mark, heading.text) == (BlockKind.HEADING, mark, text)


def test_an_address_keeps_its_lines_and_a_list_its_items():
    document = read(
        b"Massage\n\nHands press the back and the shoulders for as long as it takes, and then\nthey stop.\n\n"
        b"Association\nThe Example Guild\n12 Sample Road\nEastham ZZ1 1ZZ\n\n- Stiff backs\n- Sore necks that\n  come back\n",
        "x.txt",
    )
    assert "The Example Guild\n12 Sample Road\nEastham ZZ1 1ZZ" in texts(document)
    assert texts(document, BlockKind.ITEM) == ["Stiff backs", "Sore necks that come back"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b" \n\n \t ", "is empty"),
        (b"\x00\x01\x02\x03 binary \x05", "binary file"),
        (b"\xff\xfeabc", "is broken"),
        (b"\xff\xfe\x00\xd8\x00\xd8", "is broken"),
    ],
)
def test_what_is_no_text_is_refused_with_a_sentence(data, says):
    with pytest.raises(DocumentRefused, match=says):
        read(data, "broken.txt")


@pytest.mark.parametrize("below", ["pregnancy, and fever", "n" * 300])
def test_a_usual_heading_is_not_joined_to_what_begins_small_below_it(below):
    wrapped = "It is done on a couch while the person\nlies still for half an hour.\n"
    document = read(f"Heat\n\n{wrapped}\nContraindications\n{below}\n".encode(), "heat.txt")
    assert texts(document)[-2:] == ["Contraindications", below]


def test_a_line_that_runs_over_three_pages_of_one_line_counts_three_times():
    found = read(b"Massage\n\nIt is a therapy.\n\nEvidence\nSome of it.\n0\x0c0\x0c0\n", "pages.txt")
    words = [word for aside in found.set_aside for word in aside.text.split()]
    assert words + [word for block in found.blocks for word in block.text.split() if word == "0"] == ["0"] * 3


@pytest.mark.parametrize("side", ["║", "│", "|"])
def test_a_box_drawn_around_a_title_is_no_part_of_it(side):
    document = read(f"╔════════╗\n{side}  Sand  {side}\n╚════════╝\n\nIt is warm.\n".encode(), "sand.txt")
    assert texts(document) == ["Sand", "It is warm."]


@pytest.mark.parametrize(
    ("line", "is_heading"), [("No rule speaks for it.", False), ("Gout, and fever,", False), ("WHAT IT DOES", True)]
)  # fmt: skip
def test_a_line_drawn_below_a_sentence_makes_no_heading_of_it(line, is_heading):
    document = read(
        f"Sand\n\nIt is warm.\n\nEVIDENCE\n════════\n\n{line}\n────────\nIt is too little.\n".encode(),
        "sand.txt",
    )
    assert (line in texts(document, BlockKind.HEADING)) is is_heading
    assert line in texts(document)
