"""The one way to readers and back, in Wagtail's admin."""

from factsheets.publication.public_addresses import factsheet_addresses
from factsheets.publication.screens.changed_words import changed_words_urls
from factsheets.publication.screens.deleting import (
    DeletePages,
    refuse_deleting_records,
    refuse_deleting_used_factsheets,
)
from factsheets.publication.screens.deleting_by_api import serve_pages
from factsheets.publication.screens.factsheet_list import lists_of_pages
from factsheets.publication.screens.schedule_log import register_refused_schedules
from factsheets.publication.screens.sign_off.log import register_sign_off_messages
from factsheets.publication.screens.sign_off.menu import (
    no_button_that_only_saves,
    sign_off_of_a_governed_text,
    sign_off_of_a_page,
)
from factsheets.publication.screens.sign_off.on_record import sign_offs_button
from factsheets.publication.screens.sign_off.profile import ReviewerProfilePanel
from factsheets.publication.screens.sign_off.urls import sign_off_urls
from factsheets.publication.screens.take_down_requests import asking_urls, register_request_messages
from factsheets.publication.screens.unpublishing import UnpublishPages, unpublish_at_once
from factsheets.publication.screens.versions import version_buttons, version_urls
from factsheets.publication.screens.withdrawing import (
    register_withdrawal_messages,
    withdrawal_buttons,
    withdrawing_urls,
)
from factsheets.screens.hook_declaration import Hook

HOOKS = (
    Hook("backcare_public_addresses", factsheet_addresses),
    Hook("before_delete_snippet", refuse_deleting_records),
    Hook("before_delete_page", refuse_deleting_used_factsheets),
    Hook("before_unpublish_page", unpublish_at_once),
    Hook("construct_admin_api", serve_pages),
    Hook("register_account_settings_panel", ReviewerProfilePanel),
    Hook("register_page_header_buttons", sign_offs_button),
    Hook("register_page_header_buttons", withdrawal_buttons),
    Hook("register_page_header_buttons", version_buttons),
    Hook("register_page_action_menu_item", sign_off_of_a_page),
    Hook("register_snippet_action_menu_item", sign_off_of_a_governed_text),
    Hook("construct_snippet_action_menu", no_button_that_only_saves),
    Hook("register_admin_urls", withdrawing_urls),
    Hook("register_admin_urls", asking_urls),
    Hook("register_admin_urls", version_urls),
    Hook("register_admin_urls", changed_words_urls),
    Hook("register_admin_urls", sign_off_urls),
    Hook("register_admin_viewset", lists_of_pages, order=1),  # in place of Wagtail's own explorer
    Hook("register_bulk_action", DeletePages, order=1),  # in place of Wagtail's own
    Hook("register_bulk_action", UnpublishPages, order=1),
    Hook("register_log_actions", register_withdrawal_messages),
    Hook("register_log_actions", register_request_messages),
    Hook("register_log_actions", register_refused_schedules),
    Hook("register_log_actions", register_sign_off_messages),
)
