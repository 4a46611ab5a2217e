"""What every text has that goes through steps: a step is about words, so saving the same words changes no step."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Model
from wagtail.models import Revision, TaskState

from factsheets.signing.formats.judged_words import same_words

#: What counts of the steps so far: those that were passed, and the one that waits.
_STANDING = (TaskState.STATUS_APPROVED, TaskState.STATUS_SKIPPED, TaskState.STATUS_IN_PROGRESS)


class InSteps(Model):
    """Mixed into a signed-off text, before `SignedOff`.

    Wagtail asks of each step which revision it was about, and begins anew with a newer one. So the steps are moved to
    a newer revision of the same words.
    """

    class Meta:
        abstract = True

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        with transaction.atomic():
            revision = super().save_revision(*args, **kwargs)
            self._move_steps_to(revision)
        return revision

    def _move_steps_to(self, revision: Revision) -> None:
        states = TaskState.objects.filter(
            workflow_state__in=self.workflow_states.active(),
            status__in=_STANDING,
        )
        same = [
            state.pk
            for state in states.exclude(revision=revision).select_related("revision")
            if same_words(type(self), state.revision.content, revision.content)
        ]
        TaskState.objects.filter(pk__in=same).update(revision=revision)
