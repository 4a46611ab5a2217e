"""Whatever somebody types or pastes into a search box of the admin screens: an answer, never an error."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver
from wagtail.admin.views.chooser import SearchView as PageChooserSearch
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.chooser import ChooseResultsViewMixin
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.views.reports.base import ReportView

from tests import builders
from tests.search_index import index_everything

LISTS = (IndexView, ReportView, ChooseResultsViewMixin, SearchView, PageChooserSearch)

#: Tried at every address.
WORST = {
    "a quotation mark alone": '"',
    "all at once": 'back\\ "pain\x00 🙂 AND ( * ~2^5 title:[',
    "ten thousand letters": "x" * 10_000,
    "ten thousand letters in words": "backache " * 1_111,
    "five hundred different words": " ".join(f"word{number}" for number in range(500)),
}
#: Tried at one address of each sort.
HOSTILE = WORST | {
    "quotation marks that do not close": 'back "pain "',
    "quotation marks around nothing": '""',
    "a phrase": '"back pain" class',
    "an apostrophe": "can't '",
    "a backslash": "\\",
    "a backslash before a quotation mark": 'pain \\" back',
    "NUL alone": "\x00",
    "control characters": "\x01\x08\x1b\x7f\u2028\ufeff",
    "emoji": "🙂 👩🏽‍⚕️ 🇬🇧",
    "from right to left": "\u202eniap kcab כאב גב",
    "marks without a letter": "\u0301\u0301\u0301",
    "spaces alone": "  \t\n  ",
    "operators alone": "AND OR NOT",
    "an operator without its words": "back AND",
    "the syntax of a query": 'title:"back pain"~2^5 OR (*:* AND NOT summary:[a TO z])',
    "wildcards": "* %_ ?",
    "a thousand brackets": "(" * 1_000,
}
ONE_OF_EACH_SORT = (
    "/admin/pages/search/results/",
    "/admin/pages/{page}/results/?ordering=title",
    "/admin/choose-page/search/",
    "/admin/snippets/factsheets/condition/results/",
    "/admin/snippets/choose/factsheets/source/results/",
    "/admin/images/results/",
    "/admin/users/results/",
)


def addresses(resolver: URLResolver, before: str = "/") -> Iterator[str]:
    """The lists and choosers of Wagtail and ours below `resolver` that need nothing but their address."""
    for pattern in resolver.url_patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, address)
        elif "<" not in address and issubclass(_view_class(pattern.callback), LISTS):
            yield address


def _view_class(view: Any) -> type:
    while not hasattr(view, "view_class") and hasattr(view, "__wrapped__"):
        view = view.__wrapped__
    return getattr(view, "view_class", object)


@cache
def with_an_index() -> None:
    """Once for each process: what matters is that the engine is asked, not what it finds."""
    index_everything()


def every_address() -> list[str]:
    """Of a list and its results, which are one view under two addresses, the results alone."""
    # From Wagtail 8 on, what answers for the pages tells nothing of itself.
    found = {*addresses(get_resolver()), "/admin/pages/search/results/"}
    below_a_page = ["/admin/pages/{page}/", "/admin/pages/{page}/results/?ordering=title"]
    return sorted(each for each in found if f"{each}results/" not in found) + below_a_page


@pytest.mark.django_db
@pytest.mark.parametrize("address", every_address())
def test_every_search_box_answers(address: str, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    builders.live("Back pain class")
    with_an_index()
    caplog.clear()
    client.force_login(builders.superuser())
    client.raise_request_exception = False
    place = address.format(page=builders.library().pk)
    typed = HOSTILE if address in ONE_OF_EACH_SORT else WORST
    answers = {what: _status(client, place, text) for what, text in typed.items()}
    assert set(answers.values()) == {200}, answers
    # The index itself answered: a question that the engine refuses would be answered by the database, with a warning.
    assert [each.getMessage() for each in caplog.records if each.name.startswith("backcare.search")] == []


def _status(client: Client, place: str, text: str) -> int:
    return client.get(f"{place}{'&' if '?' in place else '?'}{urlencode({'q': text})}").status_code


def test_each_sort_of_screen_is_among_them() -> None:
    found = every_address()
    assert set(ONE_OF_EACH_SORT) <= set(found)
    assert len(found) >= 45
