"""Runs every measure. `--large` adds a library of 100,000 factsheets, `--write` puts the figures of search into docs/."""

from __future__ import annotations

import argparse
import sys

from tests.benchmarks import delivery, painting, rendering, search


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--large", action="store_true", help="search in 100,000 factsheets as well")
    parser.add_argument(
        "--write", action="store_true", help="write the figures to docs/measures-of-search.md"
    )
    parser.add_argument("--only-search", action="store_true", help="leave out what needs a browser or nginx")
    chosen = parser.parse_args()
    painted = 0 if chosen.only_search else painting.main()
    delivered = 0 if chosen.only_search else delivery.main()
    rendered = 0 if chosen.only_search else rendering.main([])
    return painted | delivered | rendered | search.main(large=chosen.large, write=chosen.write)


if __name__ == "__main__":
    sys.exit(main())
