"""What somebody says of themselves in a document, in quotation marks: a story is no benefit, no safety and no evidence."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest

from factsheets.language.vocabulary import Section as Part

from .headings import UNKNOWN
from .ledger import Ledger
from .passages import Passage
from .prose import split_sentences
from .sections import BEGINNING, CLINICAL_PARTS, PROSE_PARTS, DocumentSection
from .signals import warns

#: No quotation is looked at that is longer.
MAX_LENGTH = 1200
_MARKS = {"“": "”", '"': '"', "‘": "’", "«": "»"}
_OF_ONESELF = re.compile(r"\b(?:I|I['\u2019](?:m|ve|d|ll)|[Mm]y|[Mm]e|[Mm]yself)\b")
#: Who said it: “Mrs J, Leeds”, “Derek, 54”, “– a member from Hull”; behind a quotation also “Jo Sample, Hull”.
_SURELY = (
    r"(?:[-\u2013\u2014~] ?|(?:says|said|writes|wrote|from) )[^\n.!?]{2,60}\.?|\(?(?:Mrs?|Miss|Ms|Dr)\b\.? ?[^\n!?]{1,50}"
    r"|\(?[A-Z][\w'\u2019-]{0,20}(?: [A-Z][\w.'\u2019-]{0,20}){0,2},? (?:aged )?\(?\d{2}\)?\)?\.?"
)
_WHO_SURELY = re.compile(_SURELY)
_WHO = re.compile(
    _SURELY
    + r"|\(?[A-Z][\w'\u2019-]{0,20}(?: [A-Z][\w.'\u2019-]{0,20}){0,2}, [A-Z][\w'\u2019-]{1,20}(?: [A-Z][\w'\u2019-]{1,20}){0,2}\)?\.?"
)
#: Behind a quotation in which somebody speaks of themselves: “Sue from Norwell”, “Sue”.
_WHO_SHORTLY = re.compile(
    _WHO.pattern
    + r"|\(?[A-Z][\w'\u2019-]{0,20}(?: [A-Z][\w.'\u2019-]{0,20}){0,2}(?:,? (?:from|of|in|at) [A-Z][\w'\u2019-]{1,20}(?: [\w'\u2019-]{1,20}){0,2})?\)?\.?"
)
#: Who is said to have said it: “One of our members told us: …”, “Sue writes: …”.
_TOLD_US = re.compile(
    r"(?:(?:one|some|many|another|a) (?:of (?:our|the) )?(?:member|patient|client|reader|customer|user|visitor|lady|gentleman|man|woman)s?\b[^:.?!\n]{0,60}"
    r"|(?!(?:the|this|an?|our|these)\b)(?-i:[A-Z])[\w'\u2019.-]{1,20}(?: [\w'\u2019.,-]{1,20}){0,4} (?:says|said|writes|wrote|told us|tells us)\s?):\s",
    re.IGNORECASE,
)
_SAYING = ("says", "said", "writes", "wrote", "from")  # of a guideline, it may be
_MOST_WORDS_OF_WHO = 7
_MOST_WORDS_ABOVE = 15
_FEWEST_WORDS = 4
NOTE = "“{words}” is what somebody says of themselves: it was not read as a fact, and waits. Decide whether it stays."
SET_SO = (
    "“{words}” is set as what somebody says: it was not read as a fact, and waits. Decide whether it stays."
)


def take_stories(sections: list[DocumentSection], ledger: Ledger) -> list[DocumentSection]:
    """The sections without such quotations, and who said them; each of these is a section of its own that opens no part."""
    found: list[DocumentSection] = []
    for section in sections:
        found.append(section)
        if section.part not in (BEGINNING, *PROSE_PARTS, *CLINICAL_PARTS):
            continue
        section.passages = [piece for one in section.passages for piece in _parted(one)]
        told = _told(section.passages)
        if told:
            section.passages, told = _with_what_leads_over(section.passages, told)
            section.passages = [one for one in section.passages if not any(one is other for other in told)]
            found.append(DocumentSection(UNKNOWN, passages=told, told_in=section.part))
            label = Part(section.part).label if section.part in Part.values else Part.INTRODUCTION.label
            note = SET_SO if all(one.is_quote for one in told) else NOTE
            ledger.propose(label, note.format(words=" ".join(one.text for one in told)[:300]))
    return found


def _told(passages: list[Passage]) -> list[Passage]:
    """The passages that are one quotation in which somebody speaks of themselves or is named, and the names below them."""
    told: list[Passage] = []
    for passage, following in zip_longest(passages, passages[1:]):
        if passage.is_quote:
            told.append(passage)
            continue
        said, who = _quotation(passage.text.strip())
        if _TOLD_US.match(passage.text[:MAX_LENGTH]) and _OF_ONESELF.search(passage.text[:MAX_LENGTH]):
            told.append(passage)
            continue
        signs = _WHO_SURELY if "?" in passage.text[:MAX_LENGTH] else _WHO
        is_signed = following is not None and _is_who(following, signs)
        if not said and is_signed and passage.is_paragraph and _OF_ONESELF.search(passage.text[:MAX_LENGTH]):
            said = passage.text  # set as a quotation, without marks
        if len(said.split()) < _FEWEST_WORDS or (who and not _names_somebody(who, _form(said))):
            continue
        below = [following] if following and not who and _is_who(following, _form(said)) else []
        is_named = bool(who or below) and not who.startswith(_SAYING)
        if is_named or _OF_ONESELF.search(said):
            told += [passage, *below]
    return told


def _with_what_leads_over(
    passages: list[Passage], told: list[Passage]
) -> tuple[list[Passage], list[Passage]]:
    """The passages, and those that are told with the short sentence above each that leads over to it: “Marjorie, 71, says:”."""
    found: list[Passage] = []
    waiting: list[Passage] = []
    for passage in passages:
        if not any(passage is one for one in told):
            found.append(passage)
            continue
        above = found[-1] if found and found[-1].is_paragraph else None
        sentences = split_sentences(above.text.strip()[-MAX_LENGTH:]) if above else []
        leading = sentences[-1] if sentences else ""
        if (
            above
            and leading.endswith(":")
            and len(leading.split()) <= _MOST_WORDS_ABOVE
            and not warns(leading)
        ):
            rest = above.text.strip().removesuffix(leading).strip()
            found[-1:] = [replace(above, lines=[rest])] if rest else []
            waiting.append(replace(above, lines=[leading], links=()) if rest else above)
            found.append(waiting[-1])
        waiting.append(passage)
        found.append(passage)
    return found, waiting


def _form(said: str) -> re.Pattern[str]:
    return _WHO_SHORTLY if _OF_ONESELF.search(said) else _WHO


def _parted(passage: Passage) -> list[Passage]:
    """A quotation with its name, and what stands behind both in the same paragraph, as in “… says Mr K. There is no trial”."""
    said, behind = _quotation(passage.text.strip())
    who, *others = split_sentences(behind) or [""]
    if (
        not passage.is_paragraph
        or not others
        or not _OF_ONESELF.search(said)
        or not _names_somebody(who, _WHO_SHORTLY)
    ):
        return [passage]
    rest = " ".join(others)
    first = passage.text.strip()[: -len(rest)].strip() if passage.text.strip().endswith(rest) else ""
    return [replace(passage, lines=[first], links=()), replace(passage, lines=[rest])] if first else [passage]


def _quotation(text: str) -> tuple[str, str]:
    """The words of the quotation that a text begins with, and what stands behind it; two empty texts for none."""
    if not text or len(text) > MAX_LENGTH or text[0] not in _MARKS:
        return "", ""
    end = _end_of_quotation(text)
    return (text[1:end].strip(), text[end + 1 :].strip(" ,")) if end else ("", "")


def _end_of_quotation(text: str) -> int:
    """Where the quotation ends that a text begins with; 0 when it does not end. An apostrophe ends none."""
    closing = _MARKS[text[0]]
    for place in range(1, len(text)):
        after = text[place + 1 : place + 2]
        if text[place] == closing and not (closing == "’" and (after.isalnum() or text[place - 1].isalnum())):
            return place
    return 0


def _is_who(passage: Passage, form: re.Pattern[str]) -> bool:
    return passage.is_paragraph and _names_somebody(passage.text, form)


def _names_somebody(text: str, form: re.Pattern[str]) -> bool:
    return (
        len(text) <= MAX_LENGTH
        and len(text.split()) <= _MOST_WORDS_OF_WHO
        and form.fullmatch(text.strip()) is not None
    )
