"""The rows of a factsheet while they are being read. Where two lists disagree, the danger stays and a person decides."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from factsheets.language.vocabulary import Aspect, Verdict
from factsheets.outputs.parsed_factsheet import ParsedCondition, ParsedPainPattern, ParsedSuitability

from .ledger import Ledger

MAX_NAME_LENGTH = 120
ROWS_MADE = "Rows were made of the words of the document ({count}): {names}. Confirm that each is a condition or a pattern."

_ASPECT_WORDS = {
    Aspect.PLACE: "sides?|sided|midline|symmetrical|central|legs?|buttocks?",
    Aspect.FEEL: "dull|aching|ache|stabbing|shooting|burning|throbbing|sharp|tingling",
    Aspect.TIMING: "mornings?|nights?|evenings?|constant|intermittent",
}
_WEAK_ASPECT_WORDS = {Aspect.PLACE: "low|lower|upper", Aspect.TIMING: "after|during"}
_ARTICLES = frozenset(("a", "an", "the", "any"))
_PLURAL = re.compile(r"(?<=[a-z]{3}[^siu])s$")
#: From what stays to what gives way.
_BY_WEIGHT = (Verdict.AVOID, Verdict.UNLIKELY, Verdict.LIKELY)


@dataclass(frozen=True)
class _Candidate:
    verdict: Verdict
    name: str
    is_pattern: bool
    item: str  # the words of a list item, which stand in no statement; "" for a name out of one


@dataclass
class Rows:
    """Candidates in the order of the document. `settle` makes the rows of them."""

    ledger: Ledger
    candidates: list[_Candidate] = field(default_factory=list)
    proposals: list[ParsedSuitability] = field(default_factory=list)

    def add(self, verdict: Verdict, name: str, *, is_pattern: bool = False, item: str = "") -> None:
        """A condition or a pain pattern that the document names in a list."""
        self.candidates.append(_Candidate(verdict, name, is_pattern, item))

    def has(self, verdict: Verdict) -> bool:
        """Whether there is any row of this verdict."""
        return any(candidate.verdict == verdict for candidate in self.candidates)

    def propose(self, verdict: Verdict, phrase: str) -> None:
        """Propose a condition that stands in prose: a person confirms it."""
        name = as_name(phrase)
        proposal = ParsedSuitability(verdict=verdict.value, condition=ParsedCondition(name=name))
        taken = {candidate.name.casefold() for candidate in self.candidates}
        if proposal not in self.proposals and name.casefold() not in taken:
            self.proposals.append(proposal)
            self.ledger.propose(verdict.label, f"The condition “{phrase}” stands in prose: confirm it.")

    def settle(self, dangers: str) -> tuple[ParsedSuitability, ...]:
        """The rows. `dangers` is all that the document says of who should not have the therapy."""
        held: dict[str, _Candidate] = {}
        for verdict in _BY_WEIGHT:
            for candidate in self.candidates:
                if candidate.verdict == verdict:
                    self._weigh(candidate, held, dangers.casefold())
        kept = [candidate for candidate in self.candidates if held.get(_key(candidate.name)) is candidate]
        for verdict in Verdict:
            names = [f"“{candidate.name}”" for candidate in kept if candidate.verdict == verdict]
            if names:
                self.ledger.propose(
                    verdict.label, ROWS_MADE.format(names=", ".join(names[:12]), count=len(names))
                )
        return tuple(self._row(candidate) for candidate in kept)

    def _weigh(self, candidate: _Candidate, held: dict[str, _Candidate], dangers: str) -> None:
        label, name = candidate.verdict.label, candidate.name
        other = held.get(_key(name))
        is_danger = candidate.verdict == Verdict.LIKELY and (
            _stands_in(name.casefold(), dangers)
            or any(one.verdict == Verdict.AVOID and _stands_in(key, _key(name)) for key, one in held.items())
        )
        if other is None and not is_danger:
            held[_key(name)] = candidate
            if candidate.item:
                self.ledger.place_text(label, candidate.item, name)
            return
        if candidate.item:
            self.ledger.leave(label, candidate.item)
        if other is not None and other.verdict == candidate.verdict:
            self.ledger.wonder(label, f"“{name}” stands twice in this list: only the first was taken.")
        elif other is not None:
            self.ledger.propose(
                label,
                f"“{name}” stands here and under “{other.verdict.label}” as well: only the row there was made. Decide which is right.",
            )
        else:
            self.ledger.propose(
                label,
                f"“{name}” stands here, and the text on who should not have it names it too: no row was made. Decide which is right.",
            )

    def _row(self, candidate: _Candidate) -> ParsedSuitability:
        if not candidate.is_pattern:
            return ParsedSuitability(
                verdict=candidate.verdict.value, condition=ParsedCondition(name=candidate.name)
            )
        aspect = guess_aspect(candidate.name)
        if aspect is None:
            self.ledger.propose(
                candidate.verdict.label,
                f"“{candidate.name}” was read as where the pain is: choose what this pain pattern describes.",
            )
        pattern = ParsedPainPattern(name=candidate.name, aspect=(aspect or Aspect.PLACE).value)
        return ParsedSuitability(verdict=candidate.verdict.value, pattern=pattern)


def _key(name: str) -> str:
    """A name as it is compared: “An infection” and “infections” are one."""
    words = name.casefold().split()
    words = words[1:] if len(words) > 1 and words[0] in _ARTICLES else words
    return " ".join(_PLURAL.sub("", word) for word in words)


def _stands_in(name: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def as_name(phrase: str) -> str:
    """A phrase as the name of a record."""
    return phrase[:1].upper() + phrase[1:]


def guess_aspect(name: str, *, surely: bool = False) -> Aspect | None:
    """What a pain pattern describes, by its first telling word; `surely` leaves out words that conditions have too."""
    found: list[tuple[int, Aspect]] = []
    for vocabulary in (_ASPECT_WORDS,) if surely else (_ASPECT_WORDS, _WEAK_ASPECT_WORDS):
        for aspect, alternatives in vocabulary.items():
            match = re.search(rf"\b(?:{alternatives})\b", name, re.IGNORECASE)
            if match:
                found.append((match.start(), aspect))
    return min(found, key=lambda hit: hit[0])[1] if found else None
