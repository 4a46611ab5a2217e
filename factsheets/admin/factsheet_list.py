"""The menu entry "Factsheets": every factsheet in one list, with its status."""

from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from factsheets.admin.exporting import SafeExport
from factsheets.models import FactsheetPage


class FactsheetIndex(SafeExport, IndexView):
    """The list, by title."""


class FactsheetList(PageListingViewSet):
    model = FactsheetPage
    index_view_class = FactsheetIndex
    icon = "doc-full-inverse"
    menu_label = "Factsheets"
    menu_order = 140
    add_to_admin_menu = True
