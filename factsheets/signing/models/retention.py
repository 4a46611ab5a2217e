"""What was ever signed off or public stays: it is withdrawn, and deleted by nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self, TypeVar, cast

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.db.models import ProtectedError
from django.db.models.signals import pre_delete, pre_save
from typing_extensions import override
from wagtail.models import Page, PageLogEntry, PageManager, PageQuerySet

from factsheets.keeping.models.on_record import OnRecord
from factsheets.people.permissions import StayingPermissionTester

from .mixed_into import Draftable
from .sign_off import SignOff

_Text = TypeVar("_Text", bound="KeptOnRecord")


class KeptQuerySet(models.QuerySet[_Text]):
    """Texts that stay once they are on record: deleting any such raises ProtectedError and deletes nothing."""

    def on_record(self) -> Self:
        """Those that were ever signed off, public, reviewed or withdrawn."""
        proof: object = models.Q(first_published_at__isnull=False)
        for relation in _records_about(self.model):
            records = relation.related_model._default_manager.that_keep_their_text()
            proof |= models.Exists(records.filter(**{relation.field.name: models.OuterRef("pk")}))
        return self.filter(proof)

    @override
    def delete(self) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            for text in self.on_record()[:1]:
                text.refuse_if_it_stays()
            return super().delete()

    delete.queryset_only = True  # type: ignore[attr-defined]  # Django looks for it on the function


class Retained(Draftable):
    """May this be deleted? `why_it_stays` answers in a sentence, or with nothing.

    It takes `delete` of Django and Wagtail, and stands before them: after `Page`, nobody would be asked before Wagtail
    has written to its log that the page is gone.
    """

    def why_it_stays(self) -> str:
        """The reason as a sentence for staff; empty for what may be deleted."""
        raise NotImplementedError

    def refuse_if_it_stays(self) -> None:
        """Raise ProtectedError with the reason."""
        if reason := self.why_it_stays():
            raise ProtectedError(reason, {cast(models.Model, self)})

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        """All of it or nothing: Wagtail writes its log before the database has its say."""
        self.refuse_if_it_stays()
        with transaction.atomic():
            deleted: tuple[int, dict[str, int]] = super().delete(*args, **kwargs)
        return deleted


class KeptOnRecord(Retained):
    """A signed-off text stays once it was public, or anything on record is about it.

    It takes no hook itself, it answers the question of `Retained`, and stands where that has to: before Wagtail's classes.
    """

    @override
    def why_it_stays(self) -> str:
        if self.pk is None:
            return ""
        if self.first_published_at:
            return self._because("has been public")
        if not type(self)._default_manager.filter(pk=self.pk).on_record().exists():
            return ""
        for relation in _records_about(type(self)):
            records = relation.related_model._default_manager.that_keep_their_text()
            if records.filter(**{relation.field.name: self.pk}).exists():
                return self._because(relation.related_model.proves)
        return ""

    def _because(self, proved: str) -> str:
        instead = {
            "has been public": "Withdraw it instead.",
            SignOff.proves: "Withdraw its sign-off instead.",
        }.get(proved, "Leave it as a draft.")
        if not isinstance(self, Page):
            instead = "Change its words instead."
        return f"“{self}” {proved}, so it cannot be deleted. {instead}"


class PageAboveQuerySet(PageQuerySet):
    """Pages above factsheets: all of them are deleted, or ProtectedError says why not."""

    @override
    def delete(self) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            for page in self:
                page.refuse_if_it_stays()
            deleted: tuple[int, dict[str, int]] = super().delete()
        return deleted

    delete.queryset_only = True  # type: ignore[attr-defined]  # Django looks for it on the function


PageAboveManager = PageManager.from_queryset(PageAboveQuerySet)


class StaysWithItsPages(Retained):
    """A page stays while a factsheet somewhere below it does: deleting it would delete that, too.

    It takes `permissions_for_user` of Wagtail's `Page` and stands before it, as `Retained` has to: after it, Wagtail would
    offer to delete what stays.
    """

    @override
    def why_it_stays(self) -> str:
        text = _texts_on_record_in(self).first()
        if text is None:
            return ""
        return (
            f"“{self}” cannot be deleted, because a factsheet below it stays on record. {text.why_it_stays()}"
        )

    def permissions_for_user(self, user: AbstractBaseUser) -> StayingPermissionTester:
        """Hook of Wagtail's pages."""
        return StayingPermissionTester(user, self)


def refuse_every_deletion() -> None:
    """Every other way to a deletion: a cascade, a plain queryset, a page that was read as a plain page."""
    for model in apps.get_models():
        if issubclass(model, Retained):
            pre_delete.connect(_refuse, sender=model, dispatch_uid=f"factsheets.what_stays_{model}")
    pre_save.connect(_refuse_to_log, sender=PageLogEntry, dispatch_uid="factsheets.no_false_deletion")


def _refuse(sender: type[models.Model], instance: Retained, **_options: object) -> None:
    instance.refuse_if_it_stays()


def _refuse_to_log(sender: type[models.Model], instance: PageLogEntry, **_options: object) -> None:
    """Wagtail logs that a page was deleted before it deletes it."""
    if instance.action != "wagtail.delete":
        return
    page = Page.objects.filter(pk=instance.page_id).first()
    for text in _texts_on_record_in(page)[:1] if page else ():
        text.refuse_if_it_stays()


def _texts_on_record_in(page: Page) -> KeptQuerySet[Any]:
    factsheets: Any = SignOff._meta.get_field("factsheet").related_model
    below: KeptQuerySet[Any] = factsheets._default_manager.descendant_of(page, inclusive=True)
    return below.on_record()


def _records_about(model: type[models.Model | KeptOnRecord]) -> Iterator[Any]:
    for relation in model._meta.related_objects:
        if issubclass(relation.related_model, OnRecord):
            yield relation
