"""Reads a PDF that carries its text: columns, paragraphs, tables, links, running heads and feet."""

from __future__ import annotations

import io
import itertools
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdftypes import resolve1
from pdfplumber.utils.exceptions import PdfminerException

from ..formats.document import Document, DocumentRefused
from .collecting import Collector
from .furniture import furniture_in, pattern_of, reads_as_heading, tells_its_page
from .limits import MAX_PAGES
from .pdf_boxes import boxes_beside_text, put_box
from .pdf_edges import without_notes, wrapped
from .pdf_fonts import Fonts
from .pdf_labels import with_labels_apart
from .pdf_lines import PdfLine
from .pdf_panels import lines_by_panel
from .pdf_paragraphs import PdfParagraphs
from .pdf_proof import PageLetters, counted_anew, tell_unread, unread
from .pdf_tables import is_inside, ruled_tables
from .pdf_words import page_words

_SMALL_PICTURE = 24.0
_MAX_PICTURES = 60
_EDGE_LINES = 4
_SAME_HEIGHT = 6.0
_EDGE = 0.09
_LARGER, _SMALLER = 1.25, 0.95
_UNREADABLE = 0.2
_BROKEN = "{name} is a broken PDF: make it once more from its original."
_NOT_COUNTED = (
    "The letters of the PDF could not be counted a second time: compare the text with the document."
)


def read_pdf(data: bytes, name: str) -> Document:
    """The blocks of a PDF. Raises `DocumentRefused` for one with a password, without text, broken or too long."""
    try:
        pdf = pdfplumber.open(io.BytesIO(data), pages=list(range(1, MAX_PAGES + 2)), unicode_norm="NFC")
        _refuse_long(_declared_pages(pdf), name)
        pdf.rsrcmgr = Fonts()
        pages = _pages(pdf, name)
        with pdf:  # whose end looks at the pages once more
            _refuse_long(len(pages), name)
            return _PdfReader(name, counted_anew(data, len(pages))).read(pages)
    except PdfminerException as error:
        cause = error.args[0] if error.args else None
        if isinstance(cause, PDFPasswordIncorrect):
            raise DocumentRefused(f"{name} has a password: save it without one and try again.") from None
        raise DocumentRefused(_BROKEN.format(name=name)) from None


def _pages(pdf: Any, name: str) -> list[Any]:
    """The pages. One whose box has lost some of its four sides breaks the library, and is refused."""
    try:
        pages: list[Any] = pdf.pages
    except IndexError:
        raise DocumentRefused(_BROKEN.format(name=name)) from None
    return pages


def _refuse_long(count: int, name: str) -> None:
    if count > MAX_PAGES:
        raise DocumentRefused(
            f"{name} has more than {MAX_PAGES} pages: it is no factsheet; make a PDF of the pages of one factsheet."
        )


def _declared_pages(pdf: Any) -> int:
    tree = resolve1(pdf.doc.catalog.get("Pages"))
    count = resolve1(tree.get("Count")) if isinstance(tree, dict) else 0
    return count if isinstance(count, int) else 0


