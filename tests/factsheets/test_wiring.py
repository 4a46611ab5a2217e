"""What the folders declare is collected, and the collecting modules do nothing else."""

import ast
from importlib import import_module
from itertools import chain
from pathlib import Path

import pytest
from wagtail import hooks

from factsheets import urls, wagtail_hooks

LIBRARY = Path(urls.__file__).parent


def _declaring(name: str) -> list[str]:
    return [f"factsheets.{file.parent.name}.{name}" for file in sorted(LIBRARY.glob(f"*/{name}.py"))]


@pytest.mark.parametrize("module", _declaring("hooks"))
def test_every_hook_of_a_folder_is_registered_in_its_order(module: str) -> None:
    declared = getattr(import_module(module), "HOOKS", ())
    assert set(declared) <= set(wagtail_hooks.TAKEN)
    for hook in declared:
        assert (hook.takes, hook.order) in hooks._hooks[hook.name]


@pytest.mark.parametrize("module", _declaring("urls"))
def test_every_address_of_a_folder_is_collected_once(module: str) -> None:
    declaring = import_module(module)
    assert declaring.urlpatterns
    assert all(urls.urlpatterns.count(pattern) == 1 for pattern in declaring.urlpatterns)


def test_the_collected_addresses_are_those_of_the_folders_alone() -> None:
    modules = [import_module(module) for module in _declaring("urls")]
    declared = list(chain.from_iterable(module.urlpatterns for module in modules))
    assert all(pattern in declared for pattern in urls.urlpatterns)


@pytest.mark.parametrize("name", ["urls", "wagtail_hooks"])
def test_what_collects_defines_nothing(name: str) -> None:
    tree = ast.parse((LIBRARY / f"{name}.py").read_text(encoding="utf-8"))
    defining = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    assert not [node for node in ast.walk(tree) if isinstance(node, defining)]
