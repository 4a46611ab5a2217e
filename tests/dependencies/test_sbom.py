"""The bill of materials: what runs the site, valid by the standard, the same each time."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from .planted import POLICY, installed, lock, plant
from .sbom import BILL, NoBill, write_bill


def test_the_bill_has_what_runs_the_site_and_nothing_else(tmp_path: Path) -> None:
    plant(tmp_path)
    lock(tmp_path, "colours", "1.0 ; sys_platform == 'no-such-system'")
    policy = replace(POLICY, by_hand={"library": ("MIT AND LGPL-3.0-only", "what its wheel carries")})
    assert write_bill(tmp_path, policy, [str(installed(tmp_path))]) == BILL
    text = (tmp_path / BILL).read_text(encoding="utf-8")
    bill = json.loads(text)

    assert {part["purl"]: part["licenses"] for part in bill["components"]} == {
        "pkg:pypi/framework@5.2.1": [{"license": {"id": "BSD-3-Clause", "acknowledgement": "declared"}}],
        "pkg:pypi/library@1.2.0": [{"expression": "MIT AND LGPL-3.0-only", "acknowledgement": "concluded"}],
    }
    assert bill["metadata"]["component"]["name"] == "backcare"
    assert {part["ref"]: part.get("dependsOn", []) for part in bill["dependencies"]} == {
        "root-component": ["framework==5.2.1"],
        "framework==5.2.1": ["library==1.2.0"],
        "library==1.2.0": [],
    }
    assert str(tmp_path) not in text


def test_a_bill_that_does_not_keep_to_the_standard_is_refused(tmp_path: Path) -> None:
    plant(tmp_path)
    policy = replace(POLICY, by_hand={"library": (None, "a line that somebody left half-filled")})  # type: ignore[dict-item]
    with pytest.raises(NoBill, match="does not keep to the standard"):
        write_bill(tmp_path, policy, [str(installed(tmp_path))])
    assert not (tmp_path / BILL).exists()


def test_a_bill_without_one_of_its_packages_is_refused(tmp_path: Path) -> None:
    plant(tmp_path)
    lock(tmp_path, "forgotten", "1.0")
    with pytest.raises(NoBill, match="forgotten is in the lock, but it is not installed"):
        write_bill(tmp_path, POLICY, [str(installed(tmp_path))])
    assert not (tmp_path / BILL).exists()
