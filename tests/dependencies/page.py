"""The tables of `docs/dependencies.md`: which package is under which licence, and why an unusual one may be used."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from .licences import Licensed
from .policy import Policy
from .report import Report

PAGE = Path("docs/dependencies.md")
BEGIN = "<!-- dependencies: `make dependencies` writes what stands between these marks -->\n"
END = "<!-- /dependencies -->\n"


def check(root: Path, licensed: Sequence[Licensed], policy: Policy) -> Report:
    """The page says what is so now."""
    if _stored(root) == _written(root, licensed, policy):
        return Report()
    return Report(broken=(f"{PAGE} is not up to date: run `make dependencies`.",))


def write(root: Path, licensed: Sequence[Licensed], policy: Policy) -> None:
    """Write the tables anew, and leave all else on the page as it is."""
    (root / PAGE).write_text(_written(root, licensed, policy), encoding="utf-8")


def _written(root: Path, licensed: Sequence[Licensed], policy: Policy) -> str:
    before, begin, rest = _stored(root).partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{PAGE} has lost the marks between which its tables stand.")
    return f"{before}{BEGIN}{''.join(_tables(licensed, policy))}\n{END}{after}"


def _stored(root: Path) -> str:
    return (root / PAGE).read_text(encoding="utf-8")


def _tables(licensed: Sequence[Licensed], policy: Policy) -> Iterator[str]:
    yield "\n## Unusual licences\n\n| licence | why it may be used |\n|---|---|\n"
    yield from (f"| {licence} | {reason} |\n" for licence, reason in sorted(policy.unusual.items()))
    yield "\n| for one package alone | licence | why it may be used |\n|---|---|---|\n"
    yield from (
        f"| {name} | {licence} | {reason} |\n"
        for name, (licence, reason) in sorted(policy.exceptions.items())
    )
    yield "\n| read by a person | licence | where |\n|---|---|---|\n"
    yield from (
        f"| {name} | {licence} | {where} |\n" for name, (licence, where) in sorted(policy.by_hand.items())
    )
    yield "\n## What runs the site\n\n"
    yield from _packages(licensed, runs_the_site=True)
    yield "\n## What tests, checks and pictures need besides\n\n"
    yield from _packages(licensed, runs_the_site=False)


def _packages(licensed: Sequence[Licensed], *, runs_the_site: bool) -> Iterator[str]:
    yield "| package | licence | brought by |\n|---|---|---|\n"
    for each in licensed:
        if each.package.runs_the_site == runs_the_site:
            yield f"| {each.package.name} | {each.licence or '?'} | {', '.join(each.package.brought_by)} |\n"
