"""Requests that no view of the admin can read, or that the database refuses: a sentence, and what was typed."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DataError, IntegrityError, OperationalError
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from wagtail.models import Site, Task, Workflow

from backcare.refusals import MOST_NEW_COMMENTS, of_exception, of_request
from factsheets.models import Condition, SafetyAdvice
from tests.builders import complete_draft, person, superuser
from tests.factsheets.screens.forms import edit_url, form_on, kept
from tests.factsheets.screens.kinds import signed_in
from tests.setting_up.made_once import MadeOnce
from tests.setting_up.yardstick import yardsticks

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss() -> Client:
    client = Client()
    client.force_login(superuser())
    return client


@pytest.fixture
def page(made_once: MadeOnce):
    return made_once(make_page)


def make_page():
    return complete_draft()


def form_of(boss: Client, page) -> dict[str, list[str]]:
    address = edit_url(page)
    return form_on(boss.get(address).content.decode(), address)


@pytest.mark.parametrize(
    "count",
    ["", "x", "-1", "3", "9" * 30, "1000"],
    ids=["empty", "words", "negative", "more", "huge", "many"],
)
@pytest.mark.parametrize("which", ["TOTAL", "INITIAL"])
def test_rows_that_are_counted_wrongly(boss, page, which, count):
    typed = form_of(boss, page) | {"summary": "Words that I typed.", f"suitabilities-{which}_FORMS": count}
    response = boss.post(edit_url(page), typed)
    assert response.status_code == 400
    assert "The form did not arrive whole: rows of it are missing." in response.content.decode()
    assert "Words that I typed." in response.content.decode()
    assert kept(page).summary == page.summary


def test_formatted_text_that_is_cut_off(boss, page):
    typed = form_of(boss, page) | {"introduction": '{"blocks": [{"te', "summary": "Words that I typed."}
    response = boss.post(edit_url(page), typed)
    assert response.status_code == 400
    assert "Words that I typed." in response.content.decode()
    assert kept(page).summary == page.summary


def test_a_script_gets_the_sentence_as_data(boss, page):
    typed = form_of(boss, page) | {"introduction": "{", "summary": "Words that I typed."}
    response = boss.post(edit_url(page), typed, headers={"accept": "application/json"})
    assert response.status_code == 400
    assert json.loads(response.content)["error_message"].startswith("Something in it cannot be kept")
    assert kept(page).summary == page.summary


def test_an_address_to_go_to_that_is_none(boss, page):
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])
    assert boss.post(address, {"next": "a b"}).status_code == 400
    assert kept(page) == page


def test_passwords_are_not_shown_again(boss):
    typed = {"username": "jo", "password1": "a-secret", "password2": "a-secret", "next": "nowhere"}
    response = boss.post(reverse("wagtailusers_users:add"), typed)
    assert response.status_code == 400
    assert "jo" in response.content.decode()
    assert "a-secret" not in response.content.decode()


def test_whoever_was_signed_out_keeps_their_words(boss, page):
    typed = form_of(boss, page) | {"summary": "Words that I typed.", "introduction": draftail("Long work.")}
    boss.logout()
    response = boss.post(edit_url(page), typed)
    shown = response.content.decode()
    assert response.status_code == 403
    assert "You were signed out while this page was open. Nothing was saved." in shown
    assert "Words that I typed." in shown
    assert "<td>Long work.</td>" in shown
    assert kept(page).summary == page.summary


@pytest.mark.parametrize(
    ("origin", "shown"), [("http://testserver", True), ("https://elsewhere.example", False), ("null", False)]
)
def test_a_form_of_before_another_sign_in_keeps_its_words(page, origin, shown):
    """Words that another site sends are never shown in a page of ours."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(superuser())
    typed = {"csrfmiddlewaretoken": "x" * 64, "summary": "Words that I typed."}
    response = strict.post(edit_url(page), typed, headers={"origin": origin})
    assert response.status_code == 403
    assert "signed in again in another window" in response.content.decode()
    assert ("Words that I typed." in response.content.decode()) is shown


@pytest.mark.parametrize("origin", ["http://[", "http://[::1", "https://]", "http://a]b["])
@pytest.mark.parametrize("name", ["account_login", "wagtailadmin_login", "account_reset_password"])
def test_an_origin_that_is_no_address_is_refused_in_words(name, origin):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies["csrftoken"] = "a" * 32
    answer = strict.post(reverse(name), {"a": "b"}, headers={"origin": origin})
    assert answer.status_code == 403
    assert "signed in again in another window" in answer.content.decode()


