"""Debian packages that the suite needs: installed when we are root on Debian, otherwise left alone."""

import os
import shutil
import subprocess
from pathlib import Path


def install(*packages: str) -> str | None:
    """Install `packages` with apt; the reason in words if that was not possible, else None."""
    if os.geteuid() != 0 or not Path("/etc/debian_version").exists() or not shutil.which("apt-get"):
        return f"not installed, and only root on Debian can install it by itself (apt install {' '.join(packages)})"
    # The suite starts servers of its own, so the package is not to start or create one.
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    print(f"Installing {' '.join(packages)} …", flush=True)
    for command in (
        ["apt-get", "update", "--quiet=2"],
        ["apt-get", "install", "--quiet=2", "--yes", "--no-install-recommends", *packages],
    ):
        done = subprocess.run(
            command, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            words = (done.stderr or done.stdout).strip().splitlines() or ["no reason was given"]
            return f"`{' '.join(command)}` failed: {words[-1]}"
    return None
