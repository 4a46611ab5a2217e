"""Lists that grade each name by a mark or a word of its own: “Pacemaker | No”, “x” below “Forbidden”, “✔” beside “✘”.

Rows are made only of what surely says who is helped or must not have a therapy; all of it waits, or stays as text, besides.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby

from factsheets.language.vocabulary import Verdict

from ..formats.document import BlockKind, TextBlock
from .condition_names import is_plain_name
from .headings import Headings, plain_heading
from .ledger import Ledger
from .named_dangers import warned_names
from .passages import Passage, begins_with_cross, begins_with_tick
from .rows import Rows, as_name
from .sections import CLINICAL_PARTS, DocumentSection

NOTE = (
    "“{heading}” grades each name by a mark or a word beside it: rows were made where that surely says who is helped or who "
    "must not have it. Look whether each is right, and what the others mean."
)
#: What no letter of an answer is looked for behind.
MAX_LENGTH = 120
#: The head of a column that asks whether somebody may have it.
_ASKS_LEAVE = re.compile(
    r"(?:is it |are they )?(?:suitable|allowed|permitted|accepted|eligible|treated|cleared|safe|advised|recommended|ok|okay|can (?:i|they|you) (?:have|use) it)(?: or not)?\W{0,2}",
    re.IGNORECASE,
)
#: The head of a column of plain answers: the heading above says what was asked.
_ANSWERS = re.compile(
    r"(?:yes\s?(?:or|/|,)\s?no|y/n|answer|ok\?|advice|verdict|can i\??)\W{0,2}", re.IGNORECASE
)
_ASKS_WHO_MAY = re.compile(
    r"(?:patient selection|eligibility|(?:so )?(?:who|can|may|should|could) (?:.* )?(?:have|use|try|go|come|do|wear|take|be treated|join|it)\b|is it (?:safe|ok|suitable|right)\b"
    r"|(?:is|are|would|could) (?:it|this|they|these) (?:be )?(?:right |suitable |ok |safe )?for (?:me|you)|suitability\b)",
    re.IGNORECASE,
)
_OF_HELP = re.compile(r"\b(?:help\w{0,3}|benefit\w{0,3}|work\w{0,3}|evidence|useful)\b", re.IGNORECASE)
_ANSWER = re.compile(
    r"(?:yes|no|never|not|ask|possibl[ey]|perhaps|maybe|may|sometimes|with care|caution|only|avoid|forbidden|depends|check|see|unsuitable"
    r"|suitable|safe|ok|okay|allowed|accepted|discuss|refer|consult|individual|case by case|probably|usually|banned|unsafe|tell|talk|speak|[✓✔✗✘✕✖❌?])(?!\w)[^\n]{0,60}",
    re.IGNORECASE,
)
_NEVER = re.compile(r"(?:never|forbidden|banned|not at all|absolutely not)[!.]?", re.IGNORECASE)
_NO = re.compile(
    r"(?:no|not (?:suitable|allowed|permitted|advised|recommended|safe)|unsuitable|unsafe|avoid|must not|[✗✘✕✖❌])[!.]?",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"(?:who|reason|condition|problem|contra-?indication|illness|disease|name|group|if you have|you have)s?\W{0,2}",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"why(?: not)?\W{0,2}|(?:the )?(?:reason|because|explanation|risk|danger|what (?:may|can|could|might) happen)s?\W{0,2}", re.IGNORECASE
)  # fmt: skip
_LETS = re.compile(
    r"(?:yes|ok|okay|no (?:risk|danger|problem)|none|not? |safe|allowed|fine|only|unless|if|ask)\b",
    re.IGNORECASE,
)
_EMPTY = ("", "-", "\u2013", "\u2014")
_MARK = re.compile(r"x|\u2713|\u2714|\u221a|\u2022|\u25cf|\*|\+|yes", re.IGNORECASE)
_HEADS = {
    "likely": re.compile(r"good|helps?|helped|likely|best|recommended|(?:good|most) benefit|most likely", re.IGNORECASE),
    "unlikely": re.compile(r"poor|unlikely|little|least|(?:little|no|poor) (?:benefit|help)|no help|least likely", re.IGNORECASE),
    "avoid": re.compile(
        r"forbidden|never|not allowed|not recommended|unsuitable|not suitable|must not|contra-?indicated|avoid|banned|unsafe|not safe|dangerous|no", re.IGNORECASE
    ),
    "cautions": re.compile(r"ask first|(?:with )?caution|with care|relative|check first", re.IGNORECASE),
}  # fmt: skip
_FEWEST = 2


def read_graded(sections: list[DocumentSection], rows: Rows, ledger: Ledger, headings: Headings) -> None:
    """The rows that such lists surely name; each list has a note under “Who should not have it” or what it helps."""
    for section in sections:
        found = _by_ticks(section)
        for is_row, run in groupby(section.passages, key=lambda one: one.is_row):
            if is_row:
                table = list(run)
                found += (
                    _by_column(table, headings) or _by_answer(table, section) or _by_reason(table, section)
                )
        for verdict, name in found:
            rows.add(verdict, name)
        told = section.heading or (section.passages[0].text[:MAX_LENGTH] if found else "")
        for verdict in dict.fromkeys(verdict for verdict, _ in found):
            ledger.propose(verdict.label, NOTE.format(heading=told.strip()))


def with_rows_of_answers(blocks: tuple[TextBlock, ...]) -> tuple[TextBlock, ...]:
    """The blocks; short lines one after the other that all have an answer behind a gap are rows of a table.

    “Chest infection   No   until you are well” stands below “Who   Yes/No   Remark”: a text has only gaps between its cells.
    """
    found: list[TextBlock] = []
    for has_lead, run in groupby(blocks, key=_is_lead_of_cells):
        lines = list(run)
        rows = [_as_row(line) for line in lines] if has_lead and len(lines) > _FEWEST else []
        are_answers = rows and _ANSWERS.fullmatch(rows[0].cells[1])
        found += rows if are_answers and all(_ANSWER.fullmatch(row.cells[1]) for row in rows[1:]) else lines
    return tuple(found)


def _behind_lead(block: TextBlock) -> str:
    return block.text[len(block.lead) :].strip() if block.lead and block.text.startswith(block.lead) else ""


def _is_lead_of_cells(block: TextBlock) -> bool:
    is_line = block.kind is BlockKind.PARAGRAPH and "\n" not in block.text and len(block.text) <= MAX_LENGTH
    return bool(_behind_lead(block)) and is_line


def _as_row(line: TextBlock) -> TextBlock:
    answer, _, remark = _behind_lead(line).partition(" ")
    return replace(line, kind=BlockKind.ROW, cells=(line.lead, answer, remark), lead="")


def _by_ticks(section: DocumentSection) -> list[tuple[Verdict, str]]:
    """Names with ticks and crosses, below a heading that asks whether it is for somebody."""
    ticks = [one for one in section.passages if begins_with_tick(one)]
    crosses = [one for one in section.passages if begins_with_cross(one)]
    are_graded = ticks and crosses and len(ticks) + len(crosses) == len(section.passages)
    if (
        section.part in ("unlikely", "avoid", "cautions")
        or not are_graded
        or not _asks_who_may(section.heading)
    ):
        return []
    # Below a heading of what is helped, a list that is marked two ways makes nothing likely.
    sure = [] if section.part == "likely" else ticks
    likely = [(Verdict.LIKELY, name) for one in sure if (name := _plain(_unmarked(one)))]
    return [*likely, *((Verdict.AVOID, name) for one in crosses for name in _dangers_in(_unmarked(one)))]


def _by_column(table: list[Passage], headings: Headings) -> list[tuple[Verdict, str]]:
    """Names that one mark puts below the head of a column: all marks of the table are the same sign."""
    head, *others = table
    parts = [_part_of_head(cell, headings) for cell in head.cells[1:]]
    if parts.count("avoid") > 1:  # “Not recommended” beside “Never”
        parts = [
            part if part != "avoid" or _NEVER.fullmatch(cell.strip()) else None
            for part, cell in zip(parts, head.cells[1:], strict=True)
        ]
    known = [part for part in parts if part]
    if len(set(known)) < _FEWEST or len(known) != len(set(known)):
        return []
    found: list[tuple[Verdict, str]] = []
    signs: set[str] = set()
    for row in others:
        if len(row.cells) != len(head.cells):
            return []
        filled = [
            (part, cell.strip())
            for part, cell in zip(parts, row.cells[1:], strict=True)
            if cell.strip() not in _EMPTY and (part or _MARK.fullmatch(cell.strip()))
        ]
        if any(part and not _MARK.fullmatch(sign) for part, sign in filled):
            return []  # more than a mark: it may limit what its column says
        if len(filled) != 1:
            continue
        signs.add(filled[0][1].casefold())
        if filled[0][0] == "avoid":
            found += [(Verdict.AVOID, name) for name in _dangers_in(row.cells[0])]
        elif filled[0][0] in ("likely", "unlikely") and (name := _plain(row.cells[0])):
            found.append((Verdict(filled[0][0]), name))
    return found if len(signs) == 1 else []


def _part_of_head(cell: str, headings: Headings) -> str | None:
    plain = plain_heading(cell) if cell.strip() else ""
    part = next((part for part, head in _HEADS.items() if head.fullmatch(plain)), None)
    return part or (found if (found := headings.part(cell)) in CLINICAL_PARTS else None)


def _by_answer(table: list[Passage], section: DocumentSection) -> list[tuple[Verdict, str]]:
    """Names whose answer refuses, in a column that asks whether they may have it. Where some are refused for ever, only they."""
    head, *others = table
    asks_who_may = _asks_who_may(section.heading)
    if section.part in ("likely", "unlikely") and not asks_who_may:
        return []
    may = section.part in ("avoid", "cautions") or asks_who_may
    for place, cell in enumerate(head.cells):
        asks = _ASKS_LEAVE.fullmatch(cell.strip()) or (may and _ANSWERS.fullmatch(cell.strip()))
        answers = [(row.cells[0], row.cells[place].strip()) for row in others if len(row.cells) > place]
        if not place or not asks or not answers or not all(_ANSWER.fullmatch(one) for _, one in answers):
            continue
        refused = [one for one in answers if _NEVER.fullmatch(one[1])]
        refused = refused or [one for one in answers if _NO.fullmatch(one[1])]
        return [(Verdict.AVOID, name) for who, _ in refused for name in _dangers_in(who)]
    return []


def _by_reason(table: list[Passage], section: DocumentSection) -> list[tuple[Verdict, str]]:
    """Names that have only reasons beside them, below a heading of who should not have it: “Grommets | They may melt”."""
    head, *others = table
    heads = [cell.strip() for cell in head.cells]
    if section.part != "avoid" or len(heads) < _FEWEST or not _WHO.fullmatch(heads[0]):
        return []
    if not all(map(_WHY.fullmatch, heads[1:])) or any(
        _LETS.match(cell) for row in others for cell in row.cells[1:]
    ):
        return []
    return [(Verdict.AVOID, name) for row in others for name in _dangers_in(row.cells[0])]


def _asks_who_may(heading: str) -> bool:
    plain = plain_heading(heading[:MAX_LENGTH])
    return bool(_ASKS_WHO_MAY.match(plain)) and not _OF_HELP.search(plain)


def _unmarked(passage: Passage) -> str:
    return passage.text if passage.text[:1].isalnum() else passage.text[1:].strip(" \ufe0f")


def _plain(text: str) -> str:
    name = as_name(text.strip(" .,;"))
    return name if name and is_plain_name(name) else ""


def _dangers_in(text: str) -> list[str]:
    """The names of a cell: a plain one, or those of the people that it speaks of."""
    plain = text.strip(" .,;")
    return [name] if (name := _plain(plain)) else warned_names(plain)
