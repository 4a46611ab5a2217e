"""Whether every kind of signed-off text has a workflow, and whether that has the steps it needs, in their order."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import AbstractGroupApprovalTask, Workflow, WorkflowContentType, WorkflowPage

from factsheets.governed.models.warning_advice import GOVERNED_TEXTS
from factsheets.page.models.library_page import LibraryPage
from factsheets.signing.models.workflow_tasks import ClinicalSignOffTask, EditorialCheckTask

from .fault import Binding, Step, Way, WorkflowFault


def bindings() -> list[Binding]:
    """Everything that needs a workflow, and the one in use for it: the library, governed texts."""
    kinds = ContentType.objects.get_for_models(*GOVERNED_TEXTS)
    of_kinds = {
        each.content_type_id: each.workflow
        for each in WorkflowContentType.objects.filter(
            content_type__in=kinds.values(), workflow__active=True
        ).select_related("workflow")
    }
    return [
        *(
            Binding(library, f"the page “{library}”", library.get_workflow())
            for library in LibraryPage.objects.order_by("path")
        ),
        *(
            Binding(kinds[model], f"the {model._meta.verbose_name}", of_kinds.get(kinds[model].pk))
            for model in GOVERNED_TEXTS
        ),
    ]


def ways(bound: list[Binding]) -> list[Way]:
    """Each workflow in use once for each thing that it is used for, pages below the library among them."""
    found = []
    for each in bound:
        if each.workflow:
            found.append(Way(each.workflow, each.what))
        if isinstance(each.thing, LibraryPage):
            below = WorkflowPage.objects.filter(
                page__path__startswith=each.thing.path,
                page__depth__gt=each.thing.depth,
                workflow__active=True,
            )
            found += [
                Way(tied.workflow, f"the page “{tied.page}”")
                for tied in below.select_related("workflow", "page").order_by("page__path")
            ]
    return found


def unbound(bound: list[Binding]) -> Iterator[WorkflowFault]:
    """What has no workflow at all: then there is no button to submit it."""
    for each in bound:
        if each.workflow is None:
            tied = (
                WorkflowPage.objects.filter(page=each.thing.pk)
                if isinstance(each.thing, LibraryPage)
                else WorkflowContentType.objects.filter(content_type=each.thing.pk)
            )
            off = tied.select_related("workflow").first()
            yield _unbound(each.what, off.workflow if off else None)


def broken(found: list[Way]) -> Iterator[WorkflowFault]:
    """Workflows that lack a step or have them in another order, each named once."""
    for workflow in {way.workflow: None for way in found}:
        uses = [way.used_for for way in found if way.workflow == workflow]
        for what in _what_is_wrong_with(workflow, for_factsheets=any("page" in use for use in uses)):
            yield WorkflowFault(
                f"Workflow “{workflow}”",
                f"{what} It is used for {' and '.join(uses)}.",
                reverse("wagtailadmin_workflows:edit", args=[workflow.pk]),
            )


def steps_of(found: list[Way]) -> list[Step]:
    """The steps that people take in these workflows, switched off or not, each once."""
    workflows = {way.workflow: None for way in found}
    tasks = {task.pk: task for workflow in workflows for task in workflow.tasks.specific()}
    return [
        Step(task, isinstance(task, ClinicalSignOffTask))
        for task in tasks.values()
        if isinstance(task, AbstractGroupApprovalTask)
    ]


def _what_is_wrong_with(workflow: Workflow, *, for_factsheets: bool) -> Iterator[str]:
    steps = list(workflow.tasks.specific())
    clinical = [place for place, task in enumerate(steps) if isinstance(task, ClinicalSignOffTask)]
    checks = [place for place, task in enumerate(steps) if isinstance(task, EditorialCheckTask)]
    if not clinical:
        yield "It has no clinical sign-off, so nothing that goes through it can go live. Add that step at its end."
    elif clinical[-1] != len(steps) - 1:
        yield "Clinical sign-off is not its last step. Put it at the end, so that the words cannot change afterwards."
    if for_factsheets and not checks:
        yield "It has no editorial check. Add that step before the clinical sign-off."


def _unbound(what: str, switched_off: Workflow | None) -> WorkflowFault:
    off = switched_off or Workflow.objects.filter(active=False).order_by("pk").first()
    if off is not None:
        url = reverse("wagtailadmin_workflows:edit", args=[off.pk])
        advice = f"The workflow “{off}” is switched off: enable it, or choose another one for it."
    else:
        url = reverse("wagtailadmin_workflows:index")
        advice = f"Open the workflow that it should go through, and choose {what} there."
    return WorkflowFault(
        _capital(what), f"No workflow is in use for it, so nobody can submit it. {advice}", url
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
