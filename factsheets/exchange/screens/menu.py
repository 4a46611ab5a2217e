"""Where staff find it: addresses, the entry in the menu, and the words of the audit trail."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from typing_extensions import override
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import BaseLogEntry

from factsheets.exchange.applying import CAME_IN
from factsheets.exchange.batches.confirming import CONFIRMED, UNDO
from factsheets.exchange.batches.receiving import RECEIVED
from factsheets.screens.log_entry import register_labelled

from .bringing_in import (
    bring_in,
    go_on_with_batch,
    import_batch,
    may_import,
    throw_batch_away,
    undo_batch,
)
from .originals import original, original_of_batch, originals


class BringInItem(MenuItem):
    """Shown to whoever may bring documents in."""

    @override
    def is_shown(self, request: HttpRequest) -> bool:
        return may_import(request)


def bring_in_menu_item() -> MenuItem:
    """Hook `register_admin_menu_item`: beside the list of factsheets."""
    return BringInItem(
        "Bring documents in",
        reverse_lazy("factsheets_bring_in"),
        name="bring-documents-in",
        icon_name="upload",
        order=145,
    )


def import_urls() -> list[URLPattern]:
    """Hook `register_admin_urls`."""
    return [
        path("imports/", bring_in, name="factsheets_bring_in"),
        path("imports/<int:batch_id>/", import_batch, name="factsheets_import_batch"),
        path("imports/<int:batch_id>/go-on/", go_on_with_batch, name="factsheets_go_on_with_batch"),
        path("imports/<int:batch_id>/undo/", undo_batch, name="factsheets_undo_batch"),
        path("imports/<int:batch_id>/throw-away/", throw_batch_away, name="factsheets_throw_batch_away"),
        path(
            "imports/<int:batch_id>/documents/<int:document_id>/",
            original_of_batch,
            name="factsheets_original_of_batch",
        ),
        path("factsheets/<int:page_id>/originals/", originals, name="factsheets_originals"),
        path(
            "factsheets/<int:page_id>/originals/<int:document_id>/",
            original,
            name="factsheets_original",
        ),
    ]


class CameInEntry(LogFormatter):
    """How the history of a factsheet tells of a document."""

    label = "Import a document"

    @override
    def format_message(self, log_entry: BaseLogEntry) -> str:
        return f"Imported from the document “{log_entry.data['document']}”"


_LABELS = {
    RECEIVED: "Documents brought in",
    CONFIRMED: "Documents confirmed",
    UNDO: "Documents undone",
}


def register_import_messages(actions: LogActionRegistry) -> None:
    """Hook `register_log_actions`."""
    actions.register_action(CAME_IN)(CameInEntry)
    register_labelled(actions, _LABELS, LogFormatter)