@pytest.mark.parametrize("name", ["wagtailadmin_login", "wagtailadmin_password_reset"])
def test_forms_for_those_who_are_not_signed_in_stay_open(client, name):
    assert client.post(reverse(name), {"username": "jo", "email": "jo@example.org"}).status_code in (200, 302)


def test_the_scripts_of_a_screen_are_told_as_well(page):
    answer = Client().post(edit_url(page), {}, headers={"x-requested-with": "XMLHttpRequest"})
    assert answer.status_code == 403
    assert "You were signed out" in answer.json()["error_message"]


def draftail(words: str) -> str:
    return json.dumps({"blocks": [{"key": "a", "type": "unstyled", "text": words}], "entityMap": {}})


def test_signing_in_while_the_disk_is_full(monkeypatch):
    def refuse(*_arguments, **_options):
        raise OperationalError("database or disk is full")

    account = person("Editor", "ed")
    account.set_password("open-sesame")
    account.save()
    monkeypatch.setattr(SessionStore, "save", refuse)
    typed = {"login": "ed", "password": "open-sesame"}
    response = Client(raise_request_exception=False).post(reverse("account_login"), typed)
    assert response.status_code == 503
    assert "its database cannot be written. Nothing was saved." in response.content.decode()
    assert "open-sesame" not in response.content.decode()


def test_readers_are_none_of_its_business(client):
    assert client.get("/?next=nowhere").status_code == 200


@pytest.mark.parametrize(
    ("exception", "status", "sentence"),
    [
        (IntegrityError("UNIQUE constraint failed: index 'condition_name_once'"), 409, None),
        (
            IntegrityError("FOREIGN KEY constraint failed"),
            409,
            "Somebody else saved something in the same moment",
        ),
        (ValidationError("Not so."), 400, "Not so."),
        (ObjectDoesNotExist(), 404, "not there any more"),
        (MultiValueDictKeyError("name"), 400, "did not arrive whole"),
        (DataError("invalid byte sequence"), 400, "cannot be kept"),
        (OverflowError(), 400, "cannot be kept"),
        (ValueError("Field 'id' expected a number but got 'x'."), 400, "A number was expected"),
    ],
)
def test_each_gets_its_sentence(exception, status, sentence):
    refusal = of_exception(exception)
    assert refusal is not None
    assert refusal.status == status
    assert (sentence or "") in refusal.sentence
    assert "Nothing was saved." in refusal.sentence


@pytest.mark.parametrize(
    "fault", [ValueError("a fault of ours"), KeyError("x"), RuntimeError(), AttributeError()]
)
def test_our_own_faults_stay_faults(fault):
    assert of_exception(fault) is None


def test_a_rule_of_the_database_is_told_in_its_own_words():
    named = [each for each in Condition._meta.constraints if each.violation_error_message]
    for constraint in named:
        refusal = of_exception(IntegrityError(f'violates unique constraint "{constraint.name}"'))
        assert refusal is not None
        if constraint.violation_error_message != constraint.default_violation_error_message:
            assert str(constraint.violation_error_message) in refusal.sentence


class Deadlock(Exception):
    sqlstate = "40P01"


def test_two_saves_that_wait_for_each_other_are_no_failure_of_the_database(boss, page, monkeypatch):
    tried = []

    def save_revision(self, *arguments, **options):
        tried.append(self.pk)
        if len(tried) == 1:
            raise OperationalError("deadlock detected") from Deadlock()
        return kept_revision(self, *arguments, **options)

    kept_revision = type(page).save_revision
    monkeypatch.setattr(type(page), "save_revision", save_revision)
    typed = form_of(boss, page) | {"summary": "Words that I typed."}
    assert boss.post(edit_url(page), typed).status_code == 302
    assert len(tried) == 2
    assert kept(page).get_latest_revision_as_object().summary == "Words that I typed."


def test_a_form_about_what_somebody_has_deleted_meanwhile_keeps_what_was_typed(boss, page):
    typed = form_of(boss, page) | {"summary": "Words that I typed."}
    page.delete()
    response = boss.post(edit_url(page), typed)
    assert response.status_code == 404
    words = response.content.decode()
    assert "somebody may have deleted or moved it meanwhile. Nothing was saved." in words
    assert "Words that I typed." in words
    assert "Go to the first screen" in words


