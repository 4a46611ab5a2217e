"""`make sbom`: the bill of materials of what runs the site here, by the CycloneDX standard."""

import json
import os
import subprocess
import sys
import sysconfig
import tempfile
import venv
from collections.abc import Mapping, Sequence
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

from cyclonedx.schema import OutputFormat, SchemaVersion
from cyclonedx.validation import make_schemabased_validator
from packaging.utils import canonicalize_name

from .locks import read_locks
from .policy import POLICY, Policy

ROOT = Path(__file__).resolve().parent.parent.parent
BILL = Path("var/sbom/backcare.cdx.json")
CYCLONEDX = (
    "-m",
    "cyclonedx_py",
    "environment",
    "--sv",
    "1.6",
    "--output-reproducible",
    "--of",
    "JSON",
    "--no-validate",
)


class NoBill(Exception):
    """There can be no bill; the message says why."""


def write_bill(root: Path, policy: Policy = POLICY, installed_in: Sequence[str] = tuple(sys.path)) -> Path:
    """Write the bill for the packages of the lock for running, as they are installed; raises `NoBill`.

    Of one commit it is the same each time, so its time is the time of the commit.
    """
    with tempfile.TemporaryDirectory(prefix="backcare-sbom-") as scratch:
        folder = Path(scratch)
        _lay_out(root, folder / "running", installed_in)
        commit = _git(root, "describe", "--tags", "--always", "--dirty")
        (folder / "pyproject.toml").write_text(_project(root, commit), encoding="utf-8")
        moment = {"SOURCE_DATE_EPOCH": _git(root, "log", "-1", "--format=%ct")} if commit else {}
        done = subprocess.run(
            [sys.executable, *CYCLONEDX, "--pyproject", f"{folder}/pyproject.toml", f"{folder}/running"],
            env=os.environ | moment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        )  # fmt: skip
    if done.returncode != 0:
        raise NoBill(f"cyclonedx-py wrote no bill of materials:\n{done.stderr.strip()}")
    bill = json.loads(done.stdout)
    _correct_licences(bill["components"], policy.by_hand)
    text = json.dumps(bill, indent=2, ensure_ascii=False) + "\n"
    if mistake := make_schemabased_validator(OutputFormat.JSON, SchemaVersion.V1_6).validate_str(text):
        raise NoBill(f"The bill of materials does not keep to the standard: {mistake}")
    (root / BILL).parent.mkdir(parents=True, exist_ok=True)
    (root / BILL).write_text(text, encoding="utf-8")
    return BILL


def _lay_out(root: Path, environment: Path, installed_in: Sequence[str]) -> None:
    """An environment that has what runs the site, and nothing of what develops it: only what packages say of themselves."""
    venv.create(environment, with_pip=False)
    base = {"base": str(environment), "platbase": str(environment)}
    packages = Path(sysconfig.get_path("purelib", "venv", base))
    installed: dict[str, Distribution] = {
        canonicalize_name(found.name): found for found in distributions(path=list(installed_in))
    }
    for package in read_locks(root):
        if not (package.runs_the_site and package.is_for_here):
            continue
        if package.name not in installed:
            raise NoBill(f"{package.name} is in the lock, but it is not installed.")
        described = _description_of(installed[package.name])
        (packages / described.name).symlink_to(described)


def _description_of(package: Distribution) -> Path:
    """The folder in which a package describes itself, such as `django-5.2.dist-info`."""
    name = next(path.parts[0] for path in package.files or () if path.parts[0].endswith(".dist-info"))
    return Path(str(package.locate_file(name)))


def _project(root: Path, version: str) -> str:
    lines = (root / "requirements.in").read_text(encoding="utf-8").splitlines()
    wanted = [words for line in lines if (words := line.partition("#")[0].strip())]
    said = f"version = {json.dumps(version)}" if version else 'dynamic = ["version"]'
    return f'[project]\nname = "backcare"\n{said}\ndependencies = {json.dumps(wanted)}\n'


def _git(root: Path, *arguments: str) -> str:
    """What git says; empty where the code is not a checkout."""
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _correct_licences(components: list[dict[str, Any]], by_hand: Mapping[str, tuple[str, str]]) -> None:
    """What a person read goes before what a package says of itself, and is marked as concluded."""
    for component in components:
        if (name := canonicalize_name(component["name"])) in by_hand:
            licence, _ = by_hand[name]
            component["licenses"] = [{"expression": licence, "acknowledgement": "concluded"}]


def main() -> int:
    """Write the bill, and say where it lies."""
    try:
        print(write_bill(ROOT))
    except NoBill as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
