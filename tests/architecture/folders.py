"""What each activity of the library says about itself, in the docstring of its folder."""

import ast
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from .imports import Graph

LIBRARY = "factsheets"


def sentence_of(root: Path, folder: str) -> str:
    """The first line of the folder's docstring; empty when it says nothing."""
    path = root / LIBRARY / folder / "__init__.py"
    if not path.exists():
        return ""
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return docstring.partition("\n")[0]


def without_a_sentence(root: Path, folders: Iterable[str]) -> list[str]:
    """Each activity says its job in one sentence: the folders that do not."""
    return [folder for folder in folders if not sentence_of(root, folder).endswith((".", "?"))]


def arrows(graph: Graph, among: Iterable[str]) -> Counter[tuple[str, str]]:
    """How many modules of one part of the library are imported by modules of another, for each such pair."""
    parts = set(among)
    return Counter(
        (here, there)
        for module, targets in graph.items()
        for target in targets
        if (here := _part(module)) != (there := _part(target)) and here in parts and there in parts
    )


def _part(module: str) -> str:
    package, _, rest = module.partition(".")
    return rest.partition(".")[0] if package == LIBRARY else ""
