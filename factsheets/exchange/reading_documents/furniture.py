"""What stands on a document and not in it: series numbers, page numbers, charity numbers, versions, dates of review."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .looks import USUAL_HEADINGS

#: No line of furniture is longer, so that every pattern below has little to read.
MAX_LENGTH = 200

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = rf"(?:(?:spring|summer|autumn|winter) (?:19|20)\d\d|(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{_MONTH},? )?(?:19|20)\d\d|\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:19|20)?\d\d|\d{{1,2}}/(?:19|20)\d\d)"
_REVIEWED = r"(?:(?:(?:this |the |web ?)?(?:page|content|contents|text|information|document|fact ?sheet|leaflet|booklet) (?:was |is |has been )?)?(?:last |date |first )?(?:reviewed|updated|revised|published|issued|produced|printed|approved|modified|edited|changed|amended)|(?:date of )?(?:last )?(?:review|revision|update|publication|issue)(?: date)?|review date|date)"
_STRONG = {
    "page number": re.compile(
        r"(?:page|p\.?|pg\.?) ?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?|\d{1,4} ?(?:of|/) ?\d{1,4}|[-–—] ?\d{1,4} ?[-–—]|page [ivxlc]{1,6}",
        re.I,
    ),
    "charity number": re.compile(
        r"(?:\w+ is a )?(?:a )?(?:registered|charity|charities|company)\b[\w ,&()']{0,70}?(?:no|number|nos|numbers)?[.:]* ?\(?(?:sc ?)?\d{5,8}\)?(?:[\w ,&()']{0,70}?(?:sc ?)?\d{5,8}\)?)?|registered charity",
        re.I,
    ),
    "date of review": re.compile(
        rf"{_REVIEWED}(?: by [\w .'-]{{1,60}})?(?: (?:on|in|due|date))?[:.]? ?{_DATE}", re.I
    ),
    "when it is looked at again": re.compile(
        rf"(?:we|it) will (?:be )?(?:look(?:ed)? at|review(?:ed)?|updated?|check(?:ed)?)(?: (?:this|the) [a-z ]{{4,20}})?(?: again)?(?: (?:in|on|by|before))? {_DATE}",
        re.I,
    ),
    "next review": re.compile(
        rf"(?:(?:next|due for|planned|to be) )?review(?:ed)?(?: (?:is )?(?:due|date|by|again))?(?: (?:on|in|by|date))?[:.]? ?{_DATE}",
        re.I,
    ),
    "date of writing": re.compile(
        rf"(?:first )?(?:written|compiled|prepared|created)(?: (?:on|in))?[:.]? ?{_DATE}|by [^,.\n]{{2,60}},? (?:on )?{_DATE}"
        rf"|authors?:? [^.:;?!\n]{{2,90}}[, ] ?{_DATE}",
        re.I,
    ),
    "made for a browser": re.compile(
        r"(?:this (?:site|page) (?:is|was) )?(?:best|designed to be|optimi[sz]ed)(?: to be)?(?: (?:seen|viewed))?(?: (?:with|in|on|for|using|at))"
        r"[\w .]{0,30}\b(?:netscape|explorer|mozilla|firefox|opera|browser|\d{3,4} ?x ?\d{3,4})\b[\w .]{0,20}"
        r"|you are (?:our )?visitor (?:no\.?|number)? ?[\d,]{1,9}",
        re.I,
    ),
    "turning the page": re.compile(
        r"\(?(?:(?:please )?turn over|p\.?t\.?o|(?:continued|cont\.?(?:'d)?) (?:overleaf|over|on (?:the )?next page)|back to (?:the )?top)\)?",
        re.I,
    ),
    "version": re.compile(
        r"(?:version|v\.?|edition|issue|revision)(?: (?:no\.?|number))?[ :.]{0,2}\d[\d.]{0,8}", re.I
    ),
    "copyright": re.compile(
        r"(?:©|\(c\)|copyright)[\w ,.©&'’-]{0,90}|all rights reserved|(?:(?:may|must) )?not (?:to )?be (?:copied|reproduced|photocopied)(?: without permission)?",
        re.I,
    ),
    "leaflet code": re.compile(
        r"(?:(?:leaflet|document|form|publication) )?(?:code|ref(?:erence)?|id)(?: (?:no|number))?[:.]? ?[a-z]{1,6}[-/ ]?\d[\w/.-]{1,15}(?: v\.?\d{1,2})?|[a-z]{2,5}(?:/[a-z]{2,5})?/\d{2,4}(?: v\.?\d{1,2})?|pil[ -]?\d{1,5}",
        re.I,
    ),
}
#: “Categories: Appliances | Articles that need a source”: under what a site keeps its page.
_KEPT_UNDER = re.compile(
    r"(?:(?:hidden )?categor(?:y|ies)|tags?|tagged(?: (?:as|with))?|filed (?:under|in)|posted (?:in|under)|topics|retrieved from) ?: ?[^:.?!]{1,150}"
    r"|(?:filed|posted) under [^:.?!]{1,100}|retrieved from [\"“]?https?://\S{3,150}",
    re.IGNORECASE,
)
_SERIES = re.compile(
    r"(?:fact ?sheet|leaflet|information sheet)(?: (?:no\.?|number))? ?(?:[a-z]{1,4}[-/ ]?)?\d{1,4}(?:[/.-]?v?\d{1,3})?$",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"(?:written|compiled|prepared|reviewed|produced|published|issued) by .{2,80}|(?:https?://|www\.)\S{3,80}|\S{1,60}@\S{3,60}|\d{1,4}",
    re.I,
)
_PARTS = re.compile(
    r"\s{2,}|\t| [-–—|·•] |\s*[|·•]\s*|(?<=[a-z\d])(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bProf)[.;] (?=[A-Z©])|(?<=\d) (?=©)"
    r"|, (?=(?:to be reviewed|(?:next )?review due|for review)\b)| (?=(?:Version|Reviewed|Review [Dd]ue|Next [Rr]eview|Issue [Dd]ate|Review(?=: | (?:[A-Z][a-z]{2,8} )?(?:19|20)\d\d\b)|Issued|Updated|Published|Page \d)\b)"
)
_FEW_WORDS = 8
_ASKS = re.compile(r"(?:who|whom|what|how|when|where|why|which|is|are|can|do|does|will|should)\b")
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True)
class Furniture:
    """Why a line is no text, and the date of review that it gives."""

    why: str
    reviewed: date | None = None


def furniture_in(line: str, *, known: Iterable[str] = ()) -> Furniture | None:
    """What kind of furniture a line is; None when any part of it may be text.

    `known` are words that may stand beside, such as the title. A line counts only when each of its parts does.
    """
    if len(line) > MAX_LENGTH:
        return None
    if _KEPT_UNDER.fullmatch(line.strip(" .")):
        return Furniture("under what the page is kept")
    parts = [part.strip(" .,-–—|") for part in _PARTS.split(line.strip())]
    parts = [part for part in parts if part]
    titles = {title.casefold().strip() for title in known}
    whys: list[str] = []
    reviewed: date | None = None
    for part in parts:
        why = next((kind for kind, form in _STRONG.items() if form.fullmatch(part)), "")
        if why == "date of review":
            reviewed = date_in(part) or reviewed
        if not why and _is_series(part):
            why = "series"
        if why:
            whys.append(why)
        elif part.casefold() not in titles and not _WEAK.fullmatch(part):
            return None
    return Furniture(" and ".join(dict.fromkeys(whys)), reviewed) if whys else None


def may_stand_beside(line: str) -> bool:
    """Whether a line is furniture where it stands beside some: who wrote it, or an address of the web."""
    return len(line) <= MAX_LENGTH and _WEAK.fullmatch(line.strip(" .,-–—|")) is not None


def tells_its_page(line: str, number: int) -> bool:
    """Whether a line at the edge of a page is its number, alone or beside a few words that are no sentence."""
    if line.strip() == str(number):
        return True
    if len(line) > MAX_LENGTH or line.rstrip().endswith((".", "!", "?", ":")):
        return False
    parts = [part.strip(" .,-–—|") for part in _PARTS.split(line.strip())]
    page = re.compile(
        rf"(?:page|p\.?|pg\.?) ?{number}(?: ?(?:of|/) ?\d{{1,4}})?|{number} ?(?:of|/) ?\d{{1,4}}", re.I
    )
    others = [part for part in parts if part and not page.fullmatch(part)]
    return len(others) < len([*filter(None, parts)]) and all(
        len(part.split()) <= _FEW_WORDS for part in others
    )


def _is_series(part: str) -> bool:
    """Whether it is a name and a number, such as “Pilates Factsheet 14”."""
    found = _SERIES.search(part)
    return found is not None and not any(mark in part[: found.start()] for mark in ".,:;?!()")


def running_lines(pages: list[list[str]]) -> set[str]:
    """The lines, by `pattern_of`, that stand at the top or the foot of several pages.

    A heading may stand there on two pages by chance, where a file holds two therapies.
    """
    counts: Counter[str] = Counter()
    for page in pages:
        edges = {
            pattern_of(line) for line in (*page[:3], *page[-4:]) if line.strip() and len(line) <= MAX_LENGTH
        }
        counts.update(edges)
    needed = 2 if len(pages) < 5 else max(3, len(pages) // 3)
    return {
        line for line, count in counts.items() if line and count >= max(needed, 3 * reads_as_heading(line))
    }


def reads_as_heading(line: str) -> bool:
    """Whether a line asks something, or is what headings are usually called."""
    return line.endswith("?") or bool(_ASKS.match(line)) or line.rstrip(" :") in USUAL_HEADINGS


def pattern_of(line: str) -> str:
    """A line without what changes from page to page."""
    return " ".join(_NUMBERS.sub("0", line).casefold().split())


def date_in(text: str) -> date | None:
    """The day, or the first day of the month, that a text names; None without one."""
    plain = text.casefold()[:MAX_LENGTH]
    figures = re.search(r"(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)", plain)
    named = re.search(rf"(?:(\d{{1,2}})(?:st|nd|rd|th)? )?({_MONTH}),? ((?:19|20)\d\d)", plain)
    short = re.search(r"\b(\d{1,2})/((?:19|20)\d\d)", plain)
    try:
        if figures:
            return date(int(figures[3]), int(figures[2]), int(figures[1]))
        if named:
            return date(int(named[3]), _MONTHS.index(named[2][:3]) + 1, int(named[1] or 1))
        if short:
            return date(int(short[2]), int(short[1]), 1)
    except ValueError:
        return None  # 31 February: no date to propose
    return None
