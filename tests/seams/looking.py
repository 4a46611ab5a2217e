"""Finds the seams in a folder of code: imports of inner parts, private attributes, templates that shadow others."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from .inner import DOCUMENTED_ATTRIBUTES, is_inner


class Seam(NamedTuple):
    """The file that relies on an inner part, and the full name of that part."""

    file: str
    part: str


#: How a staff script takes hold of Wagtail's own scripts.
_OF_WAGTAILS_SCRIPTS = re.compile(
    r"\bw-[a-z]+:[a-z]+|data-w-[a-z-]+|\bdata-edit-form\b|jQuery\.fn\.\w+|window\.wagtail\b"
)


def seams_in_code(root: Path, folders: Iterable[str]) -> Iterator[Seam]:
    """What the Python files of `folders` import of inner parts, and the private attributes that they take from others."""
    files = {path: ast.parse(path.read_text(encoding="utf-8")) for path in _python_files(root, folders)}
    own = {name for tree in files.values() for name in _own_private_names(tree)}
    for path, tree in files.items():
        file = path.relative_to(root).as_posix()
        for name in _imported(tree):
            if is_inner(name) or (re.search(r"\._[a-z]", name) and not name.startswith(tuple(folders))):
                yield Seam(file, name)
        for attribute in _private_attributes(tree):
            if attribute not in own:
                yield Seam(file, attribute)


def seams_in_scripts(root: Path, folder: str) -> Iterator[Seam]:
    for path in sorted((root / folder).rglob("*.js")):
        for part in sorted(set(_OF_WAGTAILS_SCRIPTS.findall(path.read_text(encoding="utf-8")))):
            yield Seam(path.relative_to(root).as_posix(), part)


def shadowed_templates(root: Path, ours: Path, theirs: Iterable[Path]) -> Iterator[Seam]:
    """Templates of ours under the name of a template of an installed application; the part is its name.

    The package for signing in documents that a site replaces its templates, and what they are given.
    """
    folders = [folder for folder in theirs if "allauth" not in folder.parts]
    for path in sorted(ours.rglob("*")):
        name = path.relative_to(ours).as_posix()
        if path.is_file() and any((folder / name).is_file() for folder in folders):
            yield Seam(path.relative_to(root).as_posix(), name)


def _python_files(root: Path, folders: Iterable[str]) -> list[Path]:
    return [
        path
        for folder in folders
        for path in sorted((root / folder).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def _private_attributes(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute) or _is_module(node):
            continue
        if re.match(r"_[a-z]", node.attr) and node.attr not in DOCUMENTED_ATTRIBUTES:
            yield node.attr


def _is_module(node: ast.Attribute) -> bool:
    """`os._exit` and the like belong to Python."""
    return isinstance(node.value, ast.Name) and node.value.id in {"os", "sys"}


def _own_private_names(tree: ast.Module) -> Iterator[str]:
    """Names with an underscore that this file gives itself, but for methods that take the place of another's."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
