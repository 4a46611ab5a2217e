"""The finder as the parts of its public page: what can be ticked, and what the lists say, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from factsheets.language.vocabulary import Aspect, ContraindicationState
from factsheets.outputs.caveats import Caveat, caveat_of
from factsheets.page.formats.subjects import CONDITIONS, PATTERNS, within_a_sentence

from .condition_parts import TherapyGroup, groups_of


class Tick(NamedTuple):
    """One check box; `detail` is the clinicians' name where the label is a plain one, else empty."""

    slug: str
    label: str
    detail: str
    is_ticked: bool


class TickList(NamedTuple):
    """Check boxes under one legend; `name` is that of the parameter in the address."""

    name: str
    legend: str
    ticks: list[Tick]


class FoundTherapy(NamedTuple):
    """One therapy that the finder names: because of which ticks, and what has to be said beside it."""

    title: str
    slug: str
    url: str
    because: list[str]
    notes: list[str]
    caveat: Caveat
    is_elsewhere_too: bool
    is_not_assessed: bool
    certainty_in_words: str
    is_starter_example: bool


def tick_lists(
    patterns: Iterable[Any], conditions: Iterable[Any], ticked: Mapping[str, Collection[str]]
) -> list[TickList]:
    """One list of check boxes for each aspect that has patterns, then one for the conditions."""
    offered = list(patterns)
    lists = [
        TickList(
            PATTERNS,
            aspect.label,
            [
                Tick(pattern.slug, pattern.name, "", pattern.slug in ticked[PATTERNS])
                for pattern in offered
                if pattern.aspect == aspect
            ],
        )
        for aspect in Aspect
    ]
    known = [
        Tick(
            condition.slug,
            condition.plain_name or condition.name,
            condition.name if condition.plain_name else "",
            condition.slug in ticked[CONDITIONS],
        )
        for condition in conditions
    ]
    known.sort(key=lambda tick: (tick.label.casefold(), tick.slug))
    lists.append(TickList(CONDITIONS, "What you have, if you know it", known))
    return [part for part in lists if part.ticks]


def found_groups(groups: Iterable[Any], library_url: str) -> list[TherapyGroup]:
    """The groups of the finder with their reasons in words."""
    return [
        part
        for group in groups
        for part in groups_of(
            group.verdict, [_therapy(therapy, group.verdict, library_url) for therapy in group.therapies]
        )
    ]


def _therapy(therapy: Any, verdict: str, library_url: str) -> FoundTherapy:
    factsheet = therapy.factsheet
    pains = [(within_a_sentence(reason.subject.name), reason.note) for reason in therapy.patterns]
    diagnoses = [
        (reason.subject.plain_name or reason.subject.name, reason.note) for reason in therapy.conditions
    ]
    because = [
        f"because {words}: {'; '.join(name for name, _ in named)}"
        for words, named in (("your pain is", pains), ("you have", diagnoses))
        if named
    ]
    return FoundTherapy(
        title=factsheet.title,
        slug=factsheet.slug,
        url=f"{library_url}{factsheet.slug}/",
        because=because,
        notes=[f"{name[:1].upper()}{name[1:]}: {note}" for name, note in [*pains, *diagnoses] if note],
        caveat=caveat_of(factsheet, verdict),
        is_elsewhere_too=therapy.is_elsewhere_too,
        is_not_assessed=factsheet.contraindication_state == ContraindicationState.NOT_ASSESSED,
        certainty_in_words=factsheet.certainty_in_words,
        is_starter_example=factsheet.is_starter_example,
    )
