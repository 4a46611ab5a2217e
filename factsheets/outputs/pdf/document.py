"""The HTML that becomes a PDF: the parts of the page, laid out for paper."""

import re
from pathlib import Path
from typing import Any

import segno
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from factsheets.governed.formats.phone_links import without_phone_links

from .edition import Edition
from .tokens import design_tokens

_LIST_OF_TERMS = re.compile(r"<dl\b.*?</dl>", re.DOTALL)
_TERMS = re.compile(r"<(/?)(dl|div|dt|dd)\b([^>]*)>")
_ITEM_PARTS = {"dt": "term", "dd": "detail"}


def document_html(parts: dict[str, Any], *, edition: Edition, address: str) -> str:
    """`parts` are those of the public page (`page_parts`); `address` is where readers find it.

    The QR code leads to the page that says whether this copy still stands; a preview has none, so there it leads to
    the factsheet.
    """
    qr_address = parts.get("version_address") or address
    context = parts | {
        "large_print": edition is Edition.LARGE_PRINT,
        "tokens": design_tokens(Path(str(finders.find("css/backcare.css"))).read_text(encoding="utf-8")),
        "address": address,
        "address_in_words": printed_address(address),
        "qr_address_in_words": printed_address(qr_address),
        "qr_code": qr_code(qr_address),
    }
    html = render_to_string("factsheets/outputs/factsheet_pdf.html", context)
    return _with_plain_lists(without_phone_links(html))


def printed_address(address: str) -> str:
    """An address as it is printed."""
    return address.partition("://")[2].removesuffix("/")


def _with_plain_lists(html: str) -> str:
    """Lists of terms as plain lists: a tagged PDF knows list items only, and no box may stand around a few of them."""
    return _LIST_OF_TERMS.sub(lambda found: _TERMS.sub(_as_item, found[0]), html)


def _as_item(tag: re.Match[str]) -> str:
    closing, name, rest = tag.groups()
    if name in _ITEM_PARTS:
        return "</span>" if closing else f'<span class="{_ITEM_PARTS[name]}"{rest}>'
    return f"<{closing}{'ul' if name == 'dl' else 'li'}{rest}>"


def qr_code(address: str) -> str:
    """A QR code as the address of an image; a quarter of it may be soiled or folded (error correction Q)."""
    return segno.make(address, error="q", micro=False).svg_data_uri(border=4, xmldecl=False, svgns=True)
