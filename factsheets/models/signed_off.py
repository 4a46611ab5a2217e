"""What every signed-off text has in common: only the publication verb can make it public."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.utils import timezone
from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.models import Revision


class SignedOff(models.Model):
    """A text whose words a clinician approves before they go live.

    `publish` refuses every caller but the verb in `editorial.publishing` (which says `skip_permission_checks`)
    and Wagtail's schedule of a revision that the same verb has approved. A new text is always a draft. The mark of
    an example goes in the moment when signed words take the place of the example's.
    """

    is_starter_example = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding:
            self.live = False
        super().save(*args, **kwargs)

    def what_is_missing(self) -> list[str]:
        """What has to be written before submission, one sentence each."""
        raise NotImplementedError

    def what_stands_in_the_way(self) -> list[str]:
        """What keeps the text from being published after sign-off, one sentence each."""
        return self.what_is_missing()

    def publish(
        self, revision: Revision, *args: Any, skip_permission_checks: bool = False, **kwargs: Any
    ) -> None:
        if not skip_permission_checks and revision.approved_go_live_at is None:
            raise PublishPermissionError(
                f"“{self}” goes live through its workflow only: a clinical reviewer signs off the words."
            )
        go_live_at = revision.as_object().go_live_at
        if go_live_at is None or go_live_at <= timezone.now():
            self._mark(revision, is_example=False)
        super().publish(revision, *args, skip_permission_checks=skip_permission_checks, **kwargs)

    def publish_as_example(self, revision: Revision) -> None:
        """For the loader of the starter library alone: public without sign-off, and marked so on every page."""
        self._mark(revision, is_example=True)
        super().publish(revision, skip_permission_checks=True)

    def _mark(self, revision: Revision, *, is_example: bool) -> None:
        type(self)._default_manager.filter(pk=self.pk).update(is_starter_example=is_example)
        # The revision takes the mark from the object that it belongs to when it is read back.
        self.is_starter_example = revision.content_object.is_starter_example = is_example

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """The mark is a fact about the page, not about one of its revisions: an old revision cannot bring it back."""
        text = super().with_content_json(content)
        text.is_starter_example = self.is_starter_example
        return text
