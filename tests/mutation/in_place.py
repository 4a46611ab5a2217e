"""The code that is broken: which of its statements a test ran, and how a mutant takes the place of the whole code."""

from __future__ import annotations

import ast
import builtins
import gc
from collections.abc import Callable, Iterator
from importlib.machinery import SourceFileLoader
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import CodeType, FunctionType

#: Path and first line of each statement inside of functions that ran since this was emptied.
ran: set[tuple[str, int]] = set()

_NOTE = "_mutation_ran"


def import_as(compiled: Callable[[Path], CodeType | None]) -> None:
    """From now on a module is what `compiled` makes of its file, and as it stands where that is None."""
    whole = SourceFileLoader.get_code

    def get_code(loader: SourceFileLoader, name: str) -> CodeType | None:
        return compiled(Path(loader.path)) or whole(loader, name)

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign]


def noting(path: Path, name: str) -> CodeType:
    """The file, so compiled that each statement of a function leaves a note in `ran` before it runs."""
    setattr(builtins, _NOTE, ran.add)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for block in list(_blocks_of_functions(tree)):
        block[:] = [each for statement in block for each in (*_note(statement, name), statement)]
    return compile(ast.fix_missing_locations(tree), path, "exec", dont_inherit=True)


def statements_that_show(source: str, row: int, column: int) -> set[int]:
    """The first lines of the statements that a test has to run before a change there can show.

    Inside of a function the one statement; for a default, a decorator or a constant all that stand in what has it.
    """
    tree = ast.parse(source)
    around = [node for node in ast.walk(tree) if _spans(node, row, column)]
    inner, outer = around[-1], around[:-1]
    if any(isinstance(node, ast.FunctionDef) for node in outer) and not isinstance(inner, ast.FunctionDef):
        return {inner.lineno}
    owner = inner if isinstance(inner, ast.FunctionDef | ast.ClassDef) else next(iter(outer[::-1]), tree)
    return _statements(owner) or _statements(tree)


def put_in_place(path: Path, source: str) -> bool:
    """Exchange the functions that the mutant changes, wherever they are kept; False if it changes more than functions."""
    pairs = _changed(
        *(compile(text, path, "exec", dont_inherit=True) for text in (path.read_text("utf-8"), source))
    )
    gc.unfreeze()  # what pytest froze is no more among the objects
    functions = [each for each in gc.get_objects() if type(each) is FunctionType]
    exchanged = [
        (function, mutant)
        for whole, mutant in pairs or []
        for function in functions
        if _place(function.__code__) == _place(whole)
    ]
    if not pairs or len({_place(mutant) for _, mutant in exchanged}) < len(pairs):
        return False
    for function, mutant in exchanged:
        function.__code__ = mutant
    return True


def _changed(whole: CodeType, mutant: CodeType) -> list[tuple[CodeType, CodeType]] | None:
    """The functions that differ; None if anything outside of them does."""
    if whole.co_flags & CO_OPTIMIZED:
        return [] if _bare(whole) == _bare(mutant) else [(whole, mutant)]
    inner = [[each for each in code.co_consts if isinstance(each, CodeType)] for code in (whole, mutant)]
    if _bare(whole, inner=False) != _bare(mutant, inner=False) or len(inner[0]) != len(inner[1]):
        return None
    found: list[tuple[CodeType, CodeType]] = []
    for pair in zip(*inner, strict=True):
        changed = _changed(*pair)
        if changed is None:
            return None
        found += changed
    return found


def _bare(code: CodeType, *, inner: bool = True) -> CodeType:
    """Wherever it stands in its file; without the code of what it defines, if that is not asked for."""
    constants = [
        (_bare(each) if inner else None) if isinstance(each, CodeType) else each for each in code.co_consts
    ]
    return code.replace(co_consts=tuple(constants), co_linetable=b"", co_firstlineno=1)


def _place(code: CodeType) -> tuple[str, str, int]:
    return code.co_filename, code.co_qualname, code.co_firstlineno


def _blocks_of_functions(tree: ast.AST) -> Iterator[list[ast.stmt]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef):
            continue
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list) and block:
                yield block


def _note(statement: ast.stmt, name: str) -> list[ast.stmt]:
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return []  # a docstring stays the first of all
    note = ast.parse(f"{_NOTE}(({name!r}, {statement.lineno}))").body
    return [ast.copy_location(each, statement) for each in note]


def _statements(owner: ast.AST) -> set[int]:
    return {statement.lineno for block in _blocks_of_functions(owner) for statement in block}


def _spans(node: ast.AST, row: int, column: int) -> bool:
    if not isinstance(node, ast.stmt):
        return False
    first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", []))])
    start = (first, 0) if first < node.lineno else (node.lineno, node.col_offset)
    return start <= (row, column) < (node.end_lineno or 0, node.end_col_offset or 0)
