"""What a reader may ask about: a condition or a pain pattern, by its names, and how a sentence speaks of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from factsheets.language.named_words import Name
from factsheets.outputs.caveats import Claim
from factsheets.signing.formats.factsheet_shape import SuitabilityShape

#: The names of the two kinds of ticks in the address of the finder.
PATTERNS, CONDITIONS = "pain", "condition"
#: “Dull or aching” is two names.
_OR = re.compile(r"\s+or\s+|\s*/\s*|,\s+")
#: There are so many claims and two kinds of subjects: with the key of a subject they make one number.
_CLAIMS, _KINDS = len(Claim), 2


class Subject(NamedTuple):
    """A condition or a pain pattern that a public factsheet speaks about."""

    is_pattern: bool
    pk: int
    slug: str
    name: str
    plain_name: str = ""

    @property
    def in_a_sentence(self) -> str:
        """“a slipped disc”, “back pain that is dull or aching”."""
        if self.is_pattern:
            return f"back pain that is {within_a_sentence(self.name)}"
        return self.plain_name or self.name

    @property
    def url(self) -> str:
        """Its own page; a pain pattern has the finder with its tick."""
        if self.is_pattern:
            return f"{reverse('factsheets:find')}?{urlencode({PATTERNS: self.slug})}"
        return reverse("factsheets:condition", args=[self.slug])

    def is_of(self, row: SuitabilityShape) -> bool:
        """Whether a suitability row is about it."""
        return bool((row.pattern_id if self.is_pattern else row.condition_id) == self.pk)

    def code(self, claim: Claim) -> int:
        """A number for a claim about it: the search counts and orders by numbers."""
        return code_of(self.pk, is_pattern=self.is_pattern, claim=claim)


def code_of(pk: int, *, is_pattern: bool, claim: Claim) -> int:
    """The number of a claim about a condition or a pain pattern, which no other claim has."""
    return (pk * _KINDS + is_pattern) * _CLAIMS + claim


def subject_of(record: Any) -> Subject:
    """The subject that a condition or a pain pattern is."""
    is_pattern = record._meta.model_name == "painpattern"
    plain_name = "" if is_pattern else record.plain_name
    return Subject(is_pattern, record.pk, record.slug, record.name, plain_name)


def names_of(records: Iterable[Any]) -> Iterator[Name[Subject]]:
    """The names of conditions and pain patterns. A pattern says what pain is like, so its words need the pain beside them."""
    for record in records:
        subject = subject_of(record)
        if subject.is_pattern:
            for words in {record.name, *_OR.split(record.name)}:
                yield Name(words, subject, needs_company=True)
        else:
            for words in (record.name, record.plain_name, *record.other_names_list):
                yield Name(words, subject)


def within_a_sentence(name: str) -> str:
    """The name of a pattern in the middle of a sentence; an abbreviation keeps its capitals."""
    return name if name[1:2].isupper() else f"{name[:1].lower()}{name[1:]}"
