"""Ways of saying a thing that take several words, put into the words that signs are made of."""

from __future__ import annotations

import re

_IDIOMS = (
    ("any more", "anymore"),
    ("(?:hardly|barely|scarcely) ever", "seldom"),
    ("(?:only just|just about)(?! to)", "hardly"),
    (
        "(?:lost|lose|losing|loss of|lack of|lacking|no|not|without|absence of)(?: the| all| any| my)* ability(?: to)?",
        "inability",
    ),
    # One “dead leg” is a knock or has been sat on; two are no figure of speech.
    ("dead ?(legs|feet)", r"\1 dead"),
)
_PATTERNS = [(re.compile(rf"\b{said}\b"), meant) for said, meant in _IDIOMS]


def plain(words: str) -> str:
    """Words as `words_of` writes them, joined by spaces, with each idiom replaced."""
    for pattern, meant in _PATTERNS:
        words = pattern.sub(meant, words)
    return words
