"""Where staff propose other fixed words, in Wagtail's admin."""

from factsheets.screens.hook_declaration import Hook
from factsheets.wording.screens.menu import register_wording_messages, wording_urls

HOOKS = (
    Hook("register_admin_urls", wording_urls),
    Hook("register_log_actions", register_wording_messages),
)
