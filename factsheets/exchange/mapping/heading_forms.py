"""Which lines that look like headings are none, and which paragraphs are headings that nobody knows."""

from __future__ import annotations

import re

from ..formats.document import BlockKind, TextBlock
from .beginnings import MAX_HEADING_WORDS, QUESTION, has_its_heading_above
from .habits import Habits
from .headings import Headings, plain_heading
from .ledger import words
from .negation import denies
from .sections import BEGINNING, CLINICAL_PARTS, PROSE_PARTS, RECORD_PARTS, DocumentSection
from .signals import has_contact, is_shout, is_warning_lead, names_a_body, warns

_WORDS_OF_A_HEADING = 8
_FEW = 2
_FEW_WORDS = 6
_FIGURE = re.compile(r"\w \d|\d(?: ?%| in \d)")
_COSTS = re.compile(r"^(?:costs?|prices?|fees|charges)\b|\bcosts?$")
_ASKS = re.compile(r"(?:who|what|where|when|why|how|which)\b", re.IGNORECASE)
_LEADS_TO_A_LIST = re.compile(r"\b(?:for|with|in|if|by|to|when|on)$")
#: The number of a heading below another one, such as “5.1”; a list counts so deep only where each of its items does.
_DEEP_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?")


def is_end(following: TextBlock | None, headings: Headings) -> bool:
    """Whether nothing stands under a line: the next block is a heading itself, or there is none."""
    if following is None or following.kind is BlockKind.HEADING:
        return True
    return headings.part(following.text.split("\n")[0]) is not None


def is_numbered_heading(before: TextBlock | None, block: TextBlock, following: TextBlock | None) -> bool:
    """Whether an item is a heading with a deep number: a few words, and what stands around it is counted otherwise."""
    if block.kind is not BlockKind.ITEM or not _has_deep_number(block):
        return False
    is_short = len(block.text.split()) <= _WORDS_OF_A_HEADING and not block.text.endswith((".", ",", ";"))
    is_among_like = any(one is not None and _has_deep_number(one) for one in (before, following))
    is_before_text = following is not None and following.kind is not BlockKind.HEADING
    return is_short and is_before_text and not is_among_like


def _belongs_to_its_part(text: str, current: DocumentSection) -> bool:
    """Whether a line warns of what stands in its own part: “NOTE”, but no “Danger” below what is helped."""
    if current.part in ("likely", "unlikely") and is_shout(text):
        return False
    return is_warning_lead(text) and current.part in CLINICAL_PARTS


def _has_deep_number(block: TextBlock) -> bool:
    return bool(_DEEP_NUMBER.fullmatch(block.mark.strip()[:20]))


def asks_the_price(heading: str) -> bool:
    """Whether a heading speaks of what a therapy costs: below how it is given, that is part of it."""
    return bool(_COSTS.search(plain_heading(heading)))


def is_no_heading(
    block: TextBlock, following: TextBlock | None, current: DocumentSection, headings: Headings
) -> bool:
    """Whether a line that looks like a heading is the name of a society, of a book, or a lead-in to a list."""
    text = block.text.strip()
    is_last = is_end(following, headings) and block.level == 0
    if is_last and current.part in CLINICAL_PARTS and not current.passages:
        return True
    if text.endswith("?") or QUESTION.match(text):
        return False
    if current.part == "associations":
        return (
            has_contact(text)
            or names_a_body(text)
            or is_end(following, headings)
            or (following is not None and has_contact(following.text))
        )
    if current.part in ("related", "sources") and block.level == 0:
        is_entry = any(letter.isdigit() for letter in text) or is_end(following, headings)
        has_sentence = following is not None and following.text.rstrip().endswith((".", "!", "?"))
        return is_entry or (current.part == "related" and not has_sentence)
    if _belongs_to_its_part(text, current):
        return True
    if is_last and not text.isupper() and current.passages:
        # Nothing stands under it: it is text. Below a whole sentence on safety it closes what stands there.
        return current.part not in CLINICAL_PARTS or not current.passages[-1].ending.endswith((".", "!", "?"))
    is_lead_in = text.endswith(":") and following is not None and following.kind is BlockKind.ITEM
    return is_lead_in and block.level == 0 and not text.isupper()


