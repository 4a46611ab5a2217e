"""Lists without marks: short lines of one paragraph, or short paragraphs one after the other, each of them one condition."""

from __future__ import annotations

import re
from dataclasses import replace

from ..formats.document import BlockKind, Link
from .condition_names import is_plain_name, is_unsettled
from .ledger import Ledger
from .negation import denies, doubts, makes_worse
from .passages import LIST_OPENING, Passage
from .prose import is_finished, split_sentences

NOTE = "Lines without list marks were read as a list, {names}: look whether each line is one condition."
_FEWEST_LINES = 3  # two lines can be one that was too long, unless the document has lines with more room
_FEWEST_PARAGRAPHS = 2
_FEWEST_MARKS = 2
_LONGEST = 2000
_COUNT = re.compile(r"(?:(?<=\s)|(?<![\s\S]))\(?(?P<number>\d{1,2})[.)]\s{1,3}(?=[^\W\d_])")
_BULLET = re.compile(r"[•●○▪■∙]\s{0,3}(?=\w)")
_BETWEEN = re.compile(r"\s[\u00b7\u2022\u25cf\u25aa\u2219]\s+")
_GOES_ON = re.compile(r"(?:and|or|nor|of|to)\b")
_JOINED = re.compile(r"[,;]?(?:\s(?:and|or))?$")
_MOST_WORDS = 6
_MOST_WORDS_LED = 10
_LEADS_OVER = re.compile(r"(?:\b(?:if|have|are|with|for|in|has)|:)$")
_MOST_LETTERS = 60
_NO_END = (".", "!", "?", ":", "-", "(", "&", "/")
_INSIDE = re.compile(r"[.,;:!?](?!$)|\d{2}|@|www\.")
_JOINS = re.compile(
    r"^(?:and|or|but|nor|of|in|on|at|to|for|from|with|by|as|than|that|which|who|when|while|is|are|it|they|so|then|because)\b"
    r"|\b(?:and|or|but|nor|of|in|on|at|to|for|from|with|by|as|than|that|which|who|when|the|a|an|your|is|are|very)$",
    re.IGNORECASE,
)


def with_bare_lists(passages: list[Passage], label: str, ledger: Ledger, heading: str = "") -> list[Passage]:
    """The passages; where lines are surely a list, each of them is an item. A person is told.

    Paragraphs in small letters right below a heading that leads over to them (“if you have”) may have more words.
    """
    is_led = bool(_LEADS_OVER.search(heading.rstrip()[-12:]))
    passages = [
        piece for passage in passages for piece in _parted_by_signs(passage) or _counted(passage, ledger)
    ]
    found: list[Passage] = []
    place = 0
    while place < len(passages):
        passage = passages[place]
        is_one_line = len(passage.lines) == 1
        run = _run(passages, place, is_led=is_led and not place) if is_one_line else []
        lead, lines = ("", [one.text for one in run]) if is_one_line else _lead_and_lines(passage)
        count = max(1, len(run))
        fewest = _FEWEST_PARAGRAPHS if is_one_line or _begin_anew(passage, lines) else _FEWEST_LINES
        is_list = (
            len(lines) >= fewest
            and _follows_an_end(found)
            and _are_items(lines, most_words=_MOST_WORDS_LED if is_led and run and not found else _MOST_WORDS)
            and not _is_taken_back(passages[place + count : place + count + 1])
        )
        if is_list:
            found += [replace(passage, lines=[lead], links=())] if lead else []
            found += [Passage(BlockKind.ITEM, [line.rstrip(",;")], level=1) for line in lines]
            ledger.propose(label, NOTE.format(names=", ".join(f"“{line}”" for line in lines[:12])))
        else:
            found += passages[place : place + count]
        place += count
    return found


def _counted(passage: Passage, ledger: Ledger) -> list[Passage]:
    """What counts within itself, “1. Fever 2. Gout”, or has bullets in it: what leads over, its items, what follows them.

    It stays whole where any item but the last is more than one: what leads over to the next may say the contrary.
    """
    text = passage.text
    if passage.is_row or passage.is_subheading or passage.is_note or len(text) > _LONGEST:
        return [passage]
    first = 1 if passage.is_paragraph else 2 if passage.mark.strip("().") == "1" else 0
    marks = list(_COUNT.finditer(text)) if first else []
    counted = [str(number) for number in range(first, first + len(marks))]
    if not marks or [mark["number"] for mark in marks] != counted:
        marks = list(_BULLET.finditer(text))
    if len(marks) < (_FEWEST_MARKS if passage.is_paragraph else 1):
        return [passage]
    lead = text[: marks[0].start()].strip()
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    pieces = [text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]
    last, *after = split_sentences(pieces[-1]) or [""]
    pieces[-1] = last
    inner = [*([] if passage.is_paragraph else [lead]), *pieces]
    is_open = passage.is_paragraph and lead[-1:].isalnum() and len(marks) <= _FEWEST_MARKS
    if is_open or not all(inner) or not all(map(_is_one, inner)):
        return [passage]
    listed = [mark.group().strip() for mark in marks]
    found = [replace(passage, lines=[lead])] if lead else []
    for mark, piece in zip(listed, pieces, strict=True):
        joins = _JOINED.search(piece)
        ledger.structure(joins.group() if joins else "")
        name = piece[: joins.start()] if joins else piece
        found.append(
            Passage(BlockKind.ITEM, [name], mark, _links_in(name, passage), level=max(1, passage.level))
        )
    rest = " ".join(after)
    return [*found, *([Passage(BlockKind.PARAGRAPH, [rest], links=_links_in(rest, passage))] if rest else [])]


