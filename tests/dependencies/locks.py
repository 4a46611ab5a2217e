"""What the locks hold: each package once, with what it is needed for and what brings it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

RUNNING, DEVELOPMENT = "requirements.txt", "requirements-dev.txt"

_BRINGER = re.compile(r"^ +# (?:via |  )(?:-r )?([^\s-]\S*)$")


@dataclass(frozen=True)
class Package:
    """One package. It has more than one pin where the version depends on the interpreter or the system."""

    name: str
    pins: tuple[Requirement, ...]
    brought_by: tuple[str, ...]
    runs_the_site: bool

    @property
    def is_for_here(self) -> bool:
        """Whether this interpreter on this system gets it installed."""
        return any(pin.marker is None or pin.marker.evaluate() for pin in self.pins)


def version_of(pin: Requirement) -> Version:
    """The version of a pin, which has exactly one: `name==1.2.3`."""
    (specifier,) = pin.specifier
    return Version(specifier.version)


def read_locks(root: Path) -> list[Package]:
    """The packages of both locks by name: what runs the site stands in the lock for development too, and counts once."""
    running = dict(_read(root / RUNNING, runs_the_site=True))
    return sorted(
        (dict(_read(root / DEVELOPMENT, runs_the_site=False)) | running).values(),
        key=lambda package: package.name,
    )


def pins_in(lines: Iterable[str]) -> Iterator[Requirement]:
    """Each pin of a lock, without its hashes."""
    for line in lines:
        if line[:1].isalnum():
            yield Requirement(line.rstrip(" \\\n"))


def _read(lock: Path, *, runs_the_site: bool) -> Iterator[tuple[str, Package]]:
    pins: dict[str, list[Requirement]] = {}
    bringers: dict[str, set[str]] = {}
    name = ""
    for line in lock.read_text(encoding="utf-8").splitlines():
        for pin in pins_in([line]):
            name = canonicalize_name(pin.name)
            pins.setdefault(name, []).append(pin)
        if name and (found := _BRINGER.match(line)):
            bringers.setdefault(name, set()).add(found[1])
    for name in pins:
        yield name, Package(name, tuple(pins[name]), tuple(sorted(bringers.get(name, ()))), runs_the_site)
