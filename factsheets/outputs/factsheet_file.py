"""A factsheet as a file: Markdown with YAML front matter. Writing and reading back gives the same factsheet."""

from __future__ import annotations

import re
from collections import Counter

from factsheets.language.characters import refusal
from factsheets.language.rich_text import RichTextError, to_html, to_markdown

from . import front_matter
from .front_matter import FrontMatterError
from .parsed_factsheet import SECTIONS, ParsedFactsheet

#: The heading of each section in a file; the public headings are settings of the library.
HEADINGS = {section: section.replace("_", " ").capitalize() for section in SECTIONS}

_FENCE = "---"
_HEADING = re.compile(r"^ {0,3}##(?!#)[ \t]*(.*?)[ \t]*#*[ \t]*$")
_BY_HEADING = {heading.casefold(): section for section, heading in HEADINGS.items()}


class FactsheetFileError(ValueError):
    """One sentence that says what is wrong, where, and what to do."""


def write(parsed: ParsedFactsheet) -> str:
    """The file of a factsheet: structured fields as front matter, then a `##` section for each rich text.

    A section that is None is absent; an empty one has its heading only. Control characters and lone surrogates
    (Unicode's Cc without tab and line ends, and Cs) are refused with a `FactsheetFileError`, and so is any value
    that would not read back exactly: rich text that is not canonical, an unknown choice, an empty name.
    """
    name = f"The factsheet “{parsed.title}”"
    parts = [_FENCE + "\n" + front_matter.dump(parsed, leave_out=SECTIONS) + _FENCE]
    for section in SECTIONS:
        html = getattr(parsed, section)
        if html is not None:
            parts.append(f"## {HEADINGS[section]}")
            parts.append(_section_to_markdown(html, name, section))
    text = "\n\n".join(part for part in parts if part) + "\n"
    if refused := _refusal_of_values(text, parsed):
        raise FactsheetFileError(f"{name}: {refused}.")
    if read(text, name) != parsed:
        raise FactsheetFileError(
            f"{name} cannot be written to a file without a change; report this as a fault."
        )
    return text


def _refusal_of_values(text: str, parsed: ParsedFactsheet) -> str | None:
    """YAML hides control characters behind escapes, so the values are looked at, not the file alone."""
    return refusal(text) or refusal("".join(front_matter.texts_within(parsed)))


def _section_to_markdown(html: str, name: str, section: str) -> str:
    try:
        return to_markdown(html)
    except RichTextError as error:
        raise FactsheetFileError(f"{name}, section “{HEADINGS[section]}”: {error}.") from error


def read(text: str, name: str = "") -> ParsedFactsheet:
    """The factsheet in a file's text. `FactsheetFileError` names the file, the line or section, and the remedy."""
    place = name or "The file"
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if refused := refusal(text):
        raise FactsheetFileError(f"{place}: {refused}.")
    end = _end_of_front_matter(lines, place)
    try:
        values = front_matter.load("\n".join(lines[1:end]) + "\n", ParsedFactsheet, leave_out=SECTIONS)
    except FrontMatterError as error:
        where = f"{place}, line {error.line + 1}" if error.line else place
        raise FactsheetFileError(f"{where}: {error}{'' if str(error).endswith('?') else '.'}") from error
    parsed = ParsedFactsheet(**(values | _read_sections(lines, end + 1, place)))
    _check_subjects(parsed, place)
    return parsed


def _end_of_front_matter(lines: list[str], place: str) -> int:
    if lines[0].rstrip() != _FENCE:
        raise FactsheetFileError(
            f"{place} has no front matter; begin it with a line --- and “title: …” below it."
        )
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == _FENCE:
            return number
    raise FactsheetFileError(f"{place}: the front matter has no end; put a line --- after it.")


def _read_sections(lines: list[str], start: int, place: str) -> dict[str, str]:
    sections: dict[str, list[str]] = {}
    current: list[str] | None = None
    for number, line in enumerate(lines[start:], start=start + 1):
        if found := _HEADING.match(line):
            section = _BY_HEADING.get(found[1].casefold())
            if section is None:
                known = ", ".join(HEADINGS.values())
                raise FactsheetFileError(
                    f"{place}, line {number}: the section “{found[1]}” is unknown; use one of {known}."
                )
            if section in sections:
                raise FactsheetFileError(
                    f"{place}, line {number}: the section “{found[1]}” stands twice; join the two."
                )
            current = sections[section] = []
        elif current is not None:
            current.append(line)
        elif line.strip():
            raise FactsheetFileError(
                f"{place}, line {number}: words stand before the first section; put a ## heading above."
            )
    return {section: _section_to_html(body, place, section) for section, body in sections.items()}


def _section_to_html(body: list[str], place: str, section: str) -> str:
    try:
        return to_html("\n".join(body))
    except RichTextError as error:
        raise FactsheetFileError(f"{place}, section “{HEADINGS[section]}”: {error}.") from error


def _check_subjects(parsed: ParsedFactsheet, place: str) -> None:
    """The same condition or pain pattern cannot stand twice in one factsheet."""
    subjects = Counter(
        (subject.__class__, subject.name.strip().casefold())
        for row in parsed.suitabilities or ()
        for subject in (row.condition, row.pattern)
        if subject
    )
    for (_, subject), count in subjects.items():
        if count > 1:
            raise FactsheetFileError(
                f"{place}: “{subject}” stands in {count} suitability rows; keep one of them."
            )
