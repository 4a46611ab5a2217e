"""Two texts as one, in which what was taken out and what was put in is marked."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

#: Words, and what lies between them.
_WORDS = re.compile(r"\S+|\s+")
_LINES = re.compile(r"[^\n]+|\n")
_INNER = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)


def marked_words(before: str, after: str, *, by_line: bool = False) -> SafeString:
    """HTML of `after` with the words of `before` that are gone, marked for eyes and ears; both are plain text.

    `by_line` marks whole lines, for lists.
    """
    pieces = _LINES if by_line else _WORDS
    old, new = pieces.findall(before), pieces.findall(after)
    parts = []
    for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[i:j]), "".join(new[k:m])
        if what == "equal":
            parts.append(format_html("{}", come))
        else:
            parts += [_mark("del", "Removed: ", gone), _mark("ins", "Added: ", come)]
    return mark_safe("".join(parts))  # noqa: S308 (each part is escaped above)


def _mark(tag: str, spoken: str, words: str) -> SafeString:
    """The words in `tag`; the space around them stays outside of it."""
    found = _INNER.fullmatch(words)
    if not (found and found[2]):
        return format_html("{}", words)
    return format_html(
        '{lead}<{tag}><span class="w-sr-only">{spoken}</span>{words}</{tag}>{trail}',
        lead=found[1],
        tag=mark_safe(tag),  # noqa: S308 (one of two words of ours)
        spoken=spoken,
        words=found[2],
        trail=found[3] or (" " if tag == "del" else ""),
    )
