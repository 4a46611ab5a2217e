"""The figures as a page of the documentation."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable
from datetime import date
from importlib.metadata import version
from pathlib import Path

from tests.setting_up.site import ROOT

from .figures import MOST_FOR_READERS, MOST_FOR_REBUILDING, MOST_FOR_SAVING, MOST_FOR_STAFF, Measured, Times

DOCUMENT = ROOT / "docs" / "measures-of-search.md"

_HEAD = """# Measures of search

`make bench` makes libraries of made-up factsheets, serves each as `make run` does, and asks it as a browser would: one question after the
other over one connection, {questions} for each row, after ten that are asked five times over. `LARGE=1` adds the library of 100,000, `WRITE=1` writes this page. A factsheet has about 650 words, out
of those of the starter library and 20,000 words that stand in few factsheets. Times run until the last byte of the answer is read; p95 is the time within
which 95 of 100 answers came; “processor” is what the server used of a processor for one answer, on average. Beyond a limit, the command ends with 1.

Figures depend on the machine, so no test of the suite has one. Measured on {day}, on {machine}, with Tantivy {tantivy}, Wagtail {wagtail} and SQLite.

**When this page was written, {load:.1f} programs wanted a processor at once.** Where that is more than there are processors, answers wait for them as well, and only the
column “processor” can be compared. The machine itself is quicker at one time than at another, too: compare the yardstick at the end of each table.
"""

_STOCK = """## Beside the back end that Wagtail brings along

It asks the database, and its time grows with the square of the pages: “back pain” took 5.6 s at 2,000 pages. So both are measured with
{size} factsheets. Wagtail's own knows no word forms, no typing errors and no weights on SQLite, and a `"` in a search box of the admin is an error
there; so what staff type is left out.
"""

_LIMITS = f"""## Limits

- readers, at 10,000 factsheets: p95 of {MOST_FOR_READERS} ms
- staff, on every screen with a search box and whatever they type: p99 of {MOST_FOR_STAFF} ms
- saving one page: {MOST_FOR_SAVING} ms for its index, at any size
- building the index of 10,000 factsheets: {MOST_FOR_REBUILDING} s
"""


def as_markdown(figures: list[Measured]) -> str:
    """The whole page."""
    own = [each for each in figures if each.back_end == "ours"]
    stock = [each for each in figures if each.back_end == "stock"]
    sizes = {each.building.factsheets for each in stock}
    alone = [each for each in own if each.building.factsheets not in sizes]
    beside = [each for each in figures if each.building.factsheets in sizes]
    parts = [_head(), *(_library(each) for each in alone), _LIMITS]
    if stock:
        parts += [_STOCK.format(size=f"{min(sizes):,}"), _table_of_pairs(beside)]
    return "\n".join(parts)


def _head() -> str:
    return _HEAD.format(
        questions=200,
        day=f"{date.today():%-d %B %Y}",
        machine=f"a machine with {os.cpu_count()} processors ({_processor()}) that other work used too",
        tantivy=version("tantivy"),
        wagtail=version("wagtail"),
        load=os.getloadavg()[0],
    )


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    names = re.findall(r"model name\s*: (.*)", told.read_text(encoding="utf-8")) if told.exists() else []
    return names[0] if names else platform.processor() or platform.machine()


def _library(measured: Measured) -> str:
    building = measured.building
    rows = [
        f"## {building.factsheets:,} factsheets\n",
        "| for readers | p50 | p95 | p99 | processor |",
        "|---|---|---|---|---|",
    ]
    rows += _rows(measured.readers)
    rows += ["", "| for staff | p50 | p95 | p99 | processor |", "|---|---|---|---|---|"]
    rows += _rows(measured.staff)
    rows += ["", "| for the library | |", "|---|---|"]
    rows += [f"| {name} | {figure} |" for name, figure in _of_library(measured)]
    return "\n".join([*rows, ""])


def _rows(times: dict[str, Times]) -> Iterable[str]:
    for name, each in times.items():
        figures = [f"{figure:.0f} ms" for figure in (each.percentile(share) for share in (50, 95, 99))]
        processor = f"{each.processor:.0f} ms" if each.processor else "not told"
        yield f"| {name} | {' | '.join(figures)} | {processor} |"


def _of_library(measured: Measured) -> list[tuple[str, str]]:
    building, saving, without = measured.building, measured.saving, measured.saving_without
    return [
        ("saving one page (p50, p95)", f"{saving.median:.0f} ms, {saving.percentile(95):.0f} ms"),
        ("the same without an index", f"{without.median:.0f} ms, {without.percentile(95):.0f} ms"),
        (
            "so the index takes",
            f"{measured.indexing_a_save:.0f} ms ({saving.median / without.median:.1f} times)",
        ),
        ("building the index anew", f"{building.rebuild_seconds:.0f} s"),
        ("memory for that, more than before", f"{building.rebuild_megabytes:.0f} MB"),
        ("the index on the disk", f"{building.index_megabytes:.0f} MB"),
        ("memory of the server after all questions", f"{measured.server_megabytes:.0f} MB"),
        ("yardstick: a million additions in Python, just then", f"{measured.yardstick:.0f} ms"),
    ]


def _table_of_pairs(beside: list[Measured]) -> str:
    ours, stock = (next(each for each in beside if each.back_end == name) for name in ("ours", "stock"))
    rows = ["| | ours, p50 | ours, p95 | Wagtail's, p50 | Wagtail's, p95 |", "|---|---|---|---|---|"]
    for name, times in ours.readers.items():
        if other := stock.readers.get(name):
            pair = [f"{each.percentile(share):.0f} ms" for each in (times, other) for share in (50, 95)]
            rows.append(f"| {name} | {' | '.join(pair)} |")
    pair = [f"{each.percentile(share):.0f} ms" for each in (ours.saving, stock.saving) for share in (50, 95)]
    rows.append(f"| saving one page | {' | '.join(pair)} |")
    built = [f"{each.building.rebuild_seconds:.1f} s" for each in (ours, stock)]
    rows.append(f"| building the index anew | {built[0]} | | {built[1]} | |")
    return "\n".join([*rows, ""])
