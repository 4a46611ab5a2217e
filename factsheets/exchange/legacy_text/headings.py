"""The headings that BackCare's legacy factsheets carry, and which part of a factsheet each opens."""

from __future__ import annotations

import re

_THERAPY = r"(?:it|this|this (?:therapy|treatment)|[\w' -]{3,40})"
_PROBLEMS = r"(?:(?:what|which) )?(?:back )?(?:conditions|problems|pain)"

#: The part of a factsheet → the headings that open it, in lower case, without the final mark.
_HEADINGS = {
    "introduction": r"introduction|what is (?:it|this (?:therapy|treatment))",
    "mechanism": r"how (?:does )?(?:it|this (?:therapy|treatment)) works?",
    "procedure": (
        rf"how is {_THERAPY} given(?: ?[-,:]? ?what happens during (?:the )?treatment)?"
        r"|what happens during (?:the )?treatment"
    ),
    "evidence": r"(?:what is )?(?:the )?evidence|what (?:does )?the evidence says?|is there any evidence",
    "likely": rf"{_PROBLEMS} (?:is|are) {_THERAPY} most likely to help|(?:{_PROBLEMS} it is )?most likely to help",
    "unlikely": rf"{_PROBLEMS} (?:is|are) {_THERAPY} least likely to help|(?:{_PROBLEMS} it is )?least likely to help",
    "avoid": (
        rf"{_PROBLEMS} should not be treated(?: with {_THERAPY})?|who should not have {_THERAPY}|contra-?indications"
    ),
    "risks": r"(?:possible )?side[ -]effects(?: and risks)?|risks(?: and side[ -]effects)?|are there any side[ -]effects",
    "associations": r"(?:professional )?associations?",
    "qualifications": r"qualifications?",
    "related": r"(?:relevant|related|further) (?:information|reading)",
    "sources": r"references|sources",
}
#: The words that a heading can begin with: most lines are known to be none without trying every pattern.
_FIRST_WORDS = frozenset(
    [
        "introduction",
        "what",
        "how",
        "evidence",
        "the",
        "is",
        "are",
        "which",
        "back",
        "conditions",
        "problems",
        "pain",
        "most",
        "least",
        "who",
        "contraindications",
        "contra",
        "possible",
        "side",
        "risk",
        "risks",
        "professional",
        "association",
        "associations",
        "qualification",
        "qualifications",
        "relevant",
        "related",
        "further",
        "references",
        "sources",
    ]
)
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_PATTERNS = {part: re.compile(pattern) for part, pattern in _HEADINGS.items()}

_ORNAMENT_BEFORE = re.compile(r"^(?:[#*_•·]+|\d{1,2}[.)])\s*")
_ORNAMENT_AFTER = re.compile(r"[\s?:*_#-]+$")
_DASH = re.compile("[\u2010-\u2015\u2212]")

#: A heading may be wrapped over so many lines, and is never longer than this.
MAX_LINES = 5
MAX_LENGTH = 120


def may_open_part(line: str) -> bool:
    """Whether a heading can begin with this line."""
    found = _FIRST_WORD.search(line)
    return found is not None and found.group().casefold() in _FIRST_WORDS


def part_opened_by(text: str) -> str | None:
    """The part of a factsheet that this text is the heading of; None when it is no known heading."""
    if len(text) > MAX_LENGTH:
        return None
    plain = " ".join(_DASH.sub("-", text).replace("\u2019", "'").casefold().split())
    plain = _ORNAMENT_AFTER.sub("", _ORNAMENT_BEFORE.sub("", plain))
    return next((part for part, pattern in _PATTERNS.items() if pattern.fullmatch(plain)), None)
