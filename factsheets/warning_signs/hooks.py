"""Where staff change warning signs, in Wagtail's admin."""

from factsheets.screens.hook_declaration import Hook
from factsheets.warning_signs.screens.menu import register_warning_sign_messages, warning_sign_urls

HOOKS = (
    Hook("register_admin_urls", warning_sign_urls),
    Hook("register_log_actions", register_warning_sign_messages),
)
