"""Several therapies in one file: where the second begins, so that no word of one is said of the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..formats.document import BlockKind, Document, DocumentRefused, TextBlock
from .headings import Headings, plain_heading
from .sections import DocumentSection
from .signals import has_contact
from .title import Titled, take_title
from .title_words import is_of_a_part

#: Headings that one factsheet has once.
_ONCE = (
    "introduction",
    "mechanism",
    "procedure",
    "evidence",
    "likely",
    "unlikely",
    "avoid",
    "qualifications",
)
_MAX_TITLE_WORDS = 6
_LINES_OF_A_HEAD = 4
_LINES_READ = 60  # of one block
_FEWEST_AGAIN = 2
_WORDS_OF_A_SENTENCE = 5
_RUN_IN = re.compile(r"^[^:?]{3,80}[:?]")
#: “It may help if”: a sentence begins, or goes on below.
_BEGINS_SENTENCE = re.compile(r"(?:it|they|you|we|this|these|please|do|not)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\b(?:if|for|with|by|in|on|to|of|and|or|when|that|have|are|is)$", re.IGNORECASE)
ASKED = (
    "Headings of a factsheet come again below “{line}”, and nothing shows that it is the name of another therapy: both texts were "
    "put together. If there are two therapies, part the file and bring each in by itself."
)
ASKED_OF_HEADINGS = (
    "“{headings}” stand in this document more than once, without the name of another therapy above them: both texts were put "
    "together. If there are two therapies, part the file and bring each in by itself."
)
NAMED_BELOW = "“{line}” may be the name of the first therapy in the file, and what stands above it may be said of all of them: check the title."
AFTER_ALL = (
    "“{heading}” stands as high as the names of the therapies in the file: what is below it may be said of all of them, and "
    "was put to this one alone."
)
SHARED = "“{text}” stands above all the therapies of the file: decide whether it belongs to this one."


@dataclass(frozen=True)
class Therapies:
    """The blocks of each therapy; each but the first begins with its title. `questions` are about lines that may be titles."""

    blocks: list[tuple[TextBlock, ...]]
    questions: tuple[str, ...] = ()


def split_therapies(blocks: tuple[TextBlock, ...], headings: Headings, *, top: int = 0) -> Therapies:
    """The therapies of a document whose highest heading has the level `top`.

    A second one begins only where the document says so: at a title with its own headings anew. Those are at least two
    that stood before, or one below a title as high as the first. The title stands higher than its headings, or all
    headings are of one height. Any other line above headings that come again is asked about.
    """
    parts = [[] if block.version else _parts(block, headings) for block in blocks]
    starts, doubtful = [0], list[str]()
    for place, block in enumerate(blocks):
        if place and _may_be_title(block) and not _stands_under_heading(blocks[place - 1], headings):
            before = {part for each in parts[starts[-1] : place] for part in each}
            after = _until_repeated(
                [*parts[place][1:], *(part for each in parts[place + 1 :] for part in each)]
            )
            again = before & after
            if len(again) < _FEWEST_AGAIN and not (again and before <= after and block.level == 1):
                continue
            following = zip(blocks[place + 1 :], parts[place + 1 :], strict=True)
            below = next((one.level for one, opened in following if again & {*opened}), 0)
            if _is_title(block, top=top, below=below):
                starts.append(place)
            else:
                doubtful.append(block.text)
    ends = [*starts[1:], len(blocks)]
    found = [blocks[start:end] for start, end in zip(starts, ends, strict=True)]
    questions = [ASKED.format(line=line) for line in doubtful[:1]]
    if len(found) > 1 and (name := _may_name_the_first(found)):
        questions.append(NAMED_BELOW.format(line=name))
    return Therapies(found, tuple(questions))


def with_titles_alone(therapies: Therapies, name: str) -> Therapies:
    """The therapies that have a title; what has none belongs to the one before it, with a question."""
    found, questions = [therapies.blocks[0]], list(therapies.questions)
    for blocks in therapies.blocks[1:]:
        try:
            take_title(Document(blocks), name)
        except DocumentRefused:
            found[-1] = (*found[-1], *blocks)
            questions.append(ASKED.format(line=blocks[0].text))
        else:
            found.append(blocks)
    return Therapies(found, tuple(questions))


def _may_name_the_first(therapies: list[tuple[TextBlock, ...]]) -> str:
    """A heading near the beginning that may be the title of the first therapy, where headings have no heights."""
    if therapies[1][0].level:
        return ""
    head = [one for one in therapies[0][:_LINES_OF_A_HEAD] if one.kind is BlockKind.HEADING]
    return next((one.text for one in head if not one.level and _may_be_title(one)), "")


def _is_title(block: TextBlock, *, top: int, below: int) -> bool:
    """Whether a line is the title of another therapy by its height, or by its words where no heights are known."""
    if is_of_a_part(block.text):
        return False
    return not block.level or not below or block.level < below or block.level == top


def headings_after_all(therapies: list[tuple[TextBlock, ...]]) -> list[str]:
    """The headings of the last of several therapies that stand as high as its title."""
    if len(therapies) < 2:
        return []
    title, *others = therapies[-1]
    return [
        one.text
        for one in others
        if one.kind is BlockKind.HEADING and one.level and title.kind is one.kind and title.level == one.level
    ]


def with_title_of_its_own(
    titled: Titled, therapies: list[tuple[TextBlock, ...]]
) -> tuple[Titled, tuple[TextBlock, ...]]:
    """The first therapy by the heading that stands as high as the title of the second.

    Of what stands above both, a title is set aside, and sentences are said of all of them.
    """
    first = therapies[0]
    second = therapies[1][0] if len(therapies) > 1 else None
    if second is None or second.kind is not BlockKind.HEADING or not second.level:
        return titled, first
    for place, block in enumerate(first[:_LINES_OF_A_HEAD]):
        if block.kind is BlockKind.HEADING and block.level == second.level and _may_be_title(block):
            above = [f"{one.mark} {one.text}".strip() for one in first[:place]]
            shared = tuple(text for text in above if _is_sentence(text))
            aside = (*titled.aside, titled.title, *(text for text in above if text not in shared))
            return replace(titled, title=block.text, aside=aside, shared=shared), first[place + 1 :]
    return titled, first


def headings_again(sections: Iterable[DocumentSection]) -> list[str]:
    """The headings above texts that stand in one reading more than once, of those that a factsheet has once."""
    own = [one for one in sections if one.heading and one.part in _ONCE and one.passages and not one.goes_on]
    written = {plain_heading(one.heading): one.heading for one in own}
    counted = Counter(plain_heading(one.heading) for one in own)
    again = [written[plain] for plain, count in counted.items() if count > 1]
    return again if len(again) >= _FEWEST_AGAIN else []


def words_written(blocks: Iterable[TextBlock]) -> str:
    """All that some blocks say, with their marks."""
    return "\n".join(f"{block.mark} {block.text}".strip() for block in blocks)


def _is_sentence(text: str) -> bool:
    return text.endswith((".", "!", "?")) and len(text.split()) >= _WORDS_OF_A_SENTENCE


def _parts(block: TextBlock, headings: Headings) -> list[str]:
    """The part that each line of a block opens, if a factsheet has it once; "" for a line that opens none."""
    whole = headings.part(block.text.replace("\n", " "))
    found = [whole or _part(line, headings) for line in block.text.split("\n")[:_LINES_READ]]
    return [part if part in _ONCE else "" for part in (found[:1] if whole else found)]


def _part(line: str, headings: Headings) -> str:
    run_in = _RUN_IN.match(line[:100])
    return headings.part(line) or (headings.part(run_in.group()) if run_in else "") or ""


def _stands_under_heading(before: TextBlock, headings: Headings) -> bool:
    """Whether the block before is a known heading and nothing else: what follows is its text."""
    return headings.part(before.text.replace("\n", " ")) is not None


def _until_repeated(parts: list[str]) -> set[str]:
    """The parts that follow, until one of them comes again."""
    found: set[str] = set()
    for part in parts:
        if part in found:
            return found
        if part:
            found.add(part)
    return found


def _may_be_title(block: TextBlock) -> bool:
    line = block.text.split("\n")[0].strip()
    if block.version or block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH) or not line[:1].isupper():
        return False
    if line.endswith((".", "?", "!", ":")) or "," in line or ";" in line or has_contact(line):
        return False
    if _BEGINS_SENTENCE.match(line) or _GOES_ON.search(line[-12:]):
        return False
    return len(line.split()) <= _MAX_TITLE_WORDS and Headings().part(line) is None
