"""The list of words behind the search: synonyms."""

from __future__ import annotations

from typing_extensions import override
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from factsheets.language.search_terms import keepable
from factsheets.screens.choosers import PickingAlone
from factsheets.screens.record_index import RecordIndex
from factsheets.search.models.search_synonym import SearchSynonym


class WordList(RecordIndex):
    """A list of words; whatever is typed into its search box is looked for in the database itself."""


class NewSynonym(CreateView):
    """A new group. `?expression=` fills in its first line, for those who come from what readers searched for."""

    @override
    def get_initial_form_instance(self) -> SearchSynonym | None:
        first = keepable(self.request.GET.get("expression", ""))
        return SearchSynonym(expressions=f"{first}\n") if first else None


class WordViewSet(SnippetViewSet):
    """A list of words behind the search, each record with its own screen to look at."""

    index_view_class = WordList
    chooser_viewset_class = PickingAlone
    inspect_view_enabled = True
    copy_view_enabled = False
    list_per_page = 50


class SynonymViewSet(WordViewSet):
    """Synonyms: whoever changes one changes what every later search finds."""

    model = SearchSynonym
    icon = "tag"
    menu_label = "Synonyms"
    add_view_class = NewSynonym
    list_display = ["__str__"]
    list_export = ["expressions"]
    search_fields = ["expressions"]
    ordering = ["expressions"]
    export_filename = "synonyms"
