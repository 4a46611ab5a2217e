"""Every write of this site to a table that files are made from leaves a row, in its own transaction.

Statements are heard, not only signals: so what is written in bulk or by hand counts as well. What was written behind the
back of the site is found by the next sweep. Signals say besides which page a change belongs to: that comes first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models, transaction
from django.db.backends.signals import connection_created
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_slug_changed, post_page_move

from backcare.background.task_queue import tasks

from .at_once import make_after_each_request, refresh_at_once
from .heard import Heard
from .models import Change
from .place import publishes
from .reads import OF_DRAFTS
from .tables import tables_of_files
from .tasks import follow_up

_WRITES = re.compile(
    r"\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE(?:\s+ONLY)?|DELETE\s+FROM(?:\s+ONLY)?|TRUNCATE(?:\s+TABLE)?)"
    r'\s+"?([a-z_][a-z0-9_]*)',
    re.IGNORECASE,
)
_SET = re.compile(r'UPDATE\s+"wagtailcore_page"\s+SET\s+(.*?)\s+WHERE\s', re.IGNORECASE | re.DOTALL)
_COLUMN = re.compile(r'"(\w+)" = ')


def hear_every_change() -> None:
    """From now on, for all connections of this process."""
    make_after_each_request()
    connection_created.connect(_hear_statements, dispatch_uid="backcare.delivery")
    post_save.connect(_hear_object, dispatch_uid="backcare.delivery.saved")
    post_delete.connect(_hear_object, dispatch_uid="backcare.delivery.deleted")
    m2m_changed.connect(_hear_object, dispatch_uid="backcare.delivery.linked")
    page_slug_changed.connect(_hear_tree, dispatch_uid="backcare.delivery.renamed")
    post_page_move.connect(_hear_tree, dispatch_uid="backcare.delivery.moved")


def _hear_statements(connection: Any, **_kwargs: object) -> None:
    if connection.alias == DEFAULT_DB_ALIAS and _hear_statement not in connection.execute_wrappers:
        # Not at the end: whoever began to wrap before the connection was made takes the last one away again.
        connection.execute_wrappers.insert(0, _hear_statement)


def _hear_statement(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, object]
) -> object:
    answer = execute(sql, params, many, context)
    if (found := _WRITES.match(sql)) and publishes() and not _is_of_drafts(sql):
        _note(context["connection"], found[1].lower())
    return answer


def _is_of_drafts(sql: str) -> bool:
    """Whether it changes nothing but what no reader sees."""
    changed = _SET.search(sql)
    columns = set(_COLUMN.findall(changed[1])) if changed else set()
    return bool(columns) and columns <= OF_DRAFTS


def _note(connection: Any, table: str) -> None:
    if table not in tables_of_files() or not _can_be_noted(connection):
        return
    heard = _heard(connection)
    heard.tables.add(table)
    if any(
        isinstance(waiting[1], _Followed) and waiting[1].table == table
        for waiting in connection.run_on_commit
    ):
        return  # the row stands in this transaction, and no savepoint of it was undone
    Change.objects.create(table=table)
    follow_up.enqueue()
    transaction.on_commit(_Followed(connection, table), robust=True)


def _can_be_noted(connection: Any) -> bool:
    """Whether the tables of changes and of tasks are there: not before the migrations of a database that came from elsewhere."""
    if not getattr(connection, "backcare_can_note", False):
        with connection.cursor() as cursor:
            names = set(connection.introspection.table_names(cursor))
        connection.backcare_can_note = {Change._meta.db_table, tasks().model._meta.db_table} <= names
    return bool(connection.backcare_can_note)


class _Followed:
    """Called after the commit; the first one of a transaction does the work for all."""

    def __init__(self, connection: Any, table: str) -> None:
        self.table = table
        self._connection = connection

    def __call__(self) -> None:
        heard, self._connection.backcare_heard = _heard(self._connection), Heard()
        if heard.tables:
            refresh_at_once(heard)


def _heard(connection: Any) -> Heard:
    if not hasattr(connection, "backcare_heard"):
        connection.backcare_heard = Heard()
    heard: Heard = connection.backcare_heard
    return heard


def _hear_object(sender: type[models.Model], instance: models.Model, **_kwargs: object) -> None:
    tables = {sender._meta.db_table, *(above._meta.db_table for above in sender._meta.all_parents)}
    if not publishes() or not tables & tables_of_files():
        return
    connection = transaction.get_connection()
    heard = _heard(connection)
    if isinstance(instance, PageViewRestriction):
        _hear_tree(sender, instance.page)
    elif isinstance(instance, Page):
        heard.pages.add(instance.pk)
    else:
        heard.pages.update(
            page for name in _page_fields(type(instance)) if (page := getattr(instance, name, None))
        )
        if hasattr(instance, "get_absolute_url"):
            heard.addresses.add(instance.get_absolute_url() or "")
    _follow_what_is_through(connection, tables)


def _hear_tree(sender: object, instance: Page, **_kwargs: object) -> None:
    if publishes():
        below = Page.objects.descendant_of(instance, inclusive=True)
        connection = transaction.get_connection()
        _heard(connection).pages.update(below.values_list("pk", flat=True))
        _follow_what_is_through(connection, {Page._meta.db_table})


def _follow_what_is_through(connection: Any, tables: set[str]) -> None:
    """Outside a transaction Django tells of an object after its statement, which is through already."""
    if not connection.in_atomic_block and tables & tables_of_files():
        _heard(connection).tables |= tables
        _Followed(connection, "")()


@cache
def _page_fields(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(
        each.attname
        for each in model._meta.concrete_fields
        if isinstance(each, models.ForeignKey) and issubclass(each.related_model, Page)
    )
