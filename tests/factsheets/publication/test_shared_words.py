"""Words that factsheets share: which factsheets get a new version, who may sign, and what waits for whom."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.contrib.auth.models import AbstractUser
from django.utils import timezone

from factsheets.language.vocabulary import WordingRefused
from factsheets.models import Condition, FactsheetPage, SignOff, Version, WordingChange
from factsheets.wording.proposing import change_wording, sign_wording
from tests.builders import complete_draft, person, publish_signed, sign_governed_texts, suits
from tests.setting_up.made_once import MadeOnce

from .verbs import fresh, profile, seen

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def governed_texts(made_once: MadeOnce) -> None:
    made_once(sign_governed_texts)


@pytest.fixture
def condition() -> Condition:
    return Condition.objects.create(name="Migraine")


def public(title: str, condition: Condition | None = None) -> FactsheetPage:
    page = complete_draft(title)
    if condition:
        suits(page, "likely", condition)
    publish_signed(fresh(page))
    return fresh(page)


def propose(condition: Condition, by: AbstractUser, **words: str) -> WordingChange:
    change = change_wording(Condition.objects.get(pk=condition.pk), words, by=by, now=timezone.now())
    assert change is not None
    return change


def sign_them(condition: Condition, by: AbstractUser) -> list[FactsheetPage]:
    change = WordingChange.objects.of(condition).waiting().get()
    return sign_wording(change, shown=seen(change), by=profile(by), comment="", now=timezone.now())


def numbers(pages: Iterable[FactsheetPage]) -> list[int]:
    return [Version.objects.of(page).count() for page in pages]


def test_a_new_version_is_made_of_those_alone_whose_readers_see_other_words(condition):
    """The draft of the first carries the words, its public text does not."""
    pages = [public("Heat"), public("Massage", condition), public("TENS", condition)]
    suits(pages[0], "likely", condition).delete()
    propose(condition, person("Resource manager"), name="Bad headaches")
    assert pages[0] in condition.carriers()
    assert sign_them(condition, person("Clinical reviewer")) == pages[1:]
    assert numbers(pages) == [1, 2, 2]


def test_words_that_stand_in_a_draft_alone_wait_for_nobody(condition):
    page = complete_draft()
    suits(page, "likely", condition)
    typed = Condition.objects.get()
    assert change_wording(typed, {"name": "Bad headaches"}, by=person("Editor"), now=timezone.now()) is None
    assert typed.name == Condition.objects.get().name == "Bad headaches"
    assert not Version.objects.exists()


@pytest.mark.parametrize("words", ["Aching heads", "Zigzag lights"])
def test_other_words_are_other_words_wherever_they_sort(condition, words):
    public("Massage", condition)
    assert propose(condition, person("Resource manager"), name=words).after["name"] == words


def test_only_the_words_that_wait_count_for_four_eyes(condition):
    """What somebody proposed and others replaced is not what is signed, wherever it sorts."""
    public("Massage", condition)
    reviewer = person("Clinical reviewer")
    for words in ("Aching heads", "Zigzag lights"):
        propose(condition, reviewer, name=words)
    propose(condition, person("Resource manager"), name="Bad headaches")
    sign_them(condition, reviewer)
    assert Condition.objects.get().name == "Bad headaches"


def test_the_part_of_a_proposal_that_one_wrote_counts(condition):
    public("Massage", condition)
    reviewer = person("Clinical reviewer")
    propose(condition, reviewer, plain_name="headaches")
    propose(condition, person("Resource manager"), name="Bad headaches")
    with pytest.raises(WordingRefused, match="four eyes"):
        sign_them(condition, reviewer)


def test_whoever_signs_is_kept_with_what_they_say_of_themselves(condition):
    public("Massage", condition)
    propose(condition, person("Resource manager"), name="Bad headaches")
    reviewer = person("Clinical reviewer")
    sign_them(condition, reviewer)
    reviewer.refresh_from_db()
    kept = SignOff.objects.get(wording_change__isnull=False)
    assert reviewer.reviewer_profile.registered_name == kept.registered_name == "Dr Jo Bloggs"
    assert kept.reviewer == reviewer


def test_words_that_are_no_longer_those_in_force_are_not_replaced(condition):
    """An import past the verbs: nobody proposed anything in place of what stands there now."""
    public("Massage", condition)
    propose(condition, person("Resource manager"), name="Bad headaches")
    Condition.objects.update(name="Cluster headache")
    with pytest.raises(WordingRefused, match="The words in force are no longer those"):
        sign_them(condition, person("Clinical reviewer"))
    assert Condition.objects.get().name == "Cluster headache"
