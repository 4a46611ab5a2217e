"""How long each file of tests took, by the processor: kept in the repository, for balance and for what is told of a run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath

KEPT = Path(__file__).resolve().parents[1] / "durations.json"
#: A file that takes longer, in seconds of the processor, is told as slow.
SLOW = 20.0


@dataclass(frozen=True)
class Record:
    """Seconds of the processor by file, from the folder of the project."""

    files: Mapping[str, float] = field(default_factory=dict)

    def seconds(self, file: str, unknown: float) -> float:
        return self.files.get(file, unknown)

    def news(self, files: Mapping[str, float]) -> list[str]:
        """A line for each file that has no record, and for each that is slow."""
        new = sorted(files.keys() - self.files.keys())
        slow = sorted((name for name in files if files[name] >= SLOW), key=lambda name: -files[name])
        return [
            *(f"new: {name}, {files[name]:.0f} s of the processor" for name in new),
            *(
                f"slow: {name}, {files[name]:.0f} s of the processor ({_before(self, name)})"
                for name in slow
                if name in self.files
            ),
        ]

    def with_new(self, files: Mapping[str, float], root: Path) -> Record:
        """The same with what was measured; files that are gone are forgotten, except that others still have to run."""
        kept = {name: seconds for name, seconds in self.files.items() if (root / name).exists()}
        return Record(kept | {name: round(seconds, 1) for name, seconds in files.items()})

    def write(self, file: Path = KEPT) -> None:
        file.write_text(json.dumps(self.files, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def read(file: Path = KEPT) -> Record:
    """The record as it is kept; an empty one where there is none."""
    return Record(json.loads(file.read_text(encoding="utf-8"))) if file.exists() else Record()


def of_the_same_name(record: Record, files: list[str]) -> Record:
    """The record with the seconds of files that were moved: each takes those of the one file that has its name."""
    gone: dict[str, list[float]] = {}
    for name, seconds in record.files.items():
        gone.setdefault(PurePath(name).name, []).append(seconds)
    found = {
        name: gone[PurePath(name).name][0]
        for name in files
        if name not in record.files and len(gone.get(PurePath(name).name, ())) == 1
    }
    return Record(dict(record.files) | found)


def _before(record: Record, name: str) -> str:
    return f"{record.files[name]:.0f} s in the record"
