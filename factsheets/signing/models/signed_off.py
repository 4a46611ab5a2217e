"""What every signed-off text has in common: only words that a clinician signed can become public."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple, Self

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone
from django.utils.formats import date_format
from typing_extensions import override
from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.models import Revision, TaskState

from factsheets.database.row_locks import held
from factsheets.language.vocabulary import PublicationRefused
from factsheets.signing.formats.authorship import BROUGHT_IN_BY, Written, writers
from factsheets.signing.formats.clinical_content import DEFINITION, Content, fingerprint
from factsheets.signing.formats.content_difference import PartDifference, differences, differences_since

from .in_workflow import move_steps_to
from .schedule import ScheduleDates
from .shared_authorship import document_authors
from .sign_off import SignOff
from .signature_in_force import withdrawn_sign_off


class Obstacles(NamedTuple):
    """What keeps words from going live, one sentence each, by whose turn it is."""

    missing: list[str]
    around: list[str]
    sign_off: list[str]


class SignedOff(ScheduleDates, models.Model):
    """May these words go live? Not before a clinician has approved them.

    It takes `save`, `save_revision`, `publish` and `unpublish` of Django and Wagtail, and `with_content_json` besides what
    `ScheduleDates` does there. It stands before the classes that publish: after them, nobody would ask the gate.

    `what_stands_in_the_way` is the one gate: every screen asks it, and `publish` obeys it, whoever calls. A new text is
    always a draft. The mark of an example goes in the moment when signed words take the place of the example's.
    """

    is_starter_example = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True

    @override
    def save(self, *args: object, **kwargs: Any) -> None:
        if self._state.adding:
            self.live = False
        super().save(*args, **kwargs)

    def clinical_content(self) -> Content:
        """The words that a clinician signs."""
        raise NotImplementedError

    def what_is_missing(self) -> list[str]:
        """What has to be written before submission, one sentence each."""
        raise NotImplementedError

    def what_surrounds_it_lacks(self) -> list[str]:
        """What keeps the text from being published although it is complete itself, one sentence each."""
        return []

    def what_stands_in_the_way(self, *, besides_sign_off: bool = False) -> list[str]:
        """What keeps these words from going live, one sentence each. `besides_sign_off` is what the signer asks."""
        obstacles = self.obstacles()
        return obstacles.missing + obstacles.around + ([] if besides_sign_off else obstacles.sign_off)

    def obstacles(self) -> Obstacles:
        """The same in three parts: for the author, for those who look after the library, for the clinical reviewer."""
        missing = self.what_is_missing() + self.what_has_lapsed()
        return Obstacles(missing, self.what_surrounds_it_lacks(), self.what_sign_off_lacks())

    def what_sign_off_lacks(self) -> list[str]:
        """Why the latest decision of a clinician does not cover these words; empty when it does."""
        decided = SignOff.objects.of(self)
        standing = decided.standing().first()
        if standing is None or not standing.approves:
            last = decided.first()
            if last and last.withdrawn_at and not standing:
                return [
                    f"Sign-off: {_who_and_when(last)} has been withdrawn. Submit the text again to have it signed off."
                ]
            return [
                "Sign-off: no clinical reviewer has signed off these words yet. Submit the text to ask for it."
            ]
        changed = self.changed_since(standing)
        if not changed:
            return []
        parts = ", ".join(f"“{difference.label}”" for difference in changed)
        return [
            f"Sign-off: {_who_and_when(standing)} does not cover these words. Changed since: {parts}. "
            "Submit the text again to have the new words signed off."
        ]

    def is_covered_by(self, decision: SignOff) -> bool:
        """Whether a decision was about these very words, by the definition of its own fingerprint."""
        return decision.fingerprint == fingerprint(self.clinical_content(), decision.definition)

    def changed_since(self, decision: SignOff | None) -> list[PartDifference]:
        """How these words differ from those of a decision; without one, everything is new."""
        if decision is None:
            return differences([], self.clinical_content())
        if self.is_covered_by(decision):
            return []
        return differences_since(decision.words, decision.definition, self.clinical_content())

    def covering_sign_off(self) -> SignOff | None:
        """The latest standing sign-off of these very words, whatever was decided about others since."""
        approving = SignOff.objects.of(self).approving()
        content = self.clinical_content()
        marks = models.Q(pk__in=[])
        for definition in range(1, DEFINITION + 1):
            marks |= models.Q(definition=definition, fingerprint=fingerprint(content, definition))
        return approving.filter(marks).first()

    def public_words_are_signed(self) -> bool:
        """Whether any sign-off that nobody has withdrawn covers the words of this row, the latest or an older one."""
        return self.covering_sign_off() is not None

    def withdrawn_sign_off(self) -> SignOff | None:
        """The sign-off whose withdrawal leaves these words without one; None where a sign-off covers them."""
        return withdrawn_sign_off(self)

    @property
    def stored_parts(self) -> tuple[str, ...]:
        """The names of the fields and rows in which a stored revision keeps the words that are signed."""
        raise NotImplementedError

    def writers(self) -> list[AbstractBaseUser]:
        """Everybody who wrote any of the words of the latest revision that the last standing sign-off does not cover.

        Commands and accounts that are gone have no name to give.
        """
        last = SignOff.objects.of(self).approving().first()
        history = list(
            self.revisions.order_by("created_at", "pk").values_list("pk", "user", "content", "created_at")
        )
        wrote = list(self.shared_authors(last))
        if history:
            signed = _signed_content(last, history) if last else None
            told = (Written(by, content) for _, by, content, _ in history)
            wrote = [*writers(told, history[-1][2], signed, self.stored_parts), *wrote]
        accounts = get_user_model().objects.in_bulk(wrote)
        return [accounts[pk] for pk in dict.fromkeys(wrote) if pk in accounts]

    def shared_authors(self, last: SignOff | None) -> Iterable[int]:
        """The accounts that wrote words which readers get through this text, and which `last` does not cover."""
        return document_authors(self, last)

    def save_revision(
        self,
        user: AbstractBaseUser | None = None,
        *args: object,
        overwrite_revision: Revision | None = None,
        **kwargs: object,
    ) -> Revision:
        """A revision that somebody was handed, decided on, brought in or made public is not written anew under its number. The steps
        so far follow the same words."""
        if overwrite_revision and self._is_relied_on(overwrite_revision, user):
            overwrite_revision = None
        with transaction.atomic():
            revision = super().save_revision(user, *args, overwrite_revision=overwrite_revision, **kwargs)
            move_steps_to(revision, self)
        return revision

    def _is_relied_on(self, revision: Revision, user: AbstractBaseUser | None) -> bool:
        """Only of a revision that Wagtail would write over: it refuses any but the latest, and another person's."""
        if revision != self.get_latest_revision() or revision.user_id != (user and user.pk):
            return False
        return (
            revision.pk == self.live_revision_id
            or revision.approved_go_live_at is not None
            or BROUGHT_IN_BY in revision.content
            or TaskState.objects.filter(revision=revision).exists()
            or SignOff.objects.filter(revision=revision).exists()
        )

    def publish(
        self, revision: Revision, *args: object, skip_permission_checks: bool = False, **kwargs: Any
    ) -> None:
        """Make the words of `revision` public, or raise PublicationRefused and leave everything as it was."""
        if not skip_permission_checks and revision.approved_go_live_at is None:
            raise PublishPermissionError(
                f"“{self}” goes live through its workflow only: a clinical reviewer signs off the words."
            )
        with transaction.atomic():
            self.hold()
            text = revision.as_object()
            if obstacles := text.what_stands_in_the_way():
                raise PublicationRefused(f"“{text}” cannot be published yet. " + " ".join(obstacles))
            at_once = text.go_live_at is None or text.go_live_at <= timezone.now()
            if at_once:
                self._mark(revision, is_example=False)
            super().publish(revision, *args, skip_permission_checks=skip_permission_checks, **kwargs)
            if at_once:
                self.went_live(revision, user=kwargs.get("user"))

    def publish_as_example(self, revision: Revision) -> None:
        """For the loader of the starter library alone: public without sign-off, and marked so on every page."""
        with transaction.atomic():
            self._mark(revision, is_example=True)
            super().publish(revision, skip_permission_checks=True)
            self.went_live(revision, user=None)

    def went_live(self, revision: Revision, *, user: AbstractBaseUser | None) -> None:
        """Called in the transaction in which `revision` became public; what fails here takes the publication back."""

    def unpublish(self, *args: Any, **kwargs: object) -> None:
        """Take the text down, with all that this causes, or not at all."""
        with transaction.atomic():
            super().unpublish(*args, **kwargs)

    def hold(self) -> Self:
        """The row as it is now, held until the end of the transaction: two acts on one text follow each other."""
        return held(type(self)._default_manager.all()).get(pk=self.pk)

    def _mark(self, revision: Revision, *, is_example: bool) -> None:
        type(self)._default_manager.filter(pk=self.pk).update(is_starter_example=is_example)
        # The revision takes the mark from the object that it belongs to when it is read back.
        self.is_starter_example = revision.content_object.is_starter_example = is_example

    def with_content_json(self, content: dict[str, object]) -> Self:
        """The mark is a fact about the page, not about one of its revisions: an old revision cannot bring it back."""
        text = super().with_content_json(content)
        text.is_starter_example = self.is_starter_example
        return text


def _who_and_when(decision: SignOff) -> str:
    day = date_format(timezone.localdate(decision.signed_at), "j F Y")
    return f"the sign-off by {decision.registered_name} on {day}"


def _signed_content(
    last: SignOff, history: list[tuple[int, int | None, Any, datetime]]
) -> Mapping[str, object] | None:
    """What a sign-off covered, as it was stored."""
    by_key = {pk: content for pk, _, content, _ in history}
    earlier = [content for _, _, content, saved_at in history if saved_at <= last.signed_at]
    return by_key.get(last.revision_id or 0, earlier[-1] if earlier else None)
