"""What runs in a PDF, or lies in it as a file, is found however it is written; ordinary documents have nothing of it."""

from __future__ import annotations

import io
from typing import Any

import pytest
from weasyprint import HTML

from factsheets.documents.formats.contents import what_is_wrong_inside
from factsheets.documents.formats.pdf_objects import ACTS, BROKEN, CARRIES, LOCKED, what_a_pdf_holds
from tests.factsheets.documents.formats.pdfs import CATALOG, packed, pdf, updated

SCRIPT = "<< /S /JavaScript /JS (app.alert(1)) >>"
FORM = "/AcroForm << /Fields [4 0 R] %s >>"
FIELD = "<< /FT /Tx /T (name) /Type /Annot /Subtype /Widget /Rect [0 0 9 9] %s >>"


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
    "a script that lies packed": (lambda: pdf(packed("<< /S /J#61vaScript >>", "<< /#4a#53 (1) >>")), ACTS),
    "an entry that lies packed": (lambda: pdf(packed("<< /#4a#53 (1) >>")), ACTS),
    "a script that was added": (lambda: updated(pdf(), 1, CATALOG % f"/OpenAction {SCRIPT}"), ACTS),
    "a script that was replaced": (
        lambda: updated(pdf(catalog="/OpenAction << /S /J#53 /#4AS (1) >>"), 1, CATALOG % ""),
        ACTS,
    ),
    "one of two entries": (lambda: pdf(catalog=f"/OpenAction {SCRIPT} /OpenAction [3 0 R /Fit]"), ACTS),
    "a script by its name": (lambda: pdf(catalog="/Names << /JavaScript << /Names [] >> >>"), ACTS),
    "a script that no table names": (lambda: pdf().replace(b"xref\n0", b"9 0 obj << /#4aS (1) >> endobj\nxref\n0", 1), ACTS),
    "when a page opens": (lambda: pdf(page="/AA << /O << /S /URI /URI (https://example.org/) >> >>"), ACTS),
    "an address at opening": (lambda: pdf(catalog="/OpenAction << /S /URI /URI (https://example.org/) >>"), ACTS),
    "after a harmless one": (
        lambda: pdf(catalog="/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next [<< /S /URI /URI (x) >>] >>"),
        ACTS,
    ),
    "a program": (lambda: pdf(catalog="/OpenAction << /S /Launch /F (cmd.exe) >>"), ACTS),
    "a form that is sent": (lambda: pdf(FIELD % "/A << /S /SubmitForm /F (https://example.org/) >>"), ACTS),
    "a form that reads a file": (lambda: pdf(FIELD % "/A << /S /ImportData /F (a) >>"), ACTS),
    "another form inside": (lambda: pdf("<<>>", catalog="/AcroForm << /XFA 4 0 R >>"), ACTS),
    "another document": (lambda: pdf(page="/Annots [<< /A << /S /GoToR /F (a.pdf) >> >>]"), ACTS),
    "a film": (lambda: pdf(page="/Annots [<< /Subtype /RichMedia >>]"), ACTS),
    "a sound": (lambda: pdf(page="/Annots [<< /Subtype /So#75nd >>]"), ACTS),
    "a file inside": (lambda: pdf(catalog="/Names << /EmbeddedFiles << /Names [] >> >>"), CARRIES),
    "a file at a page": (lambda: pdf(page="/Annots [<< /Subtype /FileAttachment /FS << /E#46 << >> >> >>]"), CARRIES),
    "one with a password": (lambda: pdf("<< /Filter /Standard /V 1 /R 2 >>", trailer="/Encrypt 4 0 R"), LOCKED),
    "its first line alone": (lambda: b"%PDF-1.4\n", BROKEN),
    "half of one": (lambda: printed()[:-200], BROKEN),
    "without pages": (lambda: pdf().replace(b"/Pages 2", b"/Sages 2"), BROKEN),
    "an archive behind it": (lambda: pdf() + b"PK\x03\x04" + bytes(40) + b"PK\x05\x06" + bytes(18), BROKEN),
    "a page behind it": (lambda: pdf() + b"<script>alert(1)</script>", BROKEN),
    "packed objects that cannot be unpacked": (lambda: pdf(packed("[1]").replace("/FlateDecode", "/Odd")), BROKEN),
    "lists in lists": (lambda: pdf("[" * 90 + "]" * 90), BROKEN),
}  # fmt: skip


@pytest.mark.parametrize("make", TAKEN.values(), ids=TAKEN)
def test_ordinary_documents_hold_nothing(make: Any) -> None:
    assert what_a_pdf_holds(make()) == ""


@pytest.mark.parametrize(("make", "found"), REFUSED.values(), ids=REFUSED)
def test_what_is_found(make: Any, found: str) -> None:
    assert what_a_pdf_holds(make()) == found


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (pdf(catalog=f"/OpenAction {SCRIPT}"), "holds something that runs"),
        (pdf(catalog="/Names << /EmbeddedFiles << >> >>"), "holds another file inside"),
        (pdf("<< /Filter /Standard /V 1 /R 2 >>", trailer="/Encrypt 4 0 R"), "is locked"),
        (pdf()[:-30], "is damaged"),
        (pdf(packed("0 " * 30_000_000)), "is damaged"),
        (printed(), ""),
    ],
    ids=["acts", "carries", "locked", "broken", "a bomb", "taken"],
)
def test_the_sentence(content: bytes, said: str) -> None:
    told = what_is_wrong_inside("a.pdf", io.BytesIO(content))
    assert told.startswith(f"“a.pdf” {said}") if said else told == ""
