"""Parts of a web page that open when somebody asks for them: panels of tabs, folds, and what else is hidden and is text.

A part that is hidden is text where something leads to it or it has the form of a text: who saves a page as it stands
closed means no less of it. What frames the page, and a copy of words that are seen, stays apart.
"""

from __future__ import annotations

import re
from itertools import islice

from lxml import html

from .web_tree import element_words, has_words

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LABELS = (*_HEADINGS[1:], "dt", "summary")
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden|mso-hide:\s*all", re.IGNORECASE)
#: How pages name the parts that open: “accordion-body”, “tab-pane”, “read-more”, “answer”.
_PANEL_NAMES = re.compile(
    r"(?:^|[\s_-])(accordion|collaps(?:e|ed|ible)|panel|pane|tabs?|tab-?content|tabpanel|toggle|answer|expand(?:ed|able)?|expander|more"
    r"|readmore|faqs?|fold|details|slide|step)(?=$|[\s_-]|\d)",
    re.IGNORECASE,
)
_OPENERS = ("aria-controls", "data-target", "data-bs-target", "data-controls", "for", "href")
_TAB_NAMES = re.compile(r"(?:^|[\s_-])tabs?(?=$|[\s_-])|tab-?list", re.IGNORECASE)
_OF_THE_SITE = re.compile(
    r"cookie|consent|privacy|newsletter|subscribe|sign in|log ?in|search|share|feedback", re.IGNORECASE
)
#: What opens the rest of a text, and is no heading of it.
_SAYS_MORE = re.compile(
    r"(?:(?:read|show|see|view|learn|find out|open|expand|load) )?(?:more|less|all|full|rest|everything)\b|(?:open|close|expand|toggle|menu|show|hide|details)\W*$",
    re.IGNORECASE,
)
_MOST_WORDS_OF_A_LABEL = 20
_MOST_COPIES = 400  # so many hidden parts are compared with the page
_MOST_TABLISTS = 40
_NEAR = 12  # so many neighbours of an item are looked at
_FEWEST_OF_A_TEXT = 4  # words of a part that only screen readers are not told of
HIDDEN_PARTS = (
    "{count} hidden parts of the page, which open when somebody asks for them, were read as text: {named}. "
    "Look whether each is meant for readers."
)


def is_hidden(element: html.HtmlElement) -> bool:
    """Whether a page shows an element to nobody, or says so to screen readers alone."""
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style", "")[:500]))
    )


