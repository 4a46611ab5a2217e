"""Which locked versions are behind by a patch release: the same first two numbers, and a newer one that fits all others."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from packaging.requirements import Requirement
from packaging.version import Version

from .asking import NoAnswer, ask, reason_of
from .locks import Package, pins_in, version_of
from .report import Report

# As make/lock.sh asks it: a newest version that the other packages do not allow is of no use.
COMPILE = ("pip", "compile", "--quiet", "--upgrade", "--universal", "--python-version", "3.11")
UV = (sys.executable, "-m", "uv", *COMPILE, "--no-header", "--no-annotate")


def look_up(root: Path, packages: Sequence[Package], program: Sequence[str], seconds: float) -> Report:
    """Told alone: nothing has to be mended at once."""
    with tempfile.TemporaryDirectory(prefix="backcare-patches-") as folder:
        bounds = Path(folder) / "bounds.txt"
        bounds.write_text(
            "".join(f"{_bound(pin)}\n" for package in packages for pin in package.pins), encoding="utf-8"
        )
        try:
            done = ask([*program, "--constraint", str(bounds), "requirements-dev.in"], root, seconds)
            if done.returncode != 0:
                raise NoAnswer(reason_of(done))
        except NoAnswer as silence:
            return Report(told=(f"Newer patch releases could not be looked up: {silence}.",))
    behind = sorted(set(_behind(packages, pins_in(done.stdout.splitlines()))))
    if not behind:
        return Report(told=("Patch releases: no locked version is behind.",))
    words = [f"{name} {old} → {new}" for name, old, new in behind]
    return Report(told=(f"Patch releases: {len(words)} to be had by `make lock`: {', '.join(words)}.",))


def _bound(pin: Requirement) -> str:
    version = version_of(pin)
    marker = f" ; {pin.marker}" if pin.marker else ""
    return f"{pin.name}>={version},=={version.major}.{version.minor}.*{marker}"


def _behind(
    packages: Sequence[Package], newest: Iterator[Requirement]
) -> Iterator[tuple[str, Version, Version]]:
    locked = {_key(pin): pin for package in packages for pin in package.pins}
    for pin in newest:
        if (old := locked.get(_key(pin))) and version_of(pin) > version_of(old):
            yield pin.name, version_of(old), version_of(pin)


def _key(pin: Requirement) -> tuple[str, str]:
    return pin.name, str(pin.marker or "")
