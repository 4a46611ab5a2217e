"""Where staff change warning signs, in Wagtail's admin."""

from collections.abc import Collection, Iterator

from django.urls import reverse

from factsheets.screens.hook_declaration import Hook
from factsheets.warning_signs.screens.menu import register_warning_sign_messages, warning_sign_urls


def _addresses(pages: Collection[int] | None) -> Iterator[tuple[str, int | None, str]]:
    if pages is None:
        yield reverse("factsheets:help_now"), None, ""


HOOKS = (
    Hook("backcare_public_addresses", _addresses),
    Hook("register_admin_urls", warning_sign_urls),
    Hook("register_log_actions", register_warning_sign_messages),
)
