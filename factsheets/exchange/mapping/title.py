"""What a document is about: its title, below an e-mail's head and the lines of a leaflet that stand above it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..formats.document import BlockKind, Document, DocumentRefused, TextBlock
from .above_title import (
    SERIES_WORDS,
    is_above_series,
    is_publisher_above,
    is_spoken_of_nowhere,
    may_be_name,
)
from .first_lines import (
    heading_of_all,
    is_name_of_site,
    is_no_name,
    only_highest,
    owns_document,
    stands_above_a_title,
    without_ornaments,
)
from .headings import Headings, plain_heading
from .mail_frame import without_mail
from .series import is_around_title
from .signals import has_contact
from .title_words import cleaned_title, is_of_a_part, named_by_label, tells_of_file

MAX_TITLE_LENGTH = 120

_ABOVE = re.compile(
    r"\b(?:nhs|trust|hospitals?|infirmary|department|dept|clinic|directorate|division|unit|outpatients?|health board|charity"
    r"|registered|patient information|information for (?:patients|carers|you)|for patients|information (?:leaflet|sheet|series)"
    r"|patient (?:leaflet|guide)|leaflet|fact ?sheet|version|page \d|issue \d|news ?letter|e-?letter|bulletin|draft|confidential|helping people)\b"
    r"|^backcare\b.{0,40}$",
    re.IGNORECASE,
)
#: “Pilates Factsheet 14”: the number of a series and the therapy in one line.
_IN_SERIES = re.compile(
    rf"^(?:{SERIES_WORDS}[:.]? (?P<after>[A-Z][^\n]{{2,80}})|(?P<before>[A-Z][^\n]{{2,80}}) {SERIES_WORDS})$",
    re.IGNORECASE,
)
#: Who publishes a document stands above its title.
_SOCIETY = re.compile(
    r"\w \b(?:society|association|foundation|charity|council|institute|federation|network|alliance|organisation|college|guild)$",
    re.IGNORECASE,
)
#: What a whole series is called stands above the title of one sheet, and so does a code such as “PHY/0123/v2”.
_GENERAL = re.compile(
    r"(?:[\w ]{0,40}\b)?series|(?:complementary |alternative |other )?(?:therapies|treatments|exercises)(?: (?:for|and) (?:your )?(?:back|backs|back pain))?",
    re.IGNORECASE,
)
_AIM = re.compile(r"(?:aims?|purpose) ?: ", re.IGNORECASE)
_CODE = re.compile(r"[A-Z]{2,6}(?:[/-][A-Z]{1,5})?[/ -]?\d{1,6}(?:[/ .-]{1,2}v?\d{1,4}){0,3}")
_WHAT_IS = re.compile(
    r"^\W{0,3}(?:\d{1,2}[.)]\s*)?(?:what is|what are) (?:an? |the )?(?P<name>[^?]{3,80})\?\s*$", re.IGNORECASE
)
_CHARITY = re.compile(r"backcare\b", re.IGNORECASE)
_LOOKED_AT = 12  # blocks: a title stands there or nowhere
_MAX_WORDS = 14
_FEW_WORDS = 6


@dataclass(frozen=True)
class Titled:
    """A document's title, the blocks after it, and the words that stand around the document."""

    title: str
    blocks: tuple[TextBlock, ...]
    aside: tuple[str, ...] = ()
    structural: tuple[str, ...] = ()
    is_found_below: bool = False  # it was taken from a heading such as “What is Reiki?”
    shared: tuple[str, ...] = ()  # sentences above the titles of several therapies
    above: tuple[str, ...] = ()  # texts above a title that does not come first
    asked: str = ""  # the heading above such a title that might have been it


def take_title(document: Document, name: str) -> Titled:
    """The title, and all below it. Raises `DocumentRefused` when the document does not begin with one."""
    blocks, aside = without_mail(without_ornaments(document.blocks))
    above: list[str] = []  # sentences above the name of the therapy
    named = named_by_label(blocks) or _named_below(blocks)
    is_named = bool(named) and _stands_alone(named, blocks)
    highest = only_highest(blocks)
    first_aside = [one.text for one in document.set_aside if one.why == "series"][:1]
    for place, block in enumerate(blocks[:_LOOKED_AT]):
        if _are_links(block):
            aside.append(block.text)
            continue
        lines = [line for line in block.text.split("\n") if line.strip()]
        for number, line in enumerate(lines):
            title, structural = cleaned_title(line)
            is_letterhead = place < highest and block.kind is BlockKind.PARAGRAPH and has_contact(block.text)
            below = (not is_letterhead and _is_below(line, block)) or (
                bool(named) and bool(_WHAT_IS.match(line[:200]))
            )
            is_doubtful = below or (number == 0 and is_of_a_part(title) and not is_named)
            found = _place_of(named, blocks) if below and is_named else 0
            if is_doubtful and not found:
                found = heading_of_all(blocks, highest if highest > place else 0)
            if found:
                return _from_below(blocks, found, tuple(aside), tuple(above), name, is_asked=not below)
            in_series = _named_in_series([*first_aside, *aside]) if below or title.endswith(".") else ""
            if (below and named) or in_series:
                rest = _rest_of(block, lines[number:])
                return Titled(
                    named or in_series, (*rest, *blocks[place + 1 :]), tuple(aside), is_found_below=True
                )
            if below:
                raise _no_title(name)
            is_above = (
                plain_heading(title) != plain_heading(named)
                if is_named
                else (place < highest and (bool(aside) or _is_small_above(block, highest - place)))
                or _is_above_any(line, title, lines[number + 1 :], document, blocks, place)
            )
            if title and not is_above:
                structural = (block.mark, *structural) if number == 0 else structural
                begun = _begun(title, structural, blocks, place, lines[number:], aside, name)
                return replace(begun, above=tuple(above))
            is_sentence = line.endswith((".", "!")) and not tells_of_file(line)
            (above if is_sentence else aside).append(f"{block.mark} {line}".strip() if not number else line)
    raise _no_title(name)


def _from_below(
    blocks: tuple[TextBlock, ...],
    place: int,
    aside: tuple[str, ...],
    above: tuple[str, ...],
    name: str,
    *,
    is_asked: bool,
) -> Titled:
    """The document by a heading that is not its first. What stands above it, from a heading on, follows after all else."""
    before = tuple(one for one in blocks[:place] if one.text not in (*aside, *above))
    turn = next((at for at, one in enumerate(before) if one.kind is BlockKind.HEADING), len(before))
    title, structural = cleaned_title(blocks[place].text)
    begun = _begun(
        title, (blocks[place].mark, *structural), blocks, place, [blocks[place].text], list(aside), name
    )
    above = (*above, *(f"{one.mark} {one.text}".strip() for one in before[:turn]))
    asked = before[turn].text if is_asked and turn < len(before) else ""
    panels = tuple(replace(one, begins_apart=not number) for number, one in enumerate(before[turn:]))
    return replace(begun, blocks=(*begun.blocks, *panels), above=above, asked=asked)


def _begun(
    title: str,
    structural: tuple[str, ...],
    blocks: tuple[TextBlock, ...],
    place: int,
    lines: list[str],
    aside: list[str],
    name: str,
) -> Titled:
    """The document below its title, which is the first of these lines of a block."""
    title, count = _with_wrapped(title, lines, 0)
    if len(title) > MAX_TITLE_LENGTH:
        raise _no_title(name)
    about_file = [line for line in lines[count:] if tells_of_file(line)]
    rest = _rest_of(blocks[place], [line for line in lines[count:] if line not in about_file])
    below = blocks[place + 1 :]
    while below and not rest and is_around_title(below[0]):
        about_file.append(below[0].text)
        below = below[1:]
    return Titled(title, (*rest, *below), (*aside, *about_file), structural)


def _place_of(name: str, blocks: tuple[TextBlock, ...]) -> int:
    """Which of the first blocks is the name of the therapy and nothing else; 0 for none."""
    first = enumerate(blocks[:_LOOKED_AT])
    plain = plain_heading(name)
    return next((at for at, one in first if plain_heading(cleaned_title(one.text)[0]) == plain), 0)


def _stands_alone(name: str, blocks: tuple[TextBlock, ...]) -> bool:
    """Whether one of the first lines is the name of the therapy and nothing else."""
    lines = [line for block in blocks[:_LOOKED_AT] for line in block.text.split("\n")[:_LOOKED_AT]]
    return any(
        plain_heading(cleaned_title(line)[0]) == plain_heading(name) for line in lines if len(line) < 200
    )


def _named_in_series(lines: list[str]) -> str:
    """The therapy that a line above the text names beside the number of its series; “” for none."""
    for line in lines:
        found = _IN_SERIES.fullmatch(line.strip()[:MAX_TITLE_LENGTH])
        name = (found["after"] or found["before"]).strip(" :-\u2013\u2014") if found else ""
        if name and not _ABOVE.search(name):
            return name
    return ""


