"""Small pictures and icons that say a word beside others: a tick, a cross, “Yes”, “Not suitable”.

They are written where they stand, as without them what is helped and what is dangerous look alike.
"""

from __future__ import annotations

import re
from itertools import islice

from lxml import html

from .signs import CROSS, TICK, says_a_sign
from .web_tree import element_words, has_words

_MOST_WORDS = 4
_NEAR = 4
_MOST_CELLS = 30
_HOLDERS = ("li", "td", "th", "dt", "dd", "p", "div", "label", "h2", "h3", "h4", "h5", "h6")
_OF_LISTS = ("li", "td", "th", "dt", "dd")
#: Words of a picture that only says that it is one, or that it begins an item.
_SAYS_NOTHING = frozenset(
    re.findall(
        r"\w+",
        "arrow bullet icon image picture photo photograph dot star logo spacer line link pdf more item point divider new",
    )
)
_TICK = re.compile(
    r"(?:^|[\s_-])(?:tick(?:ed)?|check(?:mark|ed|-?circle|-?square)?|ok|yes|thumbs-?(?:o-)?up|success)(?=$|[\s_-])",
    re.IGNORECASE,
)
_CROSS = re.compile(
    r"(?:^|[\s_-])(?:cross(?:ed)?|times|xmark|remove|close|ban|no|thumbs-?(?:o-)?down|x-(?:circle|lg|mark))(?=$|[\s_-])",
    re.IGNORECASE,
)
_ICON = re.compile(
    r"(?:^|[\s_-])(?:fa[srlb]?|icons?|ico|glyphicon|bi|mdi|ti|la|tick|cross|material-icons?\S{0,12})(?=$|[\s_-])",
    re.IGNORECASE,
)
_TICKED_LIST = re.compile(r"(?:^|[\s_-])(?:tick(?:s|ed)?|checkmarks?|yes|pros?)(?=$|\s)", re.IGNORECASE)
_CROSSED_LIST = re.compile(r"(?:^|[\s_-])(?:cross(?:es|ed)?|xmarks?|no|cons?)(?=$|\s)", re.IGNORECASE)
_SIGNS = re.compile(
    r"[\s\u2713\u2714\u2717\u2718\u2715\u2716\u00d7\u2611\u2612\u2705\u274c\u274e\u25cf\u25cb+\u2212\ufe0e\ufe0f]{1,8}"
)


def sign_of(element: html.HtmlElement) -> str:
    """What a picture or an icon says that stands for a word; "" for one that says nothing, and for any other element."""
    tag = element.tag
    if tag == "img":
        words = " ".join((element.get("alt") or element.get("title") or "").split())
        return words if _says_something(words) and _marks_words(element, words) else ""
    if tag not in ("i", "span", "em", "b", "svg", "abbr"):
        return ""
    if next(element.iterancestors("a", "button"), None) is not None:
        return ""  # it says where a link leads
    own = "" if tag == "svg" else element_words(element).strip()
    if own:
        is_icon = _ICON.search(element.get("class", "")[:200]) and len(own.split()) == 1
        return own if is_icon and element.get("aria-hidden") == "true" and tag in ("i", "span") else ""
    if len(element) and tag != "svg":
        return ""
    words = element.get("aria-label") or element.get("title") or ""
    if tag == "svg" and not words:
        words = " ".join(str(part) for one in element.iter("{*}title", "title") for part in one.itertext())
    words = " ".join(words.split())
    if _says_something(words):
        return words
    names = element.get("class", "")[:200]
    if not _ICON.search(names):
        return ""
    return CROSS if _CROSS.search(names) else TICK if _TICK.search(names) else ""


def sign_of_item(item: html.HtmlElement) -> str:
    """The tick or the cross that a page draws before an item, by the name of the item or of its list; "" for none."""
    if next(item.iter("svg", "i", "img"), None) is not None:
        return ""  # which says it
    for one in (item, item.getparent()):
        names = one.get("class", "")[:200] if one is not None else ""
        if _CROSSED_LIST.search(names):
            return CROSS
        if _TICKED_LIST.search(names):
            return TICK
    return ""


def is_sign_alone(element: html.HtmlElement) -> bool:
    """Whether an element, hidden from screen readers alone, is a sign: “✓”, or an icon with a name."""
    if element.get("hidden") is not None or element.get("aria-hidden") != "true":
        return False
    own = element_words(element).strip()
    return bool(_SIGNS.fullmatch(own)) if own else bool(sign_of(element))


def as_written(element: html.HtmlElement, words: str) -> str:
    """A sign as it stands in the text: in brackets beside other words, and as it is in a cell of its own."""
    cell = next(element.iterancestors("td", "th"), None)
    if len(words) == 1:
        return f"{words} "
    return words if cell is not None and not has_words(cell) else f"[{words}] "


def _says_something(words: str) -> bool:
    plain = words.casefold().strip(" .:!()")
    return (
        0 < len(plain.split()) <= _MOST_WORDS and any(map(str.isalpha, plain)) and plain not in _SAYS_NOTHING
    )


def _marks_words(picture: html.HtmlElement, words: str) -> bool:
    """Whether a picture stands beside words that it marks: in a cell or an item, or with words that only a sign has."""
    holder = next(picture.iterancestors(*_HOLDERS), None)
    if holder is None:
        return False
    is_sign = says_a_sign(words)
    if holder.tag in ("td", "th"):
        row = next(holder.iterancestors("tr"), None)
        others = (
            any(one is not holder and has_words(one) for one in islice(row, _MOST_CELLS))
            if row is not None
            else False
        )
        return is_sign or (others and len(words.split()) < _MOST_WORDS and not has_words(holder))
    if not has_words(holder):
        return False
    begins = not (holder.text or "").strip() and all(
        not has_words(one) for one in islice(picture.itersiblings(preceding=True), _NEAR)
    )
    return is_sign or (holder.tag in _OF_LISTS and begins and _repeats(holder))


def _repeats(holder: html.HtmlElement) -> bool:
    """Whether an item beside this one begins with a picture, too."""
    beside = (holder.getprevious(), holder.getnext())
    return any(one is not None and next(one.iter("img"), None) is not None for one in beside)
