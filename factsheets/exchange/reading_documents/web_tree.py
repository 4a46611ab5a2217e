"""The tree of a web page: its letters, its elements, and which of them holds the text."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree, html

from ..formats.document import DocumentRefused
from .limits import MAX_ELEMENTS

_PARTS_OF_A_TEXT = 4  # of a cell: so many make it one that is there for the look of the page
_FIRST_PIECES = 60
_SIZE = re.compile(r"font-size:\s*(\d{1,3}(?:\.\d{1,3})?)pt", re.IGNORECASE)

#: What <font size="…"> means, in points.
_SIZES_OF_FONT = {
    "1": 8.0, "2": 10.0, "3": 12.0, "4": 14.0, "5": 18.0, "6": 24.0, "7": 36.0,
    "-2": 8.0, "-1": 10.0, "+1": 14.0, "+2": 18.0, "+3": 24.0, "+4": 36.0,
}  # fmt: skip


def parse_html(text: str, name: str) -> html.HtmlElement:
    """The tree of a page. Raises `DocumentRefused` for one that is nested too deeply, or far too large."""
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    text = text.replace("\x00", "")
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise DocumentRefused(f"{name} is no web page that can be read: save it once more.") from None
    deep = any("depth" in str(entry.message).casefold() for entry in parser.error_log)
    if deep or sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise DocumentRefused(f"{name} is nested too deeply or has far too many parts: it is no factsheet.")
    return root


def with_declared_letters(data: bytes) -> bytes:
    """Bytes in UTF-8 when the page names its encoding and keeps to it; what it names wrongly is found out by the letters."""
    found = re.search(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,30})", data[:4096])
    if not found or data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return data
    declared = found[1].decode().lower()
    codec = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "macintosh": "mac_roman"}.get(
        declared, declared
    )
    if codec in ("utf-8", "utf8", "utf-16", "unicode"):
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass  # as declared, it is not UTF-8
    else:
        return data
    try:
        return data.decode(codec).encode("utf-8")
    except (LookupError, UnicodeError):
        return data


def main_part(root: html.HtmlElement) -> html.HtmlElement | None:
    """The element that holds the text, when the page says which; None when it does not."""
    for path in ("//main", "//*[@role='main']", "//article"):
        found = root.xpath(path)
        if len(found) == 1 and len(element_words(found[0]).split()) >= 20:
            return found[0]
    return None


def element_words(element: html.HtmlElement) -> str:
    """All words of an element."""
    return " ".join(str(part) for part in element.itertext() if part.strip())


def has_words(element: html.HtmlElement) -> bool:
    """Whether any of the first pieces of text in an element has words."""
    return any(str(part).strip() for part in islice(element.itertext(), _FIRST_PIECES))


def with_spans(rows: list[list[html.HtmlElement]]) -> list[list[html.HtmlElement | None]]:
    """The cells of a table's rows; None where a cell above reaches down into a row, so that each stands in its column."""
    found: list[list[html.HtmlElement | None]] = []
    reaching: dict[int, int] = {}  # columns, and how many rows more they are taken
    for row in rows:
        cells: list[html.HtmlElement | None] = []
        for cell in row:
            while reaching.get(len(cells), 0):
                reaching[len(cells)] -= 1
                cells.append(None)
            span = cell.get("rowspan", "1").strip()
            reaching[len(cells)] = min(int(span), len(rows)) - 1 if span.isdecimal() and len(span) < 5 else 0
            cells.append(cell)
        found.append(cells)
        for column in [one for one in reaching if one >= len(cells)]:
            reaching[column] = max(0, reaching[column] - 1)
    return found


def holds_its_own_text(cell: html.HtmlElement) -> bool:
    """Whether a cell holds a text of its own, so that the table is there for the look of the page."""
    if cell.find(".//h1") is not None or cell.find(".//h2") is not None or cell.find(".//h3") is not None:
        return True
    if cell.find(".//dl") is not None and cell.find(".//dd") is not None:
        return True
    parts = cell.iter("p", "li", "center", "blockquote", "h4", "h5", "h6")
    paragraphs = len([one for one in parts if element_words(one).strip()])
    return max(paragraphs, _parted_by_breaks(cell)) >= _PARTS_OF_A_TEXT


def _parted_by_breaks(cell: html.HtmlElement) -> int:
    """Into how many paragraphs two ends of a line in a row part a cell, as pages were written before there were styles."""
    breaks = (one for one in cell.iter("br") if not (one.tail or "").strip())
    followers = (one.getnext() for one in breaks)
    return 1 + len([one for one in followers if one is not None and one.tag == "br"])


def size_of(element: html.HtmlElement, size: float) -> float:
    """The size of the letters that an element asks for; that of what it stands in for none."""
    if element.tag == "font" and (asked := _SIZES_OF_FONT.get(element.get("size", "").strip())):
        return asked
    found = _SIZE.search(element.get("style", "")[:500])
    return float(found[1]) if found else size
