"""The list of a kind of record, and the list of what uses one record."""

from __future__ import annotations

from django.utils.functional import cached_property
from django.utils.text import capfirst
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.tables import Column, Table, TitleColumn
from wagtail.snippets.views.snippets import IndexView, UsageView

from factsheets.admin.exporting import SafeExport
from factsheets.models.protected import Use
from factsheets.models.shared_record import SharedRecordQuerySet


class RecordList(SafeExport, IndexView):
    """Searches the database itself: a part of a word is enough, and a record is found as soon as it is saved."""

    def search_queryset(self, queryset: SharedRecordQuerySet) -> SharedRecordQuerySet:
        return queryset.mentioning(self.search_query)


class RecordUsage(UsageView):
    """What keeps a record from being deleted, drafts included: named to everybody who may look at records."""

    permission_required = "view"

    def get_queryset(self) -> list[Use]:
        return self.object.uses()

    @cached_property
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
                accessor=lambda use: "In its draft" if use.in_draft_only else "In use now",
            ),
        ]

    def get_table(self, object_list: list[Use], **kwargs: object) -> Table:
        return self.table_class(self.columns, object_list, **self.get_table_kwargs(), **kwargs)
