"""A document as it was read, whatever its format: blocks in reading order, and all else that stood in it.

Nothing here knows a factsheet. The readers of all formats make this value, and the mapping begins with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is in the document, by its style, its size, its mark or its place."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # of a list
    ROW = "row"  # of a table
    PICTURE = "picture"  # `text` is its name, or the words that describe it


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere. They stand in the text of the block as well."""

    text: str
    target: str


@dataclass(frozen=True)
class TextBlock:
    """A heading, a paragraph, an item of a list, a row of a table or a picture.

    `text` has all its words in reading order. A line that was broken on purpose is broken by "\\n" there, as in an
    address; a line that was only full is joined by a space. The mark of an item is in `mark` and not in its text.
    """

    kind: BlockKind
    text: str
    place: str  # where in the source: "page 2", "paragraph 14", "line 30"
    level: int = 0  # depth of a heading or an item; 1 is the highest, 0 is not known
    cells: tuple[str, ...] = ()  # of a row: each apart; in `text` they are joined by " | "
    links: tuple[Link, ...] = ()
    lead: str = ""  # a bold beginning that runs in, such as "Evidence:"; it stands in `text` as well
    mark: str = ""  # of an item: "•", "1.", "(a)", if one was written; of a heading: its number
    is_note: bool = False  # a footnote: it stands right below what it belongs to
    is_quote: bool = False  # set as the words of somebody, or as who said them
    begins_apart: bool = False  # it is no part of what stands before it: a panel that stood above the title
    version: str = ""  # why it is part of the same text once more, such as one in another language


@dataclass(frozen=True)
class SetAside:
    """Words that are no text of the document: running heads and feet, page numbers, navigation."""

    text: str
    why: str
    place: str


@dataclass(frozen=True)
class ReaderNote:
    """One sentence about what a person must look at."""

    sentence: str
    place: str
    said: str = ""  # of a comment: its own words


@dataclass(frozen=True)
class Picture:
    """A picture of the document: kept, and shown by no factsheet."""

    name: str
    place: str
    data: bytes
    content_type: str


@dataclass(frozen=True)
class Document:
    """One document as it was read."""

    blocks: tuple[TextBlock, ...]
    set_aside: tuple[SetAside, ...] = ()
    notes: tuple[ReaderNote, ...] = ()
    pictures: tuple[Picture, ...] = ()
    proposed_review: date | None = None  # a “reviewed on” line gives it; it is proposed and never set
    source_format: str = ""  # in words: "Word document", "PDF", "text in UTF-16"

    def with_note(self, sentence: str) -> Document:
        """The same document with one note more, before the others."""
        return replace(self, notes=(ReaderNote(sentence, ""), *self.notes))

    def words(self) -> Iterator[str]:
        """Every word that was read, in lower case and without punctuation, as the ledger counts them."""
        for block in self.blocks:
            yield from _words(f"{block.mark} {block.text}")
        for aside in self.set_aside:
            yield from _words(aside.text)


class DocumentRefused(Exception):
    """The document cannot be read. The message is one sentence for the person who handed it over."""


def _words(text: str) -> list[str]:
    """Runs of letters and digits; `str.isalnum` knows no underscore, so it parts words too."""
    return "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split()
