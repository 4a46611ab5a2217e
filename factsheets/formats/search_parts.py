"""Search results as the parts of their page: titles, excerpts with the words marked, links that narrow, other records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.utils.html import conditional_escape, strip_tags
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst

from .page_parts import resource_part

#: About so many characters of a factsheet stand below its title.
LENGTH_OF_EXCERPT = 240
_LENGTH_OF_NAMES = 160
#: No more of the sections is looked at: about 3,000 words.
_MOST_OF_A_TEXT = 20_000
_MARK = "<mark>"

#: Takes a plain text and a length, gives the best part of it as HTML with the words marked.
Excerpt = Callable[[str, int], SafeString]


class Hit(NamedTuple):
    """One factsheet that was found."""

    title: str
    url: str
    summary: str
    also_called: SafeString  # only when one of these names was found
    excerpt: SafeString
    kind: str
    certainty: str
    is_starter_example: bool

    @property
    def plain_excerpt(self) -> str:
        return unescape(strip_tags(self.excerpt))


class Narrowing(NamedTuple):
    """One link that narrows the results, or takes the narrowing back."""

    label: str
    number: int
    url: str
    is_chosen: bool


class NarrowingList(NamedTuple):
    heading: str
    links: list[Narrowing]


class RecordPart(NamedTuple):
    """A record that was found; `shown_in_url` is a factsheet that names it."""

    name: str
    url: str
    detail: str
    shown_in: str
    shown_in_url: str


class RecordGroup(NamedTuple):
    heading: str
    records: list[RecordPart]


class Address(NamedTuple):
    """The address of a page of results, and of those next to it."""

    path: str
    q: str
    kind: str = ""
    condition: str = ""
    exact: str = ""

    def url(self, **changed: str) -> str:
        """This address with some of its parts changed, and `page` if it is given."""
        asked = self._asdict() | changed
        path = asked.pop("path")
        return f"{path}?{urlencode({name: value for name, value in asked.items() if value})}"


def excerpt_of(results: Any) -> Excerpt:
    """How these results mark their words; a back end that cannot gets the plain beginning of a text."""
    return getattr(results, "excerpt", None) or _plain_beginning


def hits(factsheets: Iterable[Any], library_url: str, excerpt: Excerpt) -> list[Hit]:
    return [_hit(factsheet, library_url, excerpt) for factsheet in factsheets]


def narrowing_lists(found: Any, address: Address) -> list[NarrowingList]:
    """The links by kind of therapy and by condition, where there is something to choose."""
    lists = (
        ("Kind of therapy", "All kinds", "kind", found.kinds, found.count_of_all_kinds),
        ("Condition", "All conditions", "condition", found.conditions, found.count_of_all_conditions),
    )
    return [
        NarrowingList(heading, _links(name, all_label, all_count, choices, address))
        for heading, all_label, name, choices, all_count in lists
        if any(choice.is_chosen or choice.number != all_count for choice in choices)
    ]


def record_groups(records: Any, library_url: str) -> list[RecordGroup]:
    groups = [
        RecordGroup("Conditions", [_condition(condition) for condition in records.conditions]),
        RecordGroup("Associations", [_association(each, library_url) for each in records.associations]),
        RecordGroup("To read or watch", [_resource(each, library_url) for each in records.resources]),
    ]
    return [group for group in groups if group.records]


def _plain_beginning(text: str, length: int) -> SafeString:
    return conditional_escape(Truncator(text).chars(length))


def _hit(factsheet: Any, library_url: str, excerpt: Excerpt) -> Hit:
    names = excerpt(", ".join(factsheet.also_called_names), _LENGTH_OF_NAMES)
    # The summary was written to be read on its own, so the sections speak only where it does not answer.
    words = excerpt(factsheet.summary, LENGTH_OF_EXCERPT)
    if _MARK not in words:
        of_sections = excerpt(factsheet.words_of_sections()[:_MOST_OF_A_TEXT], LENGTH_OF_EXCERPT)
        words = of_sections if _MARK in of_sections else words
    return Hit(
        title=factsheet.title,
        url=f"{library_url}{factsheet.slug}/",
        summary=factsheet.summary,
        also_called=names if _MARK in names else SafeString(""),
        excerpt=words,
        kind=factsheet.therapy_kind.name if factsheet.therapy_kind else "",
        certainty=factsheet.certainty_in_words,
        is_starter_example=factsheet.is_starter_example,
    )


def _links(
    name: str, all_label: str, all_count: int, choices: Sequence[Any], address: Address
) -> list[Narrowing]:
    nothing_chosen = not any(choice.is_chosen for choice in choices)
    return [
        Narrowing(all_label, all_count, address.url(**{name: ""}), nothing_chosen),
        *(
            Narrowing(choice.label, choice.number, address.url(**{name: choice.slug}), choice.is_chosen)
            for choice in choices
        ),
    ]


def _condition(condition: Any) -> RecordPart:
    plain = condition.plain_name
    return RecordPart(
        capfirst(plain or condition.name),
        condition.get_absolute_url(),
        condition.name if plain else "",
        "",
        "",
    )


def _association(association: Any, library_url: str) -> RecordPart:
    name = (
        f"{association.name} ({association.abbreviation})" if association.abbreviation else association.name
    )
    return RecordPart(
        name,
        association.website,
        association.does_for_patients,
        association.seen_in_title,
        f"{library_url}{association.seen_in_slug}/",
    )


def _resource(resource: Any, library_url: str) -> RecordPart:
    part = resource_part(resource)
    detail = ", ".join(words for words in (resource.get_kind_display(), part.detail) if words)
    return RecordPart(
        part.title, part.url, detail, resource.seen_in_title, f"{library_url}{resource.seen_in_slug}/"
    )
