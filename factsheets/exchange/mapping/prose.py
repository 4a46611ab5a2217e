"""Prose of a document: whole paragraphs, sentences, and portable HTML made of them."""

from __future__ import annotations

import html
import re

from ..formats.document import Link
from .contacts import is_link
from .ledger import Ledger, words_of_html
from .passages import Passage, are_marked_two_ways, copied, with_marks_written

_SENTENCE_GAP = re.compile(r"(?<=[.!?])[\"'”\u2019)]*\s+(?=[\"'“\u2018(]*[A-Z0-9])")
_FINISHED = re.compile(r"[.!?:][\"'”\u2019)]*$")


def is_finished(text: str) -> bool:
    """Whether a text ends like a sentence."""
    return bool(_FINISHED.search(text[-10:]))


def split_sentences(text: str) -> list[str]:
    """The sentences of a text, each exactly as it is written."""
    sentences, start = [], 0
    for gap in _SENTENCE_GAP.finditer(text):
        sentences.append(text[start : gap.end()].strip())
        start = gap.end()
    return [sentence for sentence in (*sentences, text[start:].strip()) if sentence]


def rejoin(passages: list[Passage]) -> list[Passage]:
    """The passages, with paragraphs that a page break or an empty line tore in mid-sentence made whole."""
    whole: list[Passage] = []
    for passage in passages:
        last = whole[-1] if whole else None
        torn = (
            last is not None
            and last.is_paragraph
            and passage.is_paragraph
            and not (last.is_note or passage.is_note)
            and not is_finished(last.ending)
            and passage.text[:1].islower()
        )
        if last is not None and torn:
            last.lines.extend(passage.lines)
            last.links += passage.links
        else:
            whole.append(copied(passage))
    return whole


def html_of(passages: list[Passage]) -> str:
    """Portable HTML (see `language.rich_text`): paragraphs, and lists of the items and rows that follow one another."""
    parts: list[str] = []
    in_list = False
    for passage in passages:
        is_listed = passage.is_item or passage.is_row
        if in_list != is_listed:
            parts.append("</ul>" if in_list else "<ul>")
            in_list = is_listed
        element = "li" if in_list else "p"
        text = _linked(passage.text, passage.links)
        parts.append(f"<{element}>{f'<b>{text}</b>' if passage.is_subheading else text}</{element}>")
    return "".join(parts) + ("</ul>" if in_list else "")


def _linked(text: str, links: tuple[Link, ...]) -> str:
    """The words escaped, with each link around its own words."""
    parts, rest = [], text
    for link in links:
        words = " ".join(link.text.split())
        before, found, after = rest.partition(words)
        if not words or not found or not _is_portable(link.target):
            continue
        inner = html.escape(words, quote=False)
        parts.append(
            f'{html.escape(before, quote=False)}<a href="{html.escape(link.target, quote=True)}">{inner}</a>'
        )
        rest = after
    return "".join(parts) + html.escape(rest, quote=False)


def _is_portable(target: str) -> bool:
    return target.startswith(("mailto:", "tel:")) or is_link(target)


def place_prose(passages: list[Passage], label: str, ledger: Ledger) -> str | None:
    """Portable HTML of a section's passages, booked under the label; None when there are none."""
    passages = [passage for passage in rejoin(passages) if passage.text]
    if not passages:
        return None
    if are_marked_two_ways(passages):
        passages = with_marks_written(passages)  # “✗” says that it is not so
    value = html_of(passages)
    for passage in passages:
        ledger.structure(passage.mark)
        for link in passage.links:
            if not _is_portable(link.target):
                ledger.wonder(label, f"The link of “{link.text}” leads to {link.target}: it was left out.")
    ledger.place(label, "\n".join(passage.text for passage in passages), words_of_html(value))
    return value
