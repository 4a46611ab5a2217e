"""Expressions that mean the same: staff's own, and the names of records; noticed at once, and free when nothing changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageViewRestriction

from factsheets.models import Association, Condition, FactsheetPage, SearchSynonym, SynonymChange
from factsheets.publication.withdrawing import withdraw
from factsheets.search.synonyms import groups
from tests.builders import complete_draft, live, put_live, superuser

pytestmark = pytest.mark.django_db


def named(word: str) -> tuple[str, ...]:
    """The group that begins with `word`."""
    return next((group for group in groups() if group[0] == word), ())


def test_what_staff_wrote_and_other_names_of_records_are_groups():
    SearchSynonym.objects.create(expressions="bad back\nback pain")
    Condition.objects.create(
        name="Prolapsed disc", plain_name="a slipped disc", other_names="slipped disc\n\n Herniated  disc "
    )
    Condition.objects.create(name="Sciatica")
    Association.objects.create(name="British Medical Acupuncture Society", abbreviation="BMAS")
    Association.objects.create(name="A society")
    live("TENS", also_called="TENS machine\ntens")
    assert groups() == [
        ("bad back", "back pain"),
        ("Prolapsed disc", "a slipped disc", "slipped disc", "Herniated disc"),
        ("British Medical Acupuncture Society", "BMAS"),
        ("tens", "TENS machine"),
    ]


def test_only_public_factsheets_give_their_names_away():
    complete_draft("Draft", also_called="Unready")
    private = live("Private", also_called="Hidden")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert groups() == []


def test_nothing_changed_costs_one_query_and_gives_the_same_list(django_assert_num_queries):
    SearchSynonym.objects.create(expressions="bad back\nback pain")
    before = groups()
    with django_assert_num_queries(1):
        assert groups() is before


def test_a_change_that_leaves_the_names_as_they_are_gives_the_same_list():
    page = live("TENS", also_called="TENS machine")
    before = groups()
    page.summary = "Other words."
    put_live(page, page.save_revision())
    live("Massage")
    assert groups() is before


def test_a_change_is_noticed_at_once():
    synonym = SearchSynonym.objects.create(expressions="one\ntwo")
    condition = Condition.objects.create(name="Sciatica", other_names="leg pain")
    assert groups() == [("one", "two"), ("Sciatica", "leg pain")]
    synonym.expressions = "one\nthree"
    synonym.save()
    condition.other_names = ""
    condition.save()
    assert groups() == [("one", "three")]
    synonym.delete()
    assert groups() == []


def test_a_change_that_another_process_made_is_noticed():
    """Rows that this process was not told of, and the mark that the other one left."""
    assert groups() == []
    SearchSynonym.objects.bulk_create([SearchSynonym(expressions="one\ntwo")])
    assert groups() == []
    SynonymChange.objects.bulk_create([SynonymChange()])
    assert groups() == [("one", "two")]


def test_a_factsheet_that_is_taken_down_withdrawn_or_made_private_is_left_out():
    pages = [live(title, also_called=f"Other {title}") for title in ("One", "Two", "Three")]
    assert all(named(page.title) for page in pages)
    pages[0].unpublish()
    withdraw(pages[1], reason="Old.", replacement=None, user=superuser(), now=timezone.now())
    PageViewRestriction.objects.create(page=pages[2], restriction_type="login")
    assert groups() == []


def test_a_draft_of_a_new_other_name_waits_until_it_is_public():
    page = live("TENS", also_called="TENS machine")
    page.also_called = "TENS machine\nPulses"
    page.save_revision()
    assert groups() == [("TENS", "TENS machine")]


def test_every_mark_gives_another_stamp_whatever_was_forgotten_meanwhile():
    yesterday = timezone.localdate() - timedelta(days=1)
    seen = {SynonymChange.objects.stamp()}
    for _ in range(20):
        SynonymChange.objects.create()
        seen.add(SynonymChange.objects.stamp())
        SynonymChange.objects.update(made_on=yesterday)
        SynonymChange.objects.forget(today=timezone.localdate())
        SynonymChange.objects.create()
        seen.add(SynonymChange.objects.stamp())
    assert len(seen) == 41


def test_a_mark_that_is_stored_late_gives_another_stamp():
    late = SynonymChange()
    SynonymChange.objects.create()
    before = SynonymChange.objects.stamp()
    late.save(force_insert=True)
    assert SynonymChange.objects.stamp() != before


def test_marks_of_earlier_days_are_forgotten():
    SynonymChange.objects.all().delete()
    SynonymChange.objects.create()
    today = timezone.localdate()
    assert SynonymChange.objects.forget(today=today) == 0
    assert SynonymChange.objects.forget(today=today + timedelta(days=1)) == 1


@pytest.mark.parametrize(
    ("expressions", "sentence"),
    [
        ("one", "Write at least two words or phrases"),
        ("one\n ONE \n", "Write at least two words or phrases"),
        ("one\n" + "x" * 81, "is too long: 80 characters is the most"),
        ("\n".join(f"word {number}" for number in range(21)), "These are 21 lines, and 20 is the most."),
        ("one\n!!", "has no letter and no figure"),
    ],
)
def test_a_group_that_makes_no_sense_is_refused_in_a_sentence(expressions, sentence):
    with pytest.raises(ValidationError, match=sentence):
        SearchSynonym(expressions=expressions).full_clean()


def test_a_group_is_kept_tidy():
    synonym = SearchSynonym.objects.create(expressions="  bad   back\r\n\r\nBack pain\r\nBAD BACK")
    assert synonym.expression_list == ["bad back", "Back pain"]
    assert str(synonym) == "bad back = Back pain"


def found(asked: str) -> set[str]:
    return {page.title for page in FactsheetPage.objects.live().search(asked)}


def test_whoever_searches_for_one_finds_what_is_written_with_another(own_index):
    live("Osteopathy", summary="Hands help after a prolapsed intervertebral disc.")
    live("Massage", summary="Hands help tired muscles.")
    call_command("update_index", verbosity=0)
    assert found("slipped disc") == found("bad back") == set()
    Condition.objects.create(name="Prolapsed intervertebral disc", other_names="slipped disc")
    synonym = SearchSynonym.objects.create(expressions="bad back\ntired muscles")
    assert found("slipped disc") == {"Osteopathy"}
    assert found("bad back") == {"Massage"}
    synonym.delete()
    assert found("bad back") == set()
