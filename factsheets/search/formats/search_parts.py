"""Search results as the parts of their page: titles, excerpts with the words marked, links that narrow, other records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.utils.html import conditional_escape, strip_tags
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from wagtail.search.backends.base import BaseSearchResults

from factsheets.language.vocabulary import Verdict
from factsheets.library.formats.condition_parts import CONTESTED_HEADING, GROUP_HEADINGS
from factsheets.library.formats.verdicts_in_words import Said, said_about, worst_claim
from factsheets.outputs.caveats import Claim
from factsheets.page.formats.page_parts import resource_part
from factsheets.page.formats.subjects import Subject

from .hit_excerpt import BestWords, Excerpt, HitExcerpt, best_words, hit_excerpt, is_marked

_LENGTH_OF_NAMES = 160
_CLAIM_HEADINGS = {
    Claim.HELPS: GROUP_HEADINGS[Verdict.LIKELY],
    Claim.HELPS_BUT_CONTESTED: CONTESTED_HEADING,
    Claim.HELPS_LEAST: GROUP_HEADINGS[Verdict.UNLIKELY],
    Claim.NOT_TO_BE_USED: GROUP_HEADINGS[Verdict.AVOID],
}


class Hit(NamedTuple):
    """One factsheet that was found."""

    title: str
    url: str
    summary: str
    also_called: SafeString  # only when one of these names was found
    said: list[Said]  # about what was asked
    excerpt: HitExcerpt
    kind: str
    certainty: str
    is_starter_example: bool

    @property
    def plain_excerpt(self) -> str:
        """The words of the excerpt without any HTML."""
        return unescape(strip_tags(self.excerpt.words))


class HitGroup(NamedTuple):
    """Hits below one heading; without one, all of them."""

    heading: str
    hits: list[Hit]


class NamedPart(NamedTuple):
    """What a question names, as the first of what was found."""

    name: str
    detail: str
    url: str
    link: str


class Narrowing(NamedTuple):
    """One link that narrows the results, or takes the narrowing back."""

    label: str
    number: int
    url: str
    is_chosen: bool


class NarrowingList(NamedTuple):
    """The links of one kind, the first of which takes the narrowing back."""

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
    """Records of one kind below their heading."""

    heading: str
    records: list[RecordPart]


class ResultsAddress(NamedTuple):
    """The address of a page of results, and of those next to it."""

    path: str
    q: str
    kind: str = ""
    condition: str = ""
    exact: str = ""

    def url(self, **changed: str) -> str:
        """The address with some of its parts changed, and `page` if it is given."""
        asked = self._asdict() | changed
        path = asked.pop("path")
        return f"{path}?{urlencode({name: value for name, value in asked.items() if value})}"


def excerpt_of(results: BaseSearchResults) -> Excerpt:
    """How these results mark their words; of a back end that cannot, a text is shown whole."""
    return getattr(results, "excerpt", None) or _unmarked


class HitContext(NamedTuple):
    """How factsheets are told as hits: where they lie, how they are headed, what was asked."""

    library_url: str
    headings: Mapping[str, str]
    excerpt: Excerpt
    subjects: Sequence[Subject] = ()
    #: The best words of factsheets by primary key, as far as they were looked for already.
    best: Mapping[int, BestWords] = {}


def hits(factsheets: Iterable[object], reading: HitContext) -> list[Hit]:
    """Factsheets in the order that they come in, each as it is listed."""
    return [_hit(factsheet, reading) for factsheet in factsheets]


def hit_groups(factsheets: Sequence[object], reading: HitContext, chosen: Subject | None) -> list[HitGroup]:
    """The hits; narrowed by a condition, in groups by what they say about it."""
    if chosen is None:
        return [HitGroup("", hits(factsheets, reading))] if factsheets else []
    claims = [(worst_claim(factsheet, [chosen]), factsheet) for factsheet in factsheets]
    groups = [
        HitGroup(heading, hits([each for own, each in claims if own == claim], reading))
        for claim, heading in _CLAIM_HEADINGS.items()
    ]
    return [group for group in groups if group.hits]


def named_parts(subjects: Iterable[Subject]) -> list[NamedPart]:
    """The pages of what a question names: they stand before all factsheets."""
    return [
        NamedPart(
            capfirst(subject.in_a_sentence),
            subject.name if subject.plain_name else "",
            subject.url,
            "See in the finder what our factsheets say about it"
            if subject.is_pattern
            else "See all that our factsheets say about it",
        )
        for subject in subjects
    ]


def narrowing_lists(found: Any, address: ResultsAddress) -> list[NarrowingList]:
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


def record_groups(records: Any, library_url: str, but: Iterable[Subject] = ()) -> list[RecordGroup]:
    """The records by their kind, without the conditions that stand elsewhere on the page."""
    elsewhere = {subject.pk for subject in but if not subject.is_pattern}
    conditions = [each for each in records.conditions if each.pk not in elsewhere]
    groups = [
        RecordGroup("Conditions", [_condition(condition) for condition in conditions]),
        RecordGroup("Associations", [_association(each, library_url) for each in records.associations]),
        RecordGroup("To read or watch", [_resource(each, library_url) for each in records.resources]),
    ]
    return [group for group in groups if group.records]


def _unmarked(text: str, length: int) -> SafeString:
    return conditional_escape(text)


def _hit(factsheet: Any, reading: HitContext) -> Hit:
    best = reading.best.get(factsheet.pk) or best_words(factsheet, reading.excerpt)
    names = reading.excerpt(", ".join(factsheet.also_called_names), _LENGTH_OF_NAMES)
    return Hit(
        title=factsheet.title,
        url=f"{reading.library_url}{factsheet.slug}/",
        summary=factsheet.summary,
        also_called=names if is_marked(names) else SafeString(""),
        said=said_about(factsheet, reading.subjects),
        excerpt=hit_excerpt(factsheet, best, reading.headings),
        kind=factsheet.therapy_kind.name if factsheet.therapy_kind else "",
        certainty=factsheet.certainty_in_words,
        is_starter_example=factsheet.is_starter_example,
    )


def _links(
    name: str, all_label: str, all_count: int, choices: Sequence[Any], address: ResultsAddress
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