class Panels:
    """The parts of one page that open, and the words that lead to each."""

    def __init__(self, root: html.HtmlElement) -> None:
        self.labels: dict[
            html.HtmlElement, str
        ] = {}  # of a panel: the words of what opens it, where they stand elsewhere
        self.openers: set[html.HtmlElement] = set()
        self.taken: list[str] = []  # how hidden parts begin that were read as text
        self._root = root
        self._ids = {
            str(one.get("id")): one for one in root.iter() if isinstance(one.tag, str) and one.get("id")
        }
        self._seen: str | None = None
        self._compared: set[str] = set()
        self._known: dict[html.HtmlElement, bool] = {}
        for element in list(root.iter("button", "a", "label", "li", "div", "span")):
            self._learn(element)
        for tabs in root.xpath("//*[@role='tablist']")[:_MOST_TABLISTS]:
            self._learn_order(tabs)
        for panel in root.xpath("//*[@role='tabpanel'][@aria-labelledby]"):
            label = self._ids.get(panel.get("aria-labelledby", ""))
            if label is not None and panel not in self.labels:
                self._lead(label, panel)

    @staticmethod
    def is_in_heading(control: html.HtmlElement) -> bool:
        """Whether a control stands in a heading, or holds one: its words are text."""
        inside = next(control.iterancestors(*_HEADINGS, "dt", "summary"), None)
        return inside is not None or next(control.iter(*_HEADINGS), None) is not None

    def is_opener_alone(self, control: html.HtmlElement) -> bool:
        """Whether a control leads to a part of the page, and is no heading by itself."""
        return control in self.openers and not self.is_in_heading(control)

    def holds_text(self, element: html.HtmlElement) -> bool:
        """Whether a hidden element is text of the page."""
        if element not in self._known:
            self._known[element] = self._find_out(element)
        return self._known[element]

    def _find_out(self, element: html.HtmlElement) -> bool:
        words = _plain(element)
        if not words:
            return False
        is_text = (
            element in self.labels
            or element.get("hidden") == "until-found"
            or element.get("role") in ("tabpanel", "region")
            or bool(_PANEL_NAMES.search(f"{element.get('class', '')} {element.get('id', '')}"[:400]))
            or self._has_form_of_a_text(element)
            or self._is_led_to(element)
            or (self._is_seen(element) and len(words.split()) >= _FEWEST_OF_A_TEXT)
        )
        return is_text and not self._is_copy(words) and not _only_links(element)

    def take(self, element: html.HtmlElement) -> None:
        """Remember how a hidden part begins that is read as text."""
        if is_hidden(element) and not self._is_seen(element) and has_words(element):
            self.taken.append(" ".join(element_words(element).split()[:6]))

    def is_window_with_text(self, element: html.HtmlElement) -> bool:
        """Whether a window over the page is opened by its words, and holds a text and no question of the site."""
        words = " ".join(islice((str(part) for part in element.itertext()), _MOST_WORDS_OF_A_LABEL))
        return element in self.labels and self._has_form_of_a_text(element) and not _OF_THE_SITE.search(words)

    def _learn(self, element: html.HtmlElement) -> None:
        """What a control leads to: what it names, or what stands hidden right behind it."""
        is_tab = element.get("role") == "tab" or self._is_in_tabs(element)
        toggles = element.get("data-toggle") or element.get("data-bs-toggle") or element.get("aria-expanded")
        is_button = element.tag == "button" or element.get("role") == "button"
        if element.tag == "label":
            field = self._ids.get(element.get("for", ""))
            if field is None or field.get("type") not in ("checkbox", "radio") or _in_form(element):
                return
            panel = _behind(element)
            if panel is not None and panel.tag in ("div", "section", "article"):
                self._lead(element, panel)
            return
        if not (is_tab or toggles or is_button):
            return
        for name in _OPENERS:
            target = self._ids.get(element.get(name, "").removeprefix("#"))
            if target is not None:
                self._lead(element, target)
                return
        panel = _behind(element)
        if panel is not None and (toggles or is_button) and is_hidden(panel):
            self._lead(element, panel)

    def _learn_order(self, tabs: html.HtmlElement) -> None:
        """Tabs without names lead to as many panels, in their order."""
        controls = tabs.xpath(".//*[@role='tab']")
        for holder in tabs.iterancestors():
            panels = holder.xpath(".//*[@role='tabpanel']")
            if panels:
                if len(panels) == len(controls):
                    for control, panel in zip(controls, panels, strict=True):
                        if panel not in self.labels:
                            self._lead(control, panel)
                return

    def _lead(self, control: html.HtmlElement, panel: html.HtmlElement) -> None:
        if panel.tag in ("nav", "form", "menu", "input") or panel.get("role") in (
            "menu",
            "navigation",
            "dialog",
        ):
            return
        words = " ".join(element_words(control).split())
        if not any(map(str.isalpha, words)) or len(words.split()) > _MOST_WORDS_OF_A_LABEL:
            return
        self.openers.add(control)
        parts = islice((str(part) for part in panel.itertext() if part.strip()), _MOST_WORDS_OF_A_LABEL)
        begins = " ".join(" ".join(parts).split())
        is_no_heading = self.is_in_heading(control) or bool(_SAYS_MORE.match(words))
        if is_no_heading or begins.casefold().startswith(words.casefold()):
            self.labels.setdefault(panel, "")
        else:
            self.labels[panel] = words

    def _is_in_tabs(self, element: html.HtmlElement) -> bool:
        """Whether a link within the page stands in a list of tabs."""
        if (
            element.tag != "a"
            or not element.get("href", "").startswith("#")
            or len(element.get("href", "")) < 2
        ):
            return False
        near = islice(element.iterancestors(), 3)
        return any(_TAB_NAMES.search(f"{one.get('class', '')} {one.get('role', '')}"[:300]) for one in near)

    def _is_led_to(self, element: html.HtmlElement) -> bool:
        """Whether a heading or a control stands right before an element, or it goes on with a list that is seen."""
        before = _next_to(element, is_before=True)
        if element.tag in ("li", "dd", "dt"):
            beside = (
                *islice(element.itersiblings(preceding=True), _NEAR),
                *islice(element.itersiblings(), _NEAR),
            )
            return any(isinstance(one.tag, str) and not is_hidden(one) and has_words(one) for one in beside)
        if before is None:
            return False
        if before.tag in _LABELS or before in self.openers:
            return True
        return any(_plain(one) == _plain(before) for one in before.iter(*_LABELS, "button"))

    @staticmethod
    def _has_form_of_a_text(element: html.HtmlElement) -> bool:
        """Whether it has a heading, a table, or a list in it."""
        tags = (*_HEADINGS, "table", "li", "dd")
        return any(_plain(one) for one in element.iter(*tags) if one is not element)

    @staticmethod
    def _is_seen(element: html.HtmlElement) -> bool:
        """Whether it is hidden from screen readers alone, and stands on the page for all others."""
        return element.get("hidden") is None and not _HIDDEN.search(element.get("style", "")[:500])

    def _is_copy(self, words: str) -> bool:
        """Whether the same words are seen on the page, or stand in another hidden part that was taken."""
        if len(self._compared) > _MOST_COPIES:
            return False
        if self._seen is None:
            self._seen = f" {' '.join(_seen_words(self._root))} "
        is_copy = f" {words} " in self._seen or words in self._compared
        self._compared.add(words)
        return is_copy


