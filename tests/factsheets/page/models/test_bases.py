"""Bases of our own: none takes a hook behind the class that has it, and no two take the same."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from django.apps import apps

from factsheets.keeping.models.protection import ProtectedWhileUsed
from factsheets.page.models.search_fields import Searched
from factsheets.records.models.shared_record import SharedRecord
from factsheets.signing.models.carried_wording import CarriedWording
from factsheets.signing.models.old_revisions import ReadsAnyRevision, RowOfAnyRevision
from factsheets.signing.models.retention import KeptOnRecord, Retained, StaysWithItsPages
from factsheets.signing.models.schedule import OrdinarySchedule, ScheduleDates
from factsheets.signing.models.signed_off import SignedOff

OURS = ("factsheets", "home", "backcare")
MODELS = [model for model in apps.get_models() if model.__module__.partition(".")[0] in OURS]


def faults(model: type, ours: tuple[str, ...] = OURS) -> list[str]:
    """What in the order of its bases decides which method runs, by the names of the methods."""
    return [*_behind_their_hook(model, ours), *_twice_taken(model, ours)]


def _behind_their_hook(model: type, ours: tuple[str, ...]) -> Iterator[str]:
    before: dict[str, type] = {}
    for base in model.__mro__[1:-1]:
        if _is_ours(base, ours):
            for name in sorted(_hooks(base) & before.keys()):
                yield f"{base.__name__}.{name} is never asked: {before[name].__name__} comes first"
        else:
            before |= {name: base for name in _hooks(base) if name not in before}


def _twice_taken(model: type, ours: tuple[str, ...]) -> Iterator[str]:
    own = [base for base in model.__mro__[1:] if _is_ours(base, ours)]
    for one, other in combinations(own, 2):
        # What the model itself, or a base of ours that unites both, takes is decided there and not by their order.
        decided = {name for base in model.__mro__ for name in vars(base) if _unites(base, one, other)}
        for name in sorted(_hooks(one) & _hooks(other) - decided):
            yield f"{one.__name__} and {other.__name__} both have {name}"


def _unites(base: type, one: type, other: type) -> bool:
    return issubclass(base, one) and issubclass(base, other)


def _is_ours(base: type, ours: tuple[str, ...]) -> bool:
    return base.__module__.partition(".")[0] in ours


def _hooks(base: type) -> set[str]:
    return {
        name
        for name, value in vars(base).items()
        if not name.startswith("__") and (callable(value) or isinstance(value, classmethod | property))
        if not isinstance(value, type)
    }


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_order_among_our_bases_decides_anything(model: type) -> None:
    assert faults(model) == []


#: The hooks that each base takes of the classes behind it; none where its place says nothing.
TAKEN: dict[type, set[str]] = {
    Retained: {"delete"},
    KeptOnRecord: set(),
    StaysWithItsPages: {"permissions_for_user"},
    ReadsAnyRevision: {"from_serializable_data"},
    RowOfAnyRevision: set(),
    SignedOff: {"save", "save_revision", "publish", "unpublish", "with_content_json"},
    ScheduleDates: {"with_content_json"},
    OrdinarySchedule: {"publish"},
    CarriedWording: {"save"},
    Searched: {"get_indexed_objects"},
    SharedRecord: {"clean_fields", "delete"},
    ProtectedWhileUsed: set(),
}


def _taken(base: type) -> set[str]:
    """The methods of `base` that run in place of one of Django's, Wagtail's or modelcluster's, in any model of ours."""
    behind = (
        theirs
        for model in MODELS
        if issubclass(model, base)
        for theirs in model.__mro__[model.__mro__.index(base) + 1 : -1]
        if not _is_ours(theirs, OURS)
    )
    return _hooks(base) & {name for theirs in behind for name in vars(theirs)}


@pytest.mark.parametrize("base", TAKEN, ids=lambda base: base.__name__)
def test_a_base_says_which_hooks_it_takes(base: type) -> None:
    assert _taken(base) == TAKEN[base]
    assert [name for name in TAKEN[base] if f"`{name}`" not in (base.__doc__ or "")] == []


@pytest.mark.parametrize("base", [base for base in TAKEN if TAKEN[base]], ids=lambda base: base.__name__)
def test_a_base_behind_what_it_takes_is_found(base: type) -> None:
    theirs = type("Theirs", (), {"__module__": "wagtail.models", **dict.fromkeys(TAKEN[base], print)})
    abstract = {
        "__module__": __name__,
        "Meta": type("Meta", (), {"abstract": True, "app_label": "factsheets"}),
    }
    found = faults(type(base)("Swapped", (theirs, base), abstract))
    assert {f"{base.__name__}.{name} is never asked: Theirs comes first" for name in TAKEN[base]} <= set(
        found
    )


class Wagtails:
    __module__ = "wagtail.models"

    def publish(self) -> None:
        """What Wagtail does."""


class Gate:
    __module__ = "factsheets.models.gate"

    def publish(self) -> None:
        """What keeps words back."""


class SecondGate:
    __module__ = "factsheets.models.second_gate"

    def publish(self) -> None:
        """What keeps words back, too."""


@pytest.mark.parametrize(
    ("bases", "found"),
    [
        ((Gate, Wagtails), []),
        ((Wagtails, Gate), ["Gate.publish is never asked: Wagtails comes first"]),
        ((Gate, SecondGate, Wagtails), ["Gate and SecondGate both have publish"]),
    ],
    ids=["in order", "swapped", "two for one hook"],
)
def test_a_wrong_order_is_found(bases: tuple[type, ...], found: list[str]) -> None:
    assert faults(type("Text", bases, {})) == found
