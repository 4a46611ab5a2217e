"""The two steps between a draft and the public: editorial check, then clinical sign-off."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group
from django.db import models, transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from typing_extensions import override
from wagtail.models import AbstractGroupApprovalTask, TaskState, WorkflowMixin, WorkflowState

from factsheets.database.row_locks import held
from factsheets.language.vocabulary import PublicationRefused, StepDecided
from factsheets.people.permissions import may_take_step
from factsheets.people.roles import clinical_role

from .signed_off import SignedOff

#: For whoever asks for changes without a word, in any step.
SAY_WHICH = "Say which changes you ask for."


class SaysWhich(forms.Form):
    """The author has to know what to change."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["comment"].required = True
        self.fields["comment"].error_messages["required"] = SAY_WHICH


class StepTask(AbstractGroupApprovalTask):
    """Only members of the step's groups decide it; being a superuser is no qualification."""

    class Meta:
        abstract = True

    #: (label of the approval, label with a comment)
    approve_labels = ("Approve", "Approve with a comment")

    def may_decide(self, user: AbstractBaseUser | AnonymousUser) -> bool:
        """Whether somebody is an active member of the step's groups."""
        return may_take_step(user, self._user_in_groups)

    def obstacles(self, text: SignedOff) -> list[str]:
        """What keeps `text` from passing this step."""
        return []

    @override
    def get_actions(self, obj: WorkflowMixin, user: AbstractBaseUser) -> list[tuple[str, str, bool]]:
        if not self.may_decide(user):
            return []
        actions = [("reject", "Ask for changes", True)]
        latest = obj.get_latest_revision_as_object()
        if not (isinstance(latest, SignedOff) and self.obstacles(latest)):
            plain, with_comment = self.approve_labels
            actions += [("approve", plain, False), ("approve", with_comment, True)]
        return actions

    @override
    def get_form_for_action(self, action: str) -> type[forms.Form]:
        form: type[forms.Form] = super().get_form_for_action(action)
        return type("ChangesForm", (SaysWhich, form), {}) if action == "reject" else form

    @transaction.atomic
    def on_action(
        self, task_state: TaskState, user: AbstractBaseUser, action_name: str, /, **kwargs: Any
    ) -> None:
        """Decide about the words as they are saved now.

        Somebody else who has decided in the same moment, or something in the way of the approval, is told by an error;
        then nothing has changed.
        """
        text = _held_words(task_state)
        found = claim(task_state)
        comment = str(kwargs.get("comment", "")).replace("\0", "").strip()
        if action_name == "reject" and not comment:
            raise PublicationRefused(f"“{text}” was not sent back. {SAY_WHICH}")
        if action_name == "approve" and isinstance(text, SignedOff) and (obstacles := self.obstacles(text)):
            raise PublicationRefused(f"“{text}” was not passed on. " + " ".join(obstacles))
        if found.revision_id != text.latest_revision_id:
            found.revision_id = text.latest_revision_id
            found.save(update_fields=["revision"])
        super().on_action(found, user, action_name, comment=comment)

    @override
    def user_can_access_editor(self, obj: Model, user: AbstractBaseUser) -> bool:
        return self.may_decide(user)

    @override
    def locked_for_user(self, obj: Model, user: AbstractBaseUser) -> bool:
        return not self.may_decide(user)

    @override
    def get_task_states_user_can_moderate(
        self, user: AbstractBaseUser, **kwargs: object
    ) -> QuerySet[TaskState]:
        if not self.may_decide(user):
            states: QuerySet[TaskState] = TaskState.objects.none()
        else:
            states = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        return states


def _held_words(task_state: TaskState) -> Any:
    """The latest words of the text that a step is about, held until the end of the transaction."""
    text = task_state.workflow_state.content_object
    text = getattr(text, "specific", text)
    return held(type(text)._default_manager.filter(pk=text.pk)).get().get_latest_revision_as_object()


def claim(task_state: TaskState) -> TaskState:
    """The step as it is now, held until the end of the transaction; StepDecided if it has been decided meanwhile."""
    found = TaskState.objects.select_for_update(of=("self",)).get(pk=task_state.pk)
    if found.status != TaskState.STATUS_IN_PROGRESS:
        raise StepDecided(
            f"Somebody else has decided this step meanwhile: it is {found.get_status_display().lower()}."
        )
    return found.specific


class EditorialCheckTask(StepTask):
    """The first step: an editor reads the text before a clinician does."""

    approve_labels = ("Pass the editorial check", "Pass the editorial check with a comment")

    class Meta:
        verbose_name = "editorial check"
        verbose_name_plural = "editorial checks"

    @classmethod
    @override
    def get_description(cls) -> str:
        return "An editor reads the text: is it complete, plain and in house style?"

    def obstacles(self, text: SignedOff) -> list[str]:
        """Words that are signed already go live with this step, so whatever else keeps them back is asked here."""
        found = text.obstacles()
        return found.missing + ([] if found.sign_off else found.around)


class ClinicalSignOffTask(StepTask):
    """The decision is made on a form of its own (`publication.signing_off`), which shows what changed; here is no button.

    No screen gives the step to a role that does not take it already.
    """

    groups = models.ManyToManyField(
        Group,
        verbose_name="groups",
        limit_choices_to=clinical_role,
        help_text="Only the clinical role decides this step. To let another group take it, ask whoever keeps the site.",
    )

    class Meta:
        verbose_name = "clinical sign-off"
        verbose_name_plural = "clinical sign-offs"

    @classmethod
    @override
    def get_description(cls) -> str:
        return "A clinical reviewer approves the exact words. After the last step the text goes live."

    @override
    def get_actions(self, obj: WorkflowMixin, user: AbstractBaseUser) -> list[tuple[str, str, bool]]:
        return []

    def start(self, workflow_state: WorkflowState, user: AbstractBaseUser | None = None) -> TaskState:
        """Words that are signed already, because only other things changed, pass by themselves."""
        text = workflow_state.content_object.get_latest_revision_as_object()
        if not isinstance(text, SignedOff) or text.what_sign_off_lacks():
            return super().start(workflow_state, user=user)
        task_state = self.get_task_state_class()(
            workflow_state=workflow_state,
            task=self,
            revision=workflow_state.content_object.get_latest_revision(),
            status=TaskState.STATUS_APPROVED,
            finished_at=timezone.now(),
            comment="The clinical content is as it was signed off, so it was not asked for again.",
        )
        task_state.save()
        return task_state
