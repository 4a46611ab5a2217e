"""Writes portable rich text as Markdown that reads back exactly."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from factsheets.language.characters import refusal

from . import from_html, from_markdown
from .from_markdown import RichTextError
from .tree import Block, ListBlock, ListItem, Paragraph, Words, render

_SPECIAL = re.compile(r"[\\`*_\[\]<|~]|&(?=#?[0-9A-Za-z]+;)")
_LINE_START = re.compile(r"^(?:([#>+=-])|([0-9]+)([.)]))", re.MULTILINE)
_OTHER_SPACE = re.compile(r"[^\S \n]")
_ENTITIES = {"\u00a0": "&nbsp;"}


def to_markdown(html: str) -> str:
    """The Markdown of canonical HTML; `to_html` gives that HTML back, letter for letter.

    Control characters and lone surrogates are refused with a `RichTextError`; so is HTML that is not canonical.
    """
    if refused := refusal(html):
        raise RichTextError(refused)
    blocks = from_html.blocks_of_html(html)
    if render(blocks) != html:
        raise RichTextError("the text is not in its canonical form; normalise it first")
    markdown = "\n\n".join(_write_block(block) for block in blocks)
    if from_markdown.blocks_of_markdown(markdown) != blocks:
        raise RichTextError("the text cannot be written as Markdown without a change")
    return markdown


def _write_block(block: Block) -> str:
    return _write_words(block.words) if isinstance(block, Paragraph) else _write_list(block)


def _write_list(block: ListBlock) -> str:
    lines = []
    for number, item in enumerate(block.items, start=1):
        marker = f"{number}. " if block.ordered else "- "
        lines.append(marker + _indented(_write_item(item), len(marker)))
    return "\n".join(lines)


def _write_item(item: ListItem) -> str:
    parts = [_write_words(item.words)] if item.words else []
    return "\n".join([*parts, *map(_write_list, item.lists)])


def _indented(text: str, width: int) -> str:
    first, *rest = text.split("\n")
    return "\n".join([first, *(" " * width + line for line in rest)])


def _write_words(words: Words) -> str:
    """Bold with stars; where Markdown's rules do not allow them, all bold of the block as `<b>`."""
    with_stars = _write_bold(words, "**", "**")
    if _reads_as(with_stars, words):
        return with_stars
    return _write_bold(words, "<b>", "</b>")


def _reads_as(markdown: str, words: Words) -> bool:
    try:
        return from_markdown.blocks_of_markdown(markdown) == (Paragraph(words),)
    except RichTextError:
        return False


def _write_bold(words: Words, opening: str, closing: str) -> str:
    """Bold goes around whole links; a link that is bold in part has its bold inside."""

    def embolden(markdown: str, *, bold: bool) -> str:
        return f"{opening}{markdown}{closing}" if bold else markdown

    def write(part: Words, *, inside_bold: bool) -> str:
        text = "".join(embolden(_escape(run.text), bold=run.bold and not inside_bold) for run in part)
        return text if part[0].href is None else f"[{text}]({_write_address(part[0].href)})"

    written = ""
    for bold, parts in groupby(_parts(words), key=lambda part: all(run.bold for run in part)):
        written += embolden("".join(write(part, inside_bold=bold) for part in parts), bold=bold)
    return _LINE_START.sub(_escape_line_start, written.replace("![", "\\!["))


def _parts(words: Words) -> Iterable[Words]:
    """Whole links, and single runs between them."""
    for href, runs in groupby(words, key=lambda run: run.href):
        if href is None:
            yield from ((run,) for run in runs)
        else:
            yield tuple(runs)


def _escape(text: str) -> str:
    escaped = _SPECIAL.sub(r"\\\g<0>", text)
    # Markdown trims any kind of space at the edges of a block; as an entity it stays, and can be seen.
    visible = _OTHER_SPACE.sub(lambda space: _ENTITIES.get(space[0], f"&#{ord(space[0])};"), escaped)
    return visible.replace("\n", "\\\n")


def _write_address(href: str) -> str:
    escaped = re.sub(r"[\\<>`]|&(?=#?[0-9A-Za-z]+;)", r"\\\g<0>", href)
    return f"<{escaped}>" if re.search(r"[\s()<>]", href) else escaped


def _escape_line_start(found: re.Match[str]) -> str:
    sign, digits, mark = found.groups()
    return f"\\{sign}" if sign else f"{digits}\\{mark}"
