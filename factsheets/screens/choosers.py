"""Picking a record while writing, and making it on the spot when it is not there yet."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.forms import ModelForm
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views import View
from typing_extensions import override
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
    SnippetCreateView,
)


class ForThoseWhoMayLook(View):
    """Wagtail shows a chooser to everybody in the admin; ours are for those who may look at the records."""

    model_class: type[Model]

    @override
    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        policy = ModelPermissionPolicy(self.model_class)
        if not policy.user_has_any_permission(request.user, ["view", "add", "change", "delete"]):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ChooseRecord(ForThoseWhoMayLook, ChooseView):
    """Looks for a record."""


class ChooseRecordResults(ForThoseWhoMayLook, ChooseResultsView):
    """What was found."""


class RecordChosen(ForThoseWhoMayLook, SnippetChosenView):
    """One record was picked."""


class RecordsChosen(ForThoseWhoMayLook, SnippetChosenMultipleView):
    """Several records were picked."""


class MakeRecord(SnippetCreateView):
    """Wagtail's audit log leaves out what is made here; whoever made a record cannot sign it."""

    @override
    def save_form(self, form: ModelForm[Model]) -> Model:
        with transaction.atomic():
            record: Model = super().save_form(form)
            log(record, "wagtail.create", user=self.request.user)
        return record


class RecordChooser(SnippetChooserViewSet):
    """Finds a record by the beginning of any of its words, and makes it where it is missing."""

    choose_view_class = ChooseRecord
    choose_results_view_class = ChooseRecordResults
    chosen_view_class = RecordChosen
    chosen_multiple_view_class = RecordsChosen
    create_view_class = MakeRecord
    create_action_label = "Add and choose it"


class NothingIsMadeHere(SnippetCreateView):
    """Wagtail has this address for each kind of record, also where there is no form."""

    @override
    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if self.can_create():
            raise Http404
        raise PermissionDenied


class PickingAlone(SnippetChooserViewSet):
    """For what is made on a screen of its own."""

    choose_view_class = ChooseRecord
    choose_results_view_class = ChooseRecordResults
    chosen_view_class = RecordChosen
    chosen_multiple_view_class = RecordsChosen
    create_view_class = NothingIsMadeHere


class TherapyKindChooser(RecordChooser):
    """Picks a kind of therapy, or makes one."""

    form_fields = ["name", "description"]
    creation_tab_label = "New therapy kind"


class ConditionChooser(RecordChooser):
    """Picks a condition, or makes one with the names that readers use."""

    form_fields = ["name", "plain_name", "other_names"]
    creation_tab_label = "New condition"


class PainPatternChooser(RecordChooser):
    """Picks a pain pattern, or makes one."""

    form_fields = ["name", "aspect"]
    creation_tab_label = "New pain pattern"


class AssociationChooser(RecordChooser):
    """Picks an association, or makes one with the contacts that readers ask for most."""

    form_fields = ["name", "abbreviation", "website", "phone", "email"]
    creation_tab_label = "New association"


class ResourceChooser(RecordChooser):
    """Picks a resource, or makes one."""

    form_fields = ["kind", "title", "authors", "supplied_by_charity", "supplier", "link", "availability"]
    creation_tab_label = "New resource"


class SourceChooser(RecordChooser):
    """Picks a source, or makes one."""

    form_fields = ["kind", "title", "authors", "year", "doi", "link"]
    creation_tab_label = "New source"
