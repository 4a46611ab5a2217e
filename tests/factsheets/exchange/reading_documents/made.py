"""Documents of every format, made as small as they can be, and whole packages that no word processor would make."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from html import escape
from pathlib import Path

from factsheets.exchange.formats.document import BlockKind, Document
from factsheets.exchange.reading_documents.opening import read_in_this_process

CASES = Path(__file__).resolve().parents[3] / "files" / "legacy"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
    for name in ("Title", "heading 1", "heading 2", "toc 1")
)
_LISTS = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)


def read(data: bytes, name: str = "document") -> Document:
    """Read without a child process, so that coverage and debuggers see it."""
    return read_in_this_process(data, name)


def texts(document: Document, *kinds: BlockKind) -> list[str]:
    """The texts of the blocks of some kinds; of all without one."""
    return [block.text for block in document.blocks if not kinds or block.kind in kinds]


def sentences(document: Document) -> str:
    """All notes."""
    return "\n".join(note.sentence for note in document.notes)


def zipped(parts: dict[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def p(text: str = "", style: str = "", *, xml: str = "", numbering: str = "", bold: bool = False) -> str:
    """A paragraph of Word."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbering}"/></w:numPr>' if numbering else ""
    return f"<w:p><w:pPr>{styled}{listed}</w:pPr>{run(text, bold=bold) if text else ''}{xml}</w:p>"


def run(text: str, *, bold: bool = False, size: int = 0) -> str:
    """Words in one look."""
    looks = ("<w:b/>" if bold else "") + (f'<w:sz w:val="{size * 2}"/>' if size else "")
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def table(*rows: Iterable[str]) -> str:
    """A table of Word."""
    cells = ("".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def docx(
    *body: str,
    relations: dict[str, tuple[str, str]] | None = None,
    parts: dict[str, str | bytes] | None = None,
    content_type: str = _TYPE,
) -> bytes:
    """A Word document of these paragraphs; `relations` are type and target by id."""
    rels = {"rIdS": ("styles", "styles.xml"), "rIdN": ("numbering", "numbering.xml"), **(relations or {})}
    written = "".join(
        f'<Relationship Id="{number}" Type="{R}/{kind}" Target="{escape(target)}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if '://' in target else ''}/>"
        for number, (kind, target) in rels.items()
    )
    all_parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types><Override PartName="/word/document.xml" ContentType="{content_type}"/></Types>',
        "_rels/.rels": f'<Relationships><Relationship Id="r" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f"<Relationships>{written}</Relationships>",
        "word/styles.xml": word("styles", _STYLES),
        "word/numbering.xml": word("numbering", _LISTS),
        "word/document.xml": word("document", f"<w:body>{''.join(body)}</w:body>"),
    }
    return zipped(all_parts | (parts or {}))


def word(root: str, content: str) -> str:
    """A part of a Word document."""
    return f'<w:{root} xmlns:w="{W}" xmlns:r="{R}">{content}</w:{root}>'


_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = (
    f'xmlns:office="{_ODF}office:1.0" xmlns:text="{_ODF}text:1.0" xmlns:table="{_ODF}table:1.0" xmlns:style="{_ODF}style:1.0" '
    f'xmlns:draw="{_ODF}drawing:1.0" xmlns:fo="{_ODF}xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def odt(body: str, *, styles: str = "", master: str = "", parts: dict[str, str | bytes] | None = None) -> bytes:
    """An OpenDocument text."""
    content = (
        f"<office:document-content {_SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    page = f"<office:document-styles {_SPACES}><office:master-styles>{master}</office:master-styles></office:document-styles>"
    return zipped({"mimetype": ODT_TYPE, "content.xml": content, "styles.xml": page} | (parts or {}))


def rtf(body: str) -> bytes:
    """An RTF file."""
    head = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\stylesheet{\s0 Normal;}{\s1 heading 1;}{\s2 Title;}}"
    return (head + body + "}").encode("cp1252")


def page(body: str, head: str = "<title>A page</title>") -> bytes:
    """A web page."""
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()


def pdf(body: str, css: str = "") -> bytes:
    """A PDF of a web page's words."""
    from weasyprint import HTML  # noqa: PLC0415 - Pango is loaded for the tests that draw alone

    style = f"<style>body {{ font: 11pt/1.3 'DejaVu Sans'; margin: 0 }} {css}</style>"
    data: bytes = HTML(string=f"<html><head>{style}</head><body>{body}</body></html>").write_pdf()
    return data
