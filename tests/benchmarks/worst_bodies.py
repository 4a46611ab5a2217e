"""What the worst body costs that each form of staff takes: seconds of the processor, and memory above what the site needs anyway.

`python -m tests.benchmarks.worst_bodies` tries every form of the admin on a database of its own, and `--only WORDS` those whose address has
these words. It prints what costs most, and fails where that is more than the site allows itself (docs/security.md).
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module

import django


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.worst_bodies", description=__doc__)
    parser.add_argument("--only", default="")
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backcare.settings.test")
    django.setup()
    return int(import_module("tests.benchmarks.posted_bodies").measure(chosen.only))


if __name__ == "__main__":
    sys.exit(main())
