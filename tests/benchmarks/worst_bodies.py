"""What the worst body costs that each form of staff takes: seconds of the processor, and memory above what the site needs anyway.

`python -m tests.benchmarks.worst_bodies` tries every address of the admin on a database of its own, and `--only WORDS` those whose address has
these words; `--record` keeps what it found in `worst_bodies.tsv`. It prints what costs most, and fails where that is more
than the site allows itself (docs/security.md).
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import django

TABLE = Path(__file__).with_suffix(".tsv")
_HEAD = ("address", "seconds", "MB", "status", "body", "measured")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.worst_bodies", description=__doc__)
    parser.add_argument("--only", default="")
    parser.add_argument(
        "--typed", type=int, default=25, help="so many fields of a form are filled to the brim"
    )
    parser.add_argument("--record", action="store_true")
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backcare.settings.test")
    django.setup()
    dearest = import_module("tests.benchmarks.costs_of_bodies").measure(chosen.only, typed=chosen.typed)
    found = sorted(dearest.values(), key=lambda cost: -cost.share)
    print(f"\n{len(found)} addresses. What costs most:", *found[:15], sep="\n")
    if chosen.record:
        day = datetime.now(UTC).date().isoformat()
        record(
            {
                address: (f"{cost.seconds:.1f}", f"{cost.megabytes:.0f}", str(cost.status), cost.what, day)
                for address, cost in dearest.items()
            }
        )
    return int(any(cost.share > 1 for cost in found))


def recorded() -> dict[str, tuple[str, ...]]:
    """What was measured last at each address."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()[1:] if TABLE.exists() else []
    return {address: tuple(cells) for address, *cells in (line.split("\t") for line in lines)}


def record(found: dict[str, tuple[str, ...]]) -> None:
    """Put these rows into the table, in the place of older ones."""
    lines = [(address, *cells) for address, cells in sorted((recorded() | found).items())]
    text = "".join("\t".join(line) + "\n" for line in [_HEAD, *lines])
    TABLE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
