"""Prose of a legacy document: whole paragraphs, sentences, and portable HTML made of them."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from .accounting import Ledger, words_of_html
from .blocks import Block

_SENTENCE_GAP = re.compile(r"(?<=[.!?])[\"'”\u2019)]*\s+(?=[\"'“\u2018(]*[A-Z0-9])")
_FINISHED = re.compile(r"[.!?:][\"'”\u2019)]*$")


def is_finished(text: str) -> bool:
    """Whether a text ends like a sentence."""
    return bool(_FINISHED.search(text))


def split_sentences(text: str) -> list[str]:
    """The sentences of a text, each exactly as it is written."""
    sentences, start = [], 0
    for gap in _SENTENCE_GAP.finditer(text):
        sentences.append(text[start : gap.end()].strip())
        start = gap.end()
    return [sentence for sentence in (*sentences, text[start:].strip()) if sentence]


def rejoin(blocks: list[Block]) -> list[Block]:
    """Blocks of prose, with paragraphs that a page break or an empty line tore in mid-sentence made whole."""
    whole: list[Block] = []
    for block in blocks:
        last = whole[-1] if whole else None
        torn = (
            last is not None
            and last.kind == block.kind == "paragraph"
            and not is_finished(last.ending)
            and block.lines[0][:1].islower()
        )
        if torn:
            whole[-1].lines.extend(block.lines)
        else:
            whole.append(replace(block, lines=list(block.lines)))
    return whole


def html_of_blocks(blocks: list[Block]) -> str:
    """Portable HTML (see `language.rich_text`): paragraphs, and lists of the items that follow one another."""
    parts: list[str] = []
    in_list = False
    for block in blocks:
        if in_list != (block.kind == "item"):
            parts.append("</ul>" if in_list else "<ul>")
            in_list = not in_list
        element = "li" if in_list else "p"
        parts.append(f"<{element}>{html.escape(block.text, quote=False)}</{element}>")
    return "".join(parts) + ("</ul>" if in_list else "")


def place_prose(blocks: list[Block], label: str, ledger: Ledger) -> str | None:
    """Portable HTML of a section's blocks, booked under the label; None when there are none."""
    blocks = [block for block in rejoin(blocks) if block.lines]
    if not blocks:
        return None
    value = html_of_blocks(blocks)
    for block in blocks:
        ledger.structure(block.mark)
    ledger.place(label, "\n".join(block.text for block in blocks), words_of_html(value))
    return value
