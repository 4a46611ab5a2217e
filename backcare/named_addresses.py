"""What stands at an address under the name that Wagtail gave it: a screen of ours in its place may have none."""

from __future__ import annotations

from django.urls import NoReverseMatch, ResolverMatch, reverse


def is_at(name: str, match: ResolverMatch, path: str) -> bool:
    """Whether `path`, which `match` answers, is the address of this name with the same things in its places."""
    try:
        return reverse(name, args=match.args, kwargs=match.kwargs) == path
    except NoReverseMatch:
        return False
