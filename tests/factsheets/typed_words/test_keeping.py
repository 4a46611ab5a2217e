"""Words kept in a browser: the server says who is signed in, what is saved, and shows again what is put back."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse

from factsheets.models import Association, FactsheetPage, SafetyAdvice
from factsheets.typed_words.keeping import MARK, PUT_BACK, SAVED
from tests.builders import complete_draft, library, person
from tests.factsheets.screens.forms import edit_url, form_on, kept, with_rows
from tests.factsheets.screens.kinds import signed_in

pytestmark = pytest.mark.django_db

WORDS = "Words that were kept."
MARKED = "0123456789abcdef0123"


@pytest.fixture
def author() -> Client:
    return signed_in("Author")


def put_back(browser: Client, address: str, form: dict, *, status: int = 200) -> str:
    entries = [
        [name, str(value)]
        for name, values in form.items()
        for value in (values if isinstance(values, list) else [values])
    ]
    answer = browser.post(address, {PUT_BACK: json.dumps(entries)})
    assert answer.status_code == status
    return answer.content.decode()


def form_at(browser: Client, address: str) -> dict[str, list[str]]:
    return form_on(browser.get(address).content.decode(), address)


def test_each_is_told_of_themselves_alone(author):
    address = reverse("who_is_signed_in")
    answer = author.get(address)
    told = answer.json()
    assert (told["person"], told["name"]) == (author.session["_auth_user_id"], "author")
    assert len(told["csrf_token"]) > 20
    assert "no-store" in answer["Cache-Control"]
    outsider = Client()
    outsider.force_login(person(username="outsider"))
    assert Client().get(address).json() == outsider.get(address).json() == {"person": None}
    assert author.post(address).status_code == 405


def test_whoever_signs_in_again_is_led_through_the_sign_in_and_told_to_go_back(author):
    address = reverse("signed_in_again")
    assert f"next={address}" in Client().get(address)["Location"]
    assert "Go back to the tab with your form:" in author.get(address).content.decode()


def test_kept_words_of_a_factsheet_are_shown_with_their_rows_and_nothing_is_saved(author):
    page = complete_draft()
    before = page.latest_revision_id
    typed = with_rows(
        page, {"summary": WORDS}, suitabilities=[{"note": "A kept note."}, {"note": "Another."}]
    )
    shown = put_back(author, edit_url(page), typed)
    form = form_on(shown, edit_url(page))
    assert form["summary"] == [WORDS]
    assert form["suitabilities-TOTAL_FORMS"] == ["2"]
    assert [form[f"suitabilities-{number}-note"] for number in (0, 1)] == [["A kept note."], ["Another."]]
    assert "Your words are back in this form. They are not saved yet" in shown
    assert 'data-put-back="yes"' in shown
    assert 'data-w-unsaved-force-value="true"' in shown
    assert FactsheetPage.objects.get(pk=page.pk).latest_revision_id == before
    assert kept(page).suitabilities.count() == page.suitabilities.count()


def test_a_kept_row_that_somebody_has_deleted_meanwhile_is_there_again(author):
    page = complete_draft()
    typed = form_at(author, edit_url(page)) | {"summary": [WORDS]}
    newer = kept(page)
    newer.suitabilities = []
    newer.save_revision()
    form = form_on(put_back(author, edit_url(page), typed), edit_url(page))
    assert form["suitabilities-TOTAL_FORMS"] == typed["suitabilities-TOTAL_FORMS"]
    assert kept(page).suitabilities.count() == 0


def test_kept_words_of_a_new_factsheet(author):
    address = reverse("wagtailadmin_pages:add", args=["factsheets", "factsheetpage", library().pk])
    typed = form_at(author, address) | {"title": ["A kept title"], "summary": [WORDS]}
    form = form_on(put_back(author, address, typed), address)
    assert (form["title"], form["summary"]) == (["A kept title"], [WORDS])
    assert not FactsheetPage.objects.filter(title="A kept title").exists()


@pytest.mark.parametrize("is_new", [False, True], ids=["edit", "new"])
def test_kept_words_of_a_record_and_of_a_governed_text(is_new):
    editor = signed_in("Editor")
    association = Association.objects.create(name="An association")
    name = "wagtailsnippets_factsheets_association"
    address = reverse(f"{name}:add") if is_new else reverse(f"{name}:edit", args=[association.pk])
    shown = put_back(editor, address, form_at(editor, address) | {"name": [WORDS]})
    assert form_on(shown, address)["name"] == [WORDS]
    assert [each.name for each in Association.objects.all()] == ["An association"]

    advice = SafetyAdvice.objects.get()
    address = reverse("wagtailsnippets_factsheets_safetyadvice:edit", args=[advice.pk])
    before = advice.latest_revision_id
    shown = put_back(editor, address, form_at(editor, address) | {"emergency_heading": [WORDS]})
    assert form_on(shown, address)["emergency_heading"] == [WORDS]
    assert 'data-put-back="yes"' in shown
    assert SafetyAdvice.objects.get().latest_revision_id == before


def test_kept_words_are_shown_to_nobody_who_may_not_edit(author):
    page = complete_draft()
    clinician = signed_in("Clinical reviewer")
    answer = clinician.post(edit_url(page), {PUT_BACK: json.dumps([["summary", WORDS]])})
    assert answer.status_code == 302
    assert WORDS not in answer.content.decode()


@pytest.mark.parametrize("sent", ["", "{", "[1]", '[["summary", 1]]', "7", "[" * 3000])
def test_what_our_script_would_not_send_gets_a_sentence(author, sent):
    page = complete_draft()
    answer = author.post(edit_url(page), {PUT_BACK: sent})
    assert answer.status_code == 400
    assert "What arrived cannot be read. Nothing was saved." in answer.content.decode()
    assert kept(page).summary == page.summary


def test_a_saved_form_is_confirmed_and_a_refused_one_is_not(author):
    page = complete_draft()
    saved = author.post(edit_url(page), form_at(author, edit_url(page)) | {"summary": WORDS, MARK: MARKED})
    assert saved.status_code == 302
    cookie = saved.cookies[f"{SAVED}{MARKED}"]
    assert (cookie["path"], cookie["max-age"], cookie["samesite"]) == ("/admin/", 7 * 24 * 3600, "Lax")
    assert kept(page).summary == WORDS

    refused = author.post(edit_url(page), form_at(author, edit_url(page)) | {"title": "", MARK: MARKED})
    sent_away = author.post(reverse("wagtailadmin_workflows:add"), {MARK: MARKED})
    odd = author.post(edit_url(page), form_at(author, edit_url(page)) | {MARK: "a b; path=/"})
    assert [each.status_code for each in (refused, sent_away, odd)] == [200, 302, 302]
    assert not any(name.startswith(SAVED) for each in (refused, sent_away, odd) for name in each.cookies)


def test_what_was_said_of_a_save_is_still_said_after_it_was_looked_at(author):
    page = complete_draft()
    typed = form_at(author, edit_url(page)) | {"summary": WORDS, MARK: MARKED}
    assert "has been updated" in author.post(edit_url(page), typed, follow=True).content.decode()


@pytest.mark.parametrize("boundary", [False, True], ids=["urlencoded", "multipart"])
def test_a_form_with_too_many_fields_is_told_and_its_words_are_listed_from_the_browser(author, boundary):
    page = complete_draft()
    many = {f"field-{number}": "x" for number in range(10_001)}
    if boundary:
        answer = author.post(edit_url(page), many)
    else:
        body = "&".join(f"{name}=x" for name in many)
        answer = author.post(edit_url(page), body, content_type="application/x-www-form-urlencoded")
    shown = answer.content.decode()
    assert answer.status_code == 400
    assert "The form is larger than the site takes: more than 10,000 fields" in shown
    assert f'data-typed-words-list data-address="{edit_url(page)}"' in shown
    assert f'data-person="{author.session["_auth_user_id"]}"' in shown
    assert kept(page).summary == page.summary


def test_a_form_that_is_too_large_is_told(author):
    page = complete_draft()
    body = "summary=" + "x" * 3_000_000
    answer = author.post(edit_url(page), body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    shown = answer.content.decode()
    assert "That is more than this page takes" in shown
    assert f'data-typed-words-list data-address="{edit_url(page)}"' in shown


def test_readers_get_no_page_of_the_admin(client):
    address = reverse("factsheets:feedback", args=[complete_draft().slug])
    answer = client.post(address, {f"field-{number}": "x" for number in range(10_001)})
    assert answer.status_code == 413
    assert "typed-words" not in answer.content.decode()
