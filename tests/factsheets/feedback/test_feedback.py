""" "Was this useful?", asked at the front door: from the links below a factsheet to the stored answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import signing
from django.http import HttpResponse
from django.test import Client, override_settings
from django.utils import timezone
from wagtail.models import PageViewRestriction

from factsheets.feedback import answering as verb
from factsheets.models import FactsheetPage, Feedback, FeedbackLimit
from factsheets.publication.withdrawing import withdraw
from tests.builders import live, person, sign_governed_texts, superuser
from tests.setting_up.made_once import MadeOnce

pytestmark = pytest.mark.django_db

FACTSHEET = "/factsheets/medical-acupuncture/"
FORM = "/feedback/medical-acupuncture/"
FROM_OUR_PAGE = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def factsheet(made_once: MadeOnce) -> FactsheetPage:
    return made_once(make_public)


def make_public() -> FactsheetPage:
    sign_governed_texts()
    return live()


@pytest.fixture
def reader() -> Client:
    return Client(enforce_csrf_checks=True)


def soup_of(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def token(reader: Client, answer: str = "no", form: str = FORM) -> str:
    return soup_of(reader.get(f"{form}?useful={answer}")).find("input", {"name": "token"})["value"]


def send(
    reader: Client, answer: str = "no", *, headers: dict[str, str] | None = None, **fields: Any
) -> HttpResponse:
    """Fill in the form and send it as a browser does."""
    fields = {
        "token": token(reader, answer) if "token" not in fields else "",
        "comment": "",
        "website": "",
    } | fields
    return reader.post(
        f"{FORM}?useful={answer}", fields, headers=FROM_OUR_PAGE if headers is None else headers
    )


def refused(response: HttpResponse, status: int, words: str) -> BeautifulSoup:
    assert response.status_code == status
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies
    assert not Feedback.objects.exists()
    soup = soup_of(response)
    assert words in soup.find(role="alert").get_text()
    assert soup.title.get_text().startswith("Error: ")
    return soup


@pytest.mark.parametrize(("name", "answer"), [("Yes", True), ("No", False)])
def test_from_the_factsheet_to_the_stored_answer(reader, factsheet, name, answer):
    links = soup_of(reader.get(FACTSHEET)).select(".useful a")
    link = next(each for each in links if each.get_text().startswith(name))
    form = soup_of(reader.get(link["href"])).main.find("form")
    fields = {field["name"]: field.get("value", "") for field in form.find_all("input")}
    before = timezone.now()
    response = reader.post(
        FORM + form["action"], fields | {"comment": "Clear words.\r\nThank you."}, headers=FROM_OUR_PAGE
    )
    assert response.status_code == 303
    assert "Thank you" in soup_of(reader.get(response["Location"])).h1.get_text()
    stored = Feedback.objects.get()
    assert (stored.page, stored.useful, stored.comment) == (factsheet, answer, "Clear words.\nThank you.")
    assert before <= stored.received_at <= timezone.now()
    assert not stored.suspected_spam
    assert stored.handled_at is None
    assert not response.cookies


def test_the_comment_is_optional(reader, factsheet):
    assert send(reader, "yes").status_code == 303
    assert Feedback.objects.get().comment == ""


def test_personal_details_are_gone_before_anything_is_stored(reader, factsheet):
    send(reader, comment="Ring 07700 900123 or write to me@example.org, SW1A 1AA, 943 476 5919")
    words = Feedback.objects.get().comment
    assert not any(secret in words for secret in ("900123", "me@example.org", "SW1A", "943"))


@pytest.mark.parametrize("query", ["", "?useful=", "?useful=perhaps"])
def test_without_an_answer_the_question_is_asked_again(reader, factsheet, query):
    soup = soup_of(reader.get(FORM + query))
    assert [link["href"] for link in soup.select("main .button")] == [
        f"{FORM}?useful=yes",
        f"{FORM}?useful=no",
    ]
    assert not soup.main.find("form")


def test_a_thousand_characters_are_taken(reader, factsheet):
    assert send(reader, comment="a" * 998 + "\r\nb").status_code == 303


def test_a_longer_comment_comes_back_with_what_was_typed(reader, factsheet):
    typed = "<b>My back</b> " + "a" * 1000
    soup = refused(send(reader, comment=typed), 400, "too long by 15 characters")
    area = soup.find("textarea")
    assert area.get_text().strip() == typed
    assert area["aria-invalid"] == "true"
    assert "refusal" in area["aria-describedby"]
    again = reader.post(
        f"{FORM}?useful=no",
        {"token": soup.find("input", {"name": "token"})["value"], "comment": "Shorter"},
        headers=FROM_OUR_PAGE,
    )
    assert again.status_code == 303


def cards(response: HttpResponse) -> list[str]:
    return [card["id"] for card in soup_of(response).select("main .first-help section.warning-card")]


DANGERS = [
    ("I want to kill myself", ["crisis"]),
    ("Since it started I can't pee and I want to die", ["emergency", "crisis"]),
    ("Good page.\r\nI have a fever and my back hurts.", ["urgent"]),
]


@pytest.mark.parametrize(("comment", "levels"), DANGERS)
def test_whoever_wrote_of_a_danger_is_thanked_and_told_whom_to_call(reader, factsheet, comment, levels):
    response = send(reader, comment=comment)
    assert (response.status_code, cards(response)) == (200, levels)
    soup = soup_of(response)
    assert "Thank you" in soup.h1.get_text()
    assert soup.select("main :is(h1, h2)")[1] is soup.select_one("section.warning-card h2")
    assert soup.select_one("main .phones a[href^='tel:']")
    assert not soup.select(".warning-strip")
    searched = soup_of(reader.get("/search/", {"q": comment}))
    assert soup.select_one(".first-help").get_text() == searched.select_one(".first-help").get_text()


def test_nothing_remembers_that_somebody_was_in_danger(reader, factsheet):
    made = token(reader)
    sent = [send(reader, token=made, comment="I want to kill myself. Ring 07700 900123") for _ in range(2)]
    for response in sent:
        assert response.headers["Cache-Control"] == "no-store"
        assert not response.cookies
        assert "Location" not in response.headers
        assert "kill" not in response.content.decode()
    stored = Feedback.objects.get()
    assert stored.comment == "I want to kill myself. Ring [phone number removed]"
    assert cards(reader.get(f"{FORM}thanks/")) == []


def test_a_comment_without_danger_has_no_card(reader, factsheet):
    response = send(reader, comment="Hardly any pain now, and no lack of exercise")
    assert response.status_code == 303
    assert cards(reader.get(response["Location"])) == []


@pytest.mark.parametrize(("comment", "levels"), DANGERS)
def test_a_refused_comment_brings_its_card_as_well(reader, factsheet, monkeypatch, comment, levels):
    too_long = send(reader, comment=comment + " and so on" * 120)
    expired = send(reader, token="nonsense", comment=comment)
    from_elsewhere = send(reader, headers={}, comment=comment)
    without_answer = reader.post(FORM, {"comment": comment}, headers=FROM_OUR_PAGE)
    monkeypatch.setattr(verb, "MOST_ANSWERS_A_DAY", 0)
    too_many = send(reader, comment=comment)
    statuses = {too_long: 400, expired: 400, from_elsewhere: 403, without_answer: 400, too_many: 429}
    for response, status in statuses.items():
        assert (response.status_code, cards(response)) == (status, levels)
        assert soup_of(response).select("main h2")[0].find_parent("section")["id"] == levels[0]
    assert not Feedback.objects.exists()


def test_the_form_itself_has_no_card(reader, factsheet):
    assert cards(reader.get(f"{FORM}?useful=no&comment=suicidal")) == []
    assert cards(send(reader, token="nonsense", comment="Kept words")) == []


def other_factsheet(reader: Client) -> str:
    live("TENS")
    return token(reader, "no", "/feedback/tens/")


def made_elsewhere(reader: Client) -> str:
    return signing.TimestampSigner(salt="something else").sign_object(
        [f"{FactsheetPage.objects.get().pk}:no", "x"]
    )


WRONG_TOKENS = {
    "none": lambda reader: "",
    "nonsense": lambda reader: "nonsense",
    "changed": lambda reader: token(reader) + "x",
    "of the other answer": lambda reader: token(reader, "yes"),
    "of another factsheet": other_factsheet,
    "of another kind": made_elsewhere,
}


@pytest.mark.parametrize("kind", WRONG_TOKENS)
def test_a_wrong_token_is_refused_and_the_words_are_kept(reader, factsheet, kind):
    response = send(reader, token=WRONG_TOKENS[kind](reader), comment="Kept words")
    assert refused(response, 400, "send it again").find("textarea").get_text().strip() == "Kept words"


def test_a_form_lives_for_a_day(reader, factsheet, monkeypatch):
    made = token(reader)
    started = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: started + timedelta(hours=25).total_seconds())
    refused(send(reader, token=made, comment="Slow words"), 400, "open for more than a day")
    monkeypatch.setattr(signing.time, "time", lambda: started + timedelta(hours=23).total_seconds())
    assert send(reader, token=made).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://testserver", "Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_post_from_elsewhere_is_refused_and_its_words_are_not_shown(reader, factsheet, headers):
    response = send(reader, headers=headers, comment="Words of another site")
    soup = refused(response, 403, "choose your answer again")
    assert "Words of another site" not in soup.get_text()
    assert soup.select("main .button")


def test_an_old_browser_that_names_our_origin_is_heard(reader, factsheet):
    assert send(reader, headers={"Origin": "http://testserver"}).status_code == 303


def test_a_post_without_an_answer_in_its_address_is_refused(reader, factsheet):
    response = reader.post(FORM, {"token": token(reader)}, headers=FROM_OUR_PAGE)
    refused(response, 400, "send it again")


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(reader, factsheet, method):
    assert getattr(reader, method)(f"{FORM}?useful=yes").status_code == 405


def test_only_public_factsheets_are_asked_about(reader, factsheet):
    made = token(reader)
    factsheet.unpublish()
    assert reader.get(f"{FORM}?useful=no").status_code == 404
    response = reader.post(f"{FORM}?useful=no", {"token": made}, headers=FROM_OUR_PAGE)
    assert response.status_code == 404
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("address", [f"{FORM}?useful=no", f"{FORM}thanks/"])
def test_a_withdrawn_factsheet_says_that_it_is_withdrawn(reader, factsheet, address):
    withdraw(factsheet, reason="A new trial.", replacement=None, user=superuser(), now=timezone.now())
    response = reader.get(address)
    assert response.status_code == 410
    assert "A new trial." in response.content.decode()


def test_what_was_typed_of_a_danger_is_heard_though_the_factsheet_was_withdrawn_meanwhile(reader, factsheet):
    sent = {"token": token(reader), "comment": "I can't feel my legs"}
    withdraw(factsheet, reason="A new trial.", replacement=None, user=superuser(), now=timezone.now())
    response = reader.post(f"{FORM}?useful=no", sent, headers=FROM_OUR_PAGE)
    assert response.status_code == 410
    assert soup_of(response).select_one("main .warning-card")
    assert not Feedback.objects.exists()


def test_a_withdrawn_factsheet_behind_a_privacy_rule_is_not_spoken_of(reader, factsheet):
    withdraw(factsheet, reason="A new trial.", replacement=None, user=superuser(), now=timezone.now())
    PageViewRestriction.objects.create(page=factsheet, restriction_type=PageViewRestriction.LOGIN)
    assert reader.get(f"{FORM}?useful=no").status_code == 404


@pytest.mark.parametrize(
    ("fields", "spam"),
    [
        ({"website": "https://spam.example"}, True),
        ({"comment": "http://a.example and www.b.example"}, True),
        ({"comment": "[url=x]y[/url] <a href=x>y</a>"}, True),
        ({"comment": "I read https://www.example.org about it"}, False),
        ({"website": "  "}, False),
    ],
)
def test_suspected_spam_is_kept_with_a_mark_and_thanked_like_any_other(reader, factsheet, fields, spam):
    assert send(reader, **fields).status_code == 303
    assert Feedback.objects.get().suspected_spam is spam


def test_the_same_form_sent_again_corrects_its_answer(reader, factsheet):
    made = token(reader)
    send(reader, token=made, comment="A first thought")
    Feedback.objects.update(handled_at=timezone.now(), handled_by=person("Editor"))
    assert send(reader, token=made, comment="A better one").status_code == 303
    stored = Feedback.objects.get()
    assert stored.comment == "A better one"
    assert stored.handled_at is None


def test_one_network_cannot_drown_the_others(reader, factsheet, monkeypatch):
    monkeypatch.setattr(verb, "MOST_ANSWERS_A_DAY", 2)
    for _ in range(2):
        assert send(reader).status_code == 303
    Feedback.objects.all().delete()
    soup = refused(send(reader, comment="Kept words"), 429, "try again tomorrow")
    assert soup.find("textarea").get_text().strip() == "Kept words"
    neighbour, stranger = Client(REMOTE_ADDR="127.0.0.200"), Client(REMOTE_ADDR="192.0.2.1")
    assert send(neighbour).status_code == 429
    assert send(stranger).status_code == 303


def test_what_was_refused_is_not_counted(reader, factsheet):
    send(reader, comment="a" * 1001)
    send(reader, token="nonsense")
    send(reader, headers={})
    assert not FeedbackLimit.objects.exists()


@override_settings(PROXIES=1)
def test_behind_a_web_server_the_reader_counts_and_not_the_server(factsheet, monkeypatch):
    monkeypatch.setattr(verb, "MOST_ANSWERS_A_DAY", 1)
    answers = [
        send(Client(), headers=FROM_OUR_PAGE | {"X-Forwarded-For": address}).status_code
        for address in ("203.0.113.9", "198.51.100.4", "203.0.113.77")
    ]
    assert answers == [303, 303, 429]
