"""What leaflets, slides and forms do between their headings: each small kind with what must come out."""

from __future__ import annotations

import pytest

from factsheets.exchange.mapping.mail_frame import without_mail
from factsheets.exchange.mapping.named_dangers import warned_names
from factsheets.exchange.mapping.references import is_reference, source_of
from factsheets.exchange.proof import count_words
from factsheets.exchange.reading_documents.opening import read_in_this_process
from tests.factsheets.exchange.reading_documents.made import docx, p

from .read_as import read_document, read_under, rows_of


def read(text: str, name: str = "leaflet.txt"):
    found = read_document(text.encode(), name)
    assert count_words(found, found.factsheet).lost == 0
    return found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("People with hay fever.", ["Hay fever"]),
        ("Anyone allergic to bee stings.", ["Allergic to bee stings"]),
        ("Anybody who has gout, scurvy or a recent burn.", ["Gout", "Scurvy", "Recent burn"]),
        ("Do not use a roller if you have thin bones or a broken rib.", ["Thin bones", "Broken rib"]),
        ("Not suitable for people with vertigo.", ["Vertigo"]),
        ("People with gout should not use it.", ["Gout"]),
        ("people with asthma, people with a latex allergy", ["Asthma", "Latex allergy"]),
        ("Gout, scurvy, people with a pacemaker", ["Gout", "Scurvy", "Pacemaker"]),
        ("People with poor feeling in the hands or feet", []),  # the feet alone are no danger
        ("People with high or low blood pressure", []),
        ("People with gout, unless a doctor agrees", []),
        ("People without gout", []),
        ("People with gout should not stop their tablets", []),
        ("People with gout may have it", []),
        ("People with gout need a word with a nurse", []),
        ("If you have lost feeling in a leg", []),
        ("Anybody who has been told to rest", []),
        ("Only people with gout", []),
        ("Most people with gout like it", []),
    ],
)
def test_whom_a_sentence_warns_is_a_row_only_where_its_words_are_plain(text: str, names: list[str]) -> None:
    assert warned_names(text) == names
    found = read_under("Contraindications", text)
    assert set(names) <= {*rows_of(found, "avoid")}
    assert found.factsheet.contraindication_state == ("listed" if rows_of(found, "avoid") else "not_assessed")
    assert rows_of(read_under("Most likely to help", f"• {text}"), "avoid") == []


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("Not recommended for", "avoid"),
        ("Conditions that may be made worse", ""),
        ("Who it does not help", "unlikely"),
    ],
)
def test_what_warns_is_no_word_on_what_is_unlikely_to_help(heading: str, part: str) -> None:
    found = read_under(heading, "• Gout ¶ • Scurvy")
    assert rows_of(found, "likely") == []
    for verdict in ("avoid", "unlikely"):
        assert rows_of(found, verdict) == (["Gout", "Scurvy"] if verdict == part else [])
    assert part or "Gout" in (found.factsheet.contraindication_statement or "")


@pytest.mark.parametrize("last", ["Thank you", "Any questions?", "Contact us", "Tea and cake"])
def test_a_last_heading_without_text_joins_no_list_of_dangers(last: str) -> None:
    body = p("Yoga", "Title") + p("Postures.") + p("Contraindications", "Heading1")
    items = p("Gout is the only one.") + f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{last}</w:t></w:r></w:p>"
    found = read_document(docx(body, items), "slides.docx")
    assert last not in repr(found.factsheet)
    assert any(last in note for note in found.unplaced)


@pytest.mark.parametrize("gap", ["\t", "\t\t", "      "])
@pytest.mark.parametrize("apart", ["\n", "\n\n"])
def test_a_heading_before_a_gap_opens_its_part(gap: str, apart: str) -> None:
    lines = ["Evidence{}Trials disagree.", "Do not use{}Gout, scurvy", "Cost{}£15"]
    found = read("Belts\n\nA belt.\n\n" + apart.join(line.format(gap) for line in lines) + "\n")
    assert "Trials disagree" in (found.factsheet.evidence or "")
    assert rows_of(found, "avoid") == ["Gout", "Scurvy"]
    assert any("£15" in note for note in found.unplaced)


