"""Readers get finished files, unless somebody says otherwise."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("settings", "said", "published"),
    [
        ("backcare.settings.base", {}, "True"),
        ("backcare.settings.base", {"PUBLISH_FILES": "0"}, "False"),
        # Templates and styles are other ones with every key.
        ("backcare.settings.local", {"PUBLISH_FILES": "1"}, "False"),
    ],
)
def test_files_are_published(tmp_path: Path, settings: str, said: dict[str, str], published: str) -> None:
    rest = {name: words for name, words in os.environ.items() if name != "PUBLISH_FILES"}
    shown = f"import {settings} as settings; print(settings.PUBLISH_FILES)"
    done = subprocess.run(
        [sys.executable, "-c", shown],
        cwd=ROOT,
        env=rest | {"BACKCARE_DATA_DIR": str(tmp_path)} | said,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == published
