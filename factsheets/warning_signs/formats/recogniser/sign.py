"""A warning sign: a part of the body, a function, a name or a cause, and what is wrong with it."""

from __future__ import annotations

from typing import NamedTuple


class Sign(NamedTuple):
    """One of `about` together with one of `wrong` is the sign; without any `wrong`, one of `about` alone.

    Each line is a word or a few words, as somebody may type them. “8+” is eight
    or more. The words of a phrase in `leaves_alone` do not count.
    """

    name: str
    level: str
    about: tuple[str, ...]
    wrong: tuple[str, ...] = ()
    leaves_alone: tuple[str, ...] = ()
