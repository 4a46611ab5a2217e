"""OpenDocument texts, as LibreOffice saves them."""

from factsheets.exchange.formats.document import BlockKind

from .made import odt, read, sentences, texts

STYLES = (
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
)


def test_headings_lists_tables_links_and_leads():
    document = read(
        odt(
            '<text:p text:style-name="P1">Water Walking</text:p>'
            '<text:h text:outline-level="1">What <text:span>happens</text:span>?</text:h>'
            '<text:p><text:span text:style-name="T1">Evidence:</text:span> two<text:s text:c="2"/>trials, see '
            '<text:a xlink:href="https://a.example.org/">the finder</text:a>.</text:p>'
            "<text:list><text:list-item><text:p>One</text:p><text:list><text:list-item><text:p>Inner</text:p></text:list-item>"
            "</text:list></text:list-item></text:list>"
            "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Visit</text:p></table:table-cell>"
            "<table:table-cell><text:p>Price</text:p></table:table-cell></table:table-row></table:table-header-rows>"
            "<table:table-row><table:table-cell><text:p>First</text:p></table:table-cell><table:table-cell><text:p>£6</text:p>"
            "</table:table-cell></table:table-row></table:table>",
            styles=STYLES,
        ),
        "water.odt",
    )
    assert [(block.kind, block.text, block.level) for block in document.blocks] == [
        (BlockKind.HEADING, "Water Walking", 1),
        (BlockKind.HEADING, "What happens?", 2),
        (BlockKind.PARAGRAPH, "Evidence: two trials, see the finder.", 0),
        (BlockKind.ITEM, "One", 1),
        (BlockKind.ITEM, "Inner", 2),
        (BlockKind.ROW, "Visit | Price", 0),
        (BlockKind.ROW, "First | £6", 0),
    ]
    assert document.blocks[2].lead == "Evidence:"
    assert document.blocks[2].links[0].target == "https://a.example.org/"
    assert document.notes == ()


def test_changes_comments_notes_pictures_and_running_lines():
    document = read(
        odt(
            '<text:tracked-changes><text:changed-region text:id="c"><text:deletion><text:p>struck out</text:p></text:deletion>'
            "</text:changed-region></text:tracked-changes>"
            "<text:h>Massage</text:h><text:p>Hands press.<office:annotation><dc:creator>Ann</dc:creator><text:p>Check</text:p>"
            "</office:annotation> They stop.<text:note><text:note-citation>1</text:note-citation><text:note-body>"
            "<text:p>Sample A. 2011.</text:p></text:note-body></text:note></text:p>"
            '<text:p><draw:frame draw:name="Hands"><draw:image xlink:href="Pictures/1.png"/></draw:frame></text:p>'
            "<text:p><draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame></text:p>",
            master="<style:master-page><style:footer><text:p>Registered charity 0000000</text:p></style:footer></style:master-page>",
            parts={"Pictures/1.png": b"picture"},
        ),
        "massage.odt",
    )
    assert texts(document) == ["Massage", "Hands press. They stop.", "Sample A. 2011.", "Hands", "In a box."]
    assert "0 insertions were taken as text, 1 deletions" in sentences(document)
    assert "A comment of Ann beside “Hands press. They stop.” says: “Check”." in sentences(document)
    assert [(one.text, one.why) for one in document.set_aside] == [("Registered charity 0000000", "running foot")]
    assert document.pictures[0].data == b"picture"
