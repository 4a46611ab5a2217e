"""Where staff bring documents in, in Wagtail's admin."""

from factsheets.exchange.screens.menu import bring_in_menu_item, import_urls, register_import_messages
from factsheets.exchange.screens.originals import originals_button
from factsheets.screens.hook_declaration import Hook

HOOKS = (
    Hook("register_admin_menu_item", bring_in_menu_item),
    Hook("register_admin_urls", import_urls),
    Hook("register_log_actions", register_import_messages),
    Hook("register_page_header_buttons", originals_button),
    Hook("register_page_listing_more_buttons", originals_button),
)
