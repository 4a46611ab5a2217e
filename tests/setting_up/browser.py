"""Chromium as the journeys use it: the one of the system, alone, and talking to this machine only."""

import os
import shutil
from typing import Any

#: The first has no windows, so none of its processes draws any: a journey costs half as much.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    # Every name but this machine's leads nowhere, so that no page can reach for anybody else's server.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


def chromium() -> str | None:
    """The path of a Chromium or Chrome, or None when this machine has none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def launch_options() -> dict[str, Any]:
    """What Playwright needs to start it; the sandbox cannot be had as root."""
    as_root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    return {"executable_path": chromium(), "args": [*ARGUMENTS, *as_root]}
