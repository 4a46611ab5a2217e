"""`python -m tests.dependencies`: licences, known vulnerabilities and patch releases of what the locks hold."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from .checking import Checks

ROOT = Path(__file__).resolve().parent.parent.parent


def main(checks: Checks, arguments: Sequence[str] | None = None) -> int:
    """0 when nothing has to be mended, whether or not a service could be reached."""
    parser = argparse.ArgumentParser(prog="python -m tests.dependencies", description=__doc__)
    parser.add_argument(
        "--write", action="store_true", help="write docs/dependencies.md anew, and check nothing"
    )
    if parser.parse_args(arguments).write:
        checks.write_page()
        return 0
    report = checks.run()
    print(*report.told, *report.broken, sep="\n")
    return 1 if report.broken else 0


if __name__ == "__main__":
    sys.exit(main(Checks(ROOT)))
