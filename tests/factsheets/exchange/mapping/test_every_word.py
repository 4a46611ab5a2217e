"""Nothing is lost: every word of a generated document is found again, counted without the reader's own ledger."""

from __future__ import annotations

import html
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factsheets.exchange.formats.document import DocumentRefused
from factsheets.exchange.mapping.mapping import map_document
from factsheets.exchange.reading_documents.decoding_text import mend
from factsheets.exchange.reading_documents.opening import read_in_this_process
from factsheets.outputs.parsed_factsheet import ReadDocument
from tests.setting_up.searches import examples

#: Lines that legacy factsheets have. Each W becomes a word that stands nowhere else in the document, each 9 such a number:
#: a word that is lost is then not hidden by its double elsewhere.
PROSE = (
    "W W W W",
    "W W, w W.",
    "W works by W & <W>.",
    "W W such as occurs in W W, W, and in extreme cases, of W.",
    "W:",
    "w w",
)
ITEMS = (
    "• W W",
    "- W",
    "* W side",
    "\u2013 W dull W",
    "o W W",
    "1. W W.",
    "(a) W",
    "\u2022\nW W",
    "  W W",
    " W",
    "· W\n  w W",
)
HELP = (
    "W W, w w, w. Back pain that is:",
    "Pain which is:",
    "W, W and W.",
    "W low",
    "W or W in nature",
    "Back pain that is: W",
)
AVOID = (
    "There are no contraindications W.",
    "There are no back conditions that must be avoided, but W.",
    "W, W.",
)
ADDRESS = (
    "W W (WX)",
    "W House",
    "9 W Street",
    "W, W, Kent AB1 2CD",
    "W CW8 1AQ",
    "Tel: 01606 9 Fax: 01606 9",
    "Telephone: 01606 9 W",
    "website: www.W-W .co.uk",
    "Web: W",
    "email: W@W.org.uk",
    "e-mail: W @W.org W",
    "www.W.org/W",
    "Fax:",
    "Ring the W Society on 01606 9 or visit www.W.org W.",
    "W Guild (WX) keeps W. Its number is 01606 9.",
    "The W Society (01606 9) or the W Guild (www.W.org) W.",
    "W W | 01606 9 | W@W.org | www.W.org.uk",
    "W Society – 01606 9 – W.org.uk W",
    "• W W: 01606 9, 01606 9",
    "Minicom 01606 9 W.org W@W.org",
    "Mobile: 01606 9 or 01606 9 ext. 9",
    "Contact: W W",
    "www.facebook.com/W",
    "For W W:",
    "The W Society for the",
    "You can ring us on 01606 9",
)
RELATED = (
    "BackCare Factsheets \u2013 W W, W",
    "BackCare Booklets \u2013 W W, “W W”",
    "Leaflets: W",
    "Other Publications \u2013 “W & W \u2013 W” by W W, available from BackCare",
    "Books - W W by W W, available from W",
    "“W W” W",
    "Websites: W (www.W.org) W",
    "Videos \u2013",
)
DISCLAIMER = (
    "information is often controversial W. W is not responsible for errors or omissions w",
    "W W. BackCare accepts no responsibility W.",
    "Please consult W GP",
)
HEADINGS = {
    "How is this therapy given - what happens during treatment?": PROSE,
    "What is the evidence?": PROSE,
    "What back conditions is it most likely to help?": HELP,
    "What back conditions is it least likely to help?": HELP,
    "What back conditions should not be treated with this therapy?": AVOID,
    "Side effects": PROSE,
    "Association": ADDRESS,
    "Qualifications": ("W unregulated W", "W W."),
    "Relevant Information": RELATED,
    "References": ("W, W. 9.",),
}
ANY_LINE = (*PROSE, *ITEMS, *HELP, *AVOID, *ADDRESS, *RELATED, *DISCLAIMER)
GAPS = ("\n", "\n", "\n ", "\n\n", "\n\n ", "\r\n", "\f", "\n\f\n", " ", "\u00a0", "; ", "\t")
NOISE = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=6)


