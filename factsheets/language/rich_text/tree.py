"""Rich text as a small tree, and the canonical HTML of that tree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import groupby

PORTABLE_LINKS = ("http://", "https://", "mailto:", "tel:", "page:/", "document:")

#: In a run, "\n" is a line break and " " is the only ordinary white space.
_SPACE = " \n"


@dataclass(frozen=True)
class TextRun:
    """Words that look alike."""

    text: str
    bold: bool = False
    href: str | None = None


Words = tuple[TextRun, ...]


@dataclass(frozen=True)
class Paragraph:
    """A block of words, which may have line breaks."""

    words: Words


@dataclass(frozen=True)
class ListItem:
    """Words, then lists inside the item."""

    words: Words
    lists: tuple[ListBlock, ...] = ()


@dataclass(frozen=True)
class ListBlock:
    """A list with bullets, or one that is numbered from 1."""

    ordered: bool
    items: tuple[ListItem, ...]


Block = Paragraph | ListBlock


def is_portable(href: str) -> bool:
    """Whether a link keeps its meaning in another installation."""
    start = next((start for start in PORTABLE_LINKS if href.startswith(start)), None)
    return start is not None and len(href) > len(start.rstrip("/")) and not set(href) & set("\n\r\t\f")


def tidy(runs: Iterable[TextRun]) -> Words:
    """Canonical words: white space collapsed and trimmed, runs that look alike joined.

    White space is bold, or part of a link, only where the words on both sides are: so bold and links
    never begin or end with a space or a line break.
    """
    characters = [TextRun(character, run.bold, run.href) for run in runs for character in run.text]
    tidied: list[TextRun] = []
    spaces = ""
    for character in characters:
        if character.text in _SPACE:
            spaces += character.text
            continue
        if spaces and tidied:
            before = tidied[-1]
            bold = before.bold and character.bold
            href = before.href if before.href == character.href else None
            tidied.append(TextRun("\n" * spaces.count("\n") or " ", bold, href))
        spaces = ""
        tidied.append(character)
    return tuple(
        TextRun("".join(run.text for run in alike), bold, href)
        for (bold, href), alike in groupby(tidied, key=lambda run: (run.bold, run.href))
    )


def render(blocks: Iterable[Block]) -> str:
    """Canonical HTML: nothing between blocks, links outside bold, `& < >` escaped."""
    return "".join(
        f"<p>{_render_words(block.words)}</p>" if isinstance(block, Paragraph) else _render_list(block)
        for block in blocks
    )


def _render_list(block: ListBlock) -> str:
    tag = "ol" if block.ordered else "ul"
    items = "".join(
        f"<li>{_render_words(item.words)}{''.join(map(_render_list, item.lists))}</li>"
        for item in block.items
    )
    return f"<{tag}>{items}</{tag}>"


def _render_words(words: Words) -> str:
    parts = []
    for href, linked in groupby(words, key=lambda run: run.href):
        inner = "".join(_render_run(run) for run in linked)
        parts.append(inner if href is None else f'<a href="{escape(href)}">{inner}</a>')
    return "".join(parts)


def _render_run(run: TextRun) -> str:
    text = escape(run.text, quote=False).replace("\n", "<br/>")
    return f"<b>{text}</b>" if run.bold else text
