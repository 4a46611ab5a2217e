"""Who should not have a therapy. Absence never reads as safety: only plain words that there are none mean none."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from factsheets.language.vocabulary import ContraindicationState, Verdict

from ..formats.document import BlockKind
from .bare_lists import with_bare_lists
from .condition_names import before_what_to_do, is_unsettled, listed_names
from .headings import Headings
from .ledger import Ledger
from .limited_items import lower_items
from .named_dangers import names_of_you, warned_names
from .negation import NONE, answers_no, says_there_are_none, without_reference
from .passages import Passage, are_marked_two_ways, with_marks_written
from .prose import place_prose, rejoin, split_sentences
from .rows import Rows, as_name
from .sections import DocumentSection
from .suitability import BELOW, forbids_nothing, read_item

LABEL = "Who should not have it"

NONE_KNOWN = (
    "The document says that there are none, “{sentence}”, and was read as “None known”: "
    "a person who knows the therapy confirms it, or chooses otherwise."
)
NOT_ASSESSED = (
    "“{text}” was kept as text and counts as not assessed: choose whether there are none, or list them."
)
SILENT = (
    "Nothing was read as who should not have it: it counts as not assessed until a person has looked through the document, "
    "with what waits in the tray and what was set aside."
)
DOUBTED = (
    "The document says that there are none, and elsewhere it warns: “{warning}”. It counts as not assessed."
)


#: “Do not use it if you:”, above a list that goes on with “have a pacemaker”.
_TO_YOU = re.compile(r"\byou\s?[:.\u2026]{0,3}$", re.IGNORECASE)
_NOT_FOR_YOU = re.compile(r"\b(?:not|never|avoid|unsuitable|unsafe|cannot|don['\u2019]t)\b", re.IGNORECASE)

#: Words that stand where something is still to be written.
_NOTHING_YET = re.compile(
    r"(?:none|nothing)(?: (?:has been |is |are )?(?:listed|given|stated|named|recorded|written|added))?(?: (?:yet|so far|as yet|here))?"
    r"|not (?:listed|given|stated|recorded|written)(?: yet)?|to be (?:confirmed|written|added|decided)|n/a|tbc|tba",
    re.IGNORECASE,
)
#: “No one that we know of”: it stands beside no danger.
_NOBODY = re.compile(
    r"(?:no|none|nobody|no one|nothing)(?:,? (?:none|nobody|known|yet|so far|at all|reported|else|(?:that |whom )?(?:we|i) know(?: of)?|(?:has|have) been (?:reported|named|found)))*",
    re.IGNORECASE,
)
MARKED_TWO_WAYS = "The marks of the list may say two things, such as “✓” beside “✗”: no rows were made of it. Decide what each mark says."
BESIDE_ROWS = "“{text}” stands beside what must not be treated: the rows stay, and it was kept out of the text. Decide which is right."


@dataclass(frozen=True)
class Contraindications:
    """What a document says of who should not have the therapy."""

    state: str | None = None
    statement: str | None = None  # portable HTML
    text: str = ""


def read_contraindications(
    avoid: DocumentSection | None,
    cautions: DocumentSection | None,
    rows: Rows,
    ledger: Ledger,
    headings: Headings,
    warnings: list[str],
    *,
    references: Set[int] = frozenset(),
) -> Contraindications:
    """The state, the statement and all words. `warnings` are sentences elsewhere in the document that warn somebody.

    A number behind “None known” is that of a reference where the document has one of this number, and leads to an exception else.
    """
    own = rejoin(with_bare_lists(avoid.passages, LABEL, ledger, avoid.heading)) if avoid else []
    careful = _under_their_heading(cautions) if cautions else []
    if not any(passage.text for passage in (*own, *careful)):
        is_graded = rows.has(Verdict.AVOID)  # in a table or a list that waits
        if not is_graded:
            ledger.propose(LABEL, SILENT)
        return Contraindications(ContraindicationState.LISTED.value if is_graded else None)
    speaks_to_you = avoid is not None and any(map(_TO_YOU.search, avoid.headings))
    if avoid and are_marked_two_ways(avoid.passages):
        ledger.propose(LABEL, MARKED_TWO_WAYS)
        kept = with_marks_written(own)
    else:
        kept = _read_rows(own, rows, ledger, speaks_to_you=speaks_to_you)
    if rows.has(Verdict.AVOID):
        careful = _without_nothing(careful, ledger)
        asked = avoid.heading if avoid else ""
        kept = _without_none([*kept, *careful], asked, headings, ledger)
    else:
        kept += careful
    text = "\n".join(passage.text for passage in (*own, *careful))
    statement = place_prose(kept, LABEL, ledger)
    said = " ".join(passage.text for passage in own)
    said = without_reference(said, references)
    if avoid and len(avoid.headings) == 1 and answers_no(avoid.heading, said):
        said = NONE
    state = _state(own, careful, rows, headings, warnings, ledger, said)
    return Contraindications(state.value, statement, text)


def _read_rows(passages: list[Passage], rows: Rows, ledger: Ledger, *, speaks_to_you: bool) -> list[Passage]:
    """Rows of the plain names in lists and sentences; whatever is no plain name stays in the statement.

    Where a list `speaks_to_you`, “have a pacemaker” and “are pregnant” in it go on with “Do not use it if you:” above it.
    """
    kept: list[Passage] = []
    lead_in = ""
    below = set(map(id, lower_items(passages)))
    for passage in passages:
        if id(passage) in below:
            ledger.propose(LABEL, f"“{passage.text}” {BELOW}, so no row was made of it: it was kept as text.")
            kept.append(passage)
            continue
        if passage.is_item and read_item(passage, Verdict.AVOID, rows, ledger, lead_in=lead_in):
            continue
        if passage.is_item:
            is_led = bool(_TO_YOU.search(lead_in[-40:]) and _NOT_FOR_YOU.search(lead_in))
            is_to_you = is_led or (speaks_to_you and not lead_in) or passage.text[:4].casefold() == "you "
            named = [] if forbids_nothing(lead_in) else _named_in(passage.text, is_to_you=is_to_you)
            if not named:
                ledger.propose(
                    LABEL, f"“{passage.text}” is no plain name of a condition: it was kept as text."
                )
            for name in named:
                rows.add(Verdict.AVOID, name)
        elif passage.is_paragraph:
            sentences = split_sentences(passage.text)
            is_alone = len(passages) == 1 and passage.goes_through
            are_names = all(listed_names(sentence, is_alone=is_alone) for sentence in sentences)
            for sentence in sentences:
                names = listed_names(sentence, is_alone=is_alone and are_names)
                for name in names or warned_names(sentence):
                    rows.add(Verdict.AVOID, name)
            lead_in = lead_in if passage.is_note else passage.text[-400:]
        kept.append(passage)
    return kept


def _without_none(kept: list[Passage], asked: str, headings: Headings, ledger: Ledger) -> list[Passage]:
    """What is kept as text beside rows, without a passage that says that there are none: it waits for a person."""
    found: list[Passage] = []
    for passage in kept:
        says_none = says_there_are_none(passage.text, headings) or _NOBODY.fullmatch(
            passage.text[:200].strip(" .")
        )
        if passage.is_subheading or not (says_none or answers_no(asked, passage.text)):
            found.append(passage)
            continue
        ledger.structure(passage.mark)
        ledger.leave(LABEL, passage.text)
        ledger.propose(LABEL, BESIDE_ROWS.format(text=passage.text))
    return found


def _without_nothing(careful: list[Passage], ledger: Ledger) -> list[Passage]:
    """Cautions beside rows; those that only say that nothing is written yet wait for a person, with their heading."""
    if not careful or not all(_NOTHING_YET.fullmatch(one.text.strip(" .")[:80]) for one in careful[1:]):
        return careful
    ledger.structure(careful[0].text)
    for passage in careful[1:]:
        ledger.structure(passage.mark)
        ledger.leave(LABEL, passage.text)
        ledger.propose(LABEL, BESIDE_ROWS.format(text=passage.text))
    return []


def _named_in(text: str, *, is_to_you: bool) -> list[str]:
    """The names in an item that is more than a name."""
    return (names_of_you(text) if is_to_you else []) or warned_names(text) or _unsettled(text)


def _unsettled(text: str) -> list[str]:
    """The name of a danger that is not under control, or before what to do; its words stay in the statement as well."""
    name = as_name(text.strip(" .,;"))
    before = as_name(before_what_to_do(text))
    return [name] if is_unsettled(name) else [before] if before else []


def _under_their_heading(section: DocumentSection) -> list[Passage]:
    """Cautions are no contraindications: they stand in the statement, under their own heading."""
    passages = [passage for passage in rejoin(section.passages) if passage.text]
    if not passages:
        return []
    headings = [
        Passage(
            BlockKind.PARAGRAPH, [section.headings[0] if section.headings else "Cautions"], is_subheading=True
        )
    ]
    return [*headings, *passages]


def _state(
    own: list[Passage],
    careful: list[Passage],
    rows: Rows,
    headings: Headings,
    warnings: list[str],
    ledger: Ledger,
    said: str,
) -> ContraindicationState:
    text = " ".join(passage.text for passage in own)
    if careful:
        words = " ".join(passage.text for passage in careful)
        ledger.propose(
            LABEL, f"“{words[:300]}” is a caution and was kept as text: decide what it means for whom."
        )
    if rows.has(Verdict.AVOID):
        return ContraindicationState.LISTED
    is_none = len(own) == 1 and own[0].is_paragraph and says_there_are_none(said, headings)
    if is_none and not careful and not warnings:
        ledger.propose(LABEL, NONE_KNOWN.format(sentence=text))
        return ContraindicationState.NONE_KNOWN
    if is_none and warnings:
        ledger.propose(LABEL, DOUBTED.format(warning=warnings[0][:300]))
    elif text:
        ledger.propose(LABEL, NOT_ASSESSED.format(text=text[:300]))
    return ContraindicationState.NOT_ASSESSED
