"""Picking a record while writing, and making it on the spot when it is not there yet."""

from __future__ import annotations

from django import forms
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet

from factsheets.models.shared_record import SharedRecordQuerySet


class RecordFilter(BaseFilterForm):
    q = forms.CharField(
        label="Search term", required=False, widget=forms.TextInput(attrs={"placeholder": "Search"})
    )

    def filter(self, objects: SharedRecordQuerySet) -> SharedRecordQuerySet:
        objects = super().filter(objects)
        self.search_query = self.cleaned_data.get("q", "")
        self.is_searching = bool(self.search_query)
        return objects.mentioning(self.search_query)


class ChooseRecord(ChooseView):
    filter_form_class = RecordFilter


class ChooseRecordResults(ChooseResultsView):
    filter_form_class = RecordFilter


class RecordChooser(SnippetChooserViewSet):
    """Searches the database itself: a part of a word is enough, and a record is found as soon as it is saved."""

    choose_view_class = ChooseRecord
    choose_results_view_class = ChooseRecordResults
    create_action_label = "Add and choose it"


class TherapyKindChooser(RecordChooser):
    form_fields = ["name", "description"]
    creation_tab_label = "New therapy kind"


class ConditionChooser(RecordChooser):
    form_fields = ["name", "plain_name", "other_names"]
    creation_tab_label = "New condition"


class PainPatternChooser(RecordChooser):
    form_fields = ["name", "aspect"]
    creation_tab_label = "New pain pattern"


class AssociationChooser(RecordChooser):
    form_fields = ["name", "abbreviation", "website", "phone", "email"]
    creation_tab_label = "New association"


class ResourceChooser(RecordChooser):
    form_fields = ["kind", "title", "authors", "supplied_by_charity", "supplier", "link", "availability"]
    creation_tab_label = "New resource"


class SourceChooser(RecordChooser):
    form_fields = ["kind", "title", "authors", "year", "doi", "link"]
    creation_tab_label = "New source"
