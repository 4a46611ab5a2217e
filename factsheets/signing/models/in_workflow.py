"""What goes through steps: a step is about words, so saving the same words changes no step."""

from __future__ import annotations

from wagtail.models import Revision, TaskState, WorkflowMixin

from factsheets.signing.formats.judged_words import same_words

#: What counts of the steps so far: those that were passed, and the one that waits.
_STANDING = (TaskState.STATUS_APPROVED, TaskState.STATUS_SKIPPED, TaskState.STATUS_IN_PROGRESS)


def move_steps_to(revision: Revision, text: WorkflowMixin) -> None:
    """Wagtail asks of each step which revision it was about, and begins anew with a newer one. So the steps of `text` are
    moved to a newer revision of the same words. Call it in the transaction that saves the revision."""
    states = TaskState.objects.filter(
        workflow_state__in=text.workflow_states.active(),
        status__in=_STANDING,
    )
    same = [
        state.pk
        for state in states.exclude(revision=revision).select_related("revision")
        if same_words(type(text), state.revision.content, revision.content)
    ]
    TaskState.objects.filter(pk__in=same).update(revision=revision)
