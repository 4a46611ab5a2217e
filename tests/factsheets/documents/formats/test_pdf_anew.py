"""What runs in a PDF, or lies in it as a file, is found however it is written, or left out; ordinary documents are written anew."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from weasyprint import HTML

from factsheets.documents.formats.contents import what_is_inside
from factsheets.documents.formats.pdf_anew import pdf_anew
from factsheets.documents.formats.pdf_objects import ACTS, BROKEN, CARRIES, LEADS, LOCKED, SIGNED
from tests.factsheets.documents.formats.pdfs import CATALOG, packed, packed_behind_a_remark, pdf, updated

SCRIPT = "<< /S /JavaScript /JS (app.alert(1)) >>"
FORM = "/AcroForm << /Fields [4 0 R] %s >>"
FIELD = "<< /FT /Tx /T (name) /Type /Annot /Subtype /Widget /Rect [0 0 9 9] %s >>"


LINK = "/Annots [<< /Subtype /Link /A << /S /URI /URI (%s) >> >>]"


def locked() -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as document:
        document.save(made, encryption=pikepdf.Encryption(owner="a", user=""))
    return made.getvalue()


def printed() -> bytes:
    """With a link, a bookmark and a form, as the site's own outputs and office programs make them."""
    page = '<h1>Heat</h1><p><a href="https://example.org/">More</a> <a href="#a">Below</a><form><input name="a"></form><h2 id="a">A</h2>'
    made: bytes = HTML(string=page).write_pdf(pdf_forms=True)
    return made


