"""The clinical content of a text: the exact words that a clinician signs, as plain data with a fingerprint.

A fingerprint names its definition. What a text itself says is definition 1. Definition 2 adds what readers get through it
from elsewhere: headings, plain names, the details of sources, the bytes of linked documents. What reaches readers and
is in no definition stands in `readers_words`, with the reason.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, NotRequired, TypedDict
from urllib.parse import quote, unquote

from django.db.models import Model
from wagtail.fields import RichTextField

from factsheets.language.rich_text import is_portable, normalise
from factsheets.language.vocabulary import PUBLIC_HEADINGS, Verdict

from .factsheet_shape import CitationShape, FactsheetShape
from .half_filled_rows import complete_rows

_NUMBER = re.compile(r"[1-9][0-9]{0,17}")
#: An address within the site, which is not a number as that of a page is.
_ON_THIS_SITE = re.compile(r"/(?!/)(?![0-9]+/?$)[^\s\\]*")
_AS_IT_IS = "page:/-/"


class Row(TypedDict):
    """One row of a list: what it is about, of what kind that is, and the words beside it."""

    subject: str
    kind: str
    note: str


class Part(TypedDict):
    """One part of a text: `words` (plain, or canonical HTML of `rich_text` where `is_html`) or `rows`, under the label
    of today.

    Label and words are kept together, so a part stays readable when its field has long gone.
    """

    part: str
    label: str
    words: NotRequired[str]
    is_html: NotRequired[bool]
    rows: NotRequired[list[Row]]


#: The parts of a text that are not empty, in the order of reading.
Content = list[Part]

#: The definition of every new fingerprint.
DEFINITION = 2
#: The definition that brought in a part, by the beginning of its name before a colon; all others are of the first one.
_SINCE = {"heading": 2, "plain_names": 2, "source_details": 2, "documents": 2}

#: Every part of the clinical content (content-model: all fields but address, associations and related items).
_FACTSHEET_PARTS: tuple[tuple[str, str], ...] = (
    ("title", "Title"),
    ("also_called", "Also called"),
    ("summary", "Summary"),
    ("therapy_kind", "Kind of therapy"),
    ("introduction", "About"),
    ("mechanism", "How it works"),
    ("procedure", "What happens during treatment"),
    ("evidence", "What the evidence says"),
    ("certainty", "Certainty of the evidence"),
    ("evidence_searched_on", "Evidence searched on"),
    ("likely_statement", "Sentence above “most likely to help”"),
    ("likely", Verdict.LIKELY.label),
    ("unlikely_statement", "Sentence above “least likely to help”"),
    ("unlikely", Verdict.UNLIKELY.label),
    ("contraindication_state", "Who should not have it"),
    ("contraindication_statement", "Statement on who should not have it"),
    ("avoid", Verdict.AVOID.label),
    ("risks", "Side effects and risks"),
    ("qualifications", "Qualifications"),
    ("regulation", "Regulation"),
    ("citations", "Sources"),
)

#: The fields and rows in which a stored revision of a factsheet keeps these parts.
FACTSHEET_STORED_PARTS = (
    *(name for name, _ in _FACTSHEET_PARTS if name not in (*Verdict.values, "citations")),
    "suitabilities",
    "citations",
)


def factsheet_words(factsheet: Any) -> Content:
    """What a factsheet itself says, as it stands in `factsheet` and its rows."""
    rows = {verdict: _suitability_rows(factsheet, verdict) for verdict in Verdict.values}
    rows["citations"] = [_citation_row(citation) for citation in complete_rows(factsheet, "citations")]
    return _not_empty(
        Part(part=name, label=label, rows=rows[name]) if name in rows else _words_part(factsheet, name, label)
        for name, label in _FACTSHEET_PARTS
    )


def words_from_elsewhere(factsheet: FactsheetShape, headings: Mapping[str, str]) -> Content:
    """What readers get through a factsheet from records and settings that it shares with others."""
    return _not_empty(
        [
            Part(part="plain_names", label="Plain names of conditions", rows=_plain_name_rows(factsheet)),
            Part(part="source_details", label="Details of sources", rows=_source_rows(factsheet)),
            *(
                Part(
                    part=f"heading:{name}", label=f"Heading of “{PUBLIC_HEADINGS[name]}”", words=words.strip()
                )
                for name, words in headings.items()
            ),
        ]
    )


def documents_part(rows: list[Row]) -> Content:
    """The documents that a text links to: name of the file, and the digest of its bytes in the note."""
    return _not_empty([Part(part="documents", label="Linked documents", rows=rows)])


def text_content(text: Model, names: Iterable[str]) -> Content:
    """The clinical content of a governed text: its fields `names`, under their own names."""
    return _not_empty(_words_part(text, name, _label_of(text, name)) for name in names)


def in_terms_of(content: Content, definition: int) -> Content:
    """The parts that a definition knows: an older sign-off is judged by what it could cover."""
    return [part for part in content if _SINCE.get(part["part"].partition(":")[0], 1) <= definition]


def fingerprint(content: Content, definition: int = DEFINITION) -> str:
    """SHA-256 of the words and rows, in hexadecimal. A part that is empty, and a label, make no difference."""
    bare = [[part["part"], part.get("words", part.get("rows"))] for part in in_terms_of(content, definition)]
    return hashlib.sha256(
        json.dumps(bare, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    ).hexdigest()


def row_in_words(row: Row) -> str:
    """A row as people read it."""
    return f"{row['subject']} ({row['note']})" if row["note"] else row["subject"]


def _not_empty(parts: Iterable[Part]) -> Content:
    return [part for part in parts if part.get("words") or part.get("rows")]


def _words_part(text: Model, name: str, label: str) -> Part:
    part = Part(part=name, label=label, words=_words_of(text, name))
    return part | {"is_html": True} if _is_rich(text, name) else part


def _words_of(text: Model, name: str) -> str:
    value = getattr(text, name)
    if _is_rich(text, name):
        return stored_words(value, is_rich=True)
    shown = getattr(text, f"get_{name}_display", None)
    if shown and value:
        return str(shown())
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return stored_words(value, is_rich=False)


def stored_words(value: object, *, is_rich: bool) -> str:
    """The words of a stored text, without what makes no difference to a reader: markup of the editor, outer spaces."""
    if is_rich:
        return normalise(str(value or ""), _stored_address)
    return "\n".join(line.strip() for line in str(value or "").strip().splitlines())


def _is_rich(text: Model, name: str) -> bool:
    return isinstance(text._meta.get_field(name), RichTextField)


def _stored_address(attributes: dict[str, str]) -> str | None:
    """Where a link in stored rich text leads; a page and a document are known by their number.

    What has none of the usual forms is kept sign by sign, whatever a browser makes of it: a link that changes is a change
    of the words.
    """
    kind, number = attributes.get("linktype", ""), attributes.get("id", "")
    if kind in ("page", "document") and _NUMBER.fullmatch(number):
        return f"page:/{number}/" if kind == "page" else f"document:{number}"
    href = attributes.get("href", "").strip()
    if kind:
        return f"{_AS_IT_IS}{quote(kind, safe='')}/{quote(number, safe='')}/{quote(href, safe='')}"
    if _ON_THIS_SITE.fullmatch(href):
        return f"page:{href}"
    if is_portable(href) and not href.startswith(("page:", "document:")):
        return href
    return f"{_AS_IT_IS}{quote(href, safe='')}" if href else None


def address_in_words(address: str) -> str:
    """Where a link of the clinical content leads, as people read it."""
    if address.startswith(_AS_IT_IS):
        return unquote(address.removeprefix(_AS_IT_IS))
    if found := re.fullmatch(r"page:/([0-9]+)/", address):
        return f"page {found[1]}"
    return (
        address.replace("document:", "document ", 1)
        if address.startswith("document:")
        else address.removeprefix("page:")
    )


def _label_of(text: Model, name: str) -> str:
    field: Any = text._meta.get_field(name)
    words = str(field.verbose_name)
    return words[:1].upper() + words[1:]


def _suitability_rows(factsheet: FactsheetShape, verdict: str) -> list[Row]:
    return [
        Row(
            subject=str(row.condition or row.pattern or ""),
            kind="condition" if row.condition_id else "pain pattern",
            note=row.note.strip(),
        )
        for row in complete_rows(factsheet, "suitabilities")
        if row.verdict == verdict
    ]


def _plain_name_rows(factsheet: FactsheetShape) -> list[Row]:
    return [
        Row(subject=row.condition.name, kind="plain name", note=row.condition.plain_name.strip())
        for row in complete_rows(factsheet, "suitabilities")
        if row.condition and row.condition.plain_name.strip()
    ]


def _source_rows(factsheet: FactsheetShape) -> list[Row]:
    """One for each citation: no word of one field can be taken for a word of another."""
    return [
        Row(
            subject=str(row.source),
            kind=json.dumps(
                [row.section, row.stance, row.locator.strip(), row.reason.strip()], ensure_ascii=False
            ),
            note=". ".join(
                words
                for words in (row.source.get_kind_display(), row.source.authors.strip(), row.source.url)
                if words
            ),
        )
        for row in complete_rows(factsheet, "citations")
    ]


def _citation_row(citation: CitationShape) -> Row:
    said = [
        citation.locator.strip(),
        citation.get_stance_display().lower(),
        f"about “{citation.get_section_display()}”",
    ]
    if citation.reason.strip():
        said.append(f"it stands although: {citation.reason.strip()}")
    return Row(
        subject=str(citation.source) if citation.source_id else "",
        kind="source",
        note=", ".join(words for words in said if words),
    )
