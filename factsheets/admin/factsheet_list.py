"""The menu entry "Factsheets": every factsheet in one list, with its status."""

from wagtail.admin.viewsets.pages import PageListingViewSet

from factsheets.models import FactsheetPage


class FactsheetList(PageListingViewSet):
    model = FactsheetPage
    icon = "doc-full-inverse"
    menu_label = "Factsheets"
    menu_order = 140
    add_to_admin_menu = True