TAKEN: dict[str, Any] = {
    "plain": pdf,
    "printed": printed,
    "a place to begin": lambda: pdf(catalog="/OpenAction [3 0 R /FitH 9]"),
    "a page to begin": lambda: pdf("<< /S /GoTo /D [3 0 R /Fit] >>", catalog="/OpenAction 4 0 R"),
    "a link": lambda: pdf(page="/Annots [<< /Subtype /Link /A << /S /URI /URI (https://example.org/) >> >>]"),
    "a link to a page": lambda: pdf(page="/Annots [<< /Subtype /Link /A << /S /GoTo /D [3 0 R /Fit] >> >>]"),
    "a form": lambda: pdf(FIELD % "", catalog=FORM % ""),
    "a button that empties the form": lambda: pdf(FIELD % "/A << /S /ResetForm >>", catalog=FORM % ""),
    "packed objects": lambda: pdf(packed("<< /Title (A) /Parent 3 0 R >>", "[1 2 0 R]")),
    "saved once more": lambda: updated(pdf(), 1, CATALOG % "/Lang (en)"),
    "a title that speaks of it": lambda: pdf("<< /Title (JavaScript and Launch) >>", trailer="/Info 4 0 R"),
    "a line after its end": lambda: pdf() + b"\r\n\n",
}
REFUSED: dict[str, tuple[Any, str]] = {
    "a script at opening": (lambda: pdf(catalog=f"/OpenAction {SCRIPT}"), ACTS),
    "a script in another object": (lambda: pdf(SCRIPT, catalog="/OpenAction 4 0 R"), ACTS),
    "a script in other letters": (lambda: pdf(catalog="/OpenAction << /S /J#61vaScr#69pt /#4aS (1) >>"), ACTS),
    "a kind that is an object": (lambda: pdf("/JavaScript", page="/Annots [<< /Subtype /Link /A << /S 4 0 R >> >>]"), ACTS),
    "a note that is an object": (lambda: pdf("/RichMedia", "[<< /Subtype 4 0 R >>]", page="/Annots 5 0 R"), ACTS),
    "a script behind a remark": (lambda: packed_behind_a_remark(" 0%c\nobj\n", "startxref {}"), ACTS),
    "a beginning in one line": (lambda: packed_behind_a_remark(" 0 obj\n", "startxref {}"), ACTS),
    "a remark behind the beginning": (lambda: packed_behind_a_remark(" 0 obj\n", "startxref\n{}%"), ACTS),
    "a remark before the beginning": (lambda: packed_behind_a_remark(" 0 obj\n", "startxref%\n{}"), ACTS),
    "a long generation": (lambda: packed_behind_a_remark(" 000000 obj\n", "startxref\n{}"), ACTS),
    "a script that was added": (lambda: updated(pdf(), 1, CATALOG % f"/OpenAction {SCRIPT}"), ACTS),
    "one of two entries": (lambda: pdf(catalog=f"/OpenAction {SCRIPT} /OpenAction [3 0 R /Fit]"), BROKEN),
    "a script by its name": (lambda: pdf(catalog="/Names << /JavaScript << /Names [] >> >>"), ACTS),
    "a tree of an unknown kind": (lambda: pdf(catalog="/Names << /Odd << >> >>"), ACTS),
    "when a page opens": (lambda: pdf(page="/AA << /O << /S /URI /URI (https://example.org/) >> >>"), ACTS),
    "an address at opening": (lambda: pdf(catalog="/OpenAction << /S /URI /URI (https://example.org/) >>"), ACTS),
    "printing at opening": (lambda: pdf(catalog="/OpenAction << /S /Named /N /Print >>"), ACTS),
    "after a harmless one": (
        lambda: pdf(catalog="/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next [<< /S /URI /URI (x) >>] >>"),
        ACTS,
    ),
    "an act of an unknown kind": (lambda: pdf(page="/Annots [<< /Subtype /Link /A << /S /Odd >> >>]"), ACTS),
    "a note of an unknown kind": (lambda: pdf(page="/Annots [<< /Subtype /Odd >>]"), ACTS),
    "a program": (lambda: pdf(catalog="/OpenAction << /S /Launch /F (cmd.exe) >>"), ACTS),
    "a thread in another document": (lambda: pdf(page=r"/Annots [<< /Subtype /Link /A << /S /Thread /F (\\\\h\\a.pdf) >> >>]"), ACTS),
    "a form that is sent": (lambda: pdf(FIELD % "/A << /S /SubmitForm /F (https://example.org/) >>", catalog=FORM % ""), ACTS),
    "a form that reads a file": (lambda: pdf(FIELD % "/A << /S /ImportData /F (a) >>", catalog=FORM % ""), ACTS),
    "a field that reckons": (lambda: pdf(FIELD % "/AA << /K << /S /Java#53cript /J#53 (1) >> >>", catalog=FORM % ""), ACTS),
    "another form inside": (lambda: pdf("<<>>", catalog="/AcroForm << /XFA 4 0 R >>"), ACTS),
    "another document": (lambda: pdf(page="/Annots [<< /Subtype /Link /A << /S /GoToR /F (a.pdf) >> >>]"), ACTS),
    "a stream from an address": (
        lambda: pdf("<< /Length 0 /F << /FS /URL /F (http://a.example/) >> >>\nstream\n\nendstream", catalog="/X 4 0 R"), ACTS,
    ),
    "a page of another document": (
        lambda: pdf("<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Ref << /F (a) >> /Length 0 >>\nstream\n\nendstream", catalog="/X 4 0 R"),
        ACTS,
    ),
    "a film": (lambda: pdf(page="/Annots [<< /Subtype /RichMedia >>]"), ACTS),
    "a sound": (lambda: pdf(page="/Annots [<< /Subtype /So#75nd >>]"), ACTS),
    "a file inside": (lambda: pdf(catalog="/Names << /EmbeddedFiles << /Names [] >> >>"), CARRIES),
    "a file at a page": (lambda: pdf(page="/Annots [<< /Subtype /FileAttachment /FS << /E#46 << >> >> >>]"), CARRIES),
    "a folder of files": (lambda: pdf(catalog="/Collection << >>"), CARRIES),
    "a link to a script": (lambda: pdf(page=LINK % "javascript:alert\\(1\\)"), LEADS),
    "a link to a program": (lambda: pdf(page=LINK % "file:///c:/windows/calc.exe"), LEADS),
    "a link to a drive": (lambda: pdf(page=LINK % r"\\\\10.0.0.1\\a"), LEADS),
    "links that begin at a drive": (lambda: pdf(catalog="/URI << /Base (file:///c:/) >>"), LEADS),
    "a signature": (lambda: pdf("<< /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >>", catalog="/X 4 0 R"), SIGNED),
    "one with a password": (lambda: pdf("<< /Filter /Standard /V 1 /R 2 >>", trailer="/Encrypt 4 0 R"), LOCKED),
    "one that only must not be printed": (lambda: locked(), LOCKED),
    "its first line alone": (lambda: b"%PDF-1.4\n", BROKEN),
    "half of one": (lambda: printed()[:-200], BROKEN),
    "without pages": (lambda: pdf().replace(b"/Pages 2", b"/Sages 2"), BROKEN),
    "without a table": (lambda: pdf().partition(b"xref")[0] + b"%%EOF", BROKEN),
    "a shifted table": (lambda: pdf().replace(b"%PDF-1.7\n", b"%PDF-1.7\n<script>1</script>\n"), BROKEN),
    "an archive behind it": (lambda: pdf() + b"PK\x03\x04" + bytes(40) + b"PK\x05\x06" + bytes(18), BROKEN),
    "a page behind it": (lambda: pdf() + b"<script>alert(1)</script>", BROKEN),
    "lists in lists": (lambda: pdf("[" * 900 + "]" * 900, catalog="/X 4 0 R"), BROKEN),
}  # fmt: skip

