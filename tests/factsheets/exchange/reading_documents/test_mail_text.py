"""Mails that were saved as files: their letters are read, in every way in which mail writes them."""

from __future__ import annotations

import base64
import quopri

import pytest

from .made import read, sentences, texts

TEXT = (
    "Wool Wraps\n\nWhat is it?\nA band of wool – worn by day – that takes up the body’s own warmth, and is not washed more than once a week.\n\n"
    "What does it cost?\nAbout £9 (n=20, see www.example.org/?id=7).\n"
)
HEAD = "From: Ann <ann@example.org>\nDate: Tue, 9 Mar 2010 16:42:11 +0000\nSubject: =?utf-8?Q?Wool_=E2=80=93_wraps?=\n"
READ = [line for line in TEXT.split("\n") if line]


def _quoted(text: str, charset: str = "utf-8") -> str:
    return quopri.encodestring(text.encode(charset)).decode()


def _part(kind: str, body: str, charset: str = "utf-8", encoding: str = "quoted-printable") -> str:
    return f"Content-Type: {kind}; charset={charset}\nContent-Transfer-Encoding: {encoding}\n\n{body}\n"


def _parts(*parts: str) -> str:
    bounded = "".join(f"--b\n{part}" for part in parts)
    return f'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n{bounded}--b--\n'


BASE64 = base64.encodebytes(TEXT.encode()).decode()
MAILS = {
    "quoted-printable": HEAD + _part("text/plain", _quoted(TEXT)),
    "Windows letters": HEAD + _part("text/plain", _quoted(TEXT, "cp1252"), "windows-1252"),
    "base64": HEAD + _part("text/plain", BASE64, encoding="base64"),
    "a mail of a box": "From ann@example.org Tue Mar  9 16:42:11 2010\n" + HEAD + _part("text/plain", _quoted(TEXT)),
    "the second of two parts": HEAD + _parts(_part("text/plain", " "), _part("text/plain", BASE64, encoding="base64")),
}  # fmt: skip


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mail", MAILS.values(), ids=MAILS)
def test_the_letters_of_a_mail_are_read_as_its_head_says(mail, ends):
    document = read(mail.replace("\n", ends).encode(), "wraps.txt")
    assert texts(document)[-len(READ) :] == READ
    head = " ".join(texts(document)[: -len(READ)])
    assert "Tue, 9 Mar 2010" in head
    assert "Wool – wraps" in head
    assert not document.notes


def test_a_mail_that_is_a_page_is_read_as_one():
    page = "<html><body><h1>Wool Wraps</h1><p>The body’s own warmth.</p></body></html>"
    document = read((HEAD + _part("text/html", _quoted(page))).encode(), "wraps.eml")
    assert texts(document) == ["Wool Wraps", "The body’s own warmth."]
    assert [one.why for one in document.set_aside] == ["head of the mail"]


def test_what_a_mail_carries_beside_its_text_is_told():
    carried = 'Content-Type: application/pdf; name="x"\nContent-Disposition: attachment; filename="leaflet.pdf"\n\nwords\n'
    document = read((HEAD + _parts(_part("text/plain", _quoted(TEXT)), carried)).encode(), "wraps.txt")
    assert "The mail carries “leaflet.pdf”, which was not read" in sentences(document)


@pytest.mark.parametrize("charset", ["utf-8", "cp1252"])
def test_a_text_without_its_head_is_decoded_and_told(charset):
    document = read(_quoted(TEXT, charset).encode(), "wraps.txt")
    assert texts(document) == READ
    assert "decoded" in sentences(document)


@pytest.mark.parametrize(
    ("said", "read_as", "noted"),
    [
        ("The body=E2=80=99s warmth (n=20).", "The body’s warmth (n=20).", "decoded"),
        ("The body=E2=28s warmth, £9 and caf=C3=A9.", "The body=E2=28s warmth, £9 and caf=C3=A9.", "such as “=C3=A9”"),
        ("One trial (n=20) against another (n=96).", "One trial (n=20) against another (n=96).", ""),
        ("See https://example.org/?a=B0&b=A3.", "See https://example.org/?a=B0&b=A3.", ""),
    ],
)  # fmt: skip
def test_only_letters_that_cannot_be_anything_else_are_decoded_elsewhere(said, read_as, noted):
    document = read(f"Wool Wraps\n\n{said}\n".encode(), "wraps.txt")
    assert texts(document)[-1] == read_as
    assert (noted in sentences(document)) if noted else not document.notes
