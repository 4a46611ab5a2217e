"""Documents that a text links to: who needs them, and who may read them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, product
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import ProtectedError, Q
from django.db.models.functions import Cast
from django.db.models.signals import pre_delete, pre_save
from django.http import HttpRequest
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, Page, ReferenceIndex, Revision
from wagtail.rich_text import extract_references_from_rich_text

from .governed_text import Disclaimer, SafetyAdvice
from .privacy import behind_a_rule
from .protected import ProtectedWhileUsed, Use, in_words
from .signed_off import SignedOff
from .withdrawal import Withdrawal

#: How a link to a document begins inside the JSON of a revision.
_LINK_IN_JSON = r"linktype=\"document\""


class DocumentInUse(PermissionDenied):
    """The file of a document that a text links to was not exchanged; the message says who needs it."""


def uses_of(document: AbstractDocument) -> list[Use]:
    """Every text that links to this document, each once: as it is stored, as a draft, or as one that would come back."""
    found: dict[tuple[str, Any], Use] = {}
    for text in chain(_texts_that_link_to(document), _texts_that_name(document)):
        found.setdefault((text._meta.label, text.pk), Use(text))
    for revision in _revisions_that_link_to(document):
        if text := revision.content_object:
            found.setdefault((text._meta.label, text.pk), Use(text, "in its draft"))
    return list(found.values())


def refuse_deleting_while_linked(document: AbstractDocument) -> None:
    """Raise ProtectedError, in the sentence that records have, while any text links to this document."""
    if uses := uses_of(document):
        raise ProtectedError(
            f"“{document}” cannot be deleted, because it is used by {in_words(uses)}. Remove it there first.",
            {use.user for use in uses},
        )


def why_its_file_stays(document: AbstractDocument) -> str:
    """One sentence that says why the file cannot be exchanged, and what to do instead; empty if it can."""
    uses = uses_of(document)
    if not uses:
        return ""
    return (
        f"The file of “{document}” cannot be exchanged, because it is used by {in_words(uses)}. "
        "Upload the new file as a new document, and link that one instead."
    )


def may_read(document: AbstractDocument, request: HttpRequest) -> bool:
    """Whether a reader gets this document: nothing links to it, or something that this reader may see does.

    Who reads is asked only where no public text links to it, so that caches may keep what is public.
    """
    texts = list(_texts_that_link_to(document))
    if _are_public(texts):
        return True
    named = list(_texts_that_name(document))
    if _are_public(named):
        return True
    texts += named
    if not texts and not any(_revisions_that_link_to(document)):
        return True
    return any(_lets_in(text, request) for text in texts if isinstance(text, Page) and text.live)


def documents_that_go_with(page: Page) -> list[AbstractDocument]:
    """The documents that readers have through this page alone."""
    numbers = (
        ReferenceIndex.get_references_for_object(page)
        .filter(to_content_type=ContentType.objects.get_for_model(get_document_model()))
        .values_list("to_object_id", flat=True)
    )
    linked = get_document_model().objects.filter(pk__in=[int(number) for number in numbers]).order_by("title")
    page = page.specific
    return [document for document in linked if not _are_public(_all_but(page, document))]


def _all_but(page: Page, document: AbstractDocument) -> list[Any]:
    return [text for text in chain(_texts_that_link_to(document), _texts_that_name(document)) if text != page]


def guard_documents() -> None:
    """Whatever deletes a document or exchanges its file, on whichever way, is refused while a text links to it."""
    model = get_document_model()
    pre_delete.connect(_before_deletion, sender=model, dispatch_uid="factsheets.guard_documents")
    pre_save.connect(_before_saving, sender=model, dispatch_uid="factsheets.guard_documents")


def _before_deletion(instance: AbstractDocument, **kwargs: Any) -> None:
    refuse_deleting_while_linked(instance)


def _before_saving(instance: AbstractDocument, *, raw: bool = False, **kwargs: Any) -> None:
    if raw or instance._state.adding:
        return
    stored = type(instance)._default_manager.filter(pk=instance.pk).values_list("file", flat=True).first()
    is_new_file = not instance.file._committed or instance.file.name != stored
    if stored and is_new_file and (reason := why_its_file_stays(instance)):
        raise DocumentInUse(reason)


def _texts_that_link_to(document: AbstractDocument) -> Iterator[Any]:
    """Pages and other texts as they are stored, whoever may see them: one query for each kind."""
    by_kind: dict[int, list[str]] = {}
    references = ReferenceIndex.get_references_to(document)
    for kind, number in references.values_list("base_content_type", "object_id").distinct():
        by_kind.setdefault(kind, []).append(number)
    for kind, numbers in by_kind.items():
        model: Any = ContentType.objects.get_for_id(kind).model_class()
        if model is Page:
            yield from Page.objects.filter(pk__in=numbers).annotate(is_private=behind_a_rule()).specific()
        elif model is not None:
            yield from model._default_manager.filter(pk__in=numbers)


def _texts_that_name(document: AbstractDocument) -> Iterator[Any]:
    """Texts and records that have its web address instead of a link to it: one query for each kind."""
    for model in apps.get_models():
        fields = [
            field
            for field in model._meta.concrete_fields
            if isinstance(field, RichTextField | models.URLField)
        ]
        if not fields or not issubclass(model, Page | SignedOff | ProtectedWhileUsed):
            continue
        names_it = Q(pk__in=[])
        for field, address in product(fields, _addresses(document, quote='"')):
            names_it |= Q(**{f"{field.name}__contains": address})
        rows: Any = model._default_manager.filter(names_it)
        yield from rows.annotate(is_private=behind_a_rule()) if issubclass(model, Page) else rows


def _addresses(document: AbstractDocument, *, quote: str) -> tuple[str, str]:
    """How its web address begins inside a text, and with the name of the site."""
    path = reverse("wagtaildocs_serve", args=[document.pk, ""])
    return f"{quote}{path}", f"{settings.SITE_URL}{path}"


def _revisions_that_link_to(document: AbstractDocument) -> Iterator[Revision]:
    """Drafts, and words that a schedule or the undoing of a withdrawal would bring back."""
    drafts = Page.objects.filter(has_unpublished_changes=True).values("latest_revision")
    waiting = Q(pk__in=drafts) | Q(approved_go_live_at__isnull=False)
    waiting |= Q(pk__in=Withdrawal.objects.standing().filter(revision__isnull=False).values("revision"))
    for model in (SafetyAdvice, Disclaimer):
        waiting |= Q(pk__in=model.objects.filter(has_unpublished_changes=True).values("latest_revision"))
    addresses = _addresses(document, quote=r"\"")
    speaking = Q(words__contains=_LINK_IN_JSON) & Q(words__contains=rf"id=\"{document.pk}\"")
    for address in addresses:
        speaking |= Q(words__contains=address)
    wanted = (type(document), str(document.pk))
    revisions = Revision.objects.annotate(words=Cast("content", models.TextField()))
    for revision in revisions.filter(waiting, speaking).iterator(chunk_size=50):
        if any(address in revision.words for address in addresses) or any(
            wanted == reference[:2] for text in _strings_in(revision.content) for reference in _links(text)
        ):
            yield revision


def _links(text: str) -> Iterator[tuple[Any, ...]]:
    return extract_references_from_rich_text(text) if "linktype=" in text else iter(())


def _strings_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings_in(each)


def _are_public(texts: list[Any]) -> bool:
    """Whether every reader may see at least one of them."""
    return any(
        (getattr(text, "live", True) if isinstance(text, DraftStateMixin) else True)
        and not getattr(text, "is_private", False)
        for text in texts
    )


def _lets_in(page: Page, request: HttpRequest) -> bool:
    return all(rule.accept_request(request) for rule in page.get_view_restrictions())
