"""What every text has that goes through steps: a step is about words, so saving the same words changes no step."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Model
from wagtail.models import Revision, TaskState

from factsheets.formats.judged_words import same_words

#: What counts of the steps so far: those that were passed, and the one that waits.
_STANDING = (TaskState.STATUS_APPROVED, TaskState.STATUS_SKIPPED, TaskState.STATUS_IN_PROGRESS)


class InSteps(Model):
    """Mixed into a signed-off text, before `SignedOff`.

    Wagtail asks of each step which revision it was about, and begins anew with a newer one. So the steps are moved to
    a newer revision of the same words; and a revision that a step was about is not written over.
    """

    class Meta:
        abstract = True

    def save_revision(
        self,
        user: AbstractBaseUser | None = None,
        *args: Any,
        overwrite_revision: Revision | None = None,
        **kwargs: Any,
    ) -> Revision:
        with transaction.atomic():
            if overwrite_revision and self._stands_in_a_step(overwrite_revision, user):
                overwrite_revision = None
            revision = super().save_revision(user, *args, overwrite_revision=overwrite_revision, **kwargs)
            self._move_steps_to(revision)
        return revision

    def _stands_in_a_step(self, revision: Revision, user: AbstractBaseUser | None) -> bool:
        """Wagtail refuses to write over a revision that is not the latest, or another person's."""
        may_be_overwritten = revision == self.get_latest_revision() and revision.user_id == (user and user.pk)
        return may_be_overwritten and revision.task_states.exists()

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
