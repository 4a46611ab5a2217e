"""The PDFs of a factsheet: their names, the answer, and the preview for editors."""

from __future__ import annotations

import logging
from urllib.parse import urljoin

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from factsheets.outputs.pdf.document import document_html
from factsheets.outputs.pdf.edition import Edition
from factsheets.outputs.pdf.rendering import PdfNotYet, PdfUnavailable, pdf_of

logger = logging.getLogger(__name__)

#: A PDF takes a few seconds, and others may wait for the same turn.
SECONDS_UNTIL_ASKED_AGAIN = 5

#: By the names of the files below the address of the page: they stand and fall with it.
EDITIONS = {f"{edition.value}.pdf": edition for edition in Edition}
PREVIEW_MODES = [
    ("", "Web page"),
    (Edition.FACTSHEET.value, "Print (PDF)"),
    (Edition.LARGE_PRINT.value, "Large print (PDF)"),
]


def pdf_preview(factsheet: Page, request: HttpRequest, mode_name: str) -> HttpResponse | None:
    """What an editor sees in this mode; None for the web page. Raises Http404."""
    if mode_name not in dict(PREVIEW_MODES):
        raise Http404
    return pdf_answer(factsheet, Edition(mode_name), request) if mode_name else None


def pdf_answer(factsheet: Page, edition: Edition, request: HttpRequest) -> HttpResponse:
    """The PDF, or 503 and a plain sentence: to come back in some seconds, or that there is none to be had."""
    path = factsheet.get_url(request) or "/"
    address = urljoin(settings.SITE_URL, path)
    html = document_html(factsheet.get_context(request), edition=edition, address=address)
    try:
        pdf = pdf_of(html, address)
    except PdfNotYet:
        context = {"page_path": path, "pdf_path": request.path}
        response = render(request, "factsheets/outputs/pdf_not_yet.html", context, status=503)
        response.headers["Retry-After"] = str(SECONDS_UNTIL_ASKED_AGAIN)
        return response
    except PdfUnavailable as reason:
        logger.error("No PDF (%s) of “%s”: %s", edition.value, factsheet.title, reason)
        return render(request, "factsheets/outputs/pdf_unavailable.html", {"page_path": path}, status=503)
    name = edition.file_name(factsheet.slug or "factsheet")
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )
