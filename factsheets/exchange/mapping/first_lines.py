"""Lines near the beginning that are no title, and the heading that is one although it does not come first."""

from __future__ import annotations

import re
from dataclasses import replace

from ..formats.document import BlockKind, Document, TextBlock
from .headings import Headings, plain_heading, stems_of
from .persons import names_a_person
from .signals import has_contact, warns
from .title_words import cleaned_title, is_of_a_part, is_rubric, tells_of_file

_MOST_WORDS = 12
_FIRST = 12  # blocks: a title stands there or nowhere, where no heading is higher
_LOOKED_AT = 40  # blocks: a leaflet that is folded has its title on its first page
_BELOW = 3  # blocks: so near a title stands below the name of a person
_LETTERS = 3
_LONGEST = 160
_ABBREVIATION = re.compile(r"\b[A-Z]{2,3}\b")
_ORNAMENT = re.compile(r"(?:\s[*~=_\u2022\u00b7-]){1,20}\s?$")
_NEWS = re.compile(
    r"(?:news|newsletter|bulletin|gazette|journal|magazine|herald|times|post|update)$", re.IGNORECASE
)
#: “© 2002 Example Backs”, “Copyright Example Backs 2002. All rights reserved”
_OWNER = re.compile(
    r"(?:©|\([cC]\)|\b[Cc]opyright\b)(?:\s|©|\(c\)|(?:19|20)\d\d|[,\u2013-]){0,12}(?P<who>[A-Z][\w '&\u2019-]{2,60}?)(?=\s?(?:[.,;|(\u2013]|(?:19|20)\d\d|$))"
)
_PARTS_OF_PAGE_TITLE = re.compile(r"\s[-\u2013\u2014|:\u00b7\u00bb>]\s|\s?[|\u00bb]\s?")


def only_highest(blocks: tuple[TextBlock, ...]) -> int:
    """Where the only heading of the highest level stands, when it is near the beginning and opens no part; 0 for none."""
    places = [
        place for place, block in enumerate(blocks) if block.kind is BlockKind.HEADING and block.level == 1
    ]
    is_title = len(places) == 1 and places[0] < _FIRST and Headings().part(blocks[places[0]].text) is None
    return places[0] if is_title else 0


def owns_document(title: str, document: Document) -> bool:
    """Whether a line is the name of whoever holds the copyright, as the head of a site or a leaflet has it."""
    plain = plain_heading(title)
    owners = (_OWNER.search(one.text[:_LONGEST]) for one in document.set_aside)
    return bool(plain) and any(plain_heading(owner["who"]) == plain for owner in owners if owner)


def is_no_name(line: str) -> bool:
    """Whether a line names a person, a newspaper or its column, so that the title stands below it."""
    short = line.strip(" ~*=-_.\u2022\u00b7#")[:_LONGEST]
    if names_a_person(short) or is_rubric(short):
        return True
    joined = without_spaced_letters(line)
    return joined != line.strip() and bool(_NEWS.search(joined))


def without_spaced_letters(line: str) -> str:
    """A line that somebody set in spaced letters, “~ C U P P I N G ~”, as words; any other line as it stands."""
    words = line.strip(" ~*=-_.\u2022\u00b7#").split()
    single = [word for word in words if len(word) == 1 and word.isalpha()]
    return (
        "".join(words) if len(single) >= _LETTERS + 1 and len(single) * 4 >= len(words) * 3 else line.strip()
    )


def without_ornaments(blocks: tuple[TextBlock, ...]) -> tuple[TextBlock, ...]:
    """The blocks; a first line between ornaments, “* * Back Chat * *”, is no item of a list."""
    first = blocks[0] if blocks else None
    if first is None or first.kind is not BlockKind.ITEM or not _ORNAMENT.search(first.text[-60:]):
        return blocks
    return (replace(first, kind=BlockKind.PARAGRAPH, mark="", level=0), *blocks[1:])


def stands_above_a_title(blocks: tuple[TextBlock, ...], place: int, lines: list[str]) -> bool:
    """Whether a line that can be the title follows among the next ones; `lines` are those of the same block."""
    later = [line for block in blocks[place + 1 : place + 1 + _BELOW] for line in block.text.split("\n")[:1]]
    return any(_may_be_title(line) for line in (*lines, *later))


def is_name_of_site(line: str, document: Document, blocks: tuple[TextBlock, ...], place: int) -> bool:
    """Whether a page's title names this line and another one below it: a site's name stands above that of the page."""
    named = [plain_heading(part) for part in _parts_of_page_title(document)]
    own = plain_heading(line)
    if not own or own not in named:
        return False
    below = [plain_heading(one.text) for one in blocks[place + 1 : place + 1 + _BELOW]]
    return any(one in below for one in named if one and one != own)


def heading_of_all(blocks: tuple[TextBlock, ...], highest: int) -> int:
    """Where the heading stands that names what the document speaks of, below others; 0 for none.

    It is the only one of the highest level, or a question such as “What is …?” or the text below asks for it by its name.
    """
    if highest:
        return highest
    named = [stems for block in blocks if (stems := _asked_for(block))]
    for place, block in enumerate(blocks[:_LOOKED_AT]):
        if not place or block.kind is not BlockKind.HEADING or not _may_be_title(block.text):
            continue
        own = telling_words(cleaned_title(block.text)[0])
        if own and any(stems <= own for stems in named):
            return place
    return 0


def speaks_of(title: str, blocks: tuple[TextBlock, ...]) -> bool:
    """Whether a word of the title that tells it from others comes again below; a title without such a word is not doubted."""
    own = telling_words(title)
    return not own or bool(own & stems_of(*(block.text for block in blocks)))


def _asked_for(block: TextBlock) -> set[str]:
    """The words of the therapy that a heading such as “So what is a caudal epidural?” asks for."""
    found = re.match(
        r"(?:so,? )?what(?:['\u2019]s| is| are) (?:an? |the )?(?P<name>[^?]{3,60})\?$",
        block.text[:80],
        re.IGNORECASE,
    )
    return telling_words(found["name"]) if found else set()


def telling_words(name: str) -> set[str]:
    """The words of a name, without their endings, that tell it from others: of its short words only abbreviations, such as “CBT”."""
    short = () if name.isupper() else _ABBREVIATION.findall(name)
    return stems_of(*(word for word in name.split() if len(word) > _LETTERS), *short)


def _may_be_title(line: str) -> bool:
    is_short = 0 < len(line.split()) <= _MOST_WORDS and not line.endswith((".", "!", ":", ";", ",", "?"))
    if not is_short or Headings().part(line) is not None or is_of_a_part(line) or is_no_name(line):
        return False
    return not (has_contact(line) or warns(line) or tells_of_file(line))


def _parts_of_page_title(document: Document) -> list[str]:
    named = [one.text for one in document.set_aside if one.why == "title of the page"][:1]
    return [part for text in named for part in _PARTS_OF_PAGE_TITLE.split(text[:_LONGEST])]