def looks_like_heading(
    text: str, following: TextBlock | None, current: DocumentSection, headings: Headings
) -> bool:
    """Whether a paragraph is a heading that nobody knows: short, apart, and before a text of its own."""
    if "\n" in text or not text or following is None or is_end(following, headings):
        return False
    if len(text.split()) > MAX_HEADING_WORDS or not (text[0].isupper() or text[0].isdigit()):
        return False
    if _belongs_to_its_part(text, current):
        return False
    is_in_list = current.part in ("likely", "unlikely") and bool(current.passages)
    if is_in_list and is_shout(text):
        return len(text.split()) <= _WORDS_OF_A_HEADING
    if is_in_list and following.kind is BlockKind.ITEM and (warns(text) or denies(text)):
        return text.endswith(":") or len(text.split()) <= _WORDS_OF_A_HEADING  # “Don't tape over:”
    is_lead = bool(_LEADS_TO_A_LIST.search(text[-20:])) and following.kind is not BlockKind.ITEM
    if is_lead and current.part in CLINICAL_PARTS and current.passages:
        return True  # “Best used for” is no name
    is_short = len(text.split()) <= _FEW_WORDS and not text.endswith((".", "!", "?", ":", ",", ";"))
    if is_short and current.part == "likely" and current.passages and denies(text):
        return True  # “Conditions not treated”: what stands below it joins nothing that is said to help
    if text.endswith("?"):
        return current.part != BEGINNING or bool(current.passages)
    if text.endswith((".", "!", ":", ")")) or has_contact(text) or "," in text or ";" in text:
        return False
    if current.part in RECORD_PARTS or len(text.split()) > _WORDS_OF_A_HEADING:
        return False
    if current.part in (*CLINICAL_PARTS, BEGINNING) and not current.passages:
        return False
    if current.part in PROSE_PARTS and not current.passages and _FIGURE.search(text):
        return False  # “Headache about 1 in 30”, right below “Adverse effects”
    is_text = len(following.text.split()) > 8 or following.text.rstrip().endswith((".", "!", "?"))
    return is_text or following.kind in (BlockKind.ITEM, BlockKind.ROW)


def closes_by_running_in(
    heading: str, lead: str, current: DocumentSection, *, asked: int, ran_in: int
) -> bool:
    """Whether a beginning that runs into its text closes the part that is open: nothing joins a clinical one in doubt.

    `lead` is the bold beginning of its block; so many questions and known headings ran into their text before.
    """
    is_short = len(words(heading)) < _FEW_WORDS
    if heading.endswith("?") and asked >= _FEW:
        return True  # the document is written in questions, and this is one of them
    if is_warning_lead(heading) or (current.part in ("avoid", "cautions") and warns(heading)):
        return False
    if ran_in >= _FEW and current.part in ("likely", "unlikely"):
        return is_short
    if ran_in >= _FEW and heading.isupper() and is_short and _ASKS.match(heading):
        return True  # “WHO SELLS IT –”, as the others are written; “HEART DISEASE –” may be a danger
    stands_out = heading == lead or (heading.isupper() and is_short)
    return current.part in CLINICAL_PARTS and stands_out and heading.rstrip().endswith((":", "?"))


def closes_as_label(heading: str, current: DocumentSection) -> bool:
    """Whether a label that nobody knows, in a document with labels, closes the part that is open: no name of a list does."""
    if current.part in RECORD_PARTS or current.part in ("avoid", "cautions"):
        return False
    return not is_warning_lead(heading) and not has_contact(heading)


def begins_anew(block: TextBlock, lines: list[str], current: DocumentSection, habits: Habits) -> bool:
    """Whether a block begins with a heading that nobody knows, as other blocks begin with those that are known.

    Without that habit it does so among what is helped, where its first line warns somebody: “No contraindications”.
    """
    if block.kind is not BlockKind.PARAGRAPH or not current.passages:
        return False
    is_list = current.part in ("likely", "unlikely") and len(lines) > 1
    if is_list and is_shout(lines[0]):
        return len(lines[0].split()) <= _FEW_WORDS and not lines[0].endswith((".", ",", ";"))
    if is_warning_lead(lines[0]):
        return False
    if is_list and warns(lines[0]):
        return len(lines[0].split()) <= _FEW_WORDS and not lines[0].endswith((".", "!", ",", ";"))
    is_open = current.part in (*PROSE_PARTS, *CLINICAL_PARTS)
    return habits.has_headings_above and is_open and has_its_heading_above(lines)
