"""What the library adds to Wagtail's admin: registered here, built elsewhere."""

from django.db.models import Model
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.snippets.action_menu import ActionMenuItem as SnippetActionMenuItem
from wagtail.snippets.models import register_snippet

from factsheets.documents.screens.collections import MoveDocuments
from factsheets.documents.screens.documents import DeleteDocuments, hide_what_no_public_text_links_to
from factsheets.edit_conflicts.stale_form import keep_up_with_own_drafts, refuse_stale_form
from factsheets.feedback.screens.answers import FeedbackViewSet, MarkAnswersHandled
from factsheets.feedback.screens.figures import FiguresMenuItem, figures_urls
from factsheets.page.models.page_link import register_public_page_link
from factsheets.page.screens.house_style import add_house_style
from factsheets.people.roles import permissions_to_choose
from factsheets.publication.screens.changed_words import changed_words_urls
from factsheets.publication.screens.deleting import (
    DeletePages,
    refuse_deleting_records,
    refuse_deleting_used_factsheets,
)
from factsheets.publication.screens.deleting_by_api import serve_pages
from factsheets.publication.screens.factsheet_list import Explorer, FactsheetList
from factsheets.publication.screens.schedule_log import register_refused_schedules
from factsheets.publication.screens.sign_off.deciding import sign_off
from factsheets.publication.screens.sign_off.log import register_sign_off_messages
from factsheets.publication.screens.sign_off.menu import FIRST, SignOffPageItem, SignOffTextItem
from factsheets.publication.screens.sign_off.on_record import sign_offs_button, sign_offs_of, withdraw
from factsheets.publication.screens.sign_off.profile import ReviewerProfilePanel
from factsheets.publication.screens.take_down_requests import asking_urls, register_request_messages
from factsheets.publication.screens.unpublishing import UnpublishPages, unpublish_at_once
from factsheets.publication.screens.versions import version_buttons, version_urls
from factsheets.publication.screens.withdrawing import (
    register_withdrawal_messages,
    withdrawal_buttons,
    withdrawing_urls,
)
from factsheets.records.screens.comparison import register_record_comparisons
from factsheets.records.screens.lists import LibraryRecords
from factsheets.reviews.screens.log import register_review_actions
from factsheets.reviews.screens.screen import reviews_button, reviews_urls
from factsheets.screens.one_at_a_time import wait_for_the_tree
from factsheets.search.screens.menu import ReadersSearch, leave_out_what_stands_in_our_menu
from factsheets.search.screens.zero_results import found_nothing_urls
from factsheets.staff.dashboard.panel import arrange_front_page
from factsheets.staff.reports import REPORTS
from factsheets.warning_signs.screens.menu import register_warning_sign_messages, warning_sign_urls
from factsheets.wording.screens.menu import register_wording_messages, wording_urls
from factsheets.workflows.one_way.switching import register_switching_messages

register_snippet(LibraryRecords)
register_snippet(FeedbackViewSet)
register_snippet(ReadersSearch)
register_record_comparisons()
hooks.register("register_admin_urls", found_nothing_urls)
hooks.register("construct_settings_menu", leave_out_what_stands_in_our_menu)
hooks.register("construct_reports_menu", leave_out_what_stands_in_our_menu)
hooks.register("before_delete_snippet", refuse_deleting_records)
hooks.register("before_delete_page", refuse_deleting_used_factsheets)
# After the rule of the collection.
hooks.register("before_serve_document", hide_what_no_public_text_links_to, order=1)
hooks.register("register_bulk_action", DeleteDocuments, order=1)  # in place of Wagtail's own
hooks.register("register_bulk_action", MoveDocuments, order=1)
hooks.register("construct_admin_api", serve_pages)
hooks.register("register_account_settings_panel", ReviewerProfilePanel)
hooks.register("register_page_header_buttons", sign_offs_button)
hooks.register("before_unpublish_page", unpublish_at_once)
hooks.register("register_log_actions", register_withdrawal_messages)
hooks.register("register_page_header_buttons", withdrawal_buttons)
hooks.register("register_admin_urls", withdrawing_urls)
hooks.register("register_admin_urls", asking_urls)
hooks.register("register_log_actions", register_request_messages)
hooks.register("register_page_header_buttons", version_buttons)
hooks.register("register_admin_urls", version_urls)
hooks.register("construct_wagtail_userbar", add_house_style)
hooks.register("register_bulk_action", DeletePages, order=1)  # in place of Wagtail's own
hooks.register("register_bulk_action", UnpublishPages, order=1)
hooks.register("register_bulk_action", MarkAnswersHandled)
hooks.register("register_log_actions", register_refused_schedules)
for act in ("create", "copy", "move", "convert_alias"):
    hooks.register(f"before_{act}_page", wait_for_the_tree, order=-1)
hooks.register("before_edit_page", refuse_stale_form, order=-1)  # before any other looks at the form
hooks.register("before_edit_snippet", refuse_stale_form, order=-1)
hooks.register("insert_editor_js", keep_up_with_own_drafts)
hooks.register("register_admin_urls", changed_words_urls)
hooks.register("register_log_actions", register_sign_off_messages)
hooks.register("register_log_actions", register_switching_messages)
hooks.register("construct_homepage_panels", arrange_front_page)
hooks.register("register_permissions", permissions_to_choose)
hooks.register("register_admin_urls", warning_sign_urls)
hooks.register("register_log_actions", register_warning_sign_messages)
hooks.register("register_admin_urls", wording_urls)
hooks.register("register_log_actions", register_wording_messages)
hooks.register("register_rich_text_features", register_public_page_link, order=1)  # in place of Wagtail's own
for report in REPORTS:
    hooks.register("register_admin_urls", report.urls)
    hooks.register("register_reports_menu_item", report.menu_item)
hooks.register("register_log_actions", register_review_actions)
hooks.register("register_page_header_buttons", reviews_button)
hooks.register("register_page_listing_more_buttons", reviews_button)
hooks.register("register_admin_urls", reviews_urls)


@hooks.register("register_admin_viewset", order=1)  # in place of Wagtail's own explorer
def register_lists_of_pages() -> list[ViewSet]:
    return [FactsheetList("factsheet_list"), Explorer()]


@hooks.register("register_admin_urls")
def register_feedback_figures() -> list[URLPattern]:
    return figures_urls()


@hooks.register("register_reports_menu_item")
def register_feedback_figures_menu_item() -> MenuItem:
    return FiguresMenuItem()


@hooks.register("register_admin_urls")
def register_sign_off() -> list[URLPattern]:
    return [
        path("sign-off/<int:task_state_id>/", sign_off, name="factsheets_sign_off"),
        path("sign-offs/<slug:kind>/<int:text_id>/", sign_offs_of, name="factsheets_sign_offs"),
        path("sign-offs/<int:sign_off_id>/withdraw/", withdraw, name="factsheets_withdraw_sign_off"),
    ]


@hooks.register("register_page_action_menu_item")
def register_sign_off_of_a_page() -> ActionMenuItem:
    return SignOffPageItem(order=FIRST)


@hooks.register("register_snippet_action_menu_item")
def register_sign_off_of_a_governed_text(_model: type[Model]) -> SnippetActionMenuItem:
    return SignOffTextItem(order=FIRST)


@hooks.register("insert_global_admin_css")
def add_admin_style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/staff.css"))


@hooks.register("insert_global_admin_js")
def leave_typed_dates_alone() -> str:
    return format_html('<script src="{}"></script>', static("js/dates.js"))
