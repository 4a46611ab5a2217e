"""Figures of the house: what grows unnoticed."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from django.db.models import Model

from .rules import FOLDERS, PACKAGES


def arrows_between(weights: Counter[tuple[str, str]]) -> str:
    upwards = sum(FOLDERS.index(there) > FOLDERS.index(here) for here, there in weights)
    return (
        f"arrows between folders: {len(weights)} (imports: {weights.total()}), "
        f"upwards: {upwards}, folders in a circle: {len(in_a_circle(weights))}"
    )


def in_a_circle(weights: Counter[tuple[str, str]]) -> list[str]:
    """The folders from which arrows lead back to themselves."""
    targets: dict[str, set[str]] = {}
    for here, there in weights:
        targets.setdefault(here, set()).add(there)
    return sorted(folder for folder in targets if folder in _reached(folder, targets))


def deepest_model(models: list[type[Model]]) -> str:
    """The model with the most classes above it: in their order lies what a newcomer has to know by heart."""
    deepest = max(models, key=lambda model: len(model.__mro__))
    ours = sum(cls.__module__.partition(".")[0] in PACKAGES for cls in deepest.__mro__)
    return (
        f"deepest model: {deepest.__name__}, {len(deepest.__mro__)} classes with its own, {ours} of them ours"
    )


def sizes(root: Path) -> list[str]:
    """Lines of files and functions; the file of a package that is only a name does not count."""
    files = list(_sources(root))
    functions = [
        (node.end_lineno - node.lineno + 1, f"{path.relative_to(root)}, {node.name}")
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    ]
    lines = [
        (len(path.read_text(encoding="utf-8").splitlines()), str(path.relative_to(root))) for path in files
    ]
    return [_size("files", lines), _size("functions", functions)]


def _sources(root: Path) -> Iterator[Path]:
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            if "migrations" not in path.parts and path.name != "__init__.py":
                yield path


def _size(what: str, lines: list[tuple[int, str]]) -> str:
    longest, name = max(lines)
    return f"{what}: {len(lines)}, median {median(count for count, _ in lines):.0f} lines, longest {longest} ({name})"


def _reached(start: str, targets: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        for there in targets.get(waiting.pop(), set()) - reached:
            reached.add(there)
            waiting.append(there)
    return reached
