"""Whether every kind of signed-off text has a workflow, and whether that has the steps it needs, in their order."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import AbstractGroupApprovalTask, Workflow, WorkflowContentType, WorkflowPage

from factsheets.governed.models.warning_advice import GOVERNED_TEXTS
from factsheets.page.models.library_page import LibraryPage
from factsheets.signing.models.workflow_tasks import ClinicalSignOffTask, EditorialCheckTask

from .fault import Step, Way, WorkflowFault


def ways() -> list[Way]:
    """Each workflow in use once for each thing that it is used for: the library, pages below, governed texts."""
    found = []
    for library in LibraryPage.objects.order_by("path"):
        if workflow := library.get_workflow():
            found.append(Way(workflow, f"the page “{library}”"))
        below = WorkflowPage.objects.filter(
            page__path__startswith=library.path, page__depth__gt=library.depth, workflow__active=True
        )
        found += [
            Way(each.workflow, f"the page “{each.page}”")
            for each in below.select_related("workflow", "page").order_by("page__path")
        ]
    for model in GOVERNED_TEXTS:
        if workflow := model.get_default_workflow():
            found.append(Way(workflow, f"the {model._meta.verbose_name}"))
    return found


def unbound() -> Iterator[WorkflowFault]:
    """What has no workflow at all: then there is no button to submit it."""
    for library in LibraryPage.objects.order_by("path"):
        if library.get_workflow() is None:
            bound = WorkflowPage.objects.filter(page=library.pk).select_related("workflow").first()
            yield _unbound(f"the page “{library}”", bound.workflow if bound else None)
    for model in GOVERNED_TEXTS:
        if model.get_default_workflow() is None:
            kind = ContentType.objects.get_for_model(model)
            tied = WorkflowContentType.objects.filter(content_type=kind).select_related("workflow").first()
            yield _unbound(f"the {model._meta.verbose_name}", tied.workflow if tied else None)


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
    tasks = {task.pk: task for way in found for task in way.workflow.tasks.specific()}
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
