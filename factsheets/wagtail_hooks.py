"""What the library adds to Wagtail's admin: registered here, built elsewhere."""

from django.urls import URLPattern
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.snippets.models import register_snippet

from factsheets.admin.deleting import (
    DeletePages,
    refuse_deleting_used_factsheets,
    refuse_deleting_used_records,
)
from factsheets.admin.factsheet_list import FactsheetList
from factsheets.admin.feedback import FeedbackViewSet, MarkAnswersHandled
from factsheets.admin.feedback_figures import FiguresMenuItem, figures_urls
from factsheets.admin.house_style import add_house_style
from factsheets.admin.records import LibraryRecords
from factsheets.admin.taking_down import UnpublishPages, unpublish_at_once
from factsheets.admin.versions import version_buttons, version_urls
from factsheets.admin.withdrawing import register_withdrawal_messages, withdrawal_buttons, withdrawing_urls

register_snippet(LibraryRecords)
register_snippet(FeedbackViewSet)
hooks.register("before_delete_snippet", refuse_deleting_used_records)
hooks.register("before_delete_page", refuse_deleting_used_factsheets)
hooks.register("before_unpublish_page", unpublish_at_once)
hooks.register("register_log_actions", register_withdrawal_messages)
hooks.register("register_page_header_buttons", withdrawal_buttons)
hooks.register("register_admin_urls", withdrawing_urls)
hooks.register("register_page_header_buttons", version_buttons)
hooks.register("register_admin_urls", version_urls)
hooks.register("construct_wagtail_userbar", add_house_style)
hooks.register("register_bulk_action", DeletePages, order=1)  # in place of Wagtail's own
hooks.register("register_bulk_action", UnpublishPages, order=1)
hooks.register("register_bulk_action", MarkAnswersHandled)


@hooks.register("register_admin_viewset")
def register_factsheet_list() -> ViewSet:
    return FactsheetList("factsheet_list")


@hooks.register("register_admin_urls")
def register_feedback_figures() -> list[URLPattern]:
    return figures_urls()


@hooks.register("register_reports_menu_item")
def register_feedback_figures_menu_item() -> MenuItem:
    return FiguresMenuItem()
