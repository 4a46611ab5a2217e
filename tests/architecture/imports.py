"""Which of our modules imports which: every import counts, wherever in a module it stands."""

import ast
from collections.abc import Iterator
from pathlib import Path

# Module → the modules of ours that it imports.
Graph = dict[str, set[str]]


def read_imports(root: Path, packages: tuple[str, ...]) -> Graph:
    """The imports between all modules of `packages` under `root`; migrations are Django's own business."""
    files = {
        _module_name(path.relative_to(root)): path
        for package in packages
        for path in sorted((root / package).rglob("*.py"))
        if "migrations" not in path.parts
    }
    return {
        name: {target for target in _imported(path, name, files) if target != name}
        for name, path in files.items()
    }


def find_cycle(graph: Graph) -> list[str]:
    """The modules of one import cycle in order, or an empty list."""
    finished: set[str] = set()
    path: list[str] = []

    def visit(module: str) -> list[str]:
        if module in path:
            return [*path[path.index(module) :], module]
        if module in finished:
            return []
        path.append(module)
        cycle = next((found for target in sorted(graph[module]) if (found := visit(target))), [])
        path.pop()
        finished.add(module)
        return cycle

    return next((found for module in sorted(graph) if (found := visit(module))), [])


def _module_name(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(path: Path, name: str, files: dict[str, Path]) -> Iterator[str]:
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(node, package)
            targets = [f"{base}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (module for target in targets if (module := _nearest_module(target, files)))


def _absolute(node: ast.ImportFrom, package: str) -> str:
    if not node.level:
        return node.module or ""
    parts = package.split(".")
    return ".".join([*parts[: len(parts) - node.level + 1], *([node.module] if node.module else [])])


def _nearest_module(dotted: str, files: dict[str, Path]) -> str | None:
    """`a.b.Name` is an import of module `a.b`; None when it is not ours."""
    while dotted:
        if dotted in files:
            return dotted
        dotted = dotted.rpartition(".")[0]
    return None