class _PdfReader:
    """Reads page after page, then makes paragraphs of all lines."""

    def __init__(self, name: str, anew: list[PageLetters] | None) -> None:
        self.name = name
        self.anew = anew
        self.collector = Collector()
        self.lines: list[PdfLine] = []
        self.heights: dict[int, float] = {}
        self.without_text: list[int] = []
        self.margins: set[float] = set()  # where the texts begin that stand beside labels
        self.words = self.unreadable = 0
        self.drawn = self.unread = 0

    def read(self, pages: list[Any]) -> Document:
        """The whole document."""
        for page in pages:
            self._page(page)
            page.close()
        if not self.words and not self.unread:
            raise DocumentRefused(
                f"{self.name} is a scanned PDF without text: it holds pictures of pages; scan it with text recognition (OCR), "
                "or type it."
            )
        if self.unreadable > _UNREADABLE * self.words or self.unread > _UNREADABLE * self.drawn:
            raise DocumentRefused(
                f"{self.name} is a PDF whose letters have no meaning for other programs: save it as text from its original."
            )
        if self.anew is None:
            self.collector.note(_NOT_COUNTED)
        for number in self.without_text:
            self.collector.note(
                f"Page {number} is a picture without text: type what stands on it.", f"page {number}"
            )
        PdfParagraphs(self.collector, self._without_running_lines()).read()
        return self.collector.close("PDF")

    def _page(self, page: Any) -> None:
        number = page.page_number
        self.heights[number] = float(page.height)
        words, sideways = page_words(page)
        self.words += len(words)
        self.unreadable += sum("(cid:" in word.text for word in words)
        self._count_anew(page, number)
        self.collector.set_aside(" ".join(sideways), "written sideways", f"page {number}")
        tables = ruled_tables(page, words) if words else []
        for _, bounds in tables:
            words = [word for word in words if not is_inside(word, bounds)]
        boxes = boxes_beside_text(page, words)
        boxed = {id(word) for _, inside in boxes for word in inside}
        words = [word for word in words if id(word) not in boxed]
        ordered = lines_by_panel(words, number, float(page.width), self.heights[number])
        lines, labels = with_labels_apart(ordered, self.margins)
        for label in labels:
            self.collector.set_aside(label.text, "label of the title", f"page {number}")
        for bounds, inside in boxes:
            put_box(lines, bounds, inside, number, self.heights[number])
        for rows, bounds in tables:
            _insert_rows(lines, rows, bounds, number)
        self.lines += lines
        self._comments(page)
        self._pictures(page, has_text=bool(words or tables))
        page.flush_cache()

    def _count_anew(self, page: Any, number: int) -> None:
        """Tell what is drawn on a page and is no letter of it."""
        if self.anew is None or number > len(self.anew):
            return
        anew = self.anew[number - 1]
        self.drawn += anew.drawn
        if missing := unread(page.chars, anew):
            self.unread += missing
            tell_unread(self.collector, page.extract_text() or "", anew, missing, number)

    def _comments(self, page: Any) -> None:
        for note in page.annots:
            said = str(note.get("contents") or "").strip()
            if said and not note.get("uri"):
                self.collector.note(f"A comment says: “{said[:1000]}”.", f"page {page.page_number}", said)

    def _pictures(self, page: Any, *, has_text: bool) -> None:
        number = page.page_number
        large = [one for one in page.images if min(one["width"], one["height"]) >= _SMALL_PICTURE]
        if not has_text:
            if large:
                self.without_text.append(number)
            return
        for count, image in enumerate(large, 1):
            if len(self.collector.pictures) >= _MAX_PICTURES:
                self.collector.note(
                    "The PDF has more pictures than are kept by themselves.", f"page {number}"
                )
                return
            data, kind, ending = _picture_data(page, image)
            self.lines.append(PdfLine([], number, cells=[f"picture {count} on page {number}.{ending}"]))
            self.collector.keep_picture(self.lines[-1].cells[0], f"page {number}", data, kind)

    def _without_running_lines(self) -> list[PdfLine]:
        """The lines without those that stand at one height on several pages, which are set aside."""
        edges: dict[int, list[PdfLine]] = {}
        for number in self.heights:
            lines = sorted(
                (one for one in self.lines if one.page == number and one.words), key=lambda one: one.top
            )
            edges[number] = [*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:]]
        running: set[int] = set()
        for number, lines in edges.items():
            others = [one for other, its in edges.items() if other != number for one in its]
            for line in lines:
                if self._runs(line, others):
                    running.add(id(line))
        for number in self.heights:
            running |= {
                id(line) for line in self._beside_the_text([one for one in self.lines if one.page == number])
            }
        for group in wrapped([line for line in self.lines if id(line) in running]):
            text = " ".join(line.text for line in group)
            self.collector.set_aside(text, "running line", f"page {group[0].page}")
        return [line for line in self.lines if id(line) not in running]

    def _beside_the_text(self, lines: list[PdfLine]) -> list[PdfLine]:
        """A small line above the title at the upper edge of a page, and small print at its lower edge."""
        lines = sorted((line for line in lines if line.words), key=lambda one: one.top)
        if len(lines) < _EDGE_LINES:
            return []
        height = self.heights[lines[0].page]
        sizes = sorted(line.size for line in lines)
        body = sizes[len(sizes) // 2]
        found = []
        first, second = lines[0], lines[1]
        if first.bottom < _EDGE * height and first.size <= body and second.size >= _LARGER * first.size:
            found.append(first)
        small = [*itertools.takewhile(lambda one: one.size <= _SMALLER * body, reversed(lines))][::-1]
        return [*found, *(one for one in without_notes(small) if one.top >= (1 - _EDGE) * height)]

    def _runs(self, line: PdfLine, others: list[PdfLine]) -> bool:
        height = self.heights[line.page]
        from_edge = min(line.top, height - line.bottom)
        alike = pattern_of(line.text)
        there = [one for one in others if abs(one.top - line.top) < _SAME_HEIGHT]
        pages = {one.page for one in there if pattern_of(one.text) == alike}
        if len(pages) > reads_as_heading(alike) and from_edge < 0.14 * height:
            return True
        is_furniture = tells_its_page(line.text, line.page) or furniture_in(line.text) is not None
        return from_edge < 0.1 * height and is_furniture


def _insert_rows(
    lines: list[PdfLine], rows: list[list[str]], bounds: tuple[float, float, float, float], number: int
) -> None:
    """Put a table before the first line that stands below it."""
    x0, _top, x1, bottom = bounds
    place = next(
        (
            index
            for index, line in enumerate(lines)
            if line.words and line.top >= bottom - 2 and line.x0 < x1 and line.x1 > x0
        ),
        len(lines),
    )
    lines[place:place] = [PdfLine([], number, cells=row) for row in rows if any(row)]


def _picture_data(page: Any, image: dict[str, Any]) -> tuple[bytes, str, str]:
    """The bytes of a picture: those of a photograph as they are, any other drawn anew."""
    stream = image["stream"]
    filters = [str(one[0]) for one in stream.get_filters()]
    if len(filters) == 1 and "DCT" in filters[0]:
        return bytes(stream.rawdata or stream.get_data()), "image/jpeg", "jpg"
    x0, top = max(image["x0"], 0), max(image["top"], 0)
    x1, bottom = min(image["x1"], float(page.width)), min(image["bottom"], float(page.height))
    if x1 - x0 < 1 or bottom - top < 1:
        return b"", "image/png", "png"
    drawn = io.BytesIO()
    page.crop((x0, top, x1, bottom), strict=False).to_image(resolution=110).original.save(drawn, "PNG")
    return drawn.getvalue(), "image/png", "png"
