"""What was recorded of the inner parts, for each release of each package that somebody has looked at."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

from .inner import PACKAGES
from .reading import Part

RECORD = Path(__file__).with_name("recorded.json")
#: Under which name a package is installed, where that is another.
_DISTRIBUTIONS = {"django_tasks_db": "django-tasks-db", "modelcluster": "django-modelcluster"}

#: For a release, such as "wagtail 7.4": each inner part and its digest.
Record = dict[str, dict[str, str]]


def release_of(package: str) -> str:
    major, minor = version(_DISTRIBUTIONS.get(package, package)).split(".")[:2]
    return f"{package} {major}.{minor}"


def recorded() -> Record:
    return json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}


def by_release(parts: list[Part]) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = {release_of(package): [] for package in sorted(PACKAGES)}
    for part in parts:
        package = part.name.replace(" ", ".").partition(".")[0]
        if package in PACKAGES:
            found[release_of(package)].append(part)
    return found


def record(parts: list[Part]) -> None:
    """Keep what the installed releases look like; what was recorded of other releases stays."""
    known = recorded()
    for release, of_release in by_release(parts).items():
        known[release] = {part.name: part.digest for part in of_release}
    RECORD.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")
