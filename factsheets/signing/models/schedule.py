"""The dates of a schedule: those that have done their work are forgotten, and an expiry that has passed keeps a text back."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from wagtail.models import Revision

from factsheets.language.vocabulary import PublicationRefused

from .mixed_into import Draftable


class ScheduleDates(Draftable):
    """Which dates of its schedule does a draft still have?

    It takes `with_content_json` of Wagtail's `RevisionMixin`, which `DraftStateMixin`, `LockableMixin` and `Page` extend,
    and stands before all of them: it corrects what they have read, and after them it would not be asked.
    """

    expire_at: datetime | None

    def with_content_json(self, content: dict[str, object]) -> Self:
        """A draft without dates that say nothing any more: a past moment of going live means “at once”, and the expiry
        by which the text was taken down has been carried out. Earlier releases left both behind."""
        text: Self = super().with_content_json(content)
        if text.go_live_at and text.go_live_at <= timezone.now():
            text.go_live_at = None
        if self.expired and _has_come(self.expire_at) and _same(text.expire_at, self.expire_at):
            text.expire_at = None
        return text

    def what_has_lapsed(self) -> list[str]:
        """An expiry that passed while the text waited: it would go live and be taken down at once."""
        if not _has_come(self.expire_at):
            return []
        moment = timezone.localtime(self.expire_at, timezone.get_default_timezone())
        return [
            f"Schedule: its expiry, {date_format(moment, 'j F Y')} at {date_format(moment, 'H:i')}, has passed. "
            "Choose a later one, or clear it."
        ]

    def forget_expiry(self) -> None:
        """The text was taken down by its expiry: the date goes from the row and from every draft that has it."""
        done = self.expire_at
        type(self)._base_manager.filter(pk=self.pk).update(expire_at=None)
        self.expire_at = None
        for pk, words in self.revisions.values_list("pk", "content__expire_at"):
            if words and _same(parse_datetime(words), done):
                revision = Revision.objects.get(pk=pk)
                revision.content["expire_at"] = None
                revision.save(update_fields=["content"])


class OrdinarySchedule(ScheduleDates):
    """May a page that needs no sign-off go live? Not when its expiry has passed.

    It takes `publish` of Wagtail's `DraftStateMixin` and `Page`, and stands before them: after them, a page would go live
    without being asked. A text that is signed off has `SignedOff` in its place, which takes the same hook.
    """

    def publish(self, revision: Revision, *args: object, **kwargs: object) -> None:
        """Publish, or raise PublicationRefused where the expiry of the words has passed."""
        if lapsed := revision.as_object().what_has_lapsed():
            raise PublicationRefused(f"“{self}” cannot be published yet. " + " ".join(lapsed))
        super().publish(revision, *args, **kwargs)


def _has_come(moment: datetime | None) -> bool:
    return moment is not None and moment <= timezone.now()


def _same(one: datetime | None, other: datetime | None) -> bool:
    """Revisions keep fewer digits of a second than rows."""
    return (
        one is not None and other is not None and one.replace(microsecond=0) == other.replace(microsecond=0)
    )
