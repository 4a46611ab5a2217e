"""Publication: the last step of the workflow, and the one way to the public for a signed-off text.

Wagtail names this module in its settings and imports it before any model is ready, so it imports none:
it works on what the workflow hands it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from factsheets.language.vocabulary import PublicationRefused
from factsheets.signing.formats.content_difference import differences

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from wagtail.models import WorkflowState


@transaction.atomic
def publish_signed_off(workflow_state: WorkflowState, user: AbstractBaseUser | None = None) -> None:
    """Publish exactly the words that the last step approved, or raise PublicationRefused and change nothing."""
    text = workflow_state.content_object
    text = getattr(text, "specific", text)
    if workflow_state.current_task_state is None:
        raise PublicationRefused(
            f"“{text}” was not submitted: the workflow “{workflow_state.workflow}” has no step in use. "
            "Ask an administrator to put it right under Settings → Workflows."
        )
    approved = workflow_state.current_task_state.revision
    if not hasattr(text, "what_stands_in_the_way"):
        approved.publish(user=user)  # an ordinary page that staff have put under a workflow of their own
        return
    latest = text.hold().get_latest_revision()
    if latest.pk != approved.pk:
        raise PublicationRefused(_changed_meanwhile(text, approved.as_object(), latest.as_object()))
    approved.publish(user=user, skip_permission_checks=True)


def _changed_meanwhile(text: object, approved: Any, latest: Any) -> str:
    changed = differences(approved.clinical_content(), latest.clinical_content())
    parts = ", ".join(f"“{difference.label}”" for difference in changed) or "nothing that is signed off"
    return (
        f"“{text}” was not published: somebody changed it after the approval (changed: {parts}). "
        "Look at the new words and approve them, or go back to the approved revision in the history."
    )