def test_headings_beside_one_another_are_no_heading_and_its_text() -> None:
    found = read(
        "Boards\n\nA board.\n\nEvidence\nNone is known.\n\nHelps most\tDoes not help\nWeak hips\tSciatica\nStiff hips\tGout\n"
    )
    assert not found.factsheet.suitabilities
    assert any("Sciatica" in note for note in found.unplaced)


@pytest.mark.parametrize(
    ("said", "references", "state"),
    [
        ("None known.[3]", "\n\nReferences\n\n[3] Sample A. A book of examples. 2001.", "none_known"),
        ("None known\u00b9.", "\n\nReferences\n\nSample A. A book of examples. 2001.", "none_known"),
        (
            "None known (2).",
            "\n\nReferences\n\n1. Sample A. A book. 2001.\n2. Demo B. Another. 2002.",
            "none_known",
        ),
        ("None known.[3]", "\n\nReferences\n\n1. Sample A. A book of examples. 2001.", "not_assessed"),
        (
            "None known (1).",
            "\n\nReferences\n\n1. Sample A. Not to be used in pregnancy. 2001.",
            "not_assessed",
        ),
        ("None known.[3]", "", "not_assessed"),  # it may lead to an exception
        ("None known*", "\n\nReferences\n\nSample A. A book of examples. 2001.", "not_assessed"),
    ],
)
def test_the_number_of_a_reference_takes_nothing_back(said: str, references: str, state: str) -> None:
    found = read(f"Yoga\n\nPostures.\n\nContraindications\n\n{said}{references}\n")
    assert found.factsheet.contraindication_state == state


@pytest.mark.parametrize(
    ("above", "title"),
    [
        (
            "Sample NHS Trust\nPain Service\n\nFacet Warming\n\nWhat is facet warming?\n\nA probe.",
            "Facet Warming",
        ),
        ("12. Hanging Chairs\n\nA chair.", "Hanging Chairs"),
        ("Your guide to saunas\n\nA hot room.", "saunas"),
        ("Title: Cold Spoons\nAuthor: A Sample\nStatus: draft\n\nSpoons are laid on.", "Cold Spoons"),
        ("Sample Group - form\n\nName of therapy: Ear Rubbing\n\nThe ear is rubbed.", "Ear Rubbing"),
        ("SAMPLE BACKS\n\nINFORMATION SHEET 6: FOOT MATS\n\nA mat.", "Foot Mats"),
    ],
)
def test_the_title_is_found_among_what_stands_above(above: str, title: str) -> None:
    found = read(f"{above}\n\nEvidence\n\nNone.\n")
    assert found.factsheet.title == title
    assert "Sample" not in repr(found.factsheet)


def test_the_answer_above_a_quoted_mail_is_its_frame() -> None:
    quoted = "> Foot Baths\n>\n> A bowl of water.\n>\n> Evidence\n>\n> None.\n"
    found = read(
        f"From: a@b.example.org\nTo: c@d.example.org\n\nDear all\n\nThe text is below.\n\nKind regards,\nAlex\n\n{quoted}\nThis e-mail is confidential.\n"
    )
    assert found.factsheet.title == "Foot Baths"
    assert "Alex" not in repr(found.factsheet)
    assert "confidential" not in repr(found.factsheet)
    assert without_mail(()) == ((), [])


