"""Picking a record while writing, and making it on the spot when it is not there yet."""

from wagtail.snippets.views.chooser import SnippetChooserViewSet


class TherapyKindChooser(SnippetChooserViewSet):
    form_fields = ["name", "description"]
    creation_tab_label = "New therapy kind"
    create_action_label = "Add and choose it"


class ConditionChooser(SnippetChooserViewSet):
    form_fields = ["name", "plain_name", "other_names"]
    creation_tab_label = "New condition"
    create_action_label = "Add and choose it"


class PainPatternChooser(SnippetChooserViewSet):
    form_fields = ["name", "aspect"]
    creation_tab_label = "New pain pattern"
    create_action_label = "Add and choose it"


class AssociationChooser(SnippetChooserViewSet):
    form_fields = ["name", "abbreviation", "website", "phone", "email"]
    creation_tab_label = "New association"
    create_action_label = "Add and choose it"


class ResourceChooser(SnippetChooserViewSet):
    form_fields = ["kind", "title", "authors", "supplied_by_charity", "supplier", "link", "availability"]
    creation_tab_label = "New resource"
    create_action_label = "Add and choose it"


class SourceChooser(SnippetChooserViewSet):
    form_fields = ["kind", "title", "authors", "year", "doi", "link"]
    creation_tab_label = "New source"
    create_action_label = "Add and choose it"
