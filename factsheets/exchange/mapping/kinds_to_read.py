"""What a list of things to read calls them: “BackCare booklets:”, “Useful websites –”, “Factsheets from us:”."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from factsheets.language.vocabulary import ResourceKind

from .publisher import is_publisher

FACTSHEET = "factsheet"
_MORE = r"(?:also )?(?:related |other |relevant |further |more )?"
_GROUPS = {
    FACTSHEET: rf"{_MORE}(?:fact ?sheets?|information sheets?)",
    ResourceKind.BOOKLET: rf"{_MORE}booklets?",
    ResourceKind.LEAFLET: rf"{_MORE}leaflets?",
    ResourceKind.BOOK: r"(?:useful |recommended |other )?(?:books?|publications?)|(?:further|recommended|suggested) reading|reading list",
    ResourceKind.WEBSITE: r"(?:useful |helpful |related )?(?:web ?sites?|web ?pages?|links?|internet)",
    ResourceKind.VIDEO: r"(?:useful )?(?:videos?|dvds?)",
}
KINDS = "|".join(rf"(?P<{getattr(kind, 'value', kind)}>{names})" for kind, names in _GROUPS.items())
LABEL_OF_KIND = re.compile(
    rf"(?<!\w)(?=[a-z])(?P<ours>(?:backcare(?:'s|\u2019s)?|our) )?(?:{KINDS})(?P<from_us> (?:from|by|of) (?:backcare|us))?(?: in this series)?(?:\s+[-\u2010-\u2015]\s*|\s*[\u2013\u2014:]\s*|\s*$)",
    re.IGNORECASE,
)
_OF_ONE = re.compile(r"\b(?:booklet|leaflet|video|dvd)\b", re.IGNORECASE)
#: “Example Charity factsheets:”, where the document is that charity's own.
_WHOSE = re.compile(
    r"(?P<who>(?!backcare\b)[A-Z][^\n:\u2013\u2014-]{2,60}?) (?=(?:fact ?sheets?|information sheets?|booklets?|leaflets?)\s?[:\u2013\u2014-]\s)",
    re.IGNORECASE,
)
_LOOKED_AT = 120


def publisher_before(text: str, aside: Iterable[str]) -> str:
    """The name of the document's own publisher before such a label, with the space behind it; "" for none."""
    found = _WHOSE.match(text[:_LOOKED_AT])
    return found.group() if found and is_publisher(found["who"], aside) else ""


def kind_to_read(found: re.Match[str]) -> str:
    """Which kind a label or a sentence names; "" for none."""
    return next((name for name in found.re.groupindex if name not in ("ours", "from_us") and found[name]), "")


def is_ours(label: re.Match[str]) -> bool:
    """Whether it says that BackCare itself publishes them."""
    return bool(label["ours"] or label["from_us"])


def names_one(label: str) -> bool:
    """Whether a label speaks of one thing, such as “BackCare Booklet –”: the commas behind it are those of a title."""
    return bool(_OF_ONE.search(label))


def are_lines(texts: list[str]) -> bool:
    """Whether the entries below a label that stands alone have a line each: so many that no line is a list of them."""
    own = list(itertools.takewhile(lambda text: not LABEL_OF_KIND.match(text), texts))
    return len(own) > 1 and not any(text.rstrip().endswith((",", ";")) for text in own)
