"""What the first screen says about sign-offs, governed texts and sources."""

from __future__ import annotations

import pytest
from django.utils import timezone

from factsheets.models import SafetyAdvice
from factsheets.publication.signing_off import withdraw_sign_off
from tests.builders import live, person, sign, sign_governed_texts

from .changed_source import cites_a_changed_source
from .test_what_to_do_now import checked, sections, submitted

pytestmark = pytest.mark.django_db

NOTHING = "Nothing waits for you now."
ROLES = ["Author", "Editor", "Clinical reviewer", "Resource manager", "Administrator"]


def test_a_governed_text_is_named_until_it_is_signed():
    reviewer = person("Clinical reviewer")
    assert len(sections(reviewer)["Before anything can go live"]) == 2
    sign_governed_texts()
    assert "Before anything can go live" not in sections(reviewer)
    SafetyAdvice.objects.update(is_starter_example=True)
    assert sections(reviewer)["Before anything can go live"][0].startswith("Safety advice Not signed off.")


def test_a_governed_text_is_signed_off_from_the_front_page():
    sign_governed_texts()
    text = SafetyAdvice.objects.get()
    text.urgent_points = "something new"
    text.save_revision()
    text.get_workflow().start(text, user=person("Editor"))
    reviewer = person("Clinical reviewer")
    assert sections(reviewer)["To sign off"][0].startswith("Safety advice Handed on by editor")


def test_a_source_that_changed_is_named_to_those_who_review():
    cites_a_changed_source(live("TENS"))
    said = sections(person("Editor"))["Sources that changed"]
    assert said[0].startswith(
        "TENS “Guideline on TENS” is superseded. Look at “What the evidence says” again."
    )
    assert "Sources that changed" not in sections(person("Author"))


def test_words_that_are_public_without_a_sign_off_are_named_first():
    sign_governed_texts()
    page = live("TENS")
    decision = sign(page)
    reviewer = person("Clinical reviewer")
    assert "Readers still see it" not in sections(reviewer)
    withdraw_sign_off(decision, user=reviewer, reason="A new trial.", now=timezone.now())
    said = sections(reviewer)
    assert next(iter(said)) == "Readers still see it"
    assert said["Readers still see it"][0].startswith("TENS Its sign-off was withdrawn.")
    sign(page)
    assert "Readers still see it" not in sections(reviewer)


def test_governed_texts_wait_above_the_factsheets_that_need_them():
    checked(submitted("Heat", person("Author")), person("Editor"))
    advice = SafetyAdvice.objects.get()
    advice.emergency_points = "you cannot pee"
    advice.save_revision()
    advice.get_workflow().start(advice, user=None)
    said = sections(person("Clinical reviewer"))["To sign off"]
    assert [words.split()[0] for words in said] == ["Safety", "Heat"]
