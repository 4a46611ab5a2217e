"""Modelsearch's own tests of a back end, applied to ours. Run by `test_modelsearch_own.py` in a process of its own."""

from django.test import TestCase
from modelsearch.query import Phrase
from modelsearch.test.testapp import models

# The modules and not their classes: a class in this namespace would be run as a test of this file.
from modelsearch.tests import elasticsearch_common_tests, test_backends, test_postgres_backend


class OurBackEnd:
    """Tells the tests which back end they are about."""

    backend_path = "backcare.search"


class BackendTests(OurBackEnd, elasticsearch_common_tests.ElasticsearchCommonSearchBackendTests, TestCase):
    """All that is asked of every back end, and what the engines beside it promise on top."""

    # Elasticsearch cannot do this one and says so; we can, so here is the test itself.
    test_order_by_expression = test_backends.BackendTests.test_order_by_expression

    # Hostile characters and near misses: they stand with PostgreSQL, but ask for nothing that is PostgreSQL's own.
    postgres = test_postgres_backend
    test_search_tsquery_chars = postgres.TestPostgresSearchBackend.test_search_tsquery_chars
    test_autocomplete_tsquery_chars = postgres.TestPostgresSearchBackend.test_autocomplete_tsquery_chars
    test_fuzzy_search = postgres.TestPostgresSearchBackend.test_fuzzy_search
    test_fuzzy_search_single_word = postgres.TestPostgresSearchBackend.test_fuzzy_search_single_word
    test_fuzzy_search_no_match = postgres.TestPostgresSearchBackend.test_fuzzy_search_no_match
    test_fuzzy_search_exact_match = postgres.TestPostgresSearchBackend.test_fuzzy_search_exact_match
    test_fuzzy_search_with_operator = postgres.TestPostgresSearchBackend.test_fuzzy_search_with_operator
    test_fuzzy_autocomplete = postgres.TestPostgresSearchBackend.test_fuzzy_autocomplete

    def test_all_indexes(self) -> None:
        # In place of Elasticsearch's own, whose names begin with a prefix of its test settings.
        roots = {
            "author",
            "book",
            "character",
            "advertwithcustomuuidprimarykey",
            "meeting",
            "mpanimal",
            "nsanimal",
        }
        keys = [index.get_key() for index in self.backend.all_indexes()]
        assert len(keys) == len(roots)
        assert {key.rpartition("_")[2] for key in keys} == roots

    def test_autocomplete_phrase(self) -> None:
        # Wagtail's search of pages makes a phrase of what stands in quotation marks, and asks for it by beginnings.
        with self.assertNoLogs("backcare.search"):
            found = list(self.backend.autocomplete(Phrase("learning python"), models.Book))
            assert [book.title for book in found] == ["Learning Python"]
            assert not list(self.backend.autocomplete(Phrase("learning pyth"), models.Book))

    def test_reset_indexes(self) -> None:
        # Left out for Elasticsearch because of a fault of its aliases; the SQLite back end has this one.
        self.backend.reset_indexes()
        assert self.backend.search("JavaScript", models.Book).count() == 0


class AccentTests(OurBackEnd, test_backends.BackendTestSetupMixin, TestCase):
    """Near misses do not stumble over accents."""

    of_postgres = test_postgres_backend.TestPostgresFuzzyUnaccent
    test_unaccented_query = of_postgres.test_unaccented_query_matches_accented_title
    test_accented_query = of_postgres.test_accented_query_matches_accented_title

    def setUp(self) -> None:
        super().setUp()
        models.Book.objects.all().delete()

    def _create_and_index(self, titles: list[str]) -> list[models.Book]:
        books = [
            models.Book.objects.create(title=title, publication_date="2020-01-01", number_of_pages=100)
            for title in titles
        ]
        # Outside a transaction this happens by itself.
        self.backend.refresh_indexes()
        return books
