"""How work is put off that nobody should wait for: the one way, for mail, files and whatever takes long or may fail."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from django_tasks.base import Task

_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer")

# Django has tasks of its own from version 6 on; before, Wagtail brings the package that became them.
_tasks: Any = import_module("django.tasks" if find_spec("django.tasks") else "django_tasks")

_AFTER_ALL_ELSE = -10


def background_task(function: Callable[_Given, _Answer]) -> Task[_Given, _Answer]:
    """Decorator that makes a task of a function.

    `function.enqueue(…)` writes a row in the transaction of what causes it, and a worker calls the function soon after
    the commit, with the same arguments, which have to be values of JSON. It may be called again when it fails or is
    broken off, so it looks first whether its work is still to be done.
    """
    return _task(function, 0)


def patient_task(function: Callable[_Given, _Answer]) -> Task[_Given, _Answer]:
    """As `background_task`, for work that may have to wait for somebody else's server: all other work goes before it."""
    return _task(function, _AFTER_ALL_ELSE)


def _task(function: Callable[_Given, _Answer], priority: int) -> Task[_Given, _Answer]:
    task: Task[_Given, _Answer] = _tasks.task(backend="background", priority=priority)(function)
    return task
