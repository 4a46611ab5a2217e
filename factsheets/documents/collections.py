"""Collections that only some may read: a document that a text links to does not come into one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.models import CollectionViewRestriction

from .models import DocumentInUse, why_it_stays_public


@contextmanager
def keeping_documents_in_reach() -> Iterator[None]:
    """Whatever is done inside: if a document that a text links to stands behind a rule afterwards and did not before,
    it is taken back, and DocumentInUse says who needs which."""
    with transaction.atomic():
        before = set(_behind_a_rule().values_list("pk", flat=True))
        yield
        hidden = _behind_a_rule().exclude(pk__in=before).order_by("title", "pk")
        if reasons := [reason for each in hidden if (reason := why_it_stays_public(each, each.collection))]:
            raise DocumentInUse(" ".join(reasons))


def _behind_a_rule() -> QuerySet[AbstractDocument]:
    below = Q(pk__in=[])
    for path in CollectionViewRestriction.objects.values_list("collection__path", flat=True):
        below |= Q(collection__path__startswith=path)
    documents: QuerySet[AbstractDocument] = get_document_model().objects.filter(below)
    return documents
