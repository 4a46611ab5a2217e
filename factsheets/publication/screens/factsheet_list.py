"""The lists of pages: "Factsheets", every one of them with its status, and what lies below a page."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from typing_extensions import override
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.permission_policies.pages import PagePermissionPolicy

from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.publication.models.unsigned_words import unsigned_factsheets
from factsheets.screens.spreadsheets import SafeExport
from factsheets.signing.models.sign_off import SignOff

#: As on Wagtail's lists of records; fifty pages, each with a menu of its own, take half a second to draw and to look through.
ROWS = 20


class SignOffColumn(Column):
    """Empty where all is well: it names the factsheets without a sign-off that readers see, or that had one."""

    cell_template_name = "factsheets/publication/screens/sign_off_cell.html"

    @override
    def get_value(self, instance: FactsheetPage) -> str:
        return getattr(instance, "sign_off_in_words", "")


class FactsheetIndex(SafeExport, IndexView):
    """The list, by title."""

    base_columns = [*IndexView.base_columns, SignOffColumn("sign_off", label="Sign-off", width="14%")]

    @override
    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        shown = {page.pk: page for page in context["object_list"]}
        for page in shown.values():
            if page.live and page.is_starter_example:
                page.sign_off_in_words = "None: example text"
        for page in _drafts_without_their_sign_off(shown.values()):
            page.sign_off_in_words = "Withdrawn"
        for page in unsigned_factsheets(among=shown.keys()):
            withdrawn = page.withdrawn_sign_off()
            shown[page.pk].sign_off_in_words = "Withdrawn" if withdrawn else "None"
            shown[page.pk].is_seen_without_sign_off = True
        return context


def _drafts_without_their_sign_off(pages: Iterable[FactsheetPage]) -> list[FactsheetPage]:
    """Those among `pages` that readers do not see and whose last sign-off was withdrawn."""
    drafts = {page.pk: page for page in pages if not page.live}
    given = SignOff.objects.filter(factsheet__in=drafts, outcome=SignOff.Outcome.SIGNED_OFF).order_by("pk")
    last = dict(given.values_list("factsheet", "withdrawn_at"))
    return [drafts[key] for key, withdrawn_at in last.items() if withdrawn_at and key in drafts]


class FactsheetMenuItem(MenuItem):
    """Shown to those who may open the list: an entry that answers “no permission” helps nobody."""

    @override
    def is_shown(self, request: HttpRequest) -> bool:
        may = FactsheetIndex.any_permission_required
        return bool(PagePermissionPolicy().user_has_any_permission(request.user, may))


class FactsheetList(PageListingViewSet):
    """The entry “Factsheets” in the main menu, and its list."""

    model = FactsheetPage
    index_view_class = FactsheetIndex
    list_per_page = ROWS
    menu_item_class = FactsheetMenuItem
    icon = "doc-full-inverse"
    menu_label = "Factsheets"
    menu_order = 140
    add_to_admin_menu = True


class Explorer(PageViewSet):
    """The pages below a page, in Wagtail's own explorer."""

    list_per_page = ROWS


def lists_of_pages() -> list[ViewSet]:
    """Hook `register_admin_viewset`."""
    return [FactsheetList("factsheet_list"), Explorer()]
