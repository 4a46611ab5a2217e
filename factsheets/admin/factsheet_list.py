"""The menu entry "Factsheets": every factsheet in one list, with its status."""

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.permission_policies.pages import PagePermissionPolicy

from factsheets.admin.exporting import SafeExport
from factsheets.models import FactsheetPage


class FactsheetIndex(SafeExport, IndexView):
    """The list, by title."""


class FactsheetMenuItem(MenuItem):
    """Shown to those who may open the list: an entry that answers “no permission” helps nobody."""

    def is_shown(self, request: HttpRequest) -> bool:
        may = FactsheetIndex.any_permission_required
        return bool(PagePermissionPolicy().user_has_any_permission(request.user, may))


class FactsheetList(PageListingViewSet):
    model = FactsheetPage
    index_view_class = FactsheetIndex
    menu_item_class = FactsheetMenuItem
    icon = "doc-full-inverse"
    menu_label = "Factsheets"
    menu_order = 140
    add_to_admin_menu = True
