"""What frames every page of a site and is no text of this one: navigation, banners, forms, feet."""

from __future__ import annotations

import re
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


def is_struck(element: html.HtmlElement) -> bool:
    """Whether the words of an element are struck through."""
    return element.tag in ("s", "strike") or bool(_STRUCK_THROUGH.search(element.get("style", "")[:500]))


def only_leads_on(element: html.HtmlElement) -> bool:
    """Whether all words of an element but those of its headings are links to other pages."""
    headings = [str(part) for one in element.iter("h2", "h3", "h4", "h5", "h6") for part in one.itertext()]
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
    if element is None or element.tag not in ("h2", "h3", "h4", "h5", "h6"):
        return False
    below = element.getnext()
    names_others = bool(_TO_OTHER_PAGES.match(element_words(element)[:100].strip()))
    return names_others and below is not None and isinstance(below.tag, str) and _leads_on(below)


def _leads_on(element: html.HtmlElement) -> bool:
    """Whether all words of an element are those of links; signs may part them."""
    linked = "".join(str(part) for one in element.iter("a") if one.get("href") for part in one.itertext())
    said = "".join(map(str, element.itertext()))
    return bool(linked.strip()) and _letters(said) == _letters(linked)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
