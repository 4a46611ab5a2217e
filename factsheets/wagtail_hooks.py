"""What the library adds to Wagtail's admin: registered here, built elsewhere."""

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail.snippets.models import register_snippet

from factsheets.admin.deleting import (
    DeletePages,
    refuse_deleting_used_factsheets,
    refuse_deleting_used_records,
)
from factsheets.admin.factsheet_list import FactsheetList
from factsheets.admin.house_style import add_house_style
from factsheets.admin.records import LibraryRecords

register_snippet(LibraryRecords)
hooks.register("before_delete_snippet", refuse_deleting_used_records)
hooks.register("before_delete_page", refuse_deleting_used_factsheets)
hooks.register("construct_wagtail_userbar", add_house_style)
hooks.register("register_bulk_action", DeletePages, order=1)  # in place of Wagtail's own


@hooks.register("register_admin_viewset")
def register_factsheet_list() -> ViewSet:
    return FactsheetList("factsheet_list")
