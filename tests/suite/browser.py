"""The browser of the journeys: found, or installed where that is possible."""

from tests.setting_up.browser import chromium

from .packages import install


def why_no_browser() -> str | None:
    """None when the journeys can run, else the reason in words."""
    if chromium():
        return None
    reason = install("chromium-headless-shell")
    if not chromium():  # older releases of Debian have it in one package alone
        reason = install("chromium")
    return None if chromium() else reason or "it was not found after the installation"
