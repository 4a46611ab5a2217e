"""A mail that was saved as a file: its text is decoded as its head says (RFC 2045, quoted-printable and base64)."""

from __future__ import annotations

import quopri
import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import EmailMessage

_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,40}:")
_ENCODED = re.compile(
    rb"^content-transfer-encoding:\s{0,8}(?:quoted-printable|base64)\b|^content-type:\s{0,8}(?:multipart/|text/html\b)",
    re.IGNORECASE | re.MULTILINE,
)
_MOST_OF_A_HEAD, _MOST_PARTS = 60_000, 500
_ENCODED_WORD = re.compile(r"=\?[\w-]{1,40}\?[QqBb]\?[^?\s]{0,200}\?=")
#: All that begins with the sign of quoted-printable: a byte, or the end of a line that goes on.
_OCTET = re.compile(rb"=(?:[0-9A-F]{2}|[ \t]{0,8}\r?\n)")
#: A letter beyond ASCII in UTF-8. A single byte proves nothing: “(n=20)” is no letter.
_LETTER = re.compile(rb"=[C-F][0-9A-F](?:=[89AB][0-9A-F]){1,3}")
_OF_ONE_BYTE = re.compile(rb"=(?:9[1-7]|A0|A3|20(?=\r?\n))")
_GOES_ON = re.compile(rb"[^\s=][ \t]{0,8}=\r?\n")
_FEWEST_LINES = 2
DECODED = "The text was written for a mail (“quoted-printable”) and was decoded: look whether all letters are right."
STAYS = "The text has letters as mail writes them, such as “{found}”: put in the letters that are meant."
NOT_READ = "The mail carries {names}, which was not read: import it by itself."


@dataclass(frozen=True)
class Mail:
    """What one mail says: its head, its text in UTF-8, whether that is a web page, and sentences about the rest."""

    head: bytes
    text: bytes
    is_page: bool
    notes: tuple[str, ...] = ()

    @property
    def whole(self) -> bytes:
        """Head and text, as if the mail had been written in plain letters."""
        return self.head + b"\n\n" + self.text


def mail_in(data: bytes) -> Mail | None:
    """The mail that a file is, where its head says that its text is not written in plain letters; None for any other file."""
    written = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    of_box, _, rest = written.partition(b"\n") if written.startswith(b"From ") else (b"", b"", written)
    head = rest[:_MOST_OF_A_HEAD].replace(b"\r\n", b"\n").replace(b"\r", b"\n").partition(b"\n\n")[0]
    if not _HEADER.match(head) or not _ENCODED.search(head):
        return None
    message = message_from_bytes(rest, policy=policy.default)
    text, others = _text_of(message)
    if text is None:
        return None
    notes = (NOT_READ.format(names=", ".join(f"“{name}”" for name in others)),) if others else ()
    whole = b"\n".join(part for part in (of_box.rstrip(), head) if part)
    plain = _plain_head(whole.decode("utf-8", "replace")).encode()
    return Mail(plain, text[0], text[1] == "text/html", notes)


def _plain_head(head: str) -> str:
    """A head as it is written, with its encoded words (RFC 2047) as letters."""
    return _ENCODED_WORD.sub(lambda found: _encoded_word(found.group()), head)


def _encoded_word(word: str) -> str:
    try:
        return str(make_header(decode_header(word)))
    except (LookupError, UnicodeError, HeaderParseError, ValueError):
        return word


def _text_of(message: EmailMessage) -> tuple[tuple[bytes, str] | None, list[str]]:
    """The first part that is text, with its kind, and the names of all that are no part of it."""
    found: tuple[bytes, str] | None = None
    others: list[str] = []
    for number, part in enumerate(message.walk()):
        if part.is_multipart() or number > _MOST_PARTS:
            continue
        kind, body = part.get_content_type(), part.get_payload(decode=True)
        is_text = kind in ("text/plain", "text/html") and not part.get_filename()
        if found is None and is_text and isinstance(body, bytes) and body.strip():
            found = _in_utf8(body, part.get_content_charset()), kind
        elif isinstance(body, bytes) and body.strip():
            others.append(part.get_filename() or kind)
    return found, others


def _in_utf8(body: bytes, charset: str | None) -> bytes:
    try:
        return body.decode(charset or "utf-8").encode("utf-8")
    except (LookupError, UnicodeError):
        return body  # whose letters are found out, as those of any text


def without_mail_codes(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """A text whose head is lost, decoded where it is quoted-printable throughout; else only the letters that cannot be anything else.

    What could not be decoded stays, and a sentence says so.
    """
    letters, lines = _LETTER.findall(data), len(_GOES_ON.findall(data))
    is_sure = lines >= _FEWEST_LINES or (lines and b"=3D" in data)
    if not letters and not (is_sure and _OF_ONE_BYTE.search(data)):
        return data, ()
    if data.count(b"=") == len(_OCTET.findall(data)) and (lines or b"=3D" in data):
        return quopri.decodestring(data), (DECODED,)
    if not letters:
        return data, ()
    decoded = _LETTER.sub(lambda found: _letter(found.group()), data) if data.isascii() else data
    left = _LETTER.search(decoded)
    return decoded, (STAYS.format(found=left.group().decode("ascii")) if left else DECODED,)


def _letter(written: bytes) -> bytes:
    """One letter in UTF-8; what is none stays as it is written."""
    octets = quopri.decodestring(written)
    try:
        octets.decode("utf-8")
    except UnicodeDecodeError:
        return written
    return octets
