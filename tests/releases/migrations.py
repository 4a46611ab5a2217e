"""Migrations as they were released: the same ever since, but for where they import from."""

from __future__ import annotations

import ast
import hashlib
from pathlib import Path


def hashes(code: Path) -> dict[str, str]:
    """A hash of each migration of ours, whatever it imports and however it is laid out."""
    files = sorted(
        file
        for file in code.glob("*/**/migrations/[0-9]*.py")
        if not file.relative_to(code).parts[0].startswith(".")
    )
    return {
        f"{file.parent.parent.name}/{file.name}": hashlib.sha256(
            _meaning(file.read_text(encoding="utf-8")).encode()
        ).hexdigest()
        for file in files
    }


def _meaning(source: str) -> str:
    """The code without its layout. Where something is imported from may change, under which name it is used may not: of a dotted
    name the last part counts."""
    tree = ast.parse(source)
    tree.body = [
        statement for statement in tree.body if not isinstance(statement, (ast.Import, ast.ImportFrom))
    ]
    return ast.unparse(_LastPart().visit(tree))


class _LastPart(ast.NodeTransformer):
    """`factsheets.records.models.association.check_website` becomes `check_website`."""

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        return ast.Name(node.attr) if _is_dotted_name(node) else self.generic_visit(node)


def _is_dotted_name(node: ast.AST) -> bool:
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name)
