"""What frames every page of a site and is no text of this one: navigation, banners, forms, feet."""

from __future__ import annotations

import re
from itertools import islice
from typing import Protocol

from lxml import html

from .web_panels import Panels, is_hidden
from .web_signs import is_sign_alone
from .web_tree import element_words

_FRAMING = {
    "nav": "navigation", "form": "a form", "button": "a button", "dialog": "a window over the page", "aside": "beside the text",
    "footer": "foot of the page", "iframe": "a frame of another page", "select": "a form", "menu": "navigation",
}  # fmt: skip
_ROLES = {
    "navigation": "navigation", "banner": "head of the page", "contentinfo": "foot of the page", "search": "a form",
    "dialog": "a window over the page", "alertdialog": "a window over the page", "complementary": "beside the text",
    "menu": "navigation", "menubar": "navigation", "toolbar": "navigation",
}  # fmt: skip
_NAMES = re.compile(
    r"(?:^|[\s_-])(cookies?|cookiebar|consent|gdpr|ccpa|navbar|navigation|nav|menu|breadcrumbs?|skip(?:link|nav)?|share|sharing|social"
    r"|sidebar|newsletter|popup|modal|overlay|masthead|site[_-]?header|(?:site[_-]?)?footer|toc|table-of-contents|entry-meta|article-info|post-meta|entry-footer|byline|pagination|pager|advert|ads|signup|comments|comment-?list|disqus|catlinks|cat-links|tags-links|post-tags|entry-tags|tagcloud|tag-cloud|mw-editsection|editsection)(?=$|[\s_-])",
    re.IGNORECASE,
)
_STRUCK_THROUGH = re.compile(r"text-decoration[a-z-]{0,10}:[^;]{0,40}line-through", re.IGNORECASE)


_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_FEWEST_LINKS, _WORDS_OF_A_NAME, _MOST_IN_A_ROW = 2, 6, 120
_SIGNS_BETWEEN = frozenset("|·•»›>/–—-[]\xa0")
_NOT_SHOWN = ("head", "script", "style", "title", "html", "body")
#: Headings above links to the other pages of a site.
_TO_OTHER_PAGES = re.compile(
    r"(?:more (?:from|pages|articles|news)|you (?:may|might) also|people also|popular|most read|latest|recent|trending|follow us|share|in this section|categor(?:y|ies)|hidden categor(?:y|ies)|tags|topics)\b",
    re.IGNORECASE,
)


class Where(Protocol):
    """Where on the page a reader is."""

    main: html.HtmlElement | None
    around_main: set[html.HtmlElement]
    in_main: bool
    panels: Panels
    rows_above: frozenset[html.HtmlElement]


def is_struck(element: html.HtmlElement) -> bool:
    """Whether the words of an element are struck through."""
    return element.tag in ("s", "strike") or bool(_STRUCK_THROUGH.search(element.get("style", "")[:500]))


def only_leads_on(element: html.HtmlElement) -> bool:
    """Whether all words of an element but those of its headings are links to other pages."""
    headings = [str(part) for one in element.iter(*_HEADINGS[1:]) for part in one.itertext()]
    linked = [str(part) for one in element.iter("a") if one.get("href") for part in one.itertext()]
    said = "".join(part for part in map(str, element.itertext()))
    return bool(linked) and len("".join(said.split())) == len("".join("".join(headings + linked).split()))


