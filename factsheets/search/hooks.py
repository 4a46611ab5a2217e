"""What staff do about the search of readers, in Wagtail's admin."""

from factsheets.screens.hook_declaration import Hook
from factsheets.search.screens.menu import ReadersSearch, leave_out_what_stands_in_our_menu
from factsheets.search.screens.zero_results import found_nothing_urls

SNIPPETS = (ReadersSearch,)

HOOKS = (
    Hook("register_admin_urls", found_nothing_urls),
    Hook("construct_settings_menu", leave_out_what_stands_in_our_menu),
    Hook("construct_reports_menu", leave_out_what_stands_in_our_menu),
)
