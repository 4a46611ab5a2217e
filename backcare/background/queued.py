"""How the site itself puts work off: a row of the one queue, written in the transaction of what causes it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from backcare.settings.logs import TASKS_PACKAGE

from .task_queue import BACKGROUND

if TYPE_CHECKING:
    from django_tasks.base import Task

_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer")


def queued(function: Callable[_Given, _Answer]) -> Task[_Given, _Answer]:
    """Decorator that makes a task of a function, which may be called again when it fails or is broken off."""
    tasks: Any = import_module(TASKS_PACKAGE)
    task: Task[_Given, _Answer] = tasks.task(backend=BACKGROUND)(function)
    return task
