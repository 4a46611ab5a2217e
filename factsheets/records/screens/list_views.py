"""The list of a kind of record, and the list of what uses one record."""

from __future__ import annotations

from django.db.models import Model, QuerySet
from django.utils.functional import cached_property
from django.utils.text import capfirst
from modelsearch.backends.base import BaseSearchResults
from typing_extensions import override
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.tables import Column, Table, TitleColumn
from wagtail.snippets.views.snippets import UsageView

from factsheets.keeping.models.protection import Use
from factsheets.screens.record_index import RecordIndex


class RecordList(RecordIndex):
    """The records of a kind. The engine finds, the best first; whoever sorts what it found has the database sort it."""

    #: What Wagtail would ask the engine to sort by: counts of uses and the like are not in its index.
    is_explicitly_ordered = False

    def search_queryset(self, queryset: QuerySet[Model]) -> QuerySet[Model] | BaseSearchResults:
        """What the search finds; by the column that was clicked, if one was, instead of by relevance."""
        found: QuerySet[Model] | BaseSearchResults = super().search_queryset(queryset)
        if not self.is_searching or "ordering" not in self.request.GET:
            return found
        return queryset.filter(pk__in=[record.pk for record in found])


class RecordUsage(UsageView):
    """What keeps a record from being deleted, drafts included: named to everybody who may look at records."""

    permission_required = "view"

    @override
    def get_queryset(self) -> list[Use]:
        uses: list[Use] = self.object.uses()
        return uses

    @cached_property
    @override
    def columns(self) -> list[Column]:
        editing = AdminURLFinder(self.request.user)
        return [
            TitleColumn(
                "name",
                label="Name",
                accessor=lambda use: str(use.user),
                get_url=lambda use: editing.get_edit_url(use.user),
            ),
            Column("kind", label="Type", accessor=lambda use: capfirst(use.user._meta.verbose_name)),
            Column(
                "where",
                label="Where",
                accessor=lambda use: capfirst(use.where) or "In use now",
            ),
        ]

    @override
    def get_table(self, object_list: list[Use], **kwargs: object) -> Table:
        return self.table_class(self.columns, object_list, **self.get_table_kwargs(), **kwargs)
