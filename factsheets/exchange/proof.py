"""The proof that no word of a document is lost: its words, counted against the page as it is saved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, is_dataclass, replace

from factsheets.outputs.parsed_factsheet import SECTIONS, ParsedFactsheet, ReadDocument

from .formats.list_numbers import numbers_that_count_nothing
from .mapping.ledger import words, words_of_html

#: What stands in a value and in no document: choices, and the address that is made of the title.
_NO_WORDS = frozenset(
    ("slug", "kind", "verdict", "aspect", "availability", "status", "stance", "section", "contraindication_state",
     "regulation", "certainty", "fact")
)  # fmt: skip
_RECORDS = ("therapy_kind", "suitabilities", "citations", "associations", "related_items")
LOST = "Not placed: words of the document that no field of the draft holds"


@dataclass(frozen=True)
class WordCount:
    """Where the words of one document are. Together they are all of them."""

    in_document: int
    in_fields: int
    in_records: int
    set_aside: int  # headings, labels, marks that count a list, the disclaimer, running heads and feet
    in_tray: int
    lost: int


def count_words(reading: ReadDocument, values: ParsedFactsheet) -> WordCount:
    """Each word of the source at the first place that holds it; `values` are those of the page."""
    return _counted(reading, values)[0]


def with_lost_words(reading: ReadDocument, values: ParsedFactsheet) -> ReadDocument:
    """The reading with one more entry in its tray, if the page holds fewer words than the document and the tray have."""
    lost = _counted(reading, values)[1]
    if not lost:
        return reading
    named = " ".join(word for word in dict.fromkeys(words(reading.source)) for _ in range(lost[word]))
    return replace(reading, unplaced=(*reading.unplaced, f"{LOST}: {named}"))


def _counted(reading: ReadDocument, values: ParsedFactsheet) -> tuple[WordCount, Counter[str]]:
    left = Counter(words(reading.source))
    total = left.total()
    in_fields = _taken(left, Counter(_words_in(_only(values, records=False))))
    in_records = _taken(left, Counter(_words_in(_only(values, records=True))))
    around = (*reading.structural, *reading.disclaimer, *reading.set_aside)
    shaping = Counter(word for text in around for word in words(text))
    shaping -= Counter(
        word for mark in numbers_that_count_nothing(reading.structural) for word in words(mark)
    )
    set_aside = _taken(left, shaping)
    tray = [text.partition(": ")[2] or text for text in reading.unplaced]
    in_tray = _taken(left, Counter(word for text in tray for word in words(text)))
    return WordCount(total, in_fields, in_records, set_aside, in_tray, left.total()), left


def _taken(left: Counter[str], held: Counter[str]) -> int:
    """How many of the words that are left are held here; they are left no longer."""
    here = left & held
    left.subtract(here)
    for word in here:
        if not left[word]:
            del left[word]
    return here.total()


def _only(values: ParsedFactsheet, *, records: bool) -> list[object]:
    return [
        words_of_html(getattr(values, field.name) or "")
        if field.name in SECTIONS
        else getattr(values, field.name)
        for field in fields(values)
        if (field.name in _RECORDS) is records and field.name not in _NO_WORDS
    ]


def _words_in(value: object) -> Iterator[str]:
    if isinstance(value, (str, int)):
        yield from words(str(value))
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from _words_in(one)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in _NO_WORDS:
                yield from _words_in(getattr(value, field.name))


def as_figures(count: WordCount) -> dict[str, int]:
    """The figures by their names, for a report that programs read."""
    return asdict(count)
