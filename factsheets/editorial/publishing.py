"""Publication: the last step of the workflow, and the one way to the public for a signed-off text.

Wagtail names this module in its settings and imports it before any model is ready, so it imports none:
it works on what the workflow hands it.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction


class PublicationRefused(PermissionDenied):
    """Something stands in the way of publication; the message names all of it."""


@transaction.atomic
def publish_signed_off(workflow_state: Any, user: Any = None) -> None:
    """Publish exactly the words that the last step approved, or raise PublicationRefused and change nothing."""
    text = workflow_state.content_object
    text = getattr(text, "specific", text)
    approved = workflow_state.current_task_state.revision
    if not hasattr(text, "what_stands_in_the_way"):
        approved.publish(user=user)  # an ordinary page that staff have put under a workflow of their own
        return
    rows = type(text)._default_manager.select_for_update(of=("self",))
    if rows.get(pk=text.pk).latest_revision_id != approved.pk:
        raise PublicationRefused(f"“{text}” has changed since it was signed off. Please look at it again.")
    obstacles = approved.as_object().what_stands_in_the_way()
    if obstacles:
        raise PublicationRefused(f"“{text}” cannot be published yet. " + " ".join(obstacles))
    approved.publish(user=user, skip_permission_checks=True)
