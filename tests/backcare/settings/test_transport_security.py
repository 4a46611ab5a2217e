"""Browsers are told to come back over TLS, and no other site of the same domain is bound without being asked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SHOWN = """
import backcare.settings.base as settings
print(settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS, settings.SECURE_HSTS_PRELOAD)
"""


def asked(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {"BACKCARE_DATA_DIR": str(folder), "SITE_URL": "", "HSTS_SUBDOMAINS": "", "HSTS_PRELOAD": ""}
    return subprocess.run(
        [sys.executable, "-c", SHOWN],
        cwd=ROOT,
        env=os.environ | clean | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "0 False False"),
        ({"SITE_URL": "https://library.example"}, "31536000 False False"),
        ({"SITE_URL": "https://library.example", "HSTS_SUBDOMAINS": "1"}, "31536000 True False"),
        (
            {"SITE_URL": "https://library.example", "HSTS_SUBDOMAINS": "1", "HSTS_PRELOAD": "1"},
            "31536000 True True",
        ),
    ],
)
def test_what_browsers_are_to_remember(tmp_path: Path, environment: dict[str, str], said: str) -> None:
    assert asked(tmp_path, **environment).stdout.strip() == said


def test_a_switch_is_on_or_off(tmp_path: Path) -> None:
    assert "HSTS_PRELOAD is 'yes', but it must be 0 or 1." in asked(tmp_path, HSTS_PRELOAD="yes").stderr