#: What only an old version, or nothing, leads to: readers never get it.
DROPPED = {
    "a script that was replaced": lambda: updated(pdf(catalog=f"/OpenAction {SCRIPT}"), 1, CATALOG % ""),
    "a script that no table names": lambda: b" f ".join(pdf(SCRIPT).rsplit(b" n ", 1)),
    "packed scripts that no table names": lambda: pdf(packed(SCRIPT)),
    "a bomb that nothing leads to": lambda: pdf(packed("0 " * 30_000_000)),
}  # fmt: skip


@pytest.mark.parametrize("make", TAKEN.values(), ids=TAKEN)
def test_ordinary_documents_are_written_anew(make: Any) -> None:
    found, data = pdf_anew(make())
    assert found == ""
    assert pdf_anew(data) == (found, data)  # and stay as they are from then on


@pytest.mark.parametrize(("make", "found"), REFUSED.values(), ids=REFUSED)
def test_what_is_found(make: Any, found: str) -> None:
    assert pdf_anew(make()) == (found, b"")


@pytest.mark.parametrize("make", DROPPED.values(), ids=DROPPED)
def test_what_nothing_leads_to_is_left_out(make: Any) -> None:
    found, data = pdf_anew(make())
    assert found == ""
    assert b"JavaScript" not in data
    assert len(data) < 1_000


def test_what_people_need_of_it_stays() -> None:
    before = printed()
    with pikepdf.open(io.BytesIO(before)) as old, pikepdf.open(io.BytesIO(pdf_anew(before).data)) as new:
        assert new.pdf_version == old.pdf_version
        assert [page.Contents.read_bytes() for page in new.pages] == [
            page.Contents.read_bytes() for page in old.pages
        ]
        assert new.pages[0].Annots[0].A.URI == old.pages[0].Annots[0].A.URI
        assert new.Root.keys() == old.Root.keys()  # bookmarks, language, form
        assert new.docinfo.keys() == old.docinfo.keys()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (pdf(catalog=f"/OpenAction {SCRIPT}"), "holds something that runs"),
        (pdf(catalog="/Names << /EmbeddedFiles << >> >>"), "holds another file inside"),
        (pdf(page=LINK % "javascript:1"), "has a link that opens something else"),
        (pdf("<< /Filter /Standard /V 1 /R 2 >>", trailer="/Encrypt 4 0 R"), "is locked"),
        (pdf()[:-30], "is damaged"),
        (printed(), ""),
    ],
    ids=["acts", "carries", "leads", "locked", "broken", "taken"],
)
def test_the_sentence(content: bytes, said: str) -> None:
    told = what_is_inside("pdf", content).said
    assert told.startswith(said) if said else told == ""
