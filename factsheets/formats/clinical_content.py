"""The clinical content of a text: the exact words that a clinician signs, as plain data with a fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any, NotRequired, TypedDict

from wagtail.fields import RichTextField

from factsheets.policy import Verdict

from .half_filled_rows import complete_rows
from .rich_text import is_portable, normalise


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


def factsheet_content(factsheet: Any) -> Content:
    """The clinical content of a factsheet, as it stands in `factsheet` and its rows."""
    rows = {verdict: _suitability_rows(factsheet, verdict) for verdict in Verdict.values}
    rows["citations"] = [_citation_row(citation) for citation in complete_rows(factsheet, "citations")]
    return _not_empty(
        Part(part=name, label=label, rows=rows[name]) if name in rows else _words_part(factsheet, name, label)
        for name, label in _FACTSHEET_PARTS
    )


def text_content(text: Any, names: Iterable[str]) -> Content:
    """The clinical content of a governed text: its fields `names`, under their own names."""
    return _not_empty(_words_part(text, name, _label_of(text, name)) for name in names)


def fingerprint(content: Content) -> str:
    """SHA-256 of the words and rows, in hexadecimal. A part that is empty, and a label, make no difference."""
    bare = [[part["part"], part.get("words", part.get("rows"))] for part in content]
    return hashlib.sha256(
        json.dumps(bare, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    ).hexdigest()


def row_in_words(row: Row) -> str:
    """A row as people read it."""
    return f"{row['subject']} ({row['note']})" if row["note"] else row["subject"]


def _not_empty(parts: Iterable[Part]) -> Content:
    return [part for part in parts if part.get("words") or part.get("rows")]


def _words_part(text: Any, name: str, label: str) -> Part:
    part = Part(part=name, label=label, words=_words_of(text, name))
    return part | {"is_html": True} if _is_rich(text, name) else part


def _words_of(text: Any, name: str) -> str:
    if _is_rich(text, name):
        return normalise(getattr(text, name), _stored_address)
    value = getattr(text, name)
    shown = getattr(text, f"get_{name}_display", None)
    if shown and value:
        return str(shown())
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return "\n".join(line.strip() for line in str(value or "").strip().splitlines())


def _is_rich(text: Any, name: str) -> bool:
    return isinstance(text._meta.get_field(name), RichTextField)


def _stored_address(attributes: dict[str, str]) -> str | None:
    """Where a link in stored rich text leads; a page and a document are known by their number."""
    kind, number = attributes.get("linktype"), attributes.get("id", "")
    if kind in ("page", "document"):
        return f"page:/{number}/" if kind == "page" else f"document:{number}"
    href = attributes.get("href", "").strip()
    # Another kind of link is not dropped: a link that changes is a change of the words.
    return href if is_portable(href) else f"page:/{href.lstrip('/')}" if href else None


def _label_of(text: Any, name: str) -> str:
    words = str(text._meta.get_field(name).verbose_name)
    return words[:1].upper() + words[1:]


def _suitability_rows(factsheet: Any, verdict: str) -> list[Row]:
    return [
        Row(
            subject=str(row.condition or row.pattern),
            kind="condition" if row.condition_id else "pain pattern",
            note=row.note.strip(),
        )
        for row in complete_rows(factsheet, "suitabilities")
        if row.verdict == verdict
    ]


def _citation_row(citation: Any) -> Row:
    said = [
        citation.locator.strip(),
        citation.get_stance_display().lower(),
        f"about “{citation.get_section_display()}”",
    ]
    if citation.reason.strip():
        said.append(f"it stands although: {citation.reason.strip()}")
    return Row(subject=str(citation.source), kind="source", note=", ".join(words for words in said if words))
