"""The signposts: where staff send readers who ask for what the library does not have."""

from __future__ import annotations

from django.utils.functional import cached_property
from django.utils.text import capfirst
from typing_extensions import override
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import CreateView

from factsheets.language.search_terms import keepable
from factsheets.search.answers import had_instead
from factsheets.search.models.signpost import Signpost

from .words import WordList, WordViewSet


class SignpostList(WordList):
    """With what stands in the way of each: what the library has is shown instead."""

    @cached_property
    def columns(self) -> list[Column]:
        """The fields, and whether readers see the signpost, for the library may have what it says is missing."""
        instead = had_instead()

        def seen(signpost: Signpost) -> str:
            name = instead.get(signpost.pk)
            return f"No: the library has “{name}”" if name else "Yes"

        return [*super().columns, Column("seen", label="Readers see it", accessor=seen)]


class NewSignpost(CreateView):
    """A new signpost. `?words=` fills in its first line, for those who come from what readers searched for."""

    @override
    def get_initial_form_instance(self) -> Signpost | None:
        first = keepable(self.request.GET.get("words", ""))
        return Signpost(heading=capfirst(first), words=f"{first}\n") if first else None


class SignpostViewSet(WordViewSet):
    """Signposts: who may change them writes them, and readers see them at once."""

    model = Signpost
    icon = "redirect"
    menu_label = "Signposts"
    index_view_class = SignpostList
    add_view_class = NewSignpost
    list_display = [
        "heading",
        Column("kind", label="Leads to", accessor="get_kind_display"),
        BooleanColumn("is_starter_example", label="Example text"),
    ]
    list_export = ["heading", "words", "text", "kind", "leads_to", "link_text", "is_starter_example"]
    export_headings = {"leads_to": "Address or page"}
    search_fields = ["heading", "words", "text"]
    ordering = ["heading"]
    export_filename = "signposts"
