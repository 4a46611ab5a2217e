"""The whole of it, as `make lint` runs it, with programs in the place of those that ask somebody."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from .__main__ import main
from .checking import Checks
from .page import PAGE
from .planted import POLICY, install, installed, plant

CLEAN = """import json, sys
pins = [line.split('==') for line in open(sys.argv[sys.argv.index('--requirement') + 1])]
print(json.dumps({'dependencies': [{'name': pin[0], 'version': pin[1].strip(), 'vulns': %s} for pin in pins]}))"""
VULNERABLE = json.dumps([{"id": "PYSEC-2026-1", "aliases": [], "fix_versions": ["1.2.1"]}])
SILENT = "raise SystemExit('error: there is no network')"


@pytest.fixture
def checks(tmp_path: Path) -> Checks:
    plant(tmp_path)
    return Checks(
        tmp_path,
        POLICY,
        installed_in=[str(installed(tmp_path))],
        pip_audit=(sys.executable, "-c", CLEAN % "[]"),
        uv=(sys.executable, "-c", "print('framework==5.2.7')"),
        seconds=60,
    )


def test_all_in_order(checks: Checks, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(checks, ["--write"]) == 0
    assert main(checks, []) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Licences: 3 packages, 2 of them run the site; all are allowed.",
        "Known vulnerabilities: none in 3 locked versions.",
        "Patch releases: 1 to be had by `make lock`: framework 5.2.1 → 5.2.7.",
    ]


def test_without_a_network_it_says_so_and_is_content(
    checks: Checks, capsys: pytest.CaptureFixture[str]
) -> None:
    checks.write_page()
    silent = (sys.executable, "-c", SILENT)
    assert main(replace(checks, pip_audit=silent, uv=silent), []) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Licences: 3 packages, 2 of them run the site; all are allowed.",
        "Known vulnerabilities could not be looked up for any package: no answer came (there is no network).",
        "Newer patch releases could not be looked up: no answer came (there is no network).",
    ]


def test_whatever_has_to_be_mended_fails_and_is_said_last(
    checks: Checks, capsys: pytest.CaptureFixture[str]
) -> None:
    install(checks.root, "checker", "2026.11.15", {"License-Expression": "AGPL-3.0-only"})
    assert main(replace(checks, pip_audit=(sys.executable, "-c", CLEAN % VULNERABLE)), []) == 1
    assert capsys.readouterr().out.splitlines() == [
        "Patch releases: 1 to be had by `make lock`: framework 5.2.1 → 5.2.7.",
        "checker is under AGPL-3.0-only, which the policy does not allow.",
        f"{PAGE} is not up to date: run `make dependencies`.",
        *(
            f"{pin} has a known vulnerability, PYSEC-2026-1, mended in 1.2.1."
            for pin in ("checker 2026.11.15", "library 1.2.0", "framework 5.2.1")
        ),
    ]
