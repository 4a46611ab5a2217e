"""Every address of the admin, with something of the site in each of its places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, NamedTuple

from django.urls import URLResolver, get_resolver

_PLACE = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")


class Address(NamedTuple):
    name: str
    template: str
    view: Any

    @property
    def places(self) -> list[str]:
        return [one or other for one, other in _PLACE.findall(self.template)]


def addresses(
    resolver: URLResolver | None = None, before: str = "/", names: str = "", *, below: str = "/admin/"
) -> Iterator[Address]:
    """All that the map of URLs has `below` an address, in the order in which they are asked."""
    for pattern in (resolver or get_resolver()).url_patterns:
        template = before + str(pattern.pattern).replace("^", "").replace("$", "").replace("\\.", ".")
        if isinstance(pattern, URLResolver):
            under = names + (f"{pattern.namespace}:" if pattern.namespace else "")
            yield from addresses(pattern, template, under, below=below)
        elif template.startswith(below):
            yield Address(names + str(pattern.name), template, pattern.callback)


def filled(address: Address, known: Mapping[str, Mapping[str, list[Any]]]) -> list[str]:
    """The address with everything that is `known` for its places: under its own name, that of its part of the admin,
    or "" for any; KeyError names the place for which nothing is known."""
    values = [_known(address, place, known) for place in address.places]
    return [_in_place(address.template, chosen) for chosen in product(*values)]


def _known(address: Address, place: str, known: Mapping[str, Mapping[str, list[Any]]]) -> list[Any]:
    for part in (address.name, address.name.rpartition(":")[0], ""):
        if place in known.get(part, {}):
            return known[part][place]
    raise KeyError(f"{address.name}: {place}")


def _in_place(template: str, values: tuple[Any, ...]) -> str:
    left = iter(values)
    return _PLACE.sub(lambda _found: str(next(left)), template)


def with_junk(address: Address) -> list[str]:
    """The address with numbers in its places that nothing has: none, and one beyond 64 bits."""
    return [
        _in_place(address.template, (junk,) * len(address.places))
        for junk in ("0", "9" * 30)
        if address.places
    ]
