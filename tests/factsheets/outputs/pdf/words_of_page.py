"""The words of a factsheet's web page in reading order, as its PDFs are expected to hold them."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

#: What stands on the screen only: ways to other pages and parts, what is said once more, and the question at the end.
ON_SCREEN_ONLY = {
    "breadcrumbs",
    "formats",
    "contents",
    "questions",
    "safety--short",
    "compare-link",
    "useful",
}


def words_of_page(html: str) -> list[str]:
    """The words between the heading and the disclaimer; the emergency card comes before the facts line on paper."""
    document = html5lib.parse(html, namespaceHTMLElements=False)
    article = document.find(".//article")
    facts, card = _classed(article, "facts"), _classed(article, "safety--emergency")
    words = [*_words(article, without={*ON_SCREEN_ONLY, "facts", "safety--emergency"})]
    opening = len([*_words(_classed(article, "opening"), without={*ON_SCREEN_ONLY, "facts"})])
    return [*words[:opening], *_words(card), *_words(facts), *words[opening:]]


def _classed(article: Element, name: str) -> Element:
    [found] = [element for element in article.iter() if name in element.get("class", "").split()]
    return found


def _words(element: Element, without: frozenset[str] | set[str] = frozenset()) -> Iterator[str]:
    yield from (element.text or "").split()
    for child in element:
        if isinstance(child.tag, str) and without.isdisjoint(child.get("class", "").split()):
            yield from _words(child, without)
        yield from (child.tail or "").split()