@pytest.mark.parametrize(
    "above",
    [
        "From: a@b.example.org\nTo: c@d.example.org\n\nDear all,\n\nThe text is below.\n\n--- Original Message ---\n",
        "Begin forwarded message:\n\n",
        "Hi Alex,\n\nas promised.\n\n---------- Forwarded message ----------\nFrom: a@b.example.org\nTo: c@d.example.org\n\n",
    ],
)
@pytest.mark.parametrize("mark", ["", "> "])
def test_a_line_above_what_was_passed_on_is_no_title(above: str, mark: str) -> None:
    text = ["Foot Baths", "", "A bowl of water.", "", "Evidence", "", "None."]
    found = read(above + "".join(f"{mark}{line}\n" for line in text))
    assert found.factsheet.title == "Foot Baths"
    assert found.factsheet.introduction == "<p>A bowl of water.</p>"


def test_a_list_of_contents_opens_nothing() -> None:
    found = read("Yoga\n\nContents\n\n• What is it?\n• Contraindications\n• Tea\n\nEvidence\n\nNone.\n")
    assert found.factsheet.contraindication_state is None
    assert any("Tea" in note for note in found.unplaced)


@pytest.mark.parametrize(
    ("heading", "lines", "titles"),
    [
        ("Publications from the Sample Trust", ["Chairs Compared", "Sitting, Standing, Walking"], None),
        ("Our other leaflets", ["Heat Packs", "Cold Packs"], None),
        (
            "BackCare publications",
            ["Walk Tall (booklet, £2)", "Walk Far (leaflet)"],
            ["Walk Tall", "Walk Far"],
        ),
        (
            "Further reading",
            ["Rowing at Home, BackCare booklet", "Sample Trust leaflet – Feet"],
            ["Rowing at Home", "Feet"],
        ),
        ("Our other leaflets", ["Thank you for reading. We are all volunteers here, as you know."], []),
    ],
)
def test_publications_keep_their_titles(heading: str, lines: list[str], titles: list[str] | None) -> None:
    found = read(f"Yoga\n\nPostures.\n\nEvidence\n\nNone.\n\n{heading}\n\n" + "\n".join(lines) + "\n")
    named = [
        one.pending_title or (one.resource and one.resource.title)
        for one in found.factsheet.related_items or ()
    ]
    assert named == (lines if titles is None else titles)


def test_a_reference_below_another_text_is_a_source() -> None:
    note = "1. Sample C. Clay: an invented trial. Mud J 2011;1:1-4. doi:10.5555/ mud.2011"
    assert is_reference(note)
    assert not is_reference("1. Sit down slowly; stay there until 2011.")
    source = source_of(note)
    assert source is not None
    assert source.doi == "10.5555/mud.2011"
    found = read(f"Clay\n\nWet clay.\n\nSide effects\n\nDry skin.\n\n{note}\n")
    assert "Mud J" not in (found.factsheet.risks or "")
    assert found.factsheet.citations


def test_adjectives_of_one_name_are_no_names() -> None:
    assert rows_of(read_under("Least likely to help", "Hot, swollen joints"), "unlikely") == []
    assert rows_of(read_under("Least likely to help", "Gout, swollen joints"), "unlikely") == [
        "Gout",
        "Swollen joints",
    ]


@pytest.mark.parametrize(
    ("line", "phone"),
    [
        ("Tel/Fax 01632 960461", "01632 960461"),
        ("Tel. No.: 01632 960510 (24 hours)", "01632 960510"),
        ("(0845 0960 363)", "0845 0960 363"),
    ],
)
def test_a_number_is_taken_without_what_stands_around_it(line: str, phone: str) -> None:
    found = read(f"Yoga\n\nPostures.\n\nEvidence\n\nNone.\n\nAssociations\n\nSample Yoga Society\n{line}\n")
    (one,) = found.factsheet.associations or ()
    assert one.phone == phone


def test_marks_of_rich_text_are_those_of_their_paragraph_alone() -> None:
    item = "{\\pntext\\bullet\\tab}"
    body = f"Yoga\\par Postures.\\par Evidence\\par {item}None.\\par Risks\\par Falls.\\par"
    blocks = read_in_this_process(("{\\rtf1\\ansi " + body + "}").encode(), "yoga.rtf").blocks
    assert [block.text for block in blocks if block.mark] == ["None."]
