"""What an empty installation needs before the first factsheet: a root, roles, workflow, governed texts, warning signs.

Each part is laid once and then belongs to the staff: a role that they changed or removed is never made again.
"""

from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    Locale,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from factsheets.governed.models.governed_text import GovernedText, SafetyAdvice
from factsheets.governed.models.warning_advice import GOVERNED_TEXTS
from factsheets.people.roles import CLINICAL_REVIEWER, EDITOR, lay_roles
from factsheets.signing.models.workflow_tasks import ClinicalSignOffTask, EditorialCheckTask
from factsheets.warning_signs.first_signs import lay_warning_signs

FACTSHEET_WORKFLOW = "Factsheet publication"
GOVERNED_TEXT_WORKFLOW = "Governed text sign-off"
TABLES_DO_NOT_FIT = "The tables do not fit this code. Run “manage.py migrate”."


def database_is_complete(using: str) -> bool:
    """True when every migration has been applied, so that the models fit the tables."""
    executor = MigrationExecutor(connections[using])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def lay_foundations(sender: AppConfig, using: str, **kwargs: object) -> None:
    """Handler of `post_migrate`: roles, workflows, governed texts and warning signs, where they have never been."""
    if not database_is_complete(using):
        return
    with transaction.atomic(using=using):
        lay_roots()
        lay_roles()
        lay_workflows()
        lay_governed_texts()
        lay_warning_signs()


def lay_roots() -> None:
    """The roots of pages and files, made again if a flushed database has lost what Wagtail's migrations made."""
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE.split("-")[0])
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    if not Page.objects.exists():
        Page.add_root(title="Root", slug="root")


def lay_workflows() -> None:
    """The workflow of factsheets (two steps) and the one of governed texts (sign-off alone)."""
    if EditorialCheckTask.objects.exists() or ClinicalSignOffTask.objects.exists():
        return
    # Wagtail's own example, if nobody has used it: its approvers are gone with the roles of this project.
    Workflow.objects.filter(name="Moderators approval", workflow_states=None).delete()
    GroupApprovalTask.objects.filter(name="Moderators approval", task_states=None).delete()
    check = EditorialCheckTask.objects.create(name="Editorial check")
    check.groups.add(*Group.objects.filter(name=EDITOR))
    sign_off = ClinicalSignOffTask.objects.create(name="Clinical sign-off")
    sign_off.groups.add(*Group.objects.filter(name=CLINICAL_REVIEWER))
    for name, tasks in ((FACTSHEET_WORKFLOW, [check, sign_off]), (GOVERNED_TEXT_WORKFLOW, [sign_off])):
        workflow = Workflow.objects.create(name=name)
        for order, task in enumerate(tasks):
            WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    for model in GOVERNED_TEXTS:
        content_type = ContentType.objects.get_for_model(model)
        WorkflowContentType.objects.update_or_create(
            content_type=content_type, defaults={"workflow": workflow}
        )


def bind_factsheet_workflow(library: Page) -> None:
    """Every factsheet under `library` goes through the factsheet workflow."""
    workflow = Workflow.objects.filter(name=FACTSHEET_WORKFLOW).first()
    if workflow:
        WorkflowPage.objects.get_or_create(page=library.page_ptr, defaults={"workflow": workflow})


def lay_governed_texts() -> None:
    """One of each, as an empty unsigned draft. What a release brings goes through the workflow of the safety advice."""
    for model in GOVERNED_TEXTS:
        if not model.objects.exists():
            text = model()
            text.save()
            text.save_revision()
            _bind_like_the_safety_advice(model)


def _bind_like_the_safety_advice(model: type[GovernedText]) -> None:
    workflow = SafetyAdvice.get_default_workflow()
    if workflow:
        WorkflowContentType.objects.get_or_create(
            content_type=ContentType.objects.get_for_model(model), defaults={"workflow": workflow}
        )
