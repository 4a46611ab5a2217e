"""Filters and orders are answered by the index as the database answers them. Run by `test_modelsearch_own.py`.

The conditions are made up by Hypothesis, out of every lookup that modelsearch's API allows, for each kind of column.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from datetime import date
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db.models import Count, Q, QuerySet
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from modelsearch.backends import get_search_backend
from modelsearch.backends.base import FilterError
from modelsearch.query import MATCH_ALL
from modelsearch.test.testapp import models

from backcare.search.django_queries import objects_chosen
from tests.backcare.search.modelsearch_own import records
from tests.setting_up.searches import examples

hypothesis_settings.register_profile(
    "filters", deadline=None, max_examples=examples(50, long=1500), derandomize=bool(os.environ.get("CI"))
)
hypothesis_settings.load_profile("filters")

TEXT = st.sampled_from(records.TEXTS) | st.text(records.LETTERS, max_size=4)
NUMBER = st.sampled_from(records.NUMBERS) | st.integers(-(2**31), 2**31 - 1)
DATE = st.sampled_from(records.DATES) | st.dates(date(1, 1, 1), date(9998, 12, 31))
TIME = st.sampled_from(records.TIMES) | st.times()
YEAR = st.sampled_from([1, 1066, 1899, 1900, 1969, 1970, 1999, 2000, 2262, 9998])
COMPARED = ("exact", "lt", "lte", "gt", "gte")


def lookups(path: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Q]:
    """Conditions on one column, by comparison, by list and by range."""
    compared = st.tuples(st.sampled_from(COMPARED), values)
    listed = st.tuples(st.just("in"), st.lists(values, max_size=4))
    between = st.tuples(st.just("range"), st.tuples(values, values))
    return st.one_of(compared, listed, between).map(lambda found: Q(**{f"{path}__{found[0]}": found[1]}))


def of_text(path: str) -> st.SearchStrategy[Q]:
    return lookups(path, TEXT) | TEXT.map(lambda beginning: Q(**{f"{path}__startswith": beginning}))


def of_date(path: str) -> st.SearchStrategy[Q]:
    in_year = st.tuples(st.sampled_from(COMPARED), YEAR)
    return lookups(path, DATE) | in_year.map(lambda found: Q(**{f"{path}__year__{found[0]}": found[1]}))


def of_key(path: str) -> st.SearchStrategy[Q]:
    """Conditions on a primary key that is a relation: the database knows no range of those."""
    keys = st.integers(-1, 30)
    compared = st.tuples(st.sampled_from(COMPARED), keys) | st.tuples(
        st.just("in"), st.lists(keys, max_size=4)
    )
    return compared.map(lambda found: Q(**{f"{path}__{found[0]}": found[1]}))


def is_empty(path: str) -> st.SearchStrategy[Q]:
    return st.booleans().map(lambda answer: Q(**{f"{path}__isnull": answer}))


def combined(conditions: st.SearchStrategy[Q], *, negated: bool = True) -> st.SearchStrategy[Q]:
    """Conditions joined by AND and OR; with `negated`, by NOT as well."""

    def grow(inner: st.SearchStrategy[Q]) -> st.SearchStrategy[Q]:
        pairs = st.tuples(inner, inner)
        ways = [pairs.map(lambda pair: pair[0] & pair[1]), pairs.map(lambda pair: pair[0] | pair[1])]
        return st.one_of([*ways, inner.map(lambda one: ~one)] if negated else ways)

    return st.recursive(conditions, grow, max_leaves=4)


OF_BOOK = of_text("title") | lookups("number_of_pages", NUMBER) | of_date("publication_date")
#: Each object has one of these or none, so that NOT has one meaning.
OF_ONE_CHARACTER = of_text("protagonist__name") | is_empty("protagonist") | is_empty("protagonist__name")
ORDERS = st.lists(
    st.sampled_from(["title", "-title", "number_of_pages", "-number_of_pages", "publication_date", "-publication_date"]),
    max_size=3,
)  # fmt: skip


class FilterTests(TestCase):
    """Search for everything, filtered and ordered: exactly what the database says."""

    backend_path = "backcare.search"

    @classmethod
    def setUpTestData(cls) -> None:
        name = next(
            name for name, own in settings.MODELSEARCH_BACKENDS.items() if own["BACKEND"] == cls.backend_path
        )
        cls.backend = get_search_backend(name)
        records.make_records()
        call_command("rebuild_modelsearch_index", backend_name=name, stdout=StringIO())

    def agree(self, queryset: QuerySet) -> None:
        expected = {each.pk for each in queryset}
        found = [each.pk for each in self.backend.search(MATCH_ALL, queryset)]
        # The count comes from the index alone; the objects may have passed the database's filter on their way.
        counted = self.backend.search(MATCH_ALL, queryset).count()
        assert (set(found), len(found), counted) == (expected, len(expected), len(expected)), queryset.query

    @given(combined(OF_BOOK))
    def test_columns_of_its_own(self, condition: Q) -> None:
        self.agree(models.Book.objects.filter(condition))

    @given(combined(lookups("start_time", TIME)))
    def test_times(self, condition: Q) -> None:
        self.agree(models.Meeting.objects.filter(condition))

    @given(combined(of_date("date_of_birth") | is_empty("date_of_birth")))
    def test_columns_that_may_be_empty(self, condition: Q) -> None:
        self.agree(models.Author.objects.filter(condition))

    @given(combined(OF_BOOK | lookups("programming_language", st.sampled_from(records.LANGUAGES))))
    def test_columns_of_a_more_special_model(self, condition: Q) -> None:
        self.agree(models.ProgrammingGuide.objects.filter(condition))

    @given(combined(OF_BOOK | OF_ONE_CHARACTER))
    def test_one_related_record(self, condition: Q) -> None:
        self.agree(models.Novel.objects.filter(condition))

    @given(
        combined(
            lookups("novel__setting", st.sampled_from(records.SETTINGS)) | of_date("novel__publication_date")
        )
    )
    def test_a_foreign_key(self, condition: Q) -> None:
        self.agree(models.Character.objects.filter(condition))

    @given(combined(of_text("novel_as_protagonist__title")))
    def test_one_related_record_from_the_other_side(self, condition: Q) -> None:
        self.agree(models.Character.objects.filter(condition))

    @given(
        combined(
            of_date("books__publication_date") | lookups("books__number_of_pages", NUMBER), negated=False
        )
    )
    def test_one_of_many_related_records_meets_all_conditions(self, condition: Q) -> None:
        self.agree(models.Author.objects.filter(condition))

    @given(
        combined(
            OF_BOOK
            | of_date("authors__date_of_birth")
            | lookups("tags__slug", st.sampled_from(records.SLUGS)),
            negated=False,
        )
    )
    def test_many_to_many(self, condition: Q) -> None:
        self.agree(models.Book.objects.filter(condition))

    @given(st.lists(of_text("characters__name"), min_size=2, max_size=3))
    def test_each_filter_may_be_met_by_another_record(self, conditions: Iterable[Q]) -> None:
        queryset = models.Novel.objects.all()
        for condition in conditions:
            queryset = queryset.filter(condition)
        self.agree(queryset)

    @given(combined(of_key("pk")))
    def test_primary_keys_under_the_name_that_a_special_model_gives_them(self, condition: Q) -> None:
        self.agree(models.Novel.objects.filter(condition))

    @given(combined(OF_BOOK | OF_ONE_CHARACTER), st.booleans())
    def test_keys_of_a_subquery(self, condition: Q, negated: bool) -> None:
        chosen = Q(pk__in=models.Novel.objects.filter(condition))
        self.agree(models.Novel.objects.filter(~chosen if negated else chosen))

    @given(combined(OF_BOOK | of_date("authors__date_of_birth"), negated=False), combined(OF_BOOK))
    def test_keys_of_a_subquery_on_the_model_above(self, condition: Q, beside: Q) -> None:
        chosen = models.Book.objects.filter(condition).values_list("pk", flat=True)
        self.agree(models.Novel.objects.filter(Q(pk__in=chosen) | beside))

    @given(OF_BOOK, st.integers(1, 3))
    def test_subqueries_that_only_the_database_understands(self, condition: Q, number: int) -> None:
        books = models.Book.objects.filter(condition).order_by("pk")
        self.agree(models.Novel.objects.filter(pk__in=books[:number].values("pk")))
        self.agree(models.Novel.objects.filter(pk__in=books.filter(summary="").values("pk")))
        counted = books.annotate(number=Count("authors")).filter(number__lt=number)
        self.agree(models.Novel.objects.filter(pk__in=counted.values("pk")))
        heroes = models.Character.objects.filter(novel__in=books.values("pk"))
        self.agree(models.Novel.objects.filter(pk__in=heroes.values("novel_id")))

    def test_what_cannot_be_answered_is_refused_and_never_taken_for_something_else(self) -> None:
        either = Q(title="a") ^ Q(number_of_pages=1)
        with self.assertRaisesMessage(FilterError, "XOR is not supported"):
            self.backend.search(MATCH_ALL, models.Book.objects.filter(either))

    def test_a_subquery_that_keeps_one_of_several_is_left_to_the_database(self) -> None:
        books = models.Book.objects.order_by("number_of_pages").values("pk")
        assert objects_chosen(books.query, models.Novel, "default") is not None
        # Not every database knows DISTINCT ON.
        assert objects_chosen(books.distinct("number_of_pages").query, models.Novel, "default") is None

    def test_no_key_of_a_subquery_is_fetched(self) -> None:
        chosen = models.Book.objects.filter(number_of_pages__gt=1).values_list("pk", flat=True)
        with self.assertNumQueries(0):
            found = self.backend.search(MATCH_ALL, models.Novel.objects.filter(pk__in=chosen)).count()
        assert found == models.Novel.objects.filter(pk__in=chosen).count() > 0

    @given(combined(OF_BOOK))
    def test_facets_count_each_value_and_those_without_one(self, condition: Q) -> None:
        books = models.Book.objects.filter(condition)
        results = self.backend.search(MATCH_ALL, books)
        columns = ("title", "number_of_pages", "publication_date")
        found = results.facets(*columns, "tags")
        for name in columns:
            assert found[name] == Counter(books.values_list(name, flat=True))
        # One book may have several tags.
        assert found["tags"] == Counter(books.values_list("tags", flat=True))
        assert results.count() == books.count()

    def test_facets_of_columns_that_may_be_empty(self) -> None:
        for model, name in ((models.Author, "date_of_birth"), (models.Novel, "protagonist_id")):
            expected = Counter(model.objects.values_list(name, flat=True))
            assert None in expected
            assert self.backend.search(MATCH_ALL, model).facet(name) == expected

    @given(combined(OF_BOOK), ORDERS, st.integers(0, 30), st.integers(0, 30))
    def test_orders_and_slices(self, condition: Q, order: list[str], start: int, length: int) -> None:
        queryset = models.Book.objects.filter(condition).order_by(*order)
        columns = [name.removeprefix("-") for name in order]
        found = self.backend.search(MATCH_ALL, queryset, order_by_relevance=False)[start : start + length]
        expected = queryset[start : start + length]
        assert [[getattr(each, name) for name in columns] for each in found] == [
            [getattr(each, name) for name in columns] for each in expected
        ]
