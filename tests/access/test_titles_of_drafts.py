"""No address of a page says the title of a draft to somebody who has nothing to do with it, nor leaves it for the next screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse
from wagtail.models import Task

from factsheets.people.roles import CLINICAL_REVIEWER, EDITOR, RESOURCE_MANAGER

from .places import Library, make_library, places

#: Who may not know of pages in which state. A clinical reviewer decides the last step, so knows of what is in one.
STRANGERS = {
    RESOURCE_MANAGER: ("draft", "with the editor", "with the clinician"),
    CLINICAL_REVIEWER: ("draft",),
}
#: Screens that each clinical reviewer has for every factsheet, whatever its state.
OF_REVIEWERS = {
    "/admin/factsheets/<int:page_id>/ask-to-take-down/",
    "/admin/factsheets/<int:page_id>/reviews/",
    "/admin/sign-offs/<slug:kind>/<int:text_id>/",
}


@pytest.fixture(scope="module")
def whole_library(lasting_rows: None) -> Iterator[Library]:
    connection.settings_dict["ATOMIC_REQUESTS"] = connection.vendor == "postgresql"
    with override_settings(SESSION_ENGINE="django.contrib.sessions.backends.cached_db"):
        yield make_library()
    connection.settings_dict["ATOMIC_REQUESTS"] = False


def told(browser: Client, way: str, url: str) -> str:
    """What comes back, and what the next screen would say."""
    browser.cookies.pop("messages", None)
    answer = browser.get(url) if way == "GET" else browser.post(url)
    body = b"".join(answer) if answer.streaming else answer.content
    said = [str(message) for message in get_messages(answer.wsgi_request)]
    return " ".join([body.decode(errors="replace"), *said])


def browser_of(library: Library, who: str) -> Client:
    browser = Client()
    browser.force_login(library.people[who])
    return browser


def leaks(library: Library, who: str, states: tuple[str, ...]) -> list[str]:
    browser, found = browser_of(library, who), []
    for place in places(library, who):
        state = next((state for state in states if place.state.startswith(state)), None)
        if state is None or not place.url.startswith("/admin/"):
            continue
        title = library.states[state].title
        found += [
            f"{way} {place.address}" for way in ("GET", "POST") if title in told(browser, way, place.url)
        ]
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("who", STRANGERS)
def test_no_address_of_a_page_tells_a_stranger_its_title(whole_library: Library, who: str) -> None:
    theirs = OF_REVIEWERS if who == CLINICAL_REVIEWER else set()
    told_by = leaks(whole_library, who, STRANGERS[who])
    assert [each for each in told_by if each.split()[1] not in theirs] == []


@pytest.mark.django_db
def test_whoever_has_to_do_with_it_is_told(whole_library: Library) -> None:
    """So the words that are looked for are those that would be there."""
    task = Task.objects.first()
    step = reverse("wagtailadmin_pages:workflow_preview", args=[whole_library.states["draft"].pk, task.pk])
    assert "Cupping" in told(browser_of(whole_library, EDITOR), "GET", step)
    assert "GET /admin/pages/<int:page_id>/edit/" in leaks(whole_library, EDITOR, ("draft",))
