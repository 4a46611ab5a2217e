"""Screens that could put a document behind the rule of a collection: what a text links to stays where readers get it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from typing_extensions import override
from wagtail.admin import messages
from wagtail.admin.forms.collections import CollectionForm, CollectionViewRestrictionForm
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.views.collection_privacy import set_privacy
from wagtail.admin.views.collections import Edit
from wagtail.documents.models import AbstractDocument
from wagtail.documents.views.bulk_actions import AddToCollectionBulkAction
from wagtail.images.models import AbstractImage
from wagtail.images.views.bulk_actions import AddToCollectionBulkAction as AddImagesToCollection
from wagtail.log_actions import LogActionRegistry, log
from wagtail.models import Collection, CollectionViewRestriction

from factsheets.documents.collections import keeping_documents_in_reach
from factsheets.documents.models import DocumentInUse
from factsheets.documents.private_collections import LEFT, log_leaving
from factsheets.documents.screens.ticked import NamesWhatIsSeen
from factsheets.edit_conflicts.other_saves import NoticesOtherSaves

#: The act, as Wagtail's log names it. Which password it was is nobody's business.
ANOTHER_RULE = "factsheets.change_rule_of_collection"


class EditCollection(NoticesOtherSaves, Edit):
    """Wagtail's screen for a collection; moving it behind a rule is refused beside the field."""

    @override
    def form_valid(self, form: CollectionForm) -> HttpResponse:
        try:
            response: HttpResponse = super().form_valid(form)
        except DocumentInUse as refusal:
            form.add_error("parent", str(refusal))
            self.produced_error_message = self.get_error_message()
            response = self.form_invalid(form)
        return response

    @override
    def save_instance(self) -> Collection:
        with keeping_documents_in_reach():
            return super().save_instance()


class MoveDocuments(NamesWhatIsSeen, AddToCollectionBulkAction):
    """Of the ticked documents all are moved, or none is."""

    @override
    def form_valid(self, form: Form) -> HttpResponse:
        try:
            response: HttpResponse = super().form_valid(form)
        except DocumentInUse as refusal:
            messages.error(self.request, str(refusal))
            return redirect("wagtaildocs:index")
        return response

    @classmethod
    @override
    def execute_action(cls, objects: list[AbstractDocument], **kwargs: object) -> tuple[int, int] | None:
        with keeping_documents_in_reach():
            _log_each(objects, kwargs["collection"])
            moved: tuple[int, int] | None = super().execute_action(objects, **kwargs)
        return moved


class MoveImages(NamesWhatIsSeen, AddImagesToCollection):
    """Of the ticked pictures all are moved, or none is."""

    @classmethod
    @override
    def execute_action(cls, objects: list[AbstractImage], **kwargs: object) -> tuple[int, int] | None:
        with transaction.atomic():
            _log_each(objects, kwargs["collection"])
            moved: tuple[int, int] | None = super().execute_action(objects, **kwargs)
        return moved


def _log_each(files: Iterable[AbstractDocument | AbstractImage], to: Collection) -> None:
    for file in files:
        log_leaving(file, file.collection, to)


def register_leaving(actions: LogActionRegistry) -> None:
    """Hook `register_log_actions`."""
    actions.register_action(LEFT, "Take out of a private collection", "Taken out of a private collection")
    actions.register_action(
        ANOTHER_RULE, "Change who may see a collection", "Changed who may see the collection"
    )


@contextmanager
def _logging_another_rule(collection_id: int) -> Iterator[None]:
    rules = CollectionViewRestriction.objects.filter(collection=collection_id).order_by("groups")
    of_it = rules.values_list("restriction_type", "password", "groups__name")
    before = list(of_it.all())
    yield
    if before != (now := list(of_it.all())):
        kinds = {"old": before[0][0] if before else "none", "new": now[0][0] if now else "none"}
        log(Collection.objects.get(pk=collection_id), ANOTHER_RULE, data={"rule": kinds})


def set_rule(request: HttpRequest, collection_id: int) -> HttpResponse:
    """Wagtail's own, which knows no hook; a refused rule is shown again with the reason. Another rule is logged."""
    try:
        with keeping_documents_in_reach(), _logging_another_rule(collection_id):
            response: HttpResponse = set_privacy(request, collection_id)
    except DocumentInUse as refusal:
        form = CollectionViewRestrictionForm(request.POST)
        form.add_error("restriction_type", str(refusal))
        collection = get_object_or_404(Collection, pk=collection_id)
        shown = {"action_url": request.path, "object": collection, "form": form}
        response = render_modal_workflow(
            request, "wagtailadmin/shared/set_privacy.html", None, shown, json_data={"step": "set_privacy"}
        )
    return response
