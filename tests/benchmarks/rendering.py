"""What the processor does for a factsheet that the application renders, by turns with a stock Wagtail page of the same text.

`python -m tests.benchmarks.rendering` makes a library of 10,000 factsheets; `--data FOLDER` takes one that is there. Prints the table of
docs/performance.md, and ends with 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from tests.setting_up.site import ROOT, environment_of, served

from .stock_wagtail import stock_wagtail

SETTINGS = "backcare.settings.base"
SIZE, ROUNDS, TIMES = 10_000, 15, 40
#: Milliseconds of the processor on a machine with nothing else to do; times as much as a stock page.
MOST_MILLISECONDS, MOST_OF_STOCK = 8.0, 1.0
#: With much on it, and with little.
PAGES = {"a long factsheet": "/factsheets/medical-acupuncture/", "a short factsheet": ""}
#: Nothing is made beside what is measured.
QUIET = {"PUBLISH_FILES": "0"}
_SCRIPT = Path(__file__).with_name("by_processor.py")


class Figures(NamedTuple):
    """Milliseconds of each round, ours and those of the stock page right after it."""

    ours: list[float]
    stock: list[float]

    @property
    def ratio(self) -> float:
        """Of each round, as the machine is another one in the next."""
        return statistics.median(one / other for one, other in zip(*self, strict=True))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.rendering", description=__doc__)
    parser.add_argument("--data", type=Path, help="a data folder with a library, which is only read")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="backcare-rendering-") as name:
        data = chosen.data or _library(Path(name) / "data")
        found = {
            words: _by_turns(Path(name) / f"stock{number}", environment_of(data, SETTINGS) | QUIET, address)
            for number, (words, address) in enumerate(_pages(data).items())
        }
    return _report(found)


def _report(found: dict[str, Figures]) -> int:
    print(
        f"A factsheet that the application renders, library of {SIZE:,}, {ROUNDS} rounds by turns: median (least)"
    )
    for name, each in found.items():
        ours, stock = (f"{statistics.median(side):.1f} ms ({min(side):.1f})" for side in each)
        print(f"| {name} | {ours} | a stock page with its text: {stock} | ratio {each.ratio:.2f} |")
    missed = [
        name
        for name, each in found.items()
        if each.ratio > MOST_OF_STOCK or min(each.ours) > MOST_MILLISECONDS
    ]
    if missed:
        print(f"Missed (at most {MOST_OF_STOCK} and {MOST_MILLISECONDS} ms): {', '.join(missed)}.")
    return 1 if missed else 0


def _library(data: Path) -> Path:
    data.mkdir()
    with served(data, SETTINGS, **QUIET):
        pass
    subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.search.within", "filling", str(SIZE)],
        cwd=ROOT,
        env=environment_of(data, SETTINGS) | QUIET,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return data


def _pages(data: Path) -> dict[str, str]:
    """The short one is any of those that were made up."""
    ask = "from factsheets.models import FactsheetPage; print(FactsheetPage.objects.live().order_by('-pk')[0].url)"
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", ask],
        cwd=ROOT,
        env=environment_of(data, SETTINGS) | QUIET,
        capture_output=True,
        text=True,
        check=True,
    )
    return {name: address or done.stdout.split()[-1] for name, address in PAGES.items()}


def _by_turns(folder: Path, environment: dict[str, str], address: str) -> Figures:
    figures = Figures([], [])
    with _asker(ROOT, environment, address) as (page, ours), stock_wagtail(folder, page):
        plain = {
            name: words
            for name, words in os.environ.items()
            if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
        }
        plain |= {"PYTHONPATH": str(folder), "DJANGO_SETTINGS_MODULE": "stock.settings.dev_without_debug"}
        with _asker(folder, plain, "/") as (shown, stock):
            assert _text(page) == _text(shown), "The stock page has another text."
            _milliseconds(ours), _milliseconds(stock)
            for _ in range(ROUNDS):
                figures.ours.append(_milliseconds(ours))
                figures.stock.append(_milliseconds(stock))
    return figures


@contextmanager
def _asker(
    folder: Path, environment: dict[str, str], address: str
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """What it answers first, and the process that goes on asking."""
    process = subprocess.Popen(
        [sys.executable, str(_SCRIPT), address],
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield process.stdout.readline(), process
    finally:
        with suppress(BrokenPipeError):
            process.stdin.close()
        process.wait()


def _milliseconds(process: subprocess.Popen[str]) -> float:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{TIMES}\n")
    process.stdin.flush()
    return float(process.stdout.readline())


def _text(page: str) -> str:
    found = re.search(r"<main.*</main>", page, re.DOTALL)
    assert found
    return " ".join(found[0].split())


if __name__ == "__main__":
    sys.exit(main())
