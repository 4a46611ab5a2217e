"""The list of phrases on which the warning signs are tried; it leaves as a spreadsheet and comes back as one."""

from __future__ import annotations

from django.urls import reverse
from django.utils.functional import cached_property
from typing_extensions import override
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from factsheets.language.search_terms import keepable
from factsheets.screens.choosers import PickingAlone
from factsheets.screens.record_index import RecordIndex
from factsheets.warning_signs.models.warning_phrase import WarningPhrase
from factsheets.warning_signs.phrases_file import COLUMNS


def may_import_phrases(user: object) -> bool:
    """Whoever may add phrases and change them."""
    policy = ModelPermissionPolicy(WarningPhrase)
    return all(policy.user_has_permission(user, action) for action in ("add", "change"))


class PhraseList(RecordIndex):
    """Whatever is typed into its search box is looked for in the database itself."""

    export_headings = dict(zip(COLUMNS, COLUMNS, strict=True))

    @cached_property
    @override
    def header_more_buttons(self) -> list[HeaderButton]:
        buttons = list(super().header_more_buttons)
        if may_import_phrases(self.request.user):
            url = reverse("factsheets_import_warning_phrases")
            buttons.append(HeaderButton("Import a CSV file", url=url, icon_name="upload", priority=5))
        return buttons


class NewPhrase(CreateView):
    """`?phrase=` fills it in, for those who come from what readers searched for; the level is theirs to choose."""

    @override
    def get_initial_form_instance(self) -> WarningPhrase | None:
        phrase = keepable(self.request.GET.get("phrase", ""))
        return WarningPhrase(phrase=phrase) if phrase else None


class WarningPhraseViewSet(SnippetViewSet):
    """The kept phrases, by what each should bring; their spreadsheet can be read in again."""

    model = WarningPhrase
    icon = "openquote"
    menu_label = "Warning phrases"
    index_view_class = PhraseList
    add_view_class = NewPhrase
    chooser_viewset_class = PickingAlone
    inspect_view_enabled = True
    copy_view_enabled = False
    list_per_page = 50
    list_display = ["phrase", Column("get_expected_display", label="Should bring", sort_key="expected")]
    list_filter = ["expected"]
    list_export = list(COLUMNS)
    search_fields = ["phrase"]
    ordering = ["phrase"]
    export_filename = "warning-phrases"
