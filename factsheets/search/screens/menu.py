"""The menu "Readers' search": all that staff can do about what readers find."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse_lazy
from typing_extensions import override
from wagtail.admin.menu import MenuItem
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from factsheets.warning_signs.screens.menu import warning_sign_menu_items
from factsheets.warning_signs.screens.phrases import WarningPhraseViewSet
from factsheets.warning_signs.screens.records import WarningSignViewSet

from .signposts import SignpostViewSet
from .words import SynonymViewSet
from .zero_results import FoundNothing

#: Wagtail's own places for what stands in our menu, and its list of searches, which stays empty here.
_ELSEWHERE = {"promoted-search-results", "search-terms"}


class PromotedResultsItem(MenuItem):
    """Wagtail’s own screens for promoted results, for whoever may change any of them."""

    def __init__(self) -> None:
        super().__init__(
            "Promoted results",
            reverse_lazy("wagtailsearchpromotions:index"),
            name="promoted-results",
            icon_name="pick",
            order=30,
        )

    @override
    def is_shown(self, request: HttpRequest) -> bool:
        policy = ModelPermissionPolicy(SearchPromotion)
        return bool(policy.user_has_any_permission(request.user, ["add", "change", "delete"]))


class ReadersSearch(SnippetViewSetGroup):
    """The menu with warning signs and phrases, synonyms, signposts, promoted results, and what was searched in vain."""

    menu_label = "Readers’ search"
    menu_name = "readers-search"
    menu_icon = "search"
    menu_order = 155
    items = (WarningSignViewSet, WarningPhraseViewSet, SynonymViewSet, SignpostViewSet)

    @override
    def get_submenu_items(self) -> list[MenuItem]:
        return [
            *super().get_submenu_items(),
            *warning_sign_menu_items(),
            PromotedResultsItem(),
            FoundNothing.menu_item(),
        ]


def leave_out_what_stands_in_our_menu(_request: HttpRequest, items: list[MenuItem]) -> None:
    """Hook `construct_settings_menu` and `construct_reports_menu`."""
    items[:] = [item for item in items if item.name not in _ELSEWHERE]
