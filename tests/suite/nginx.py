"""The web server whose configuration we ship: found, or installed where that is possible."""

import shutil

from .packages import install


def nginx() -> str | None:
    """Its path, which is not among those of people on Debian; None when this machine has none."""
    return shutil.which("nginx", path="/usr/sbin:/usr/bin")


def why_no_nginx() -> str | None:
    """None when its configuration can be tried, else the reason in words."""
    if nginx():
        return None
    reason = install("nginx-light")
    return None if nginx() else reason or "it was not found after the installation"
