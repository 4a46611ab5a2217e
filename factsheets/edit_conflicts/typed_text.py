"""What somebody typed on an editing screen, beside the text that is saved now."""

from __future__ import annotations

from django.db.models import Model
from django.http import HttpRequest
from wagtail.admin.panels import Panel, get_edit_handler
from wagtail.models import Page, RevisionMixin

from .comparison import FieldConflict, field_conflicts
from .typed_rows import fit_rows


def panel_of(text: Model) -> Panel:
    """The panels of its editing screen, as Wagtail keeps them for its kind."""
    return type(text).get_edit_handler() if isinstance(text, Page) else get_edit_handler(type(text))


def typed_differences(request: HttpRequest, text: RevisionMixin) -> list[FieldConflict]:
    """Where the typed text differs from the latest one; the objects of a save are left alone."""
    options = {"for_user": request.user}
    if isinstance(text, Page):
        options["parent_page"] = text.get_parent()
    panel = panel_of(text)
    form_class = panel.get_form_class()
    ours = text.latest_revision.as_object()
    typed = fit_rows(request.POST, ours, form_class)
    return field_conflicts(
        form_class(instance=text.latest_revision.as_object(), **options),
        form_class(typed, request.FILES, instance=ours, **options),
        panel,
    )
