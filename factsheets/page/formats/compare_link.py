"""The link to a comparison of factsheets, worded so that it makes sense alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

#: The names of the choices in the address; so many factsheets stand side by side at most.
CHOICES = ("a", "b", "c")


class CompareLink(NamedTuple):
    """The address of a comparison, and what the link to it says."""

    url: str
    words: str


def compare_link(factsheets: Iterable[tuple[str, str]]) -> CompareLink | None:
    """The first three of `factsheets` (slug, title) side by side; None for fewer than two."""
    named = list(factsheets)
    first = named[: len(CHOICES)]
    if len(first) < 2:
        return None
    query = urlencode({choice: slug for choice, (slug, _) in zip(CHOICES, first, strict=False)})
    start = "Compare the first three: " if len(named) > len(CHOICES) else "Compare "
    listed = in_a_sentence([title for _, title in first])
    return CompareLink(f"{reverse('factsheets:compare')}?{query}", f"{start}{listed}")


def in_a_sentence(names: Sequence[str]) -> str:
    """Two names or more as they stand in a sentence: "Massage, Osteopathy and TENS"."""
    return f"{', '.join(names[:-1])} and {names[-1]}"
