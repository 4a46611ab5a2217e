"""How a paragraph or a line begins that has its heading in it, or above it on a line of its own."""

from __future__ import annotations

import re

from .contact_forms import LABEL
from .headings import MAX_LENGTH, Headings, plain_heading
from .signals import has_contact, looks_like_address

RUN_IN = re.compile(
    r"^(?P<heading>(?:\W{0,3}[A-Za-z]{4,9}(?: [A-Za-z]{4,9})?!{1,3}(?= [A-Z]))|[^:?\n]{3,90}[?]|[^:\n]{3,80}:|(?:[^\n\u2013\u2014-]|(?<=\w)-(?=\w)){3,50} (?=[-\u2013\u2014] ))\s*"
)
DASH = re.compile(r"^[-\u2013\u2014]\s+")
ANSWER = re.compile(r"^(?:a(?:nswer)?\s?\d{0,2}\s?[.:)]|A\s?[-\u2013]\s)\s*", re.IGNORECASE)
QUESTION = re.compile(r"^\s*q(?:uestion)?\s?\d{0,2}(?:\.\d+)?\s?[.:)]", re.IGNORECASE)
LABELS_A_CONTACT = re.compile(r"^(?:tel|phone|fax|e-?mail|web|address|mobile|text)", re.IGNORECASE)
MAX_HEADING_WORDS = 12
_BARE_NUMBER = re.compile(r"\d{1,2}\s+(?=[A-Z])")
_FEW_WORDS = 3
_KINDS = {
    "absolute": "avoid",
    "absolutely not": "avoid",
    "never": "avoid",
    "not at all": "avoid",
    "relative": "cautions",
    "with care": "cautions",
    "sometimes": "cautions",
}
_WORDS_OF_A_HEADING = 7
_BEFORE_A_LIST = re.compile(r"(?::| (?:in|for|with|if|by|on))$")
_LEADS_OVER = re.compile(r"\s{0,9}(?:it|they|this|these|avoid it|do not use it)\b", re.IGNORECASE)


#: A sentence in prose that leads over to a list of what is helped or is not: “It is used for:”, “We do not offer it to:”.
_LEADS_TO_LIST = re.compile(r"(?:it|they|this|these|we|you|i)\b[^\n]{3,120}:", re.IGNORECASE)
_TAKES_BACK = re.compile(
    r"\W{0,3}(?:but|not|except|unless|only|however|apart|other than|without|and|or)\b", re.IGNORECASE
)


def leads_to_list(text: str) -> bool:
    """Whether the first line of a paragraph says of the therapy what the list in it or below it is."""
    return bool(_LEADS_TO_LIST.match(text))


def goes_on_behind_a_list(text: str) -> bool:
    """Whether a paragraph begins anew behind a list: it leads over to no other one, and takes nothing of the list back."""
    return (
        text[:1].isupper()
        and not text.rstrip().endswith(":")
        and not _TAKES_BACK.match(text)
        and not leads_to_list(text)
    )


def has_its_heading_above(lines: list[str]) -> bool:
    """Whether the first line is short and has no end, and more text than that follows below it."""
    first, *rest = lines
    if len(" ".join(rest).split()) <= len(first.split()):
        return False  # lines of a list
    is_short = 0 < len(first.split()) <= _WORDS_OF_A_HEADING and first[:1].isupper()
    if not rest or not is_short or any(sign in first for sign in ",;:.!()@"):
        return False
    if has_contact(first) or looks_like_address(first) or any(map(str.isdigit, first)):
        return False
    return not rest[0][:1].islower() and not has_contact(rest[0]) and not looks_like_address(rest[0])


def without_bare_number(heading: str) -> str:
    """A heading without a number that no sign follows, as in “3 Evidence”; “” for one without such a number."""
    found = _BARE_NUMBER.match(heading)
    return heading[found.end() :] if found else ""


def may_run_in(heading: str, part: str) -> bool:
    """Whether the beginning of a line can be a heading of its text: no label of a number, in this part of the document."""
    is_label = LABELS_A_CONTACT.match(heading) or (part == "associations" and LABEL.match(heading))
    return len(heading.split()) <= MAX_HEADING_WORDS and not heading[:1].islower() and not is_label


def kind_of_contraindication(heading: str) -> str | None:
    """The part of “Absolute” or “Relative” below contraindications; None for any other heading."""
    return _KINDS.get(plain_heading(heading)) if len(heading) < MAX_LENGTH else None


def leads_over(text: str, *, is_apart: bool = False) -> bool:
    """Whether words lead over to a list, such as “It may help:”; one that stands apart does so by its colon alone."""
    return bool(_LEADS_OVER.match(text)) and (not is_apart or text.rstrip().endswith(":"))


def says_of_it(text: str) -> bool:
    """Whether a line says of the therapy what the list below it is: “It should be avoided in”."""
    return text.startswith(("It ", "They ", "This ")) and bool(_BEFORE_A_LIST.search(text.rstrip()[-8:]))


def heading_that_runs_on(text: str, headings: Headings) -> tuple[str, str]:
    """A known heading of several words that was taken for the beginning of the text below it, and that text."""
    words_of_it = text[:200].split()
    for count in range(min(MAX_HEADING_WORDS, len(words_of_it) - 1), _FEW_WORDS, -1):
        heading = " ".join(words_of_it[:count])
        if words_of_it[count][:1].isupper() and headings.part(heading):
            start = text.index(words_of_it[count - 1], len(heading) - len(words_of_it[count - 1]))
            return heading, text[start:].partition(" ")[2]
    return "", text