def bodies(likely_lines: tuple[str, ...]) -> st.SearchStrategy[str]:
    """What stands under a heading: mostly the lines that belong there, and some of all others."""
    line = st.one_of(
        st.sampled_from(likely_lines),
        st.sampled_from(likely_lines),
        st.sampled_from(ITEMS),
        st.sampled_from(ANY_LINE),
        NOISE,
    )
    pieces = st.lists(st.tuples(line, st.sampled_from(GAPS)), max_size=7)
    return pieces.map(lambda chosen: "".join(text + gap for text, gap in chosen))


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A title, then known headings in any order and form, some missing and some twice, with anything under them."""
    parts = ["Therapy title\n\n", draw(bodies((*PROSE, *DISCLAIMER)))]
    headings = draw(st.lists(st.sampled_from(sorted(HEADINGS)), min_size=1, max_size=6))
    for heading in headings:
        form = draw(st.sampled_from((str, str.upper, str.lower, lambda text: text.strip("?") + ":")))
        parts.append(f"\n\n{form(heading)}{draw(st.sampled_from(GAPS[:8]))}{draw(bodies(HEADINGS[heading]))}")
    numbers = itertools.count()
    return re.sub(
        r"\b[Ww]\b|\bWX\b|\b9\b", lambda found: _single(found.group(), next(numbers)), "".join(parts)
    )


def _single(sample: str, number: int) -> str:
    if sample == "9":
        return str(100_000 + number)
    word = f"w{chr(ord('a') + number // 26 % 26)}{chr(ord('a') + number % 26)}x{'x' * (number // 676)}"
    return {"W": word.capitalize(), "w": word, "WX": word.upper()}[sample]


def words_of(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text.casefold()))


def strings_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield (
            html.unescape(re.sub(r"</?(?:p|ul|li)>", " ", value))
            if value.startswith(("<p>", "<ul>"))
            else value
        )
    elif isinstance(value, tuple):
        for item in value:
            yield from strings_in(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings_in(getattr(value, field.name))


def words_kept(reading: ReadDocument) -> Counter[str]:
    kept = Counter[str]()
    for part in (
        reading.factsheet,
        reading.unplaced,
        reading.structural,
        reading.disclaimer,
        reading.set_aside,
    ):
        for text in strings_in(part):
            kept.update(words_of(text))
    return kept


def as_read(document: str) -> str:
    """The document's characters as words: letters that were saved wrongly are mended (a chance “Â” before a hard space is one),
    what no reader can see is no part of a word, and signs have one form."""
    mended, _ = mend(document.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", re.sub("[\u00ad\u200b-\u200f\u2060\ufeff]", "", mended))


@settings(max_examples=examples(150, long=3000), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=documents())
def test_every_word_of_a_document_is_in_a_field_or_named_as_structure_disclaimer_or_unplaced(
    document: str,
) -> None:
    try:
        readings = map_document(read_in_this_process(document.encode(), "generated.txt"), "generated.txt")
    except DocumentRefused:
        return  # a document of which nothing is taken loses nothing
    # One that says the same parts again, below something like a title, is read as two.
    assert not words_of(as_read(document)) - sum(map(words_kept, readings), Counter())


@settings(max_examples=examples(50, long=1000), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=documents())
def test_rows_are_never_doubled_and_rich_text_is_portable(document: str) -> None:
    try:
        readings = map_document(read_in_this_process(document.encode(), "generated.txt"), "generated.txt")
    except DocumentRefused:
        return
    for factsheet in (reading.factsheet for reading in readings):
        subjects = [(row.condition or row.pattern).name.casefold() for row in factsheet.suitabilities or ()]
        assert len(subjects) == len(set(subjects))
        for value in (
            factsheet.introduction,
            factsheet.procedure,
            factsheet.evidence,
            factsheet.qualifications,
        ):
            rest = re.sub(r"<ul>(<li>[^<>]+</li>)+</ul>|<p>(?:<b>[^<>]+</b>|[^<>]+)</p>", "", value or "")
            assert rest == ""
