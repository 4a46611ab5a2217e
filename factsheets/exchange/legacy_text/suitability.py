"""What a therapy is most and least likely to help: a statement, and rows for conditions and pain patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from factsheets.language.vocabulary import Aspect, Verdict
from factsheets.outputs.parsed_factsheet import ParsedCondition, ParsedPainPattern, ParsedSuitability

from .accounting import Ledger
from .blocks import Block
from .prose import split_sentences

_LEAD_IN = re.compile(
    r"(?:and |or )?(?:(?:low|lower|upper) )?(?:back )?pain (?:that|which) (?:is|are) ?:", re.IGNORECASE
)
_ASPECT_WORDS = {
    Aspect.PLACE: "side|sided|midline|symmetrical|central|leg|buttock",
    Aspect.FEEL: "dull|aching|ache|stabbing|shooting|burning|throbbing|sharp|tingling",
    Aspect.TIMING: "morning|night|evening|constant|intermittent",
}
_WEAK_ASPECT_WORDS = {Aspect.PLACE: "low|lower|upper", Aspect.TIMING: "after|during"}

#: Words that a plain list of noun phrases does not have.
_NOT_IN_A_LIST = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|may|might|can|could|should|will|would|must|that|which|who|when|where"
    r"|if|but|although|because|it|they|there|this|these|you|such|including|not|no|only|some|help|helps|helped"
    r"|derived|caused|due)\b",
    re.IGNORECASE,
)
_MAX_WORDS_OF_A_NAME = 8
_MAX_NAME_LENGTH = 120
_EXAMPLES = re.compile(
    r"\b(?:such as(?: occurs? in)?|including|for example|e\.g\.),?\s+([^.;:()]+)", re.IGNORECASE
)
_ASIDE = re.compile(
    r"^(?:and |or )?(?:in (?:extreme|some|many|rare|most|severe|certain)\b|especially|particularly|sometimes|usually)"
)


@dataclass
class Rows:
    """The rows of one factsheet; the same condition or pattern cannot stand twice in it."""

    ledger: Ledger
    rows: list[ParsedSuitability] = field(default_factory=list)
    proposals: list[ParsedSuitability] = field(default_factory=list)
    _names: set[str] = field(default_factory=set)

    def add_pattern(self, verdict: Verdict, name: str) -> bool:
        """Add a pain pattern. False when it stands in the factsheet already."""
        aspect = guess_aspect(name)
        if not self._is_new(name):
            return False
        if aspect is None:
            self.ledger.proposed.append(
                f"“{name}” was read as where the pain is: choose what this pain pattern describes."
            )
        pattern = ParsedPainPattern(name=name, aspect=(aspect or Aspect.PLACE).value)
        self.rows.append(ParsedSuitability(verdict=verdict.value, pattern=pattern))
        return True

    def add_condition(self, verdict: Verdict, name: str) -> bool:
        """Add a condition. False when it stands in the factsheet already."""
        if not self._is_new(name):
            return False
        self.rows.append(ParsedSuitability(verdict=verdict.value, condition=ParsedCondition(name=name)))
        return True

    def propose(self, verdict: Verdict, phrase: str) -> None:
        """Propose a condition that stands in prose: a person confirms it."""
        name = _as_name(phrase)
        taken = self._names | {row.condition.name.casefold() for row in self.proposals if row.condition}
        if name.casefold() not in taken:
            self.proposals.append(
                ParsedSuitability(verdict=verdict.value, condition=ParsedCondition(name=name))
            )
            self.ledger.proposed.append(
                f"Condition “{phrase}” under “{verdict.label}”: it stands in prose, confirm it."
            )

    def _is_new(self, name: str) -> bool:
        if name.casefold() in self._names:
            self.ledger.odd.append(
                f"“{name}” stands twice in the lists of what it helps: only the first was taken."
            )
            return False
        self._names.add(name.casefold())
        return True


def guess_aspect(name: str, *, surely: bool = False) -> Aspect | None:
    """What a pain pattern describes, by its first telling word; `surely` leaves out words that conditions have too."""
    found: list[tuple[int, Aspect]] = []
    for vocabulary in (_ASPECT_WORDS,) if surely else (_ASPECT_WORDS, _WEAK_ASPECT_WORDS):
        for aspect, alternatives in vocabulary.items():
            match = re.search(rf"\b(?:{alternatives})\b", name, re.IGNORECASE)
            if match:
                found.append((match.start(), aspect))
    return min(found, key=lambda hit: hit[0])[1] if found else None


def read_suitability(blocks: list[Block], verdict: Verdict, rows: Rows, ledger: Ledger) -> str | None:
    """The statement of a section on what is likely or unlikely to be helped; its rows go to `rows`."""
    statement = _read_statement(blocks, ledger)
    text = " ".join(statement)
    if text:
        ledger.place_text(f"{verdict.label}: statement", text, text)
    for sentence in statement:
        read_sentence(sentence, verdict, rows)
    for block in blocks:
        if block.kind == "item":
            read_item(block, verdict, rows, ledger)
    return text or None


def _read_statement(blocks: list[Block], ledger: Ledger) -> list[str]:
    """The sentences of the prose, without the one that only opens a list."""
    statement: list[str] = []
    for number, block in enumerate(blocks):
        has_items = number + 1 < len(blocks) and blocks[number + 1].kind == "item"
        for sentence in split_sentences(block.text) if block.kind == "paragraph" else ():
            if not _LEAD_IN.fullmatch(sentence):
                statement.append(sentence)
            elif has_items:
                ledger.structure(sentence)
            else:
                ledger.leave(sentence)
    return statement


def read_item(block: Block, verdict: Verdict, rows: Rows, ledger: Ledger) -> None:
    """Make a row of a list item: a pain pattern after "Back pain that is:", else a condition unless its words say pain."""
    ledger.structure(block.mark)
    name = _as_name(block.text.strip(" .,;"))
    if not name:
        return
    if len(name) > _MAX_NAME_LENGTH:
        ledger.leave(block.text)
        return
    is_pattern = block.is_opened or guess_aspect(name, surely=True) is not None
    added = rows.add_pattern(verdict, name) if is_pattern else rows.add_condition(verdict, name)
    if added:
        kind = "pain pattern" if is_pattern else "condition"
        ledger.place_text(f"{verdict.label}: {kind}", block.text, name)
    else:
        ledger.leave(block.text)


def read_sentence(sentence: str, verdict: Verdict, rows: Rows) -> None:
    """Rows of a sentence that is only a list of conditions; proposals of the examples that a sentence gives."""
    names = listed_names(sentence)
    if len(names) > 1:
        for name in names:
            rows.add_condition(verdict, name)
        return
    for examples in _EXAMPLES.findall(sentence):
        for phrase in _phrases(examples):
            rows.propose(verdict, phrase)


def listed_names(sentence: str) -> list[str]:
    """The names in a sentence that is only a comma list of noun phrases; empty for any other sentence."""
    plain = sentence.strip().rstrip(".")
    if "," not in plain or re.search(r"[.:;()?!]", plain) or _NOT_IN_A_LIST.search(plain):
        return []
    phrases = _phrases(plain)
    return [_as_name(phrase) for phrase in phrases] if _are_names(phrases) else []


def _phrases(text: str) -> list[str]:
    parts = [part.strip() for part in text.split(",")]
    last = parts.pop()
    parts.extend(re.split(r"\s+and\s+", last) if not last.startswith("and ") else [last])
    phrases = [re.sub(r"^(?:and|or)\b\s*", "", part) for part in parts if not _ASIDE.match(part)]
    phrases = [re.sub(r"^(?:of|in)\s+", "", phrase).strip() for phrase in phrases]
    return [phrase for phrase in phrases if phrase and len(phrase.split()) <= _MAX_WORDS_OF_A_NAME]


def _are_names(phrases: list[str]) -> bool:
    return len(phrases) > 1 and all(len(phrase) <= 80 for phrase in phrases)


def _as_name(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]
