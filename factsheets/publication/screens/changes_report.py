"""The report "Changes": who did what with factsheets and governed texts, and when; taken from the audit log."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import django_filters
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet, Value
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from typing_extensions import override
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.models.audit_log import BaseLogEntry, LogEntryQuerySet
from wagtail.permissions import page_permission_policy

from factsheets.governed.models.warning_advice import GOVERNED_TEXTS
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.screens.report import LinkColumn, Report, people
from factsheets.signing.models.signed_off import SignedOff

#: The kinds of text, and the log that each is written into.
_LOGS: dict[type[SignedOff], type[BaseLogEntry]] = {
    FactsheetPage: PageLogEntry,
    **dict.fromkeys(GOVERNED_TEXTS, ModelLogEntry),
}


def _entries(model: type[SignedOff]) -> LogEntryQuerySet:
    """What was logged about texts of this kind, those that are gone included."""
    return _LOGS[model].objects.filter(content_type=ContentType.objects.get_for_model(model))


def _people_who_acted() -> QuerySet[Any, Any]:
    acted: list[QuerySet[Any, object]] = [
        _entries(model).exclude(user=None).order_by().values("user") for model in _LOGS
    ]
    return acted[0].union(*acted[1:])


def _actions() -> list[tuple[str, str]]:
    used: set[str] = set()
    used.update(*(_entries(model).get_actions() for model in _LOGS))
    return sorted(
        ((action, capfirst(str(label))) for action, label in registry.get_choices() if action in used),
        key=lambda choice: choice[1],
    )


class ChangeFilters(WagtailFilterSet):
    """By period, person and what was done."""

    timestamp = django_filters.DateFromToRangeFilter(label="Period", widget=DateRangePickerWidget)
    user = django_filters.ModelChoiceFilter(label="Person", queryset=people(_people_who_acted))
    action = django_filters.ChoiceFilter(label="What was done", choices=_actions, empty_label="All")

    class Meta:
        model = PageLogEntry
        fields: list[str] = []


class Changes(Report):
    """Entries of pages and of governed texts as one list."""

    name = "changes"
    page_title = "Changes"
    header_icon = "history"
    menu_order = 130
    seen_with = PageLogEntry
    filterset_class = ChangeFilters
    headings = {
        "timestamp": "When",
        "user_display_name": "Who",
        "label": "Text",
        "kind": "Kind",
        "message": "What",
        "comment": "Comment",
    }

    @cached_property
    @override
    def columns(self) -> list[Column]:
        return [
            TitleColumn("label", label="Text", get_url=lambda row: row["history_url"]),
            Column("message", label="What"),
            Column("comment", label="Comment"),
            LinkColumn("words", label="Words"),
            Column("user_display_name", label="Who"),
            DateColumn("timestamp", label="When"),
        ]

    def get_filtered_queryset(self) -> QuerySet[Any, Any]:
        """The newest first, of both logs: their rows have different shapes, so only what finds them is united."""
        found: list[QuerySet[Any, Any]] = [
            self.filter_queryset(_entries(model))
            .order_by()
            .annotate(kind=Value(model._meta.label_lower))
            .values("pk", "timestamp", "kind")
            for model in _LOGS
        ]
        return found[0].union(*found[1:], all=True).order_by("-timestamp", "-pk")

    def decorate_paginated_queryset(self, object_list: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
        """Tells each row what its entry says; the rows are changed in place, for the table has them already."""
        for model in _LOGS:
            rows = [row for row in object_list if row["kind"] == model._meta.label_lower]
            entries = _entries(model).select_related("user").in_bulk([row["pk"] for row in rows])
            for row in rows:
                row.update(_in_words(entries[row["pk"]]))
            _link_to_history(model, rows, self.request.user)
        return object_list


def _in_words(entry: BaseLogEntry) -> dict[str, Any]:
    is_page = isinstance(entry, PageLogEntry)
    return {
        "text": str(entry.page_id if is_page else entry.object_id),
        "words": _where_the_words_are(entry),
        **{name: getattr(entry, name) for name in ("label", "message", "comment", "user_display_name")},
    }


def _where_the_words_are(entry: BaseLogEntry) -> tuple[str, str] | None:
    """What a saved draft changed, or what was signed, and how the link says so."""
    if entry.data.get("sign_off"):
        return reverse("signed_words", args=[entry.data["sign_off"]]), "Signed words"
    if entry.revision_id and entry.content_changed and entry.action != "wagtail.publish":
        return reverse("changed_words", args=[entry.revision_id]), "What changed"
    return None


def _link_to_history(model: type[SignedOff], rows: list[dict[str, object]], user: AbstractBaseUser) -> None:
    """The address of the text's history for those who may edit such texts; a text that is gone has no links."""
    found = model.objects.filter(pk__in={row["text"] for row in rows})
    there = {str(key) for key in found.values_list("pk", flat=True)}
    is_page = _LOGS[model] is PageLogEntry
    policy = page_permission_policy if is_page else model.snippet_viewset.permission_policy
    may_edit = policy.user_has_permission(user, "change")
    view = "wagtailadmin_pages:history" if is_page else model.snippet_viewset.get_url_name("history")
    for row in rows:
        row["kind"] = capfirst(model._meta.verbose_name)
        is_there = row["text"] in there
        row["history_url"] = reverse(view, args=[row["text"]]) if may_edit and is_there else None
        row["words"] = row["words"] if is_there else None
