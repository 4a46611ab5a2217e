"""The references of a document: each is one source with its identifiers apart, and the sentence as it stood."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import Any
from unicodedata import digit

from factsheets.language.vocabulary import Section, SourceKind
from factsheets.outputs.parsed_factsheet import ParsedCitation, ParsedSource

from ..formats.document import Link
from ..formats.list_numbers import FARTHEST, goes_on_with, list_number_of
from .contacts import is_link
from .ledger import Ledger, words
from .passages import Passage
from .signals import warns

LABEL = "Sources"

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s<>\"]{1,100}[^\s<>\".,;)\]]", re.IGNORECASE)
_TORN_DOI = re.compile(r"(\b10\.\d{4,9}/)\s{1,3}(?=\S)")
_PMID = re.compile(r"\b(?:PMID|PubMed(?: ID)?)[:\s]{0,3}(\d{1,9})\b", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,190}[^\s<>\".,;)\]]", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/-])")
_NUMBER = re.compile(
    r"^\s*(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}[.)]|\d{1,3}(?=\s+[A-Z][\w'\u2019-]{1,30},? [A-Z]{1,3}[.,]))\s+"
)
#: “↑ a b”: what leads back from a note of a web page to the text.
_BACK = re.compile(
    r"\s{0,3}(?:[\u2191\u21a9\u21e7\u2b06\u25b2\u21b5^]\ufe0e?\s{0,3}){1,3}(?:(?:[Jj]ump up(?: to)?|[a-z])[,:]?\s{1,3}){0,9}(?=\S)",
)
_BACK_BEHIND = re.compile(r"(?:\s{0,3}[\u2191\u21a9\u21e7\u2b06\u25b2\u21b5^]\ufe0e?){1,3}\s{0,3}\Z")
_SEEN = re.compile(
    r"\b(?:accessed|viewed|retrieved|available|updated|cited|e-?pub|errat(?:um|a)|reprint(?:ed)?)\b",
    re.IGNORECASE,
)
#: “1. Sample C. Clay and backs. Mud J 2011;1:1-4.”: a number, a name with its letters, and where it was printed.
_ENTRY = re.compile(
    r"\s{0,3}(?:\[\d{1,3}\]|\(?\d{1,3}[.)]|\d{1,3})\s{1,9}[A-Z][\w'\u2019-]{1,30},? [A-Z]{1,3}\b"
)
_PRINTED = re.compile(r"(?:19|20)\d\d\s?;\s?\d|\bdoi\b|\bPMID\b|\(\d{1,3}\):\s?\d", re.IGNORECASE)
_AUTHOR = re.compile(r"\s{0,3}(?:\d{1,3}[.)]? )?[A-Z][\w'\u2019-]{1,30},? [A-Z]{1,3}\b")
_MAX_TITLE = 300
_MAX_ENTRY = 2000


def is_reference(text: str) -> bool:
    """Whether a numbered line outside a list of references can be nothing else, such as a note below a web page."""
    return bool(_ENTRY.match(text[:200]) and _PRINTED.search(text[:_MAX_ENTRY]))


def is_reference_in_note(text: str) -> bool:
    """Whether a footnote is a reference and warns nobody: it names where something was printed."""
    is_printed = bool(_AUTHOR.match(text[:200]) and _PRINTED.search(text[:_MAX_ENTRY]))
    return (is_printed or bool(_DOI.search(text[:_MAX_ENTRY]))) and not warns(text)


def read_references(passages: list[Passage], ledger: Ledger) -> tuple[ParsedCitation, ...] | None:
    """One citation for each reference, under the evidence; None when the section has none."""
    citations: list[ParsedCitation] = []
    links = [link for passage in passages for link in passage.links]
    for mark, entry in _entries(passages):
        ledger.structure(mark)
        source = source_of(entry, _target_in(entry, links))
        if source is None or any(source.title.casefold() == one.source.title.casefold() for one in citations):
            ledger.leave(LABEL, entry)
            continue
        ledger.place_text(LABEL, entry, source.title)
        citations.append(ParsedCitation(source=source, section=Section.EVIDENCE.value))
    if citations:
        ledger.propose(
            LABEL,
            f"{len(citations)} {'reference was' if len(citations) == 1 else 'references were'} taken as written, under "
            f"“{Section.EVIDENCE.label}”: check the title, the kind, and which part each supports.",
        )
    return tuple(citations) or None


def numbers_of(passages: list[Passage]) -> set[int]:
    """The numbers of the references, those that are written or counted; one that warns somebody is none."""
    found: set[int] = set()
    for place, (mark, entry) in enumerate(_entries(passages), 1):
        digits = "".join(str(digit(one)) for one in mark if one.isdigit())
        if not warns(entry):
            found.add(int(digits or place))
    return found


def _target_in(entry: str, links: list[Link]) -> str:
    """The address behind words of a reference, when there is one and no other."""
    behind = {
        link.target for link in links if (said := " ".join(link.text.split())) and said in entry[:_MAX_ENTRY]
    }
    return behind.pop() if len(behind) == 1 else ""


def source_of(entry: str, target: str = "") -> ParsedSource | None:
    """A reference as a source: its identifiers taken out, its title the sentence as it stood; None if it fits no record.

    `target` is the address behind words of it, which counts where it writes none itself.
    """
    if len(entry) > _MAX_TITLE or len(words(entry)) < 3:
        return None
    is_doi = "doi.org/" in target.casefold()
    doi = _DOI.search(_TORN_DOI.sub(r"\1", entry)) or _DOI.search(
        target if is_doi else ""
    )  # a line ended inside it
    pmid = _PMID.search(entry)
    link = _LINK.search(entry)
    address = link.group() if link else "" if is_doi or not is_link(target) else target
    if "doi.org/" in address.casefold():
        address = ""
    elif address and "://" not in address:
        address = f"https://{address}"
    return ParsedSource(
        kind=SourceKind.OTHER.value,
        title=entry,
        year=_year(entry),
        doi=_normal_doi(doi.group()) if doi else "",
        pmid=pmid[1] if pmid and _identifiers().is_pmid(pmid[1]) else "",
        link=address if is_link(address) else "",
    )


@cache
def _identifiers() -> Any:
    """Loaded with the first reference: its patterns would take a fifth of the start of every process of the site."""
    return import_module("idutils")


def _normal_doi(found: str) -> str:
    normal = str(_identifiers().normalize_doi(found)) if _identifiers().is_doi(found) else ""
    return normal if len(normal) <= 120 else ""


def _year(entry: str) -> int | None:
    """The year of publication: the only one that stands before the words on when somebody looked at it."""
    looked_at = _SEEN.search(entry)
    written = _DOI.sub(" ", _LINK.sub(" ", entry[: looked_at.start()] if looked_at else entry))
    years = list(dict.fromkeys(_YEAR.findall(written)))
    return int(years[0]) if len(years) == 1 else None


def _says_where(text: str, before: str) -> bool:
    """Whether a line tells where a reference was printed that `before` only names."""
    signs = (_PRINTED, _DOI, _LINK, _YEAR)
    return any(sign.search(text[:_MAX_ENTRY]) for sign in signs) and not any(
        sign.search(before[:_MAX_ENTRY]) for sign in signs
    )


def _entries(passages: list[Passage]) -> list[tuple[str, str]]:
    """Marks and references; a line without a number of its own goes on with the one before it.

    Where references are counted, so does a line that says where the one before it was printed, whatever sign that ends with.
    """
    entries: list[tuple[str, str]] = []
    last = 0
    is_counted = any(passage.mark[-2:-1].isdigit() or _NUMBER.match(passage.text) for passage in passages[:1])
    for passage in passages:
        for number, written in enumerate(passage.lines):
            back, line = _without_way_back(written)
            found = _numbered(line, last)
            mark = found.group().strip() if found else passage.mark if not number else ""
            last = list_number_of(mark) or last
            begins = not number or found or passage.lines[number - 1].rstrip().endswith((".", "]", ")"))
            behind, text = _without_way_back(line[found.end() :]) if found else ("", line)
            mark = f"{mark} {back}{behind}".strip()
            if begins and not (entries and not mark and _goes_on(text, entries[-1][1], is_counted)):
                entries.append((mark, text))
            else:
                entries[-1] = (entries[-1][0], f"{entries[-1][1]} {text}")
    return [(mark, text.strip()) for mark, text in entries if text.strip()]


def _without_way_back(line: str) -> tuple[str, str]:
    """The signs that lead back to the text, and the reference without them."""
    before = _BACK.match(line[:60])
    text = line[before.end() :] if before else line
    behind = _BACK_BEHIND.search(text[-12:])
    return before.group().strip() if before else "", text.removesuffix(behind.group()) if behind else text


def _numbered(line: str, last: int) -> re.Match[str] | None:
    """The number before a reference, where it goes on from the last one; any other may be a volume or a page."""
    found = _NUMBER.match(line)
    number = list_number_of(found.group()) if found else None
    is_far = number is not None and last > 0 and not last < number <= last + FARTHEST and number > 1
    is_inside = found is not None and line[found.end() :][:1].isdigit()  # “3. 12–15.”
    return None if is_far or is_inside else found


def _goes_on(text: str, before: str, is_counted: bool) -> bool:
    """Whether a line without a number belongs to the reference before it."""
    if text[:1].isdigit() and goes_on_with(before, text):
        return True
    return is_counted and (_says_where(text, before) or goes_on_with(before, text))