def _told_of(posted: str) -> str:
    request = RequestFactory().get("/")
    request.POST = QueryDict(posted)
    refusal = of_request(request)
    return refusal.sentence if refusal else ""


@pytest.mark.parametrize(
    "posted",
    [
        "&".join(f"a{number}-TOTAL_FORMS=0" for number in range(9_900)),
        "a-TOTAL_FORMS=0&" + "-1" * 1_000_000 + "-=",
        "&".join("a" * length + "-TOTAL_FORMS=0" for length in range(1, 1_500)) + f"&{'-1' * 500_000}-=",
    ],
    ids=["many lists", "a long name", "lists of all lengths"],
)
def test_counting_rows_looks_once_at_each_name(posted):
    """It is done for whoever signs in, too: what grows with the square of the names would let anybody take the processor."""
    assert yardsticks(lambda: _told_of(posted)) < 200


@pytest.mark.parametrize(
    ("posted", "is_whole"),
    [
        ("a-TOTAL_FORMS=2&a-0-x=&a-1-x=", True),
        ("a-TOTAL_FORMS=2&a-1-x=", False),
        ("a-TOTAL_FORMS=1&a-INITIAL_FORMS=2&a-0-x=&a-1-x=", False),
        ("a-TOTAL_FORMS=1&a-0-x=&a-0-b-TOTAL_FORMS=2&a-0-b-0-y=&a-0-b-1-y=", True),
        ("a-TOTAL_FORMS=1&a-0-x=&a-0-b-TOTAL_FORMS=2&a-0-b-1-y=&a-1-b-0-y=", False),
        ("a-1-TOTAL_FORMS=2&a-1-0-x=&a-1-1-x=", True),
    ],
)
def test_each_list_of_rows_is_counted_by_itself(posted, is_whole):
    assert (_told_of(posted) == "") == is_whole


@pytest.mark.parametrize("name", ["comments-{}-{}", "comments-0-replies-{}-{}"])
def test_only_so_many_new_comments_are_taken_at_once(name):
    """Each is stored, logged and told to others, while nobody else can save; what stands there already is no new one."""

    def rows(number: int, key: str) -> str:
        return "&".join(f"{name.format(n, 'text')}=Why?&{name.format(n, 'id')}={key}" for n in range(number))

    assert _told_of(rows(MOST_NEW_COMMENTS, "")) == ""
    assert _told_of(rows(MOST_NEW_COMMENTS + 1, "7")) == ""
    assert "101 new comments" in _told_of(rows(MOST_NEW_COMMENTS + 1, ""))


@pytest.mark.parametrize("method", ["DELETE", "PUT", "PATCH", "TRACE"])
def test_no_other_method_does_what_a_posted_form_would_be_refused(method):
    """Django's views that delete understand DELETE, and what looks at forms does not see it."""
    browser = signed_in("Administrator")
    group, workflow, step = (
        Group.objects.get(name="Clinical reviewer"),
        Workflow.objects.last(),
        Task.objects.last(),
    )
    for url in (
        reverse("wagtailusers_groups:delete", args=[group.pk]),
        reverse("wagtailadmin_workflows:disable", args=[workflow.pk]),
        reverse("wagtailadmin_workflows:disable_task", args=[step.pk]),
        reverse("wagtailsites:delete", args=[Site.objects.get().pk]),
        reverse("wagtailadmin_home"),
        "/",
        "/api/v1/",
    ):
        answer = browser.generic(method, url)
        assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, POST, OPTIONS"), url
    assert Group.objects.filter(pk=group.pk).exists()
    assert Workflow.objects.get(pk=workflow.pk).active
    assert Task.objects.filter(pk=step.pk, active=True).exists()


def test_what_wagtails_own_scripts_send_is_taken(page):
    browser = signed_in("Editor")
    noted = browser.patch(
        reverse("wagtailadmin_dismissibles"), {"a-note": True}, content_type="application/json"
    )
    assert noted.status_code == 200
    advice = SafetyAdvice.objects.get()
    for url in (
        reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]),
        reverse(
            "wagtailadmin_pages:preview_on_add", args=["factsheets", "factsheetpage", page.get_parent().pk]
        ),
        reverse(advice.snippet_viewset.get_url_name("preview_on_edit"), args=[advice.pk]),
    ):
        assert browser.delete(url).json() == {"success": True}, url
    assert browser.delete(reverse("wagtailadmin_pages:delete", args=[page.pk])).status_code == 405
