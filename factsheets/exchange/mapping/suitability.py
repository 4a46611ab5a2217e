"""What a therapy is most and least likely to help, and must not treat: statements, and rows for conditions and pain patterns."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest

from factsheets.language.vocabulary import Verdict

from ..formats.document import BlockKind
from .bare_lists import with_bare_lists
from .condition_names import (
    comes_with_something,
    is_plain_name,
    listed_names,
    may_be_pattern,
    phrases_of,
    tells_what_it_is_like,
)
from .ledger import Ledger
from .limited_items import below_a_denial, lower_items, taken_back
from .negation import denies, doubts, makes_worse
from .passages import LIST_OPENING, Passage, are_marked_two_ways, with_marks_written
from .prose import rejoin, split_sentences
from .rows import MAX_NAME_LENGTH, Rows, as_name, guess_aspect
from .signals import warns

_LEAD_IN = re.compile(
    r"(?:and |or )?(?:(?:low|lower|upper) )?(?:back )?pain (?:that|which) (?:is|are) ?:", re.IGNORECASE
)
#: Who has something is no pain: “Anyone with a clot in the leg”.
_OF_PEOPLE = re.compile(r"(?:people|anyone|anybody|those|patients|women|men|children|your?)\b", re.IGNORECASE)
_EXAMPLES = re.compile(
    r"\b(?:such as(?: occurs? in)?|including|for example|e\.g\.),?\s+([^.;:()]{1,400})", re.IGNORECASE
)
#: What words before a list have to say: a list under any others waits.
_POSITIVE_LEAD_IN = re.compile(
    r"\b(?:help(?:s|ed|ful)?|benefits?|respond(?:s|ed)?|treat(?:s|ed)?|reliev\w{1,4}|eas(?:e|es|ed|ing)|used|suit(?:s|able)?"
    r"|works?|improv\w{1,4}|recommended|good|useful|effective|includ\w{1,4}|following|these|such as|for example"
    r"|(?:that|which) (?:is|are))\b",
    re.IGNORECASE,
)
_SAFE_LEAD_IN = re.compile(r"\b(?:safe|still|suitable|fine|can (?:be|have)|may (?:be|have))\b", re.IGNORECASE)
#: “Please speak to your doctor first if you have:”: what follows is a caution, and forbids nothing.
_ASKS_FIRST = re.compile(
    r"\b(?:ask|tell|see|consult|inform|speak|talk|check|discuss|warn|let|mention|advice|permission|care|careful|caution|cautious)\b",
    re.IGNORECASE,
)
_FORBIDS = re.compile(
    r"\b(?:not|never|avoid\w{0,3}|cannot|unsuitable|contra-?indicat\w{0,8})\b|n['\u2019]t\b", re.IGNORECASE
)
_SHORT_ITEM_WORDS = 8
_AFTER_DENIAL = "stands after words that leave something out or say that something is not so"
#: Why an item below another one makes no row.
BELOW = "stands below another item of the list"
#: Why an item with a footnote makes none.
LIMITED = "has a note that limits it"
#: Why a sentence behind a list of what is helped is no part of its statement.
DENIES = "stands behind what is helped and says that something is not so"
#: Why no row is made of a list that the words below it limit.
TAKEN_BACK = "stands beside words or marks that limit it or leave something out"


def _limited(passages: list[Passage], *, is_doubted: bool) -> set[int]:
    """By their identity, the passages on what is helped that words or marks beside them take back."""
    limited = {*map(id, taken_back(passages)), *map(id, below_a_denial(passages))}
    return limited | {id(passage) for passage in passages if is_doubted and passage.is_item}


def read_suitability(passages: list[Passage], verdict: Verdict, rows: Rows, ledger: Ledger) -> str | None:
    """The statement of a section on what is likely or unlikely to be helped; its rows go to `rows`."""
    is_doubted = are_marked_two_ways(passages)
    passages = _led_by_items(marked_items(rejoin(with_bare_lists(passages, verdict.label, ledger))), ledger)
    passages = with_marks_written(passages) if is_doubted and verdict == Verdict.LIKELY else passages
    statement: list[str] = []
    lead_in = ""
    below = set(map(id, lower_items(passages)))
    limited = _limited(passages, is_doubted=is_doubted) if verdict == Verdict.LIKELY else set[int]()
    limits: set[int] = set()  # footnotes that went with their items
    for number, passage in enumerate(passages):
        note = next(iter(passages[number + 1 : number + 2]), None)
        if id(passage) in below:
            ledger.structure(passage.mark)
            _wait(passage.text, verdict, ledger, BELOW)
        elif id(passage) in limited:
            ledger.structure(passage.mark)
            _wait(passage.text, verdict, ledger, TAKEN_BACK)
        elif passage.is_item and note and note.is_note and (denies(note.text) or warns(note.text)):
            ledger.structure(passage.mark)
            _wait(f"{passage.text} {note.text}", verdict, ledger, LIMITED)
            limits.add(id(note))
        elif id(passage) in limits:
            continue
        elif passage.is_item:
            read_item(passage, verdict, rows, ledger, lead_in=passage.lead_in or lead_in)
        elif passage.is_row or passage.is_subheading:
            _wait(passage.text, verdict, ledger, "stands in a table or under a heading of its own")
            lead_in = passage.text
        else:
            has_items = number + 1 < len(passages) and passages[number + 1].is_item
            sentences = _sentences(passage, has_items=has_items, ledger=ledger, verdict=verdict)
            if verdict == Verdict.LIKELY and any(one.is_item for one in passages[:number]):
                sentences = _without_denials(sentences, verdict, ledger)
            statement += sentences
            before = split_sentences(lead_in)[-1:]
            is_alone = len(passages) == 1 and len(sentences) == 1 and passage.goes_through
            for sentence in sentences:
                _read_sentence(
                    sentence, verdict, rows, ledger, is_alone=is_alone, is_taken_back=any(map(denies, before))
                )
                before = [sentence]
            lead_in = lead_in if passage.is_note else passage.text[-400:]
    text = " ".join(statement)
    if text:
        ledger.place_text(verdict.label, text, text)
    return text or None


def _without_denials(sentences: list[str], verdict: Verdict, ledger: Ledger) -> list[str]:
    """The sentences behind a list; “It does little for back pain alone” would say the contrary of the list, and waits."""
    for sentence in filter(denies, sentences):
        _wait(sentence, verdict, ledger, DENIES)
    return [sentence for sentence in sentences if not denies(sentence)]


def _led_by_items(passages: list[Passage], ledger: Ledger) -> list[Passage]:
    """The passages without items such as “Back pain that is”, which lead over to the items that stand below them."""
    found: list[Passage] = []
    lead_in, level = "", 0
    for passage, following in zip_longest(passages, passages[1:]):
        is_below = passage.is_item and bool(lead_in) and passage.level > level
        lead_in = lead_in if is_below else ""
        opening = f"{passage.text.rstrip(' :')}:"
        if is_below:
            found.append(replace(passage, lead_in=lead_in, level=level))
        elif (
            passage.is_item
            and _LEAD_IN.fullmatch(opening)
            and following is not None
            and following.is_item
            and following.level > passage.level
        ):
            lead_in, level = opening, passage.level
            ledger.structure(f"{passage.mark} {passage.text}".strip())
        else:
            found.append(passage)
    return found


def marked_items(passages: list[Passage]) -> list[Passage]:
    """After "Back pain that is:" each short line is an item, with or without a mark."""
    found: list[Passage] = []
    is_open = False
    for passage in passages:
        if passage.is_paragraph and is_open and _are_short(passage.lines):
            found += [
                Passage(BlockKind.ITEM, [line], mark="" if number else passage.mark)
                for number, line in enumerate(passage.lines)
            ]
            continue
        opening = next(
            (place for place, line in enumerate(passage.lines) if LIST_OPENING.search(line[-40:])), None
        )
        rest = passage.lines[opening + 1 :] if opening is not None and passage.is_paragraph else []
        if opening is not None and rest and _are_short(rest):
            found.append(Passage(passage.kind, passage.lines[: opening + 1], links=passage.links))
            found += [Passage(BlockKind.ITEM, [line]) for line in rest]
            is_open = True
            continue
        found.append(passage)
        is_open = (passage.is_item and is_open) or (
            passage.is_paragraph and bool(LIST_OPENING.search(passage.ending[-40:]))
        )
    return found


def _are_short(lines: list[str]) -> bool:
    return all(
        len(line.split()) <= _SHORT_ITEM_WORDS and not line.endswith((".", "!", "?")) for line in lines
    )


def _sentences(passage: Passage, *, has_items: bool, ledger: Ledger, verdict: Verdict) -> list[str]:
    """The sentences of a paragraph, without the one that only opens a list of pain patterns."""
    kept: list[str] = []
    for sentence in split_sentences(passage.text):
        if not _LEAD_IN.fullmatch(sentence):
            kept.append(sentence)
        elif has_items:
            ledger.structure(sentence)
        else:
            ledger.leave(verdict.label, sentence)
    return kept


def read_item(passage: Passage, verdict: Verdict, rows: Rows, ledger: Ledger, *, lead_in: str = "") -> bool:
    """Make a row of a list item; False when its words are no plain name, and nothing was booked but its mark."""
    name = as_name(passage.text.strip(" .,;"))
    ledger.structure(passage.mark)
    if not name:
        return True
    is_pattern = (may_be_pattern(name) and not _OF_PEOPLE.match(name)) and (
        bool(LIST_OPENING.search(lead_in[-40:]))
        or guess_aspect(name, surely=True) is not None
        or comes_with_something(name)
    )
    doubt = _doubt(name, lead_in, verdict, is_pattern=is_pattern)
    is_name = len(name) <= MAX_NAME_LENGTH and (is_pattern or is_plain_name(name))
    if doubt or not is_name:
        if verdict == Verdict.AVOID:
            return False
        _wait(passage.text, verdict, ledger, doubt or "is no plain name of a condition")
        return True
    rows.add(verdict, name, is_pattern=is_pattern, item=passage.text)
    return True


def _doubt(name: str, lead_in: str, verdict: Verdict, *, is_pattern: bool) -> str:
    """Why an item is not what its list says; "" when nothing speaks against it."""
    if denies(name) or doubts(name) or (makes_worse(name) and not is_pattern):
        return "leaves something out or is not sure"
    before = split_sentences(lead_in)[-1:]
    opening = before if lead_in.rstrip().endswith(":") else []
    if verdict == Verdict.AVOID:
        return "stands after words that call something safe" if forbids_nothing(lead_in) else ""
    if before and denies(before[0]):
        return _AFTER_DENIAL
    if opening and not _POSITIVE_LEAD_IN.search(opening[0]):
        return "stands after words that do not say plainly that it helps"
    return ""


def forbids_nothing(lead_in: str) -> bool:
    """Whether the words that lead over to a list say that what follows may have the therapy, or that somebody asks first."""
    opening = split_sentences(lead_in)[-1:] if lead_in.rstrip().endswith(":") else []
    calls_safe = any(bool(_SAFE_LEAD_IN.search(one)) and not denies(one) for one in opening)
    return calls_safe or any(bool(_ASKS_FIRST.search(one)) and not _FORBIDS.search(one) for one in opening)


def _wait(text: str, verdict: Verdict, ledger: Ledger, why: str) -> None:
    ledger.leave(verdict.label, text)
    ledger.propose(
        verdict.label, f"“{_short(text)}” {why}, so no row was made of it: decide where it belongs."
    )


def _read_sentence(
    sentence: str, verdict: Verdict, rows: Rows, ledger: Ledger, *, is_alone: bool, is_taken_back: bool
) -> None:
    """Rows of a sentence that is only a list of names; proposals of the examples that any other sentence gives."""
    names = listed_names(sentence, is_alone=is_alone)
    if names and is_taken_back:
        ledger.propose(
            verdict.label,
            f"“{_short(sentence)}” {_AFTER_DENIAL}, so no rows were made of it: decide where it belongs.",
        )
        return
    for name in names:
        rows.add(verdict, name, is_pattern=tells_what_it_is_like(name))
    if names:
        return
    if denies(sentence):
        ledger.propose(
            verdict.label,
            f"“{_short(sentence)}” leaves something out or says that something is not so, so no rows were made of it.",
        )
        return
    phrases = [phrase for examples in _EXAMPLES.findall(sentence) for phrase in phrases_of(examples)]
    for phrase in phrases:
        rows.propose(verdict, phrase)
    if not phrases:
        ledger.propose(
            verdict.label, f"“{_short(sentence)}” is kept as text: add the rows that it stands for."
        )


def _short(text: str) -> str:
    found = text.split()
    return " ".join(found[:25]) + (" …" if len(found) > 25 else "")
