"""The list "Searches that found nothing": what readers wanted, how often, and the ways to do something about it."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from typing_extensions import override
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views.generic import DeleteView
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy

from factsheets.people.permissions import UnansweredSearchPermissionPolicy
from factsheets.screens.report import LinkColumn, Report
from factsheets.search.answers import signpost_of_a_term
from factsheets.search.models.search_synonym import SearchSynonym
from factsheets.search.models.signpost import Signpost
from factsheets.search.models.unanswered_search import UnansweredSearch
from factsheets.warning_signs.models.warning_phrase import WarningPhrase


class FoundNothing(Report):
    """Terms that readers searched for at least five times, the most wanted first."""

    name = "searches_that_found_nothing"
    page_title = "Searches that found nothing"
    header_icon = "search"
    menu_order = 40
    seen_with = UnansweredSearch
    default_ordering = "-count"
    headings = {
        "term": "Searched for",
        "count": "Times",
        "last_month": "Last searched",
        "dealt_with": "What a review did with it",
        "settled_note": "Note",
    }

    @cached_property
    def columns(self) -> list[Column]:
        """What was searched and how often, and the ways on that this member of staff may take."""
        columns = [
            Column("term", label="Searched for", sort_key="term"),
            NumberColumn("count", label="Times", sort_key="count"),
            Column("last_month", label="Last searched", sort_key="last_on"),
            Column("dealt_with", label="What a review did with it"),
        ]
        user = self.request.user
        if ModelPermissionPolicy(SearchSynonym).user_has_permission(user, "add"):
            columns.append(LinkColumn("synonym", label="Helps next time", accessor=_to_a_new_synonym))
        if ModelPermissionPolicy(WarningPhrase).user_has_permission(user, "add"):
            columns.append(LinkColumn("warning", label="In danger?", accessor=_to_a_new_warning_phrase))
        if ModelPermissionPolicy(Signpost).user_has_permission(user, "add"):
            columns.append(LinkColumn("signpost", label="Not in the library?", accessor=_to_a_signpost()))
        if self.permission_policy.user_has_permission(user, "delete"):
            columns.append(LinkColumn("forget", label="Personal?", accessor=_to_forgetting))
        return columns

    @property
    @override
    def permission_policy(self) -> UnansweredSearchPermissionPolicy:
        return UnansweredSearchPermissionPolicy(UnansweredSearch)

    @override
    def get_base_queryset(self) -> QuerySet[UnansweredSearch]:
        return UnansweredSearch.objects.shown()


class Forget(DeleteView):
    """Deletes a term that should not be kept; the audit log says that it was done, and not which one."""

    model = UnansweredSearch
    queryset = UnansweredSearch.objects.shown()
    permission_policy = UnansweredSearchPermissionPolicy(UnansweredSearch)
    index_url_name = f"{FoundNothing.name}_report"
    delete_url_name = "forget_search"
    header_icon = "bin"
    page_title = "Forget a search"
    success_message = "The search is forgotten."
    confirmation_message = "It disappears from this list. If readers search for it again, it is counted anew."

    @override
    def delete_action(self) -> None:
        with transaction.atomic():
            log(instance=self.object, action="wagtail.delete", title="A search that found nothing")
            self.object.delete()


def _to_a_new_synonym(search: UnansweredSearch) -> tuple[str, str]:
    url = reverse("wagtailsnippets_factsheets_searchsynonym:add")
    return f"{url}?{urlencode({'expression': search.term})}", f"Make a synonym of “{search.term}”"


def _to_a_new_warning_phrase(search: UnansweredSearch) -> tuple[str, str]:
    url = reverse("wagtailsnippets_factsheets_warningphrase:add")
    return f"{url}?{urlencode({'phrase': search.term})}", f"Add “{search.term}” to the warning phrases"


def _to_a_signpost() -> Callable[[UnansweredSearch], tuple[str, str]]:
    """To the signpost that answers a term already, or to a new one with its words filled in."""
    answering = signpost_of_a_term()

    def lead(search: UnansweredSearch) -> tuple[str, str]:
        if found := answering(search.term):
            pk, heading = found
            return reverse("wagtailsnippets_factsheets_signpost:edit", args=[pk]), f"Signpost “{heading}”"
        url = reverse("wagtailsnippets_factsheets_signpost:add")
        return f"{url}?{urlencode({'words': search.term})}", f"Make a signpost for “{search.term}”"

    return lead


def _to_forgetting(search: UnansweredSearch) -> tuple[str, str]:
    return reverse("forget_search", args=[search.pk]), f"Forget “{search.term}”"


def found_nothing_urls() -> list[URLPattern]:
    """The addresses of the list and of forgetting one search."""
    forget: Callable[..., HttpResponseBase] = Forget.as_view()
    return [*FoundNothing.urls(), path("searches/<int:pk>/forget/", forget, name="forget_search")]
