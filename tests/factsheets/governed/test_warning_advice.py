"""The warning advice of each level: a text of its own, signed by a clinician, that keeps no factsheet from going live."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factsheets.models import GOVERNED_TEXTS, WARNING_ADVICE, CrisisAdvice, SignOff, Version, warning_advice
from factsheets.publication.models.unsigned_words import unsigned_in_public
from factsheets.publication.signing_off import withdraw_sign_off
from tests.builders import (
    as_loaded,
    complete_draft,
    person,
    publish_signed,
    sign_governed_texts,
    sign_warning_advice,
    superuser,
)
from tests.factsheets.page.screens.test_previews import preview
from tests.factsheets.publication.screens.test_sign_off import decide, screen
from tests.factsheets.staff.dashboard.test_what_to_do_now import sections
from tests.factsheets.warning_signs.screens.story import words
from tests.setting_up import following

pytestmark = pytest.mark.django_db

UNSIGNED = "Warning advice that nobody has signed off"
FORM = {
    "heading": "Talk to somebody now",
    "text": "You are not alone.\r\n\r\nCall now.",
    "phones": "116 123 | Samaritans, day and night\r\n999 | Emergency",
}
by_level = pytest.mark.parametrize("model", WARNING_ADVICE.values(), ids=WARNING_ADVICE)


def edit_url(model: type) -> str:
    return reverse(f"wagtailsnippets_factsheets_{model._meta.model_name}:edit", args=[model.objects.get().pk])


def saved(role: str, model: type, **changes: str):
    browser = Client()
    browser.force_login(person(role, f"{role.lower().replace(' ', '-')}-who-saves"))
    return following.post(browser, edit_url(model), FORM | as_loaded(model.objects.get()) | changes)


@by_level
def test_an_editor_writes_it_and_readers_get_it_when_a_clinician_has_signed_it(model):
    saved("Editor", model, **{"action-submit": "1"})
    assert warning_advice(model.level).is_starter_example
    reviewer = person("Clinical reviewer")
    assert any(str(model.objects.get()) in said for said in sections(reviewer)["To sign off"])
    assert "Samaritans, day and night" in screen(reviewer, model.objects.get())
    decide(reviewer, model.objects.get())
    advice = warning_advice(model.level)
    assert (advice.heading, advice.paragraphs) == (
        "Talk to somebody now",
        ["You are not alone.", "Call now."],
    )
    assert [phone.href for phone in advice.phone_links] == ["tel:116123", "tel:999"]
    assert not advice.is_starter_example
    assert SignOff.objects.get().text == advice


@by_level
def test_nobody_publishes_adds_or_deletes_one_by_hand(model):
    browser = Client()
    browser.force_login(superuser())
    name = f"wagtailsnippets_factsheets_{model._meta.model_name}"
    browser.post(edit_url(model), FORM | as_loaded(model.objects.get()) | {"action-publish": "1"})
    assert not model.objects.in_force().exists()
    text = model.objects.get()
    browser.post(reverse(f"{name}:delete", args=[text.pk]))
    bulk = reverse("wagtail_bulk_action", args=["factsheets", model._meta.model_name, "delete"])
    browser.post(f"{bulk}?id={text.pk}")
    browser.post(reverse(f"{name}:add"), FORM)
    assert list(model.objects.values_list("pk", flat=True)) == [text.pk]


@pytest.mark.parametrize(
    ("phones", "sentence"),
    [
        ("116 123", "“116 123”: write a number, a bar and what it is"),
        ("| Samaritans", "“| Samaritans”: write a number"),
        ("Samaritans | 116 123", "“Samaritans | 116 123”: write a number"),
        ("12 | Two digits", "“12 | Two digits”: write a number"),
        ("1" * 16 + " | Too long", "write a number"),
        ("999;ext=1 | x", "write a number"),
        ("\n".join(f"11{n} | x" for n in range(6)), "Write 5 numbers at most"),
    ],
)
def test_a_line_that_is_no_number_with_a_name_is_refused_in_a_sentence(phones, sentence):
    assert sentence in words(saved("Editor", CrisisAdvice, phones=phones))
    assert CrisisAdvice.objects.get().get_latest_revision_as_object().phones == ""


@by_level
def test_what_is_missing_is_said_before_it_is_handed_on(model):
    said = words(saved("Editor", model, heading="", text="", phones=""))
    for sentence in ("Write the heading.", "Write what to do now.", "Write at least one number to call."):
        assert sentence in said


@by_level
def test_the_preview_shows_words_that_are_not_saved_and_numbers_to_tap(model):
    browser = Client()
    browser.force_login(person("Editor"))
    shown = preview(browser, edit_url(model).replace("edit", "preview"), FORM | {"text": "<b>One</b>"})
    assert "Talk to somebody now" in shown
    assert 'href="tel:116123"' in shown
    assert "&lt;b&gt;One&lt;/b&gt;" in shown


def test_the_first_screen_names_each_that_is_not_signed_to_those_who_can_have_it_signed():
    for role in ("Editor", "Clinical reviewer", "Administrator"):
        said = sections(person(role))[UNSIGNED]
        assert len(said) == 3
        assert all("Not signed off: readers in danger get the example" in line for line in said)
    for role in ("Author", "Resource manager"):
        assert UNSIGNED not in sections(person(role))
    publish_signed(_written(CrisisAdvice))
    assert not any("crisis" in line.lower() for line in sections(person("Editor", "another"))[UNSIGNED])
    sign_warning_advice()
    assert UNSIGNED not in sections(person("Editor", "one-more"))


def test_a_factsheet_goes_live_while_none_is_signed_and_gets_no_new_version_by_one():
    sign_governed_texts()
    page = complete_draft()
    publish_signed(page)
    page.refresh_from_db()
    assert page.live
    before = Version.objects.count()
    sign_warning_advice()
    assert Version.objects.count() == before


@by_level
def test_readers_still_see_it_is_said_when_its_sign_off_is_withdrawn(model):
    sign_governed_texts()
    sign_warning_advice()
    reviewer = person("Clinical reviewer")
    assert unsigned_in_public() == []
    decision = SignOff.objects.of(model.objects.get()).get()
    withdraw_sign_off(decision, user=reviewer, reason="A wrong number.", now=timezone.now())
    assert str(model.objects.get()) in sections(reviewer)["Readers still see it"][0]


def test_every_governed_text_has_its_decisions_on_a_screen_and_its_changes_in_the_report():
    sign_governed_texts()
    sign_warning_advice()
    browser = Client()
    browser.force_login(person("Clinical reviewer"))
    for model in GOVERNED_TEXTS:
        text = model.objects.get()
        page = browser.get(reverse("factsheets_sign_offs", args=[model._meta.model_name, text.pk]))
        assert "Dr Jo Bloggs" in page.content.decode()
    report = words(browser.get(reverse("changes_report")))
    for model in GOVERNED_TEXTS:
        assert str(model.objects.get()) in report


def _written(model: type):
    text = model.objects.get()
    text.heading, text.text, text.phones = FORM["heading"], FORM["text"], FORM["phones"]
    text.save_revision()
    return text
