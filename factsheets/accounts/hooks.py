"""Invitations, and the way to one's own password, second factor and devices, in Wagtail's admin."""

from factsheets.accounts.screens.helping import invite_the_new, listing_button, urls
from factsheets.accounts.screens.menu import (
    devices_entry,
    password_entry,
    second_factor_entry,
    sign_in_menu_item,
)
from factsheets.screens.hook_declaration import Hook

HOOKS = (
    Hook("register_admin_urls", urls),
    Hook("register_user_listing_buttons", listing_button),
    Hook("after_create_user", invite_the_new),
    Hook("register_admin_menu_item", sign_in_menu_item),
    *(
        Hook("register_account_menu_item", entry)
        for entry in (password_entry, second_factor_entry, devices_entry)
    ),
)
