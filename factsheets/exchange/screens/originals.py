"""The original documents of a factsheet, for those who may edit it. Nobody else gets them, and no browser keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import cast

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from factsheets.exchange.models.batch import BatchDocument
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.imported_document import ImportedDocument

from .bringing_in import refuse_others


def originals(request: HttpRequest, page_id: int) -> HttpResponse:
    """The list of what a factsheet was made from."""
    page = _editable(request, page_id)
    documents = page.imported_documents.defer("text").select_related("batch_document__batch")
    context = {"factsheet": page, "documents": documents}
    return render(request, "factsheets/exchange/screens/originals.html", context)


def original(request: HttpRequest, page_id: int, document_id: int) -> HttpResponse:
    """One of them, as a file; of a document that came in before files were kept, its text."""
    page = _editable(request, page_id)
    document = get_object_or_404(
        ImportedDocument.objects.select_related("original"), page=page, pk=document_id
    )
    if document.original is None:
        return _attachment(document.text.encode(), f"{PurePosixPath(document.name).stem}.txt")
    return _attachment(bytes(document.original.data), document.name)


def original_of_batch(request: HttpRequest, batch_id: int, document_id: int) -> HttpResponse:
    """A document that has not become a factsheet, for those who may bring documents in."""
    refuse_others(request)
    document = get_object_or_404(
        BatchDocument.objects.select_related("original"), batch=batch_id, pk=document_id
    )
    if document.original is None:
        raise Http404("The original is not kept any more.")
    return _attachment(bytes(document.original.data), PurePosixPath(document.name).name)


def originals_button(
    page: Page, user: AbstractUser, next_url: str | None = None, view_name: str = ""
) -> Iterator[Button]:
    """The way to them, in the menus of a factsheet that was made from a document."""
    if page.specific_class is not FactsheetPage or not page.permissions_for_user(user).can_edit():
        return
    if ImportedDocument.objects.filter(page=page.pk).exists():
        yield Button(
            "Original documents",
            reverse("factsheets_originals", args=[page.pk]),
            icon_name="download",
            priority=64,
        )


def _editable(request: HttpRequest, page_id: int) -> FactsheetPage:
    page = get_object_or_404(FactsheetPage, pk=page_id)
    if not page.permissions_for_user(cast(AbstractUser, request.user)).can_edit():
        raise PermissionDenied
    return page


def _attachment(data: bytes, name: str) -> HttpResponse:
    """Bytes to be kept as a file: no browser opens them by itself as a page of ours."""
    headers = {
        "Content-Disposition": content_disposition_header(True, name) or "attachment",
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return HttpResponse(data, content_type="application/octet-stream", headers=headers)
