"""What a web page sets as the words of somebody: a block quotation with who said it, a testimonial."""

from __future__ import annotations

import re
from itertools import islice

from lxml import html

_NAMES = re.compile(
    r"(?:^|[\s_-])(?:testimonials?|quot(?:e|es|ation)|blockquote|pullquote|pull-quote|case-?study|(?:patient|member|my|client)s?-?stor(?:y|ies)"
    r"|story|stories|review-?(?:text|body))(?=$|[\s_-])",
    re.IGNORECASE,
)
_MARK = re.compile(r"\s{0,9}[\u201c\u2018\"\u00ab'\u275d]")
_OF_ONESELF = re.compile(r"\b(?:I|I['\u2019](?:m|ve|d|ll)|[Mm]y|[Mm]yself)\b")
_MOST_PIECES = 200


def is_quotation(element: html.HtmlElement) -> bool:
    """Whether an element is the words of somebody. A block that is only set in from the margin, as old pages did, is none."""
    tag = element.tag
    if tag == "blockquote":
        return not _is_only_set_in(element) and _says_who_or_how(element)
    if tag == "figure":
        return next(element.iter("blockquote", "q"), None) is not None
    return bool(
        tag in ("div", "section", "aside", "p", "article", "li")
        and _NAMES.search(f"{element.get('class', '')} {element.get('id', '')}"[:300])
        and not _is_only_set_in(element)
        and _says_who_or_how(element)
    )


def _says_who_or_how(element: html.HtmlElement) -> bool:
    """Whether it names who speaks, has marks of a quotation, or somebody speaks of themselves."""
    if element.get("cite") or next(element.iter("cite", "figcaption", "q"), None) is not None:
        return True
    words = " ".join(str(part) for part in islice(element.itertext(), _MOST_PIECES) if part.strip())
    return bool(_MARK.match(words) or _OF_ONESELF.search(words))


def _is_only_set_in(element: html.HtmlElement) -> bool:
    """Whether it has headings, lists or tables in it, as no quotation has."""
    return next(element.iter("h1", "h2", "h3", "h4", "ul", "ol", "table", "dl"), None) is not None
