"""The public classes of the site by their names: one word means one thing."""

import ast
from pathlib import Path

from .imports import read_imports


def public_names(root: Path, packages: tuple[str, ...]) -> dict[str, list[str]]:
    """The modules that define a class or a function of each name.

    Left out are commands, since Django wants each to be called `Command`, and what migrations do.
    """
    places: dict[str, list[str]] = {}
    for module in sorted(read_imports(root, packages)):
        if ".migrations." in module:
            continue
        path = root / Path(*module.split("."))
        source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        for node in ast.parse(source.read_text(encoding="utf-8")).body:
            is_one = isinstance(node, ast.ClassDef | ast.FunctionDef)
            if is_one and not node.name.startswith("_") and node.name != "Command":
                places.setdefault(node.name, []).append(module)
    return places
