"""What the inner parts look like in the installed packages: a digest of each, so that a change of any is noticed."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from django.template.utils import get_app_template_dirs

from .inner import PACKAGES
from .listed import rows
from .looking import seams_in_code, shadowed_templates

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("backcare", "factsheets", "home")

PAGE = ROOT / "docs" / "wagtail-seams.md"

#: Modules whose classes have methods that only their own package is meant to write anew.
_OF_INNER_CLASSES = (
    "django_tasks_db",
    "modelsearch.backends",
    "wagtail.actions",
    "wagtail.admin.api",
    "wagtail.admin.compare",
    "wagtail.admin.forms.collections",
    "wagtail.admin.mail",
    "wagtail.rich_text.pages",
)


class Part(NamedTuple):
    """An inner part as it is installed, and our file that relies on it."""

    name: str
    digest: str
    file: str


def parts() -> list[Part]:
    found = [*_imported(), *_overridden(), *_stood_in_for(), *_copied_templates()]
    return sorted({part.name: part for part in found}.values())


def _imported() -> Iterator[Part]:
    """Functions by their parameters, or by their words where one of our screens stands around them."""
    for file, name in seams_in_code(ROOT, FOLDERS):
        if "." not in name:
            continue
        found = resolved(name)
        if inspect.isfunction(found):
            yield Part(name, digest_of(found) if ".views." in name else str(inspect.signature(found)), file)
        else:
            yield Part(name, type(found).__name__ if found is not None else "gone", file)


def _overridden() -> Iterator[Part]:
    """Methods of views, actions and the like, and private ones of any class, that our classes have in their own words."""
    for ours in _classes():
        for attribute in vars(ours):
            for base in ours.__mro__[1:]:
                if attribute in vars(base):
                    if _is_hook(base, attribute) and _is_code(vars(base)[attribute]):
                        name = f"{base.__module__}.{base.__qualname__}.{attribute}"
                        yield Part(name, digest_of(vars(base)[attribute]), _file(ours.__module__))
                    break


def _stood_in_for() -> Iterator[Part]:
    """What docs/wagtail-seams.md names with brackets behind it: done in another way by us, or relied on as it works."""
    for row in rows(PAGE.read_text(encoding="utf-8")):
        for name in sorted(row.parts):
            if name.endswith("()") and name.partition(".")[0] in PACKAGES:
                found = resolved(name.removesuffix("()"))
                digest = "gone" if found is None else digest_of(found)
                ours = sorted(file for file in row.files if not file.startswith("tests/"))
                yield Part(name.removesuffix("()"), digest, ", ".join(ours))


def _copied_templates() -> Iterator[Part]:
    """Those of our templates that take the place of one without extending it."""
    theirs = [Path(each) for each in get_app_template_dirs("templates")]
    for file, name in shadowed_templates(ROOT, ROOT / "templates", theirs):
        text = (ROOT / file).read_text(encoding="utf-8")
        if f'{{% extends "{name}" %}}' not in text:
            original = next(folder / name for folder in theirs if (folder / name).is_file())
            yield Part(f"wagtail template {name}", _digest(original.read_text(encoding="utf-8")), file)


def resolved(name: str) -> Any:
    """What a full name stands for; None if there is nothing of this name."""
    words = name.split(".")
    for at in range(len(words), 0, -1):
        try:
            found: Any = importlib.import_module(".".join(words[:at]))
        except ModuleNotFoundError:
            continue
        for word in words[at:]:
            found = getattr(found, word, None)
        return found
    return None


def digest_of(found: Any) -> str:
    """A digest of the source of a function; of anything else, its kind."""
    function = _function(found)
    if not inspect.isfunction(function):
        return type(found).__name__
    return _digest(inspect.getsource(inspect.unwrap(function)))


def _is_code(found: Any) -> bool:
    return inspect.isfunction(_function(found))


def _function(found: Any) -> Any:
    """What stands behind a class method, a property and the like."""
    for inside in ("__func__", "fget", "func"):
        found = getattr(found, inside, found)
    return found


def _digest(text: str) -> str:
    return sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def _classes() -> Iterator[type]:
    for module in _modules():
        for found in vars(module).values():
            if inspect.isclass(found) and found.__module__ == module.__name__:
                yield from _with_inner_classes(found)


def _with_inner_classes(found: type) -> Iterator[type]:
    yield found
    for inner in vars(found).values():
        if inspect.isclass(inner) and inner.__module__ == found.__module__ and inner is not found:
            yield inner


def _modules() -> Iterator[ModuleType]:
    for folder in FOLDERS:
        for each in pkgutil.walk_packages([str(ROOT / folder)], f"{folder}."):
            if not {"migrations", "settings", "wsgi"} & set(each.name.split(".")):
                yield importlib.import_module(each.name)


def _is_hook(base: type, attribute: str) -> bool:
    if base.__module__.partition(".")[0] not in PACKAGES or attribute.startswith("__"):
        return False
    module = f"{base.__module__}."
    is_inside = ".views." in module or module.startswith(tuple(f"{inner}." for inner in _OF_INNER_CLASSES))
    return is_inside or attribute.startswith("_")


def _file(module: str) -> str:
    path = ROOT.joinpath(*module.split("."))
    found = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return found.relative_to(ROOT).as_posix()
