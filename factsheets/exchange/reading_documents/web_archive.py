"""Reads a web page that a browser saved as one file (MHTML), or an e-mail that carries one."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

from ..formats.document import Document, DocumentRefused
from .web_page import read_web_page

_MAX_PARTS = 500


def read_web_archive(data: bytes, name: str) -> Document:
    """The blocks of the first page in the archive, with the pictures that came with it."""
    message = message_from_bytes(data, policy=policy.default)
    page: bytes | None = None
    pictures: dict[str, tuple[bytes, str]] = {}
    for number, part in enumerate(message.walk()):
        if number > _MAX_PARTS:
            raise DocumentRefused(f"{name} has more parts than any saved page: it is not opened.")
        if not isinstance(part, EmailMessage) or part.is_multipart():
            continue
        kind = part.get_content_type()
        body = part.get_payload(decode=True)
        if not isinstance(body, bytes):
            continue
        if kind == "text/html" and page is None:
            page = _declared(body, part.get_content_charset())
        elif kind.startswith("image/"):
            for address in (
                part.get("Content-Location"),
                f"cid:{str(part.get('Content-ID', '')).strip('<> ')}",
            ):
                if address:
                    pictures[str(address)] = (body, kind)
    if page is None:
        raise DocumentRefused(
            f"{name} is a saved page without a page in it: save it once more as a web page."
        )
    return read_web_page(page, name, pictures, "saved web page (MHTML)")


def _declared(body: bytes, charset: str | None) -> bytes:
    try:
        return body.decode(charset or "utf-8").encode("utf-8")
    except (LookupError, UnicodeError):
        return body
