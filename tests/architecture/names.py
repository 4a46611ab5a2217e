"""The public classes of the site by their names: one word means one thing."""

import ast
from pathlib import Path

from .imports import read_imports


def public_classes(root: Path, packages: tuple[str, ...]) -> dict[str, list[str]]:
    """The modules that define a class of each name. Left out are commands: Django wants each to be called `Command`."""
    places: dict[str, list[str]] = {}
    for module in sorted(read_imports(root, packages)):
        path = root / Path(*module.split("."))
        source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        for node in ast.parse(source.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and node.name != "Command":
                places.setdefault(node.name, []).append(module)
    return places
