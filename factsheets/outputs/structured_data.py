"""A factsheet as schema.org data for search engines: only what its page says, in the words of the page."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from django.utils.safestring import SafeString, mark_safe

from factsheets.language.vocabulary import Stance
from factsheets.signing.formats.factsheet_shape import CitationShape, FactsheetShape, SourceShape
from factsheets.signing.formats.half_filled_rows import complete_rows

from .caveats import stance_in_words

#: What could end a script element, or begin another, written so that JSON reads the same.
_ESCAPES = {ord(letter): f"\\u{ord(letter):04X}" for letter in "<>&\u2028\u2029"}


def structured_data(
    factsheet: FactsheetShape,
    *,
    site_name: str,
    site_address: str,
    address: str,
    changed_on: date | None,
    reviewed_on: date | None,
) -> dict[str, object]:
    """The factsheet as a `MedicalWebPage` about a `MedicalTherapy`; both addresses are absolute.

    What the library does not hold is left out. A marked example claims no review, whatever its records say.
    """
    names = {"name": factsheet.title, "alternateName": factsheet.also_called_names}
    return _without_gaps(
        {
            "@context": "https://schema.org",
            "@type": "MedicalWebPage",
            **names,
            "description": factsheet.summary,
            "url": address,
            "inLanguage": "en-GB",
            "dateModified": _day(changed_on),
            "lastReviewed": None if factsheet.is_starter_example else _day(reviewed_on),
            "about": _without_gaps({"@type": "MedicalTherapy", **names}),
            "audience": {"@type": "Patient"},
            "isPartOf": {"@type": "WebSite", "name": site_name, "url": site_address},
            "publisher": {"@type": "Organization", "name": site_name, "url": site_address},
            "citation": _citations(complete_rows(factsheet, "citations")),
        }
    )


def as_script(data: dict[str, object]) -> SafeString:
    """`data` as the contents of a script element: nothing in it can end the element."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308


def _citations(rows: Iterable[CitationShape]) -> list[dict[str, object]]:
    """Each source once, however many sections rest on it, in the order of the page; one that speaks against us says so."""
    once: dict[int | None, list[CitationShape]] = {}
    for row in rows:
        once.setdefault(row.source_id, []).append(row)
    return [_citation(same[0].source, same) for same in once.values()]


def _citation(source: SourceShape, rows: Iterable[CitationShape]) -> dict[str, object]:
    against = dict.fromkeys(stance_in_words(row) for row in rows if row.stance == Stance.AGAINST)
    return _without_gaps(
        {
            "@type": "CreativeWork",
            "name": source.title,
            "description": " ".join(against),
            "datePublished": str(source.year) if source.year else None,
            "url": source.url,
        }
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _without_gaps(facts: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in facts.items() if value}
