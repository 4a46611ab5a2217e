"""What stands behind a heading in brackets: what a page of the web adds, or words that are text of their own."""

from __future__ import annotations

import re

_LONGEST = 160
#: “[edit]”, “[edit | edit source]”, “[3]”, “¶”: what the page of a wiki puts behind each heading.
_OF_A_PAGE = re.compile(
    r"\s{0,3}(?:[\[(]\s?(?:(?:edit|hide|show|change|source|collapse|expand|link|top|back to top)(?:\s?(?:source|\||/|section)){0,2}\s?){1,2}[\])]|\[\d{1,3}\]"
    r"|[¶#§↑▲▼▾▸►^]{1,2}(?: ?(?:top|back to top))?)$",
    re.IGNORECASE,
)
#: Words in a bracket that turn or limit what the heading says.
_TURNS = re.compile(
    r"\b(?:not|no|none|non|never|nobody|unless|except\w{0,5}|only|but|without|less|least|un(?:likely|suitable|safe|helpful)|avoid\w{0,3}|contra\w{0,15}|against"
    r"|cannot|neither|nor|versus|vs|or|care(?:ful\w{0,2})?|cautions?|cautious|precautions?|warnings?|relative|sometimes|perhaps|maybe|may|might|possibl[ey]"
    r"|ask|see your|doubt\w{0,4}|rare\w{0,2}|harm\w{0,3}|risk\w{0,2}|benefits?|help\w{0,3}|good|suitable|if (?!any\b)[a-z]+)\b|n['\u2019]t\b|\?",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3
_FEWEST_LETTERS = 3


def without_signs_of_a_page(text: str) -> str:
    """A heading without what a wiki puts behind it, such as “[edit]”."""
    if len(text) > _LONGEST:
        return text
    found = _OF_A_PAGE.search(text)
    return text[: found.start()] if found and found.start() else text


def parted_tail(text: str) -> tuple[str, str]:
    """A heading, and the words in brackets behind it; (“”, “”) where there are none, or where they may turn what it says.

    “Contraindications (please tell your therapist)” are contraindications; “Good for (not so good for)” says both.
    """
    if len(text) > _LONGEST:
        return "", ""
    plain = without_signs_of_a_page(text.rstrip())
    end = plain[-1:] if plain[-1:] in "?:.!" else ""
    inner = plain[: len(plain) - len(end)].rstrip()
    start = max(inner.rfind("("), inner.rfind("["))
    bare, tail = inner[: max(start, 0)].rstrip(), inner[start + 1 : -1]
    if (
        not inner.endswith((")", "]"))
        or len(bare) < _FEWEST_LETTERS
        or _is_bracketed(bare)
        or _is_bracketed(tail)
    ):
        return (plain, "") if plain != text.rstrip() else ("", "")
    return ("", "") if _TURNS.search(tail) else (f"{bare}{end}", tail)


def _is_bracketed(text: str) -> bool:
    return not text.strip() or any(sign in text for sign in "()[]")


def is_text(tail: str) -> bool:
    """Whether words in brackets say something of their own, and are no short addition such as “[2019]”."""
    return len(tail.split()) >= _FEWEST_WORDS
