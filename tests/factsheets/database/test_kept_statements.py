"""Statements whose SQL is made once: they answer as the query set would that they were made of, each time anew."""

import pytest
from django.db.models import QuerySet

from factsheets.database.kept_statements import KeptByKeys, KeptStatement
from factsheets.page.models.suitability import Suitability
from factsheets.records.models.condition import Condition

pytestmark = pytest.mark.django_db


class _Counted:
    """A query set for conditions, and how often it was made."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, *_: object) -> QuerySet[Condition]:
        self.times += 1
        return Condition.objects.order_by("name")


@pytest.fixture
def stored() -> list[Condition]:
    return [
        Condition.objects.create(name=name)
        for name in ("100 % of one kind", "Another one", "Backache", "Colic")
    ]


def test_records_come_whole_and_in_the_order_of_the_query(stored):
    found = KeptStatement(_Counted()).records()
    assert [(each, each.slug) for each in found if each in stored] == [(each, each.slug) for each in stored]
    assert not found[0].get_deferred_fields()


def test_the_query_is_made_once_and_asked_each_time(stored, django_assert_num_queries):
    counted = _Counted()
    kept = KeptByKeys(counted, at_once=3)
    assert kept.in_bulk([stored[0].pk, stored[2].pk]) == Condition.objects.in_bulk(
        [stored[0].pk, stored[2].pk]
    )
    stored[1].plain_name = "as it is called now"
    stored[1].save()
    with django_assert_num_queries(1):
        found = kept.in_bulk([each.pk for each in stored[:3]])
    assert found[stored[1].pk].plain_name == "as it is called now"
    assert set(found) == {each.pk for each in stored[:3]}
    assert counted.times == 1


def test_a_key_that_is_gone_is_left_out(stored):
    gone = stored[3].pk
    stored[3].delete()
    assert KeptByKeys(_Counted(), at_once=2).in_bulk([gone, stored[0].pk]) == {stored[0].pk: stored[0]}


def test_without_keys_nothing_is_asked(stored, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert KeptByKeys(_Counted(), at_once=2).in_bulk([]) == {}


def test_more_keys_than_it_has_room_for_are_asked_in_parts(stored, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = KeptByKeys(_Counted(), at_once=3).of([each.pk for each in [*stored, stored[0]]])
    assert sorted(found, key=lambda each: each.name) == stored


def test_records_are_found_by_another_field_as_well(stored):
    kept = KeptByKeys(lambda: Suitability.objects.order_by("pk"), at_once=2, field="condition")
    assert kept.of([stored[0].pk]) == []


def test_other_numbers_of_values_are_refused(stored):
    kept = KeptStatement(lambda marks: Condition.objects.filter(pk__in=marks), values=2)
    for values in ([], [1, 2, 3]):
        with pytest.raises(ValueError, match=f"takes 1 to 2 values, not {len(values)}"):
            kept.records(values)


def test_text_with_signs_of_sql_is_a_value_like_any_other(stored):
    kept = KeptStatement(lambda words: Condition.objects.filter(name=words[0]), values=1)
    for name in ("100 % of one kind", "Backache", "' OR '1'='1", "%s"):
        assert kept.records([name]) == list(Condition.objects.filter(name=name)), name
