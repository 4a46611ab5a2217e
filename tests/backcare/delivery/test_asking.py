"""What is stored is what a reader without a name would get, and nothing that depends on who asks."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path

from backcare import urls
from backcare.delivery.asking import NothingThere, asked_as_a_reader
from backcare.delivery.declared import Address
from backcare.delivery.place import ledger, store
from backcare.delivery.rendering import Outcome, make_file
from backcare.delivery.store import NOT_FOUND
from backcare.today import readers_day

pytestmark = pytest.mark.django_db


def sets_a_cookie(request: HttpRequest) -> HttpResponse:
    response = HttpResponse("Hello")
    response.set_cookie("who", "you")
    return response


def looks_who_asks(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"Hello {request.user.is_authenticated}")


def breaks(request: HttpRequest) -> HttpResponse:
    raise ValueError("broken")


def comes_later(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Later", status=503, headers={"Retry-After": "5"})


def says_the_day(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{readers_day():%A}")


def where(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.build_absolute_uri())


urlpatterns = [
    path("cookie/", sets_a_cookie),
    path("who/", looks_who_asks),
    path("broken/", breaks),
    path("later/", comes_later),
    path("day/", says_the_day),
    path("where/", where),
    *urls.urlpatterns,
]
handler500 = "backcare.database_away.gate.answer_a_failure"


@pytest.fixture
def own_urls(settings: Any, publishing: object) -> None:
    settings.ROOT_URLCONF = __name__


@pytest.mark.usefixtures("own_urls")
@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("/cookie/", "It sets a cookie: who."),
        ("/who/", "It varies by cookie: it depends on who asks."),
        ("/broken/", "It answers 500."),
        ("/later/", "It answers 503."),
    ],
)
def test_what_is_no_answer_for_all_has_no_file_and_is_told(address: str, reason: str) -> None:
    outcome = make_file(Address(address))
    assert outcome is (Outcome.LATE if address == "/later/" else Outcome.REFUSED)
    assert store().look_up(address) is None
    assert [(each.address, each.reason) for each in ledger().failures()] == [(address, reason)]


@pytest.mark.usefixtures("own_urls")
def test_nothing_is_no_failure() -> None:
    assert make_file(Address("/nothing/")) is Outcome.UNCHANGED
    with pytest.raises(NothingThere):
        asked_as_a_reader("/nothing/")
    assert ledger().failures() == []


@pytest.mark.usefixtures("own_urls")
def test_what_names_the_day_is_good_until_midnight() -> None:
    make_file(Address("/day/"))
    make_file(Address("/where/"))
    made = ledger().made()
    assert made["/day/"].until is not None
    assert made["/where/"].until is None


@pytest.mark.usefixtures("own_urls")
def test_it_is_asked_by_the_name_that_readers_use(settings: Any) -> None:
    settings.SITE_URL = "https://localhost:8443"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert asked_as_a_reader("/where/").body == b"https://localhost:8443/where/"


@pytest.mark.usefixtures("publishing")
def test_the_page_for_what_is_not_there_is_kept_once() -> None:
    answer = asked_as_a_reader(NOT_FOUND)
    assert answer.status == 404
    assert b"We cannot find that page" in answer.body
    assert NOT_FOUND.encode() not in answer.body


@pytest.mark.usefixtures("publishing")
def test_headers_of_one_answer_are_not_kept() -> None:
    names = {name.lower() for name in asked_as_a_reader("/robots.txt").headers}
    assert "content-security-policy" in names
    assert not names & {"etag", "content-length", "set-cookie"}
