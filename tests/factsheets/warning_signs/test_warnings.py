"""Whoever may be in danger is told what to do, by the signs in force, whatever became of them a moment ago."""

import pytest
from django.db.models import QuerySet

from factsheets.language.vocabulary import WarningLevel
from factsheets.models import WARNING_ADVICE, CrisisAdvice, EmergencyAdvice, WarningSign, warning_advice
from factsheets.warning_signs import warnings
from factsheets.warning_signs.warnings import warnings_for
from tests.builders import publish_signed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def signs():
    QuerySet.delete(WarningSign.objects.all())
    WarningSign.objects.create(name="Numb legs", level="emergency", about="legs", wrong="numb")
    WarningSign.objects.create(name="Suicide", level="crisis", about="suicidal")
    WarningSign.objects.create(name="Fever", level="urgent", about="fever")


def levels(q: str) -> list[str]:
    return [each.level for each in warnings_for(q)]


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("numb legs", ["emergency"]),
        ("fever, suicidal, legs numb", ["emergency", "crisis", "urgent"]),
        ("back pain", []),
        ("", []),
        ("\x00", []),
        ("'", []),
    ],
)
def test_each_level_is_told_once_the_most_urgent_first(q, found):
    assert levels(q) == found


def test_every_level_has_an_advice_and_before_any_is_signed_it_is_the_marked_example():
    assert set(WARNING_ADVICE) == set(WarningLevel.values)
    for level in WarningLevel.values:
        advice = warning_advice(level)
        assert advice.is_starter_example
        assert advice.level == level
        assert advice.what_is_missing() == []


def test_the_examples_name_no_services_but_those_that_are_everywhere_in_the_uk():
    numbers = {
        level: [phone.number for phone in warning_advice(level).phone_links] for level in WARNING_ADVICE
    }
    assert numbers == {"emergency": ["999"], "crisis": ["999", "116 123", "111"], "urgent": ["111", "999"]}
    assert [phone.href for phone in warning_advice("crisis").phone_links] == [
        "tel:999",
        "tel:116123",
        "tel:111",
    ]


def test_what_a_clinician_signed_takes_the_place_of_the_example_of_its_level_alone():
    text = EmergencyAdvice.objects.get()
    text.heading, text.text, text.phones = "Call now", "One.\n\nTwo\nlines.", "999 | Emergency"
    text.save_revision()
    publish_signed(text)
    (warning,) = warnings_for("numb legs")
    assert warning.advice.heading == "Call now"
    assert warning.advice.paragraphs == ["One.", "Two lines."]
    assert not warning.advice.is_starter_example
    assert warnings_for("suicidal")[0].advice.is_starter_example
    assert not CrisisAdvice.objects.in_force().exists()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda signs: signs.filter(name="Fever").update(about="cough"), []),
        (lambda signs: signs.filter(name="Fever").update(level="emergency"), ["emergency"]),
        (lambda signs: QuerySet.delete(signs.filter(name="Fever")), []),
        (lambda signs: signs.filter(name="Fever").update(leaves_alone="hay fever"), ["urgent"]),
        (lambda signs: signs.bulk_create([WarningSign(name="Hot", level="crisis", about="fever")]), ["crisis", "urgent"]),
    ],
)  # fmt: skip
def test_every_change_is_noticed_however_it_was_made(change, found):
    assert levels("fever") == ["urgent"]
    change(WarningSign.objects.all())
    assert levels("fever") == found


def test_as_long_as_nothing_changes_the_recogniser_is_made_once_and_a_question_costs_one_query(
    django_assert_num_queries,
):
    first = warnings.recogniser()
    with django_assert_num_queries(1):
        assert levels("back pain") == []
    assert warnings.recogniser() is first


def test_without_signs_nothing_is_one():
    QuerySet.delete(WarningSign.objects.all())
    assert levels("numb legs") == []