def _behind(control: html.HtmlElement) -> html.HtmlElement | None:
    """What stands behind a control, or behind the heading that it stands in."""
    holder = next(control.iterancestors(*_HEADINGS, "dt"), control)
    return _next_to(holder, is_before=False)


def _next_to(element: html.HtmlElement, *, is_before: bool) -> html.HtmlElement | None:
    """What stands right before or behind an element, but for fields and rules."""
    beside = islice(element.itersiblings(preceding=is_before), _NEAR)
    passed = ("input", "br", "hr") if is_before else ("input", "label", "br", "hr")
    return next((one for one in beside if isinstance(one.tag, str) and one.tag not in passed), None)


def _in_form(element: html.HtmlElement) -> bool:
    return next(element.iterancestors("form"), None) is not None


def _only_links(element: html.HtmlElement) -> bool:
    """Whether all words of a part lead to other pages, so that it is a menu."""
    linked = "".join(_plain(one) for one in element.iter("a") if not one.get("href", "").startswith("#"))
    headings = "".join(_plain(one) for one in element.iter(*_HEADINGS) if one.find(".//a") is None)
    return bool(linked) and sorted((headings + linked).replace(" ", "")) == sorted(
        _plain(element).replace(" ", "")
    )


def _plain(element: html.HtmlElement) -> str:
    """The words of an element as they are compared."""
    return " ".join(element_words(element).casefold().split())


def _seen_words(element: html.HtmlElement) -> list[str]:
    """The words of a page that are not hidden, in their order."""
    found: list[str] = []
    waiting: list[html.HtmlElement | str] = [element]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            found += one.casefold().split()
            continue
        children: list[html.HtmlElement | str] = [one.text or ""]
        for child in one:
            if (
                isinstance(child.tag, str)
                and child.tag not in ("script", "style", "template")
                and not is_hidden(child)
            ):
                children.append(child)
            children.append(child.tail or "")
        waiting += reversed(children)
    return found
