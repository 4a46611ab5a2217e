"""The menu entry "Feedback": what readers answered, marked handled one by one or several at once, and exported."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from typing_extensions import override
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets import BooleanRadioSelect
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from factsheets.feedback.answering import mark_handled, mark_waiting
from factsheets.feedback.models import Feedback
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.people.permissions import FeedbackPermissionPolicy
from factsheets.screens.choosers import PickingAlone
from factsheets.screens.spreadsheets import SafeExport


class AnswerFilters(WagtailFilterSet):
    """By factsheet, by what readers answered, and by whether it is handled."""

    page = django_filters.ModelChoiceFilter(
        label="Factsheet",
        queryset=lambda request: (
            FactsheetPage.objects.filter(feedback__isnull=False).distinct().order_by("title")
        ),
    )
    handled = django_filters.BooleanFilter(
        label="Handled",
        field_name="handled_at",
        lookup_expr="isnull",
        exclude=True,
        widget=BooleanRadioSelect,
    )

    class Meta:
        model = Feedback
        fields = ["page", "useful", "handled", "suspected_spam"]


class AnswerForm(WagtailAdminModelForm):
    """Staff look at an answer; the one thing that they change is whether it is handled."""

    handled = forms.BooleanField(
        required=False,
        help_text="Tick this once somebody has dealt with it. Your name and the time are kept.",
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["handled"].initial = self.instance.handled_at is not None


class AnswerList(SafeExport, IndexView):
    """The answers, the latest first."""


class AnswerView(EditView):
    """One answer to look at, with the tick that says that it is handled."""

    def save_instance(self) -> Feedback:
        """Mark it as handled by this person, or as waiting again; no field that a reader filled changes."""
        self.has_content_changes = self.form.has_changed()
        if self.has_content_changes and self.form.cleaned_data["handled"]:
            mark_handled([self.object], self.request.user, now=timezone.now())
        elif self.has_content_changes:
            mark_waiting(self.object, self.request.user)
        return Feedback.objects.get(pk=self.object.pk)

    @override
    def get_success_message(self) -> str:
        return "This answer is marked as handled." if self.object.handled_at else "This answer waits again."


class MarkAnswersHandled(SnippetBulkAction):
    """Ticked answers become handled. Whoever may not do that does not even see them."""

    display_name = "Mark as handled"
    action_type = "mark_handled"
    aria_label = "Mark selected answers as handled"
    template_name = "factsheets/feedback/screens/mark_handled.html"
    action_priority = 10
    models = [Feedback]

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """`PermissionDenied` for whoever may not handle answers, before Wagtail asks which of them they may see."""
        if not FeedbackPermissionPolicy(Feedback).user_has_permission(request.user, "change"):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @classmethod
    def execute_action(cls, objects: Iterable[Feedback], **kwargs: Any) -> tuple[int, int]:
        """How many were marked, and that nothing below them was; those that are handled already are not counted."""
        return mark_handled(objects, kwargs["self"].request.user, now=timezone.now()), 0

    @override
    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        plural = "" if num_parent_objects == 1 else "s"
        return f"{num_parent_objects} answer{plural} marked as handled."


class FeedbackViewSet(SnippetViewSet):
    """The menu “Feedback”: answers to look at, to mark as handled and to export."""

    model = Feedback
    icon = "comment"
    menu_label = "Feedback"
    menu_name = "feedback"
    menu_order = 160
    add_to_admin_menu = True
    index_view_class = AnswerList
    chooser_viewset_class = PickingAlone
    edit_view_class = AnswerView
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = [
        "page",
        "useful",
        "comment",
        "suspected_spam",
        "received_at",
        "handled_at",
        "handled_by",
        "settled_as",
        "settled_note",
    ]
    list_per_page = 50
    filterset_class = AnswerFilters
    list_display = [
        "page",
        Column("get_useful_display", label="Useful", sort_key="useful"),
        Column("comment", label="Comment"),
        DateColumn("received_at", label="Received", sort_key="received_at"),
        Column("spam", label="Spam", accessor=lambda it: "Suspected" if it.suspected_spam else ""),
        Column(
            "handled",
            label="Handled",
            accessor=lambda it: "Yes" if it.handled_at else "Not yet",
            sort_key="handled_at",
        ),
    ]
    list_export = [
        "page",
        "get_useful_display",
        "comment",
        "suspected_spam",
        "received_at",
        "handled_at",
        "handled_by",
    ]
    export_headings = {"get_useful_display": "Useful"}
    export_filename = "feedback"
    edit_handler = ObjectList(
        [
            *(
                FieldPanel(name, read_only=True)
                for name in ("page", "useful", "comment", "suspected_spam", "received_at", "handled_by")
            ),
            FieldPanel("handled"),
        ],
        base_form_class=AnswerForm,
    )

    @property
    @override
    def permission_policy(self) -> FeedbackPermissionPolicy:
        return FeedbackPermissionPolicy(self.model)

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Feedback]:
        return Feedback.objects.select_related("page", "handled_by")