def _no_title(name: str) -> DocumentRefused:
    return DocumentRefused(
        f"{name} does not begin with a title: put the name of the therapy alone on its first line."
    )


def _is_below(line: str, block: TextBlock) -> bool:
    """Whether the line is text or a known heading already, so that no title can follow."""
    if block.kind in (BlockKind.ITEM, BlockKind.ROW):
        return True
    if Headings().part(line) and not _CHARITY.match(line):
        return True
    return len(line) > MAX_TITLE_LENGTH or (
        line.endswith((".", ";")) and len(line.split()) > 8 and not _ABOVE.search(line)
    )


def _is_above_any(
    line: str, title: str, later: list[str], document: Document, blocks: tuple[TextBlock, ...], place: int
) -> bool:
    """Whether a line of a block stands above the title, whatever it is; `later` are the lines below it in its block."""
    block = blocks[place]
    return (
        _is_above(line, title, block, blocks, place)
        or is_above_series(document, blocks, place)
        or is_publisher_above(line, block, blocks, place)
        or (is_no_name(line) and stands_above_a_title(blocks, place, later))
        or is_name_of_site(title, document, blocks, place)
        or is_spoken_of_nowhere(title, later, blocks, place)
        or (owns_document(title, document) and _is_above_name(blocks, place))
    )


def _is_above(line: str, title: str, block: TextBlock, blocks: tuple[TextBlock, ...], place: int) -> bool:
    """Whether a line stands above the title: a hospital, a series, a number, a slogan of the charity."""
    if not re.search(r"[^\W\d_]", title) or has_contact(title):
        return True
    if block.kind is BlockKind.PICTURE or tells_of_file(line):
        return True
    if _WHAT_IS.match(line):
        return False
    if _CODE.fullmatch(line.strip()[:MAX_TITLE_LENGTH]):
        return True
    following = blocks[place + 1].text if place + 1 < len(blocks) else ""
    if (_GENERAL.fullmatch(title) or _AIM.match(line)) and "\n" not in block.text and may_be_name(following):
        return True
    if _SOCIETY.search(title) and "\n" not in block.text and may_be_name(following):
        return True
    has_more = (
        any(one.kind is BlockKind.HEADING or one.text for one in blocks[place + 1 : place + 3])
        or "\n" in block.text
    )
    return bool(_ABOVE.search(title)) and has_more


def _are_links(block: TextBlock) -> bool:
    """Whether each line of a block is a link and no more, as those to the other pages of a site are."""
    lines = [line for line in block.text.split("\n") if line]
    return len(lines) > 1 and {line.strip() for line in lines} <= {link.text.strip() for link in block.links}


def _is_small_above(block: TextBlock, distance: int) -> bool:
    """Whether a few words that are no heading stand right above the one heading of the highest level."""
    return block.kind is BlockKind.PARAGRAPH and distance == 1 and len(block.text.split()) <= _FEW_WORDS


def _is_above_name(blocks: tuple[TextBlock, ...], place: int) -> bool:
    """Whether a line stands alone above another one that can be the title."""
    pair = blocks[place : place + 2]
    return len(pair) == 2 and "\n" not in pair[0].text and may_be_name(pair[1].text)


def _with_wrapped(title: str, lines: list[str], number: int) -> tuple[str, int]:
    """The title with the line that goes on with it, and how many lines it has."""
    following = lines[number + 1] if number + 1 < len(lines) else ""
    goes_on = (
        following[:1].islower()
        and not tells_of_file(following)
        and ":" not in following
        and not following.endswith(".")
        and len(following.split()) <= _MAX_WORDS
    )
    return (f"{title} {following.strip()}", 2) if goes_on else (title, 1)


def _rest_of(block: TextBlock, lines: list[str]) -> tuple[TextBlock, ...]:
    if not lines:
        return ()
    kind = BlockKind.PARAGRAPH if block.kind is BlockKind.HEADING else block.kind
    return (replace(block, kind=kind, text="\n".join(lines), level=0),)


def _named_below(blocks: tuple[TextBlock, ...]) -> str:
    """The therapy that a heading such as “What is dry needling?” names among the first; "" for none."""
    for block in blocks[: _LOOKED_AT * 2]:
        for line in block.text.split("\n")[:3]:
            found = _WHAT_IS.match(line[:200])
            if found and not Headings().part(line):
                name = found["name"].strip()
                return name[:1].upper() + name[1:]
    return ""
