"""Word documents: headings, lists, tables, links, pictures, running lines, tracked changes, comments."""

import io

import docx as python_docx
from PIL import Image

from factsheets.exchange.formats.document import BlockKind

from .made import CASES, docx, p, read, run, sentences, table, texts, word


def test_the_case_of_an_exercise_class():
    document = read((CASES / "exercise-class.docx").read_bytes(), "exercise-class.docx")
    assert texts(document, BlockKind.HEADING)[0] == "Exercise Class"
    assert texts(document, BlockKind.ITEM) == ["Fracture", "Cauda equina syndrome"]
    rows = [block.cells for block in document.blocks if block.kind is BlockKind.ROW]
    assert rows == [("Visit", "Price"), ("First", "£6"), ("Ten visits", "£50")]
    links = [(link.text, link.target) for block in document.blocks for link in block.links]
    assert links == [("the class finder", "https://www.exercise.example.org/")]
    assert [one.why for one in document.set_aside] == ["running foot"]


def test_a_document_of_python_docx_with_picture_and_comment():
    made = python_docx.Document()
    made.add_heading("Water Walking", 0)
    made.add_heading("How does it work?", 1)
    paragraph = made.add_paragraph("Water carries part of your weight.")
    made.add_comment(paragraph.runs, text="Check this", author="Ann Example")
    picture = io.BytesIO()
    Image.new("RGB", (40, 40), "teal").save(picture, "PNG")
    made.add_picture(io.BytesIO(picture.getvalue()))
    made.sections[0].footer.paragraphs[0].text = "Registered charity 0000000"
    made.add_paragraph("First", style="List Number")
    stream = io.BytesIO()
    made.save(stream)

    document = read(stream.getvalue(), "water.docx")
    assert [(block.kind, block.level) for block in document.blocks[:3]] == [
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 2),
        (BlockKind.PARAGRAPH, 0),
    ]
    assert (
        "A comment of Ann Example beside “Water carries part of your weight.” says: “Check this”."
        in sentences(document)
    )
    assert document.pictures[0].data == picture.getvalue()
    assert document.pictures[0].content_type == "image/png"
    assert document.blocks[-1].mark == "1."
    assert "Registered charity 0000000" in [one.text for one in document.set_aside]


def test_deleted_text_is_no_text_and_inserted_text_is():
    changed = (
        f'<w:ins w:id="1">{run("This was put in. ")}</w:ins>'
        '<w:del w:id="2"><w:r><w:delText>This was struck out.</w:delText></w:r></w:del>'
    )
    moved = f'<w:moveFrom w:id="3">{run("Moved away.")}</w:moveFrom>'
    document = read(docx(p("Massage", "Title"), p(xml=changed + run("This stays.")), p("More.", xml=moved)))
    assert texts(document) == ["Massage", "This was put in. This stays.", "More."]
    assert "1 insertions were taken as text, 2 deletions were left out" in sentences(document)


def test_a_paragraph_whose_end_was_deleted_goes_on():
    torn = '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>' + run("One ") + "</w:p>"
    document = read(docx(p("Massage", "Title"), torn + p("sentence.")))
    assert texts(document) == ["Massage", "One sentence."]


def test_headings_without_styles_are_known_by_their_weight_and_a_bold_beginning_is_a_lead():
    document = read(
        docx(
            p(xml=run("Seated Stretching", bold=True, size=20)),
            p("Stretches on a chair, for everybody who sits all day and has a stiff back in the evening."),
            p("What happens", bold=True),
            p("A teacher shows each stretch, and everybody does it at their own pace for half an hour."),
            p(xml=run("Evidence: ", bold=True) + run("Two small trials.")),
            p("2. Cost", bold=True),
            p("It is free, and nobody has to bring anything but loose clothes and a little time."),
        )
    )
    headings = [
        (block.text, block.level, block.mark) for block in document.blocks if block.kind is BlockKind.HEADING
    ]
    assert headings == [("Seated Stretching", 1, ""), ("What happens", 2, ""), ("Cost", 2, "2.")]
    assert document.blocks[4].lead == "Evidence:"
    assert document.blocks[4].text == "Evidence: Two small trials."


def test_fields_boxes_notes_and_hidden_text():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://a.example.org/x" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("the finder")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    box = f"<w:r><w:pict><w:txbxContent>{p('Words in a box.')}</w:txbxContent></w:pict></w:r>"
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Not to be seen.</w:t></w:r>"
    footnotes = word("footnotes", f'<w:footnote w:id="2">{p("Sample A. A trial. 2011.")}</w:footnote>')
    document = read(
        docx(
            p("Massage", "Title"),
            p("Contents 3", "toc1"),
            p("See ", xml=field + run(".")),
            p("A box follows.", xml=box),
            p("A trial found it.", xml=note + hidden),
            relations={"rId9": ("footnotes", "footnotes.xml")},
            parts={"word/footnotes.xml": footnotes},
        )
    )
    assert texts(document) == [
        "Massage", "See the finder.", "A box follows.", "Words in a box.", "A trial found it.", "Sample A. A trial. 2011.",
    ]  # fmt: skip
    assert document.blocks[1].links[0].target == "https://a.example.org/x"
    assert {(one.text, one.why) for one in document.set_aside} == {
        ("Contents 3", "table of contents"),
        ("Not to be seen.", "hidden text"),
    }
    assert "A footnote stands after the paragraph" in sentences(document)


def test_a_table_for_the_look_of_the_page_is_read_as_text():
    cell = "".join(p(text) for text in ("One.", "Two.", "Three.", "Four."))
    layout = f"<w:tbl><w:tr><w:tc>{cell}</w:tc><w:tc>{p('Five.')}</w:tc></w:tr></w:tbl>"
    document = read(docx(p("Massage", "Title"), layout, table(("A", "B"), ("C", "D"))))
    assert texts(document) == ["Massage", "One.", "Two.", "Three.", "Four.", "Five.", "A | B", "C | D"]


def test_a_picture_that_lies_elsewhere_is_named_in_a_note():
    blip = '<a:blip xmlns:a="a" r:link="rId7"/>'
    document = read(
        docx(
            p("Massage", "Title"),
            p("Look.", xml=f"<w:r><w:drawing>{blip}</w:drawing></w:r>"),
            relations={"rId7": ("image", "https://pictures.example.org/a.png")},
        )
    )
    assert "A picture is missing" in sentences(document)
    assert document.pictures == ()


def test_what_stands_inside_a_cell_is_taken_over_with_it():
    linked = f'<w:hyperlink r:id="rId5">{run("finder")}</w:hyperlink>'
    cells = f"<w:tc>{p(xml=linked)}</w:tc><w:tc>{p('Price')}{table(('inner', 'cells'))}</w:tc>"
    document = read(
        docx(
            p("Massage", "Title"),
            f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>",
            relations={"rId5": ("hyperlink", "https://a.example.org/")},
        )
    )
    row = document.blocks[1]
    assert row.cells == ("finder", "Price\ninner | cells")
    assert row.links[0].target == "https://a.example.org/"


def test_a_list_style_with_a_number_lies_so_deep():
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
        for name in ("List Bullet", "List Bullet 2", "List Number 3")
    )
    body = p("Meet", "ListBullet") + p("Breathe", "ListBullet2") + p("In", "ListNumber3")
    document = read(docx(p("Massage"), body, parts={"word/styles.xml": word("styles", styles)}), "x.docx")
    assert [block.level for block in document.blocks if block.kind is BlockKind.ITEM] == [1, 2, 3]
