"""Mail about the steps of the workflow: Wagtail finds the people and the words, our worker sends.

Wagtail itself would send while the step is being taken: a mail server that is down stops the step, and a step that
is rolled back has been told already.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import uuid4

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.admin.mail import (
    GroupApprovalTaskStateSubmissionEmailNotifier,
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateRejectionEmailNotifier,
)
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected

from factsheets.mail.sending import queue_words


class Queued:
    """Mixed into one of Wagtail's notifiers: in place of sending, a row in the transaction of the step."""

    def send_emails(
        self,
        template_set: Mapping[str, str],
        context: Mapping[str, object],
        recipients: Iterable[AbstractUser],
        **kwargs: object,
    ) -> bool:
        """Queue one mail for each recipient. True, since what is queued will be sent."""
        now = timezone.now()
        with transaction.atomic():
            for person in recipients:
                words = [render_to_string(template_set[part], {**context, "user": person}) for part in _PARTS]
                queue_words(f"step:{uuid4()}", person.email, *words, now=now)
        return True


#: A mail's parts among the templates of a notifier, in the order in which they are queued.
_PARTS = ("subject", "text")


class StepWaits(Queued, GroupApprovalTaskStateSubmissionEmailNotifier):
    """To the members of the step's groups."""


class ChangesAskedForMail(Queued, WorkflowStateRejectionEmailNotifier):
    """To whoever submitted the text."""


class AllStepsPassedMail(Queued, WorkflowStateApprovalEmailNotifier):
    """To whoever submitted the text."""


#: (signal, its sender, the name under which Wagtail's own notifier is connected, ours)
_NOTIFIERS = (
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification", StepWaits()),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification", ChangesAskedForMail()),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification", AllStepsPassedMail()),
)


def take_over_from_wagtail() -> None:
    """Put our notifiers in the place of Wagtail's, under their names. Wagtail's have to be connected already."""
    for signal, sender, name, notifier in _NOTIFIERS:
        signal.disconnect(sender=sender, dispatch_uid=name)
        signal.connect(notifier, sender=sender, dispatch_uid=name)