def framing_of(element: html.HtmlElement, tag: str, where: Where) -> str:
    """Why an element frames the page and is no text of it; "" when it is."""
    if is_hidden(element) and not (is_sign_alone(element) or where.panels.holds_text(element)):
        return "hidden on the page"
    if where.panels.is_opener_alone(element):
        return "what opens a part of the page"  # which has its words as its heading
    if tag == "button" and where.panels.is_in_heading(element):
        return ""
    if tag == "div" and element.get("title") in ("header", "footer"):
        return "running line"  # as LibreOffice writes them
    if element in where.around_main:
        return ""
    if _heads_links(element) or _heads_links(element.getprevious()):
        return "navigation"
    if element in where.rows_above:
        return "navigation"
    if where.in_main and tag == "aside" and only_leads_on(element):
        return "beside the text"
    named = _NAMES.search(f"{element.get('class', '')} {element.get('id', '')}"[:400])
    if where.in_main and (tag in ("header", "footer", "form") or (tag == "aside" and not named)):
        return ""
    role = _ROLES.get((element.get("role") or "").lower(), "")
    why = _FRAMING.get(tag) or role or (f"part of the page’s frame ({named[1].lower()})" if named else "")
    if why and (tag == "dialog" or role or named) and where.panels.is_window_with_text(element):
        return ""
    if why and tag in ("body", "main", "article", "html", "h1", "h2"):
        return ""
    if not why and where.main is not None and not where.in_main and tag not in ("html", "body"):
        return "outside the text of the page"
    if tag == "header" and not why and element.find(".//h1") is None and element.getparent().tag == "body":
        return "head of the page"
    if why and named and not role and tag not in _FRAMING and len(element_words(element).split()) > 400:
        return ""  # a name alone does not make a long text a frame
    return why


def _heads_links(element: html.HtmlElement | None) -> bool:
    """Whether it is a heading such as “More from us”, below which stands nothing but links."""
    if element is None or element.tag not in _HEADINGS[1:]:
        return False
    below = element.getnext()
    names_others = bool(_TO_OTHER_PAGES.match(element_words(element)[:100].strip()))
    return names_others and below is not None and isinstance(below.tag, str) and _leads_on(below)


def rows_above(root: html.HtmlElement) -> frozenset[html.HtmlElement]:
    """The rows of links above the first heading and the first sentence of a page.

    On a page without any heading the name that is no link may be its title, so such a row stays.
    """
    found: set[html.HtmlElement] = set()
    has_headings = next(root.iter(*_HEADINGS), None) is not None
    for element in root.iter():
        if element.tag in _HEADINGS:
            break
        if not isinstance(element.tag, str) or element.tag in _NOT_SHOWN or element.getparent() is None:
            continue
        if _is_row_of_links(element, with_name=has_headings):
            found.add(element)
        elif element.tag != "a" and any(len(text.split()) > _WORDS_OF_A_NAME for text in _own_texts(element)):
            break
    return frozenset(found)


def _own_texts(element: html.HtmlElement) -> list[str]:
    return [element.text or "", *(child.tail or "" for child in element)]


def _is_row_of_links(element: html.HtmlElement, *, with_name: bool) -> bool:
    """Whether it is a row of links to other pages with signs between them, as a site has above each text.

    `with_name`: one name among them may be no link, that of the site or of this page.
    """
    inside = list(islice(element.iter(), _MOST_IN_A_ROW + 1))
    links = [one for one in inside if one.tag == "a" and _leads_elsewhere(one.get("href", ""))]
    if len(links) < _FEWEST_LINKS or len(inside) > _MOST_IN_A_ROW:
        return False
    if any(one.tag in _HEADINGS or one.tag in _NOT_SHOWN for one in inside):
        return False
    linked = {id(one) for link in links for one in link.iter()}
    said: list[str] = []
    for one in inside:
        if id(one) not in linked and isinstance(one.tag, str):
            said.append(one.text or "")
        if one is not element and (id(one) not in linked or one.tag == "a"):
            said.append(one.tail or "")
    names = [text for text in said if any(map(str.isalnum, text))]
    signs = "".join(text for text in said if text not in names)
    is_parted = set("".join(signs.split())) <= _SIGNS_BETWEEN
    return is_parted and (not names or (with_name and len(names) == 1 and _is_name(names[0])))


def _leads_elsewhere(target: str) -> bool:
    return bool(target) and not target.startswith(("#", "mailto:", "tel:", "javascript:"))


def _is_name(text: str) -> bool:
    """Whether it is a few words, and neither a sentence nor what leads over to something."""
    plain = text.strip().strip("".join(_SIGNS_BETWEEN) + " \t\r\n\xa0")
    return 0 < len(plain.split()) <= _WORDS_OF_A_NAME and plain[-1].isalnum()


def _leads_on(element: html.HtmlElement) -> bool:
    """Whether all words of an element are those of links; signs may part them."""
    linked = "".join(str(part) for one in element.iter("a") if one.get("href") for part in one.itertext())
    said = "".join(map(str, element.itertext()))
    return bool(linked.strip()) and _letters(said) == _letters(linked)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
