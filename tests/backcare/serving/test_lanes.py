"""A lane that is full stops no other."""

from __future__ import annotations

import re
import threading
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from backcare.serving import own_answers
from backcare.serving.lanes import LIVE, Lane, Lanes, is_told_to_come_back, lanes_of_the_site

#: Nothing waits so long but a test that fails.
SECONDS = 60


class Request:
    """One that is answered when it may end."""

    def __init__(self, path: str, may_end: threading.Event) -> None:
        self.requests: list[Any] = [SimpleNamespace(path=path, headers={})]
        self.begun, self.done, self._may_end = threading.Event(), threading.Event(), may_end

    def service(self) -> None:
        self.begun.set()
        self._may_end.wait(SECONDS)
        self.done.set()


@pytest.mark.parametrize(
    ("full", "free"),
    [
        ("/factsheets/tens/", LIVE),
        ("/factsheets/tens/", "/static/css/backcare.css"),
        ("/factsheets/tens/", "/factsheets/tens/factsheet.pdf"),
        ("/factsheets/tens/large-print.pdf", "/factsheets/tens/"),
        ("/factsheets/tens/large-print.pdf", LIVE),
        # Not an address of a quick answer, only something that begins like one.
        (f"{LIVE}/factsheets/", LIVE),
    ],
)
def test_a_lane_that_is_full_stops_no_other(full: str, free: str) -> None:
    lanes, never, at_once = Lanes(lanes_of_the_site()), threading.Event(), threading.Event()
    at_once.set()
    for _ in range(20):
        lanes.add_task(Request(full, never))
    asked = Request(free, at_once)
    lanes.add_task(asked)
    assert asked.done.wait(SECONDS)
    never.set()


def test_a_lane_of_questions_that_is_full_says_so_at_once_and_stops_no_other() -> None:
    never, told = threading.Event(), []
    lane = Lane("questions", re.compile("^/search/"), 1, most_waiting=2)
    lanes = Lanes((lane, Lane("pages", re.compile(""), 1)))
    first = Request("/search/", never)
    lanes.add_task(first)
    assert first.begun.wait(SECONDS)
    waiting = [Request("/search/", never) for _ in range(2)]
    for each in waiting:
        lanes.add_task(each)
    for path in ("/search/", "/factsheets/"):
        done = threading.Event()
        lanes.add_task(
            SimpleNamespace(
                requests=[SimpleNamespace(path=path, headers={})],
                service=lambda done=done: (told.append(is_told_to_come_back()), done.set()),
            )
        )
        assert done.wait(SECONDS)
    assert told == [True, False]
    never.set()
    assert all(each.done.wait(SECONDS) for each in waiting)


@pytest.mark.parametrize(
    "name",
    [
        "factsheets:search",
        "factsheets:suggestions",
        "factsheets:find",
        "factsheets:compare",
        "factsheets:api:search_factsheets",
    ],
)
def test_whatever_is_asked_anew_each_time_has_a_lane_of_its_own(name: str) -> None:
    found = next(lane for lane in lanes_of_the_site() if lane.addresses.search(reverse(name)))
    assert found.name == "questions"
    assert found.most_waiting


def test_who_finds_it_full_gets_a_plain_page(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_answers, "is_told_to_come_back", lambda: True)
    answers = own_answers.says_when_too_many_ask(lambda request: HttpResponse("never"))
    page, data = answers(rf.get("/search/")), answers(rf.get("/api/v1/search"))
    assert page.status_code == data.status_code == 503
    assert page.headers["Retry-After"] == data.headers["Retry-After"] == "5"
    assert b'href="/factsheets/"' in page.content
    assert b"detail" in data.content


def test_after_its_answer_the_connection_ends_as_the_next_one_may_be_for_a_file() -> None:
    lanes, may_end = Lanes(lanes_of_the_site()), threading.Event()
    may_end.set()
    asked = Request("/search/", may_end)
    lanes.add_task(asked)
    assert asked.done.wait(SECONDS)
    assert asked.requests[0].headers["CONNECTION"] == "close"


def test_what_cannot_be_read_is_answered_too() -> None:
    done = threading.Event()
    unreadable = SimpleNamespace(requests=[SimpleNamespace(error="bad", headers={})], service=done.set)
    Lanes(lanes_of_the_site()).add_task(unreadable)
    assert done.wait(SECONDS)
