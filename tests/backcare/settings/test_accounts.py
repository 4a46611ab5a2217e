"""A site behind TLS asks for a second factor by itself, and signs out whoever does nothing for hours."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SHOWN = (
    "import backcare.settings.base as settings; print(settings.SECOND_FACTOR, settings.SESSION_COOKIE_AGE)"
)


def asked(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {"BACKCARE_DATA_DIR": str(folder), "SITE_URL": "", "SECOND_FACTOR": "", "SESSION_IDLE_HOURS": ""}
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
        ({}, "False 43200"),
        ({"SITE_URL": "https://library.example"}, "True 43200"),
        ({"SECOND_FACTOR": "1", "SESSION_IDLE_HOURS": "2"}, "True 7200"),
    ],
)
def test_what_is_asked_for(tmp_path: Path, environment: dict[str, str], said: str) -> None:
    assert asked(tmp_path, **environment).stdout.strip() == said


@pytest.mark.parametrize("hours", ["0", "-1", "337", "soon", "²"])
def test_hours_are_a_number(tmp_path: Path, hours: str) -> None:
    refused = asked(tmp_path, SESSION_IDLE_HOURS=hours)
    assert f"SESSION_IDLE_HOURS is '{hours}', but it must be a number from 1 to 336." in refused.stderr
