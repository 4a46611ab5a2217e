"""Which pages every reader may see, and which stand behind a privacy rule of Wagtail: asked inside the query for the pages."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func, Q
from django.db.models.sql.compiler import SQLCompiler
from typing_extensions import override
from wagtail.models import Page, PageViewRestriction


class BehindARule(Func):
    """True for a page that has a view restriction itself or through a page above it.

    Written as SQL, since nearly every query of a reader asks it: Django took half a millisecond to make it of two models each time.
    """

    output_field = BooleanField()

    def __init__(self) -> None:
        super().__init__(F("path"))

    @override
    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, *_: Any, **__: Any
    ) -> tuple[str, list[Any]]:
        """The path of a page begins with the paths of those above it; no letter in it stands for others."""
        path, parameters = compiler.compile(self.source_expressions[0])
        rules, pages = (
            connection.ops.quote_name(model._meta.db_table) for model in (PageViewRestriction, Page)
        )
        above = "SUBSTR({path}, 1, LENGTH(above_it.path)) = above_it.path".format(path=path)
        sql = f"EXISTS(SELECT 1 FROM {rules} rule_of INNER JOIN {pages} above_it ON rule_of.page_id = above_it.id WHERE {above})"
        return sql, list(parameters)


def open_to_readers() -> Q:
    """What every reader may see: live, and not behind a rule. Every public output asks this of its pages."""
    return Q(live=True) & ~Q(behind_a_rule())


def behind_a_rule() -> BehindARule:
    """The same as an expression, for a query for pages."""
    return BehindARule()
