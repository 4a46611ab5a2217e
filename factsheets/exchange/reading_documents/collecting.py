"""Puts together what a reader finds: each word once, in a block or set aside, and what a person must look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ..formats.document import BlockKind, Document, Link, Picture, ReaderNote, SetAside, TextBlock
from .counting import with_numbers_that_do_not_count
from .furniture import furniture_in, may_stand_beside
from .gaps import lead_before_gap
from .looks import Inline, Look, promote, with_title
from .marks import with_typed_marks
from .signs import without_brackets
from .tidying import SOFT_HYPHEN, tidied

#: A series number is one where the document begins; further down it may name another factsheet.
_FIRST_LINES = 4
_MAX_NAMED = 12
_MAX_LEAD = 60
_PICTURE_BYTES = 20_000_000


class Collector:
    """The document while it is being read."""

    def __init__(self) -> None:
        self.blocks: list[TextBlock] = []
        self.notes: list[ReaderNote] = []
        self.pictures: list[Picture] = []
        self._looks: dict[int, Look] = {}
        self._asides: dict[SetAside, None] = {}  # in their order, each once
        self._torn: dict[str, str] = {}
        self._struck: dict[str, str] = {}
        self._softened = 0
        self._deleted = 0
        self._inserted = 0
        self._reviewed: list[tuple[date, str]] = []
        self._room = _PICTURE_BYTES

    def add(
        self,
        kind: BlockKind,
        text: str,
        place: str,
        *,
        level: int = 0,
        links: list[Link] | tuple[Link, ...] = (),
        lead: str = "",
        mark: str = "",
    ) -> None:
        """A block; nothing happens for one without a letter."""
        self._softened += text.count(SOFT_HYPHEN)
        if kind is BlockKind.PARAGRAPH and not lead and "\t" in text:
            lead = lead_before_gap(text)
        plain, lead = tidied(text), tidied(lead)
        if not plain and not mark:
            return
        whole = tuple(
            Link(tidied(link.text).replace("\n", " "), link.target.strip())
            for link in links
            if link.target.strip()
        )
        if not 0 < len(lead) <= _MAX_LEAD or not plain.startswith(lead) or plain == lead:
            lead = ""
        if kind is BlockKind.HEADING:
            plain = plain.replace("\n", " ")
        self.blocks.append(TextBlock(kind, plain, place, level=level, links=whole, lead=lead, mark=mark))

    def add_inline(
        self, kind: BlockKind, inline: Inline, place: str, *, level: int = 0, mark: str = ""
    ) -> None:
        """A block with its looks, links and bold beginning; a paragraph that looks like a heading becomes one at the end."""
        before = len(self.blocks)
        self.add(kind, inline.text, place, level=level, links=inline.links, lead=inline.lead, mark=mark)
        if len(self.blocks) > before and kind is BlockKind.PARAGRAPH:
            self._looks[before] = inline.look

    def row(self, cells: list[str], place: str, links: list[Link] | tuple[Link, ...] = ()) -> None:
        """A row of a table; nothing happens for an empty one."""
        self._softened += sum(cell.count(SOFT_HYPHEN) for cell in cells)
        plain = tuple(tidied(cell) for cell in cells)
        if any(plain):
            text = " | ".join(cell for cell in plain if cell)
            whole = tuple(Link(tidied(link.text), link.target) for link in links if link.target)
            self.blocks.append(TextBlock(BlockKind.ROW, text, place, cells=plain, links=whole))

    def picture(self, name: str, place: str, data: bytes, content_type: str, words: str = "") -> None:
        """A picture is named where it stands, and kept while there is room."""
        self.name_picture(tidied(words) or name, place)
        self.keep_picture(name, place, data, content_type)

    def name_picture(self, name: str, place: str) -> None:
        """Where a picture stands in the text."""
        self.blocks.append(TextBlock(BlockKind.PICTURE, name, place))

    def keep_picture(self, name: str, place: str, data: bytes, content_type: str) -> None:
        """The bytes of a picture, and a note about it."""
        if 0 < len(data) <= self._room:
            self._room -= len(data)
            self.pictures.append(Picture(name, place, data, content_type))
            kept = "it is kept, and the factsheet does not show it"
        else:
            kept = "it is not kept by itself, and stays in the original"
        self.note(f"The document has a picture, “{name}”: {kept}. Say in words what it shows.", place)

    def picture_elsewhere(self, words: str, file: str, place: str) -> None:
        """A picture that did not come with the document."""
        self.blocks.append(TextBlock(BlockKind.PICTURE, tidied(words) or file, place))
        self.note(f"The picture “{file}” did not come with the document: it is not kept.", place)

    def set_aside(self, text: str, why: str, place: str) -> None:
        """Words that are no text of the document."""
        plain = tidied(text)
        if not plain:
            return
        self._asides[SetAside(plain, why, place)] = None
        for row in plain.split("\n"):
            found = furniture_in(row)
            if found and found.reviewed:
                self._reviewed.append((found.reviewed, row))

    def strike(self, text: str, place: str) -> None:
        """Words that are struck through: somebody took them back, and they are no text."""
        if plain := tidied(text):
            self.set_aside(plain, "struck through", place)
            self._struck.setdefault(plain, place)

    def note(self, sentence: str, place: str = "", said: str = "") -> None:
        """What a person must look at; `said` are the words of a comment."""
        self.notes.append(ReaderNote(sentence, place, said))

    def mark_quote(self, first: int) -> None:
        """All blocks since that one are the words of somebody."""
        self.blocks[first:] = [
            replace(block, is_quote=block.kind is not BlockKind.HEADING) for block in self.blocks[first:]
        ]

    def mark_notes(self, first: int) -> bool:
        """All paragraphs since that block are a footnote; False when there is none."""
        found = self.blocks[first:]
        self.blocks[first:] = [
            replace(block, is_note=block.kind is BlockKind.PARAGRAPH, lead="") for block in found
        ]
        return bool(found)

    def tore(self, word: str, place: str) -> None:
        """A word that was torn over two lines is whole again."""
        if word:
            self._torn.setdefault(word, place)

    def changed(self, *, deleted: int = 0, inserted: int = 0) -> None:
        """Tracked changes: so many pieces of text."""
        self._deleted += deleted
        self._inserted += inserted

    def take_cell(self, inner: Collector) -> tuple[str, list[Link]]:
        """The words and the links of a cell that was collected by itself; all else of it is taken over."""
        self.blocks += [block for block in inner.blocks if block.kind is BlockKind.PICTURE]
        self.notes += inner.notes
        self.pictures += inner.pictures
        self._asides |= inner._asides
        self._struck |= inner._struck
        self._reviewed += inner._reviewed
        self._softened += inner._softened
        self.changed(deleted=inner._deleted, inserted=inner._inserted)
        written = with_typed_marks([block for block in inner.blocks if block.kind is not BlockKind.PICTURE])
        text = "\n".join(f"{block.mark} {block.text}".strip() for block in written)
        return without_brackets(text), [link for block in written for link in block.links]

    def close(self, source_format: str) -> Document:
        """The whole document."""
        styled = any(block.kind is BlockKind.HEADING for block in self.blocks)
        if self._looks:
            self.blocks = with_typed_marks(promote(self.blocks, self._looks))
        self.blocks = with_numbers_that_do_not_count(self.blocks)
        self._take_furniture()
        if self._looks:
            self.blocks = with_title(self.blocks, styled=styled)
        self._note_torn_words()
        if self._struck:
            named = ", ".join(f"“{words[:120]}”" for words in list(self._struck)[:_MAX_NAMED])
            self.note(
                f"Words that are struck through were set aside: {named}. Look whether they are meant to go.",
                next(iter(self._struck.values())),
            )
        if self._deleted or self._inserted:
            self.note(
                f"The document has tracked changes: {self._inserted} insertions were taken as text, {self._deleted} "
                "deletions were left out. Look whether all of them were meant."
            )
        if self._reviewed:
            _proposed, row = max(self._reviewed)
            self.note(
                f"The document says “{row}”: the date is proposed for the review record, and is not set."
            )
        return Document(
            blocks=tuple(self.blocks),
            set_aside=tuple(self._asides),
            notes=tuple(dict.fromkeys(self.notes)),
            pictures=tuple(self.pictures),
            proposed_review=max(self._reviewed)[0] if self._reviewed else None,
            source_format=source_format,
        )

    def _take_furniture(self) -> None:
        """Lines of blocks that are the document's furniture in each of their parts are set aside."""
        first = self.blocks[:_FIRST_LINES]
        titles = [block.text for block in first if block.kind is BlockKind.HEADING][:1] or [
            one.text for one in first[:1]
        ]
        kept: list[TextBlock] = []
        torn = self._torn_furniture(titles)
        for number, block in enumerate(self.blocks):
            if number in torn:
                self.set_aside(block.text, torn[number], block.place)
                continue
            if block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH) or block.mark:
                kept.append(block)
                continue
            rows = block.text.split("\n")
            ours = [
                row
                for row in rows
                if not self._is_furniture(row, titles, block.place, first=number < _FIRST_LINES)
            ]
            if len(ours) == len(rows):
                kept.append(block)
            elif ours:
                text = "\n".join(ours)
                kept.append(replace(block, text=text, lead=block.lead if text.startswith(block.lead) else ""))
        self.blocks = kept

    def _torn_furniture(self, titles: list[str]) -> dict[int, str]:
        """Why blocks are furniture together, by their places: a label with a date below or beside it, and its neighbours."""
        torn: dict[int, str] = {}
        waiting: dict[int, str] = {}  # who wrote it: furniture where any stands beside it
        for place in range(len(self.blocks)):
            if place in torn or place in waiting:
                continue
            written, count = self._labelled(place)
            places = range(place, place + count)
            found = furniture_in(written, known=titles) if written else None
            if found and found.why != "series":
                torn |= waiting | dict.fromkeys(places, found.why)
                self._reviewed += [(found.reviewed, written)] if found.reviewed else []
            elif written and may_stand_beside(written):
                if place - 1 in torn:
                    torn |= dict.fromkeys(places, "who wrote it")
                else:
                    waiting |= dict.fromkeys(places, "who wrote it")
                continue
            waiting = {}
        return torn

    def _labelled(self, place: int) -> tuple[str, int]:
        """A label and what it says, and how many blocks they are: “Last reviewed” beside or above “May 2009”."""
        block = self.blocks[place]
        cells = [cell for cell in block.cells if cell]
        if len(cells) == 2 and "\n" not in block.text:
            return f"{cells[0].rstrip(' :')} {cells[1]}", 1
        after = self.blocks[place + 1] if place + 1 < len(self.blocks) else None
        is_label = block.kind is BlockKind.HEADING or (
            block.kind is BlockKind.PARAGRAPH and block.text.endswith(":")
        )
        if not is_label or after is None or after.kind is not BlockKind.PARAGRAPH:
            return "", 1
        return f"{block.text.rstrip(' :')} {after.text}", 2

    def _is_furniture(self, row: str, titles: list[str], place: str, *, first: bool) -> bool:
        found = furniture_in(row, known=titles)
        if found is None or (found.why == "series" and not first):
            return False
        self.set_aside(row, found.why, place)
        return True

    def _note_torn_words(self) -> None:
        if self._torn:
            named = ", ".join(f"“{word}”" for word in list(self._torn)[:_MAX_NAMED])
            more = f" and {len(self._torn) - _MAX_NAMED} more" if len(self._torn) > _MAX_NAMED else ""
            self.note(
                f"Words that were torn over two lines are whole again: {named}{more}. Look whether each is one word.",
                next(iter(self._torn.values())),
            )
        if self._softened:
            self.note(f"{self._softened} hidden hyphens inside words were taken out.")
