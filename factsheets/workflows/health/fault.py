"""One thing that is wrong with the one way to publication, and where it is put right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Model
from wagtail.models import Task, Workflow


@dataclass(frozen=True)
class WorkflowFault:
    """`title` and `what` are read by people. Where nobody can put it right on a screen, `url` is empty.

    A fault that `stops` keeps texts from going live, a `deaf` one keeps people from hearing of what waits; others are
    worth a look.
    """

    title: str
    what: str
    url: str = ""
    stops: bool = True
    deaf: bool = False

    def __str__(self) -> str:
        return f"{self.title}: {self.what}"


class Binding(NamedTuple):
    """What needs a workflow, a page or a kind of record, in whose words; and the one in use for it."""

    thing: Model
    what: str
    workflow: Workflow | None


class Way(NamedTuple):
    """A workflow that signed-off texts go through, and for which of them it is used."""

    workflow: Workflow
    used_for: str


class Step(NamedTuple):
    """One step of such a workflow that is in use."""

    task: Task
    is_clinical: bool
