"""What two plain pages say beside the words of staff: how long what is kept, and how accessible the site is."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings

from backcare.retention import KEPT, Retention, Whom


class Statement(NamedTuple):
    """The part of a page that is made from the code and the settings: its template, and what that is given."""

    template: str
    context: dict[str, object]


class _KeptThings(NamedTuple):
    heading: str
    rows: list[Retention]


def statement_at(address: str) -> Statement | None:
    """What belongs below the words of the page at an address under the home page, such as “/privacy/”."""
    if address not in _STATEMENTS:
        return None
    template, context = _STATEMENTS[address]
    return Statement(template, context() | {"charity": settings.WAGTAIL_SITE_NAME})


def _privacy() -> dict[str, object]:
    return {
        "kept_things": [
            _KeptThings(heading, [each for each in KEPT if each.whom == whom])
            for heading, whom in (
                ("About readers", Whom.READERS),
                ("About staff", Whom.STAFF),
            )
        ],
        "controller": settings.PRIVACY_CONTROLLER,
        "contact": settings.PRIVACY_CONTACT,
        "ico_url": settings.ICO_URL,
    }


def _accessibility() -> dict[str, object]:
    return {
        "contact": settings.ACCESSIBILITY_CONTACT,
        "tested": settings.ACCESSIBILITY_TESTED,
        "advice_url": settings.EQUALITY_ADVICE_URL,
    }


_STATEMENTS: dict[str, tuple[str, Callable[[], dict[str, object]]]] = {
    "/privacy/": ("home/privacy_statement.html", _privacy),
    "/accessibility/": ("home/accessibility_statement.html", _accessibility),
}
