"""Patch releases are told, by what uv finds in a folder of packages that only name themselves."""

import sys
import zipfile
from pathlib import Path

import pytest

from .locks import read_locks
from .patch_releases import UV, look_up
from .planted import lock, plant
from .report import Report


@pytest.fixture
def root(tmp_path: Path) -> Path:
    plant(tmp_path)
    for name, version in {"framework": "5.2.1", "library": "1.2.0", "checker": "2026.11.15"}.items():
        release(tmp_path, name, version)
    return tmp_path


def release(root: Path, name: str, version: str, needs: str = "") -> None:
    releases = root / "releases"
    releases.mkdir(exist_ok=True)
    described = f"{name}-{version}.dist-info"
    needed = needs or ("library" if name == "framework" else "")
    with zipfile.ZipFile(releases / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
        wheel.writestr(
            f"{described}/METADATA",
            f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
            + (f"Requires-Dist: {needed}\n" if needed else ""),
        )
        wheel.writestr(f"{described}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{described}/RECORD", "")


def looked_up(root: Path) -> Report:
    program = (*UV, "--no-index", "--no-config", "--find-links", str(root / "releases"))
    return look_up(root, read_locks(root), program, seconds=60)


def test_no_version_is_behind(root: Path) -> None:
    release(root, "framework", "5.3.0")
    release(root, "library", "1.1.9")
    release(root, "checker", "2026.12.1")
    assert looked_up(root) == Report(told=("Patch releases: no locked version is behind.",))


def test_the_newest_patch_release_is_told_even_behind_a_greater_one(root: Path) -> None:
    release(root, "framework", "5.2.2")
    release(root, "framework", "5.2.10")
    release(root, "framework", "6.0.0")
    release(root, "checker", "2026.11.15.post1")
    assert looked_up(root) == Report(
        told=(
            "Patch releases: 2 to be had by `make lock`: "
            "checker 2026.11.15 → 2026.11.15.post1, framework 5.2.1 → 5.2.10.",
        )
    )


def test_a_release_that_others_do_not_allow_is_not_told(root: Path) -> None:
    release(root, "library", "1.2.1")
    release(root, "framework", "5.2.1", needs="library<1.2.1")
    assert looked_up(root) == Report(told=("Patch releases: no locked version is behind.",))


def test_each_version_of_a_package_has_patch_releases_of_its_own(root: Path) -> None:
    lock(root, "soup", "2.10.0 ; python_full_version < '3.11.5'")
    lock(root, "soup", "4.1.2 ; python_full_version >= '3.11.5'")
    for version in ("2.10.0", "2.10.1", "2.11.0", "4.1.2", "4.1.3", "4.2.0"):
        release(root, "soup", version)
    release(root, "library", "1.2.0", needs="soup")
    assert looked_up(root).told == (
        "Patch releases: 2 to be had by `make lock`: soup 2.10.0 → 2.10.1, soup 4.1.2 → 4.1.3.",
    )


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        (
            ("-c", "import sys; sys.exit('error: Request failed\\n  cause: dns error')"),
            "no answer came (Request failed)",
        ),
        (("-c", "raise SystemExit(2)"), "no answer came"),
        (("-c", "import signal; signal.pause()"), "no answer came within 0.5 seconds"),
    ],
)
def test_without_an_answer_it_says_so(root: Path, program: tuple[str, ...], reason: str) -> None:
    report = look_up(
        root, read_locks(root), (sys.executable, *program), seconds=0.5 if "within" in reason else 60
    )
    assert report == Report(told=(f"Newer patch releases could not be looked up: {reason}.",))


def test_a_program_that_is_not_there(root: Path) -> None:
    assert look_up(root, read_locks(root), ("/no/such/uv",), seconds=60).told == (
        "Newer patch releases could not be looked up: /no/such/uv could not be started (No such file or directory).",
    )
