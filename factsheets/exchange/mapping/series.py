"""Lines right below a title that tell of a series, of who publishes the document or who wrote it, and nothing of the therapy."""

from __future__ import annotations

import re

from ..formats.document import BlockKind, TextBlock
from .headings import Headings
from .persons import names_a_person
from .signals import names_a_body, warns
from .title_words import tells_of_file

MOST_WORDS = 18  # of a line
#: “Information sheet 14 from …”, “a plain guide by …”, “From BackWiki, the members' encyclopaedia”, “No. 7 in a series”
_OF_SERIES = re.compile(
    r"\b(?:(?:information|advice|fact|help|patient|data|tip) ?(?:sheet|leaflet|card|guide)s?|fact ?sheets?|leaflets?|booklets?|handouts?|series|newsletter|bulletin|magazine|edition)\b"
    r"|^(?:sheet|number|no\.?|part|volume|vol\.?|issue) ?\d{1,4}\b"
    r"|^(?:an? )?(?:[a-z-]+ ){0,3}(?:guide|summary|introduction|overview|explanation)s? (?:by|from|for|prepared|written)\b"
    r"|^(?:from|by|courtesy of|brought to you by|(?:re)?produced|published|issued|provided|supplied|written|compiled|prepared|edited|supported|sponsored|reprinted) (?:by |for |from |with )?(?=[A-Z“\"\u2018'])",
    re.IGNORECASE,
)
_PUBLISHES = re.compile(
    r"\b(?:clinics?|hospitals?|infirmary|surgery|practice|department|nhs|service|support group|charity|branch|wellbeing|studio)\b",
    re.IGNORECASE,
)


def tells_of_series(line: str) -> bool:
    """Whether a line below a title names a series, who publishes it or who wrote it, and says nothing of the therapy."""
    short = line.strip()
    if (
        len(short.split()) > MOST_WORDS
        or short.endswith((".", "?", "!", ":"))
        or warns(short)
        or Headings().part(short)
    ):
        return False
    return bool(
        _OF_SERIES.search(short)
        or tells_of_file(short)
        or names_a_person(short)
        or (short[:1].isupper() and (_PUBLISHES.search(short) or names_a_body(short)) and short.istitle())
    )


def is_around_title(block: TextBlock) -> bool:
    """Whether a line right below a title tells of the file or of its series; a heading with a level is one of the text."""
    if "\n" in block.text:
        return False
    is_line = block.kind is BlockKind.PARAGRAPH or (block.kind is BlockKind.HEADING and not block.level)
    return tells_of_file(block.text) or (is_line and tells_of_series(block.text))
