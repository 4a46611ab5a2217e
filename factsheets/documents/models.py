"""Documents that a text links to: who needs them, and who may read them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import reduce
from itertools import chain
from operator import or_
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import ProtectedError, Q
from django.db.models.functions import Cast
from django.db.models.signals import pre_delete, pre_save
from django.http import HttpRequest
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField
from wagtail.models import Collection, DraftStateMixin, Page, ReferenceIndex, Revision
from wagtail.rich_text import extract_references_from_rich_text

from factsheets.governed.models.warning_advice import GOVERNED_TEXTS
from factsheets.keeping.models.protection import ProtectedWhileUsed, Use, uses_in_words
from factsheets.page.models.numbered_links import is_number
from factsheets.page.models.view_restrictions import behind_a_rule
from factsheets.signing.formats.document_address import MARKS, document_at, documents_linked_in
from factsheets.signing.models.signed_off import SignedOff
from factsheets.versions.models.withdrawal import Withdrawal

#: How a link to a document begins inside the JSON of a revision.
_LINK_IN_JSON = r"linktype=\"document\""


class DocumentInUse(PermissionDenied):
    """The file of a document that a text links to was not exchanged; the message says who needs it."""


def uses_of(document: AbstractDocument) -> list[Use]:
    """Every text that links to this document, each once: as it is stored, as a draft, or as one that would come back."""
    found: dict[tuple[str, object], Use] = {}
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
            f"“{document}” cannot be deleted, because it is used by {uses_in_words(uses)}. Remove it there first.",
            {use.user for use in uses},
        )


def why_its_file_stays(document: AbstractDocument) -> str:
    """One sentence that says why the file cannot be exchanged, and what to do instead; empty if it can."""
    uses = uses_of(document)
    if not uses:
        return ""
    return (
        f"The file of “{document}” cannot be exchanged, because it is used by {uses_in_words(uses)}. "
        "Upload the new file as a new document, and link that one instead."
    )


def why_it_stays_public(document: AbstractDocument, collection: Collection) -> str:
    """One sentence that says why it cannot lie in this collection, which only some may read; empty if it can."""
    uses = uses_of(document) if collection.get_view_restrictions().exists() else []
    if not uses:
        return ""
    return (
        f"“{document}” cannot lie in a collection that only some may read, because it is used by "
        f"{uses_in_words(uses)}. Remove it there first."
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
    linked = (
        get_document_model()
        .objects.filter(pk__in=[int(number) for number in numbers if is_number(number)])
        .order_by("title")
    )
    page = page.specific
    return [document for document in linked if not _are_public(_all_but(page, document))]


def _all_but(page: Page, document: AbstractDocument) -> list[models.Model]:
    return [text for text in chain(_texts_that_link_to(document), _texts_that_name(document)) if text != page]


def guard_documents() -> None:
    """Whatever deletes a document or exchanges its file, on whichever way, is refused while a text links to it."""
    model = get_document_model()
    pre_delete.connect(_before_deletion, sender=model, dispatch_uid="factsheets.guard_documents")
    pre_save.connect(_before_saving, sender=model, dispatch_uid="factsheets.guard_documents")


def _before_deletion(instance: AbstractDocument, **kwargs: object) -> None:
    refuse_deleting_while_linked(instance)


def _before_saving(instance: AbstractDocument, *, raw: bool = False, **kwargs: object) -> None:
    if raw or instance._state.adding:
        return
    stored = type(instance)._default_manager.filter(pk=instance.pk).values("file", "collection").first()
    if stored is None:
        return
    is_new_file = not instance.file._committed or instance.file.name != stored["file"]
    if is_new_file and (reason := why_its_file_stays(instance)):
        raise DocumentInUse(reason)
    if instance.collection_id != stored["collection"] and (
        reason := why_it_stays_public(instance, instance.collection)
    ):
        raise DocumentInUse(reason)


def _texts_that_link_to(document: AbstractDocument) -> Iterator[models.Model]:
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


def _texts_that_name(document: AbstractDocument) -> Iterator[models.Model]:
    """Texts and records that have its web address instead of a link to it: one query for each kind."""
    for model in apps.get_models():
        fields = [
            field
            for field in model._meta.concrete_fields
            if isinstance(field, RichTextField | models.URLField)
        ]
        if not fields or not issubclass(model, Page | SignedOff | ProtectedWhileUsed):
            continue
        names_one = Q(pk__in=[])
        for field in fields:
            names_one |= _has_a_mark(field.name)
        rows: Any = model._default_manager.filter(names_one)
        if issubclass(model, Page):
            rows = rows.annotate(is_private=behind_a_rule())
        for text in rows:
            if any(document.pk in _named_in(str(getattr(text, field.name))) for field in fields):
                yield text


def _has_a_mark(field: str, *, escaped: bool = False) -> Q:
    """What may hold the address of a document; `escaped` as JSON writes it."""
    marks = [json.dumps(mark)[1:-1] for mark in MARKS] if escaped else MARKS
    return reduce(or_, (Q(**{f"{field}__icontains": mark}) for mark in marks))


def _named_in(words: str) -> set[int]:
    """The documents that a rich text links to, or that an address alone leads to."""
    alone = document_at(words)
    return {*documents_linked_in(words), *([] if alone is None else [alone])}


def _revisions_that_link_to(document: AbstractDocument) -> Iterator[Revision]:
    """Drafts, and words that a schedule or the undoing of a withdrawal would bring back."""
    drafts = Page.objects.filter(has_unpublished_changes=True).values("latest_revision")
    waiting = Q(pk__in=drafts) | Q(approved_go_live_at__isnull=False)
    waiting |= Q(pk__in=Withdrawal.objects.standing().filter(revision__isnull=False).values("revision"))
    for model in GOVERNED_TEXTS:
        waiting |= Q(pk__in=model.objects.filter(has_unpublished_changes=True).values("latest_revision"))
    speaking = Q(words__contains=_LINK_IN_JSON) & Q(words__contains=rf"id=\"{document.pk}\"")
    speaking |= _has_a_mark("words", escaped=True)
    wanted = (type(document), str(document.pk))
    revisions = Revision.objects.annotate(words=Cast("content", models.TextField()))
    for revision in revisions.filter(waiting, speaking).iterator(chunk_size=50):
        if any(
            document.pk in _named_in(text) or any(wanted == reference[:2] for reference in _links(text))
            for text in _strings_in(revision.content)
        ):
            yield revision


def _links(text: str) -> Iterator[tuple[object, ...]]:
    return extract_references_from_rich_text(text) if "linktype=" in text else iter(())


def _strings_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings_in(each)


def _are_public(texts: list[models.Model]) -> bool:
    """Whether every reader may see at least one of them."""
    return any(
        (getattr(text, "live", True) if isinstance(text, DraftStateMixin) else True)
        and not getattr(text, "is_private", False)
        for text in texts
    )


def _lets_in(page: Page, request: HttpRequest) -> bool:
    return all(rule.accept_request(request) for rule in page.get_view_restrictions())
