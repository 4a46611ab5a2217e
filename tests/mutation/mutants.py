"""Every small change of some files, as JSON: run by the interpreter of cosmic-ray's own environment.

    .venv-mutation/bin/python tests/mutation/mutants.py factsheets/people/permissions.py …

Its operators, and one more: an act left out. Not tried, since they tell nothing about the tests: type hints, which nothing
evaluates; `@override`, which does nothing; the stars of arguments, which it takes for a multiplication; and of the ways to
exchange one `+` or `|` all but the first, since they break alike.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

_STARS = ("core/ReplaceBinaryOperator_Mul_", "core/ReplaceBinaryOperator_Pow_")

#: Row, column, what was done, and the source with it.
Mutant = tuple[int, int, str, str]


def main() -> None:
    found = []
    for path in sys.argv[1:]:
        source = Path(path).read_text(encoding="utf-8")
        for row, column, operator, changed in [*by_cosmic_ray(source), *without_an_act(source)]:
            found.append(
                {"path": path, "row": row, "column": column, "operator": operator, "source": changed}
            )
    json.dump(found, sys.stdout)


def by_cosmic_ray(source: str) -> Iterator[Mutant]:
    hints, exchanged = [*_type_hints(source), *_overrides(source)], set()
    for name in operator_names():
        if get_operator(name).arguments() or name.startswith(_STARS):
            continue
        operator = get_operator(name)()
        places = (place for node in ast_nodes(get_ast(source)) for place in operator.mutation_positions(node))
        for occurrence, (start, _end) in enumerate(places):
            if start in exchanged or any(first <= start < last for first, last in hints):
                continue
            changed = mutate_code(source, operator, occurrence)
            if changed and _is_python(changed):
                yield *start, name.removeprefix("core/"), changed
                if "BinaryOperator" in name:
                    exchanged.add(start)


def without_an_act(source: str) -> Iterator[Mutant]:
    """A call for its effect alone, or an attribute that is set, left out."""
    lines = source.splitlines(keepends=True)
    for node in ast.walk(ast.parse(source)):
        is_call = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
        if is_call or (isinstance(node, ast.Assign) and _sets_attributes(node)):
            before, after = lines[: node.lineno - 1], lines[node.end_lineno :]
            blank = "\n" * ((node.end_lineno or 0) - node.lineno)
            changed = [*before, " " * node.col_offset + "pass\n" + blank, *after]
            yield node.lineno, node.col_offset, "LeaveOutAct", "".join(changed)


def _sets_attributes(node: ast.Assign) -> bool:
    return any(isinstance(each, ast.Attribute) for target in node.targets for each in ast.walk(target))


def _type_hints(source: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    for node in ast.walk(ast.parse(source)):
        for hint in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if isinstance(hint, ast.expr):
                yield (hint.lineno, hint.col_offset), (hint.end_lineno or 0, hint.end_col_offset or 0)


def _overrides(source: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Each `@override`, from its sign on."""
    for node in ast.walk(ast.parse(source)):
        for mark in getattr(node, "decorator_list", ()):
            if isinstance(mark, ast.Name) and mark.id == "override":
                yield (mark.lineno, mark.col_offset - 1), (mark.lineno, mark.col_offset + len(mark.id))


def _is_python(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


if __name__ == "__main__":
    main()