def _parted_by_signs(passage: Passage) -> list[Passage]:
    """The items of a paragraph that is only names with signs between them, “fever · gout · a hernia”, and the sentences behind it."""
    text = passage.text
    if not passage.is_paragraph or passage.is_note or len(text) > _LONGEST:
        return []
    names = _BETWEEN.split(text)
    last, *after = split_sentences(names[-1]) or [""]
    names[-1] = last.rstrip(".") if after or len(last.split()) <= _MOST_WORDS_LED else last
    if len(names) <= _FEWEST_MARKS or not all(map(is_plain_name, names)) or any(map(_JOINS.search, names)):
        return []
    rest = " ".join(after)
    items = [Passage(BlockKind.ITEM, [name], links=_links_in(name, passage), level=1) for name in names]
    return [*items, *([Passage(BlockKind.PARAGRAPH, [rest], links=_links_in(rest, passage))] if rest else [])]


def _is_one(piece: str) -> bool:
    """Whether an item is one thing: no sentence begins inside it, and it goes on with nothing."""
    return len(split_sentences(piece)) == 1 and not piece.endswith(":") and not _GOES_ON.match(piece)


def _links_in(text: str, passage: Passage) -> tuple[Link, ...]:
    return tuple(link for link in passage.links if link.text in text)


def _begin_anew(passage: Passage, lines: list[str]) -> bool:
    """Whether the second of two lines had room on the first, and each begins with its only capital."""
    return (
        len(lines) == 2
        and len(lines[0]) + len(lines[1].split()[0]) < passage.room
        and all(
            line[:1].isupper() and not any(word[:1].isupper() for word in line.split()[1:]) for line in lines
        )
    )


def _lead_and_lines(passage: Passage) -> tuple[str, list[str]]:
    """The line that leads over to a list in its own paragraph, and the others."""
    if not passage.is_paragraph or not passage.lines:
        return "", []
    first, *others = passage.lines
    if LIST_OPENING.search(first[-40:]):
        return "", []
    return (first, others) if first.endswith(":") else ("", passage.lines)


def _run(passages: list[Passage], start: int, *, is_led: bool) -> list[Passage]:
    """The short paragraphs of one line that stand one after the other."""
    most = _MOST_WORDS_LED if is_led and passages[start].text[:1].islower() else _MOST_WORDS
    run: list[Passage] = []
    for passage in passages[start:]:
        if (
            not passage.is_paragraph
            or passage.is_note
            or len(passage.lines) != 1
            or passage.links
            or not _is_short(passage.text, most)
        ):
            break
        run.append(passage)
    return run


def _follows_an_end(before: list[Passage]) -> bool:
    """Whether nothing that stands before goes on in what follows, or takes it back."""
    if not before or not before[-1].is_paragraph:
        return True
    if LIST_OPENING.search(before[-1].ending[-40:]):
        return False  # what follows is read as pain patterns
    last = split_sentences(before[-1].text[-400:])[-1:]
    return is_finished(before[-1].ending) and not any(map(denies, last))


def _is_taken_back(following: list[Passage]) -> bool:
    """Whether what stands below a list goes on with it or leaves something out: “But not fractures”."""
    return any(
        passage.is_paragraph
        and (
            passage.text[:1].islower()
            or bool(_JOINS.match(passage.text[:400]))
            or any(map(denies, split_sentences(passage.text[:400])[:1]))
        )
        for passage in following
    )


def _are_items(lines: list[str], *, most_words: int = _MOST_WORDS) -> bool:
    """Whether each line can be a name, all are written alike, and nothing in them leaves out, denies or doubts."""
    begin_small = {line[0].islower() for line in lines}
    end_open = {line.endswith((",", ";")) for line in lines[:-1]}
    return (
        len(begin_small) == 1
        and len(end_open) < 2
        and all(_is_short(line, most_words) for line in lines)
        and not any(
            (denies(line) and not is_unsettled(line)) or doubts(line) or makes_worse(line) for line in lines
        )
    )


def _is_short(line: str, most_words: int) -> bool:
    return (
        0 < len(line) <= _MOST_LETTERS
        and len(line.split()) <= most_words
        and line[0].isalpha()
        and not line.endswith(_NO_END)
        and not _INSIDE.search(line)
        and not _JOINS.search(line)
    )
