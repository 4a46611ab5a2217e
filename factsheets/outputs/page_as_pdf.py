"""The PDFs of a page: their addresses below it, the answer, and the preview for editors."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.url_routing import RouteResult

from factsheets.outputs.pdf.document import document_html
from factsheets.outputs.pdf.edition import Edition
from factsheets.outputs.pdf.rendering import PdfUnavailable, pdf_of

logger = logging.getLogger(__name__)

_EDITIONS = {f"{edition.value}.pdf": edition for edition in Edition}


class AsPdf:
    """Mixed into a page: `<page>/factsheet.pdf` and `<page>/large-print.pdf` stand and fall with the page.

    They are routed as the page is, so Wagtail asks the same privacy rules before either is served.
    """

    preview_modes = [
        ("", "Web page"),
        (Edition.FACTSHEET.value, "Print (PDF)"),
        (Edition.LARGE_PRINT.value, "Large print (PDF)"),
    ]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        edition = _EDITIONS.get(path_components[0]) if len(path_components) == 1 else None
        if edition is None:
            return super().route(request, path_components)
        if not self.live:
            raise Http404
        return RouteResult(self, kwargs={"edition": edition})

    def serve(
        self, request: HttpRequest, *args: Any, edition: Edition | None = None, **kwargs: Any
    ) -> HttpResponse:
        return self.pdf(request, edition) if edition else super().serve(request, *args, **kwargs)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        if mode_name not in dict(self.preview_modes):
            raise Http404
        if mode_name:
            return self.pdf(request, Edition(mode_name))
        return super().serve_preview(request, mode_name)

    def pdf(self, request: HttpRequest, edition: Edition) -> HttpResponse:
        """The PDF, or 503 and a plain sentence where there is none to be had."""
        path = self.get_url(request) or "/"
        address = urljoin(settings.SITE_URL, path)
        html = document_html(self.get_context(request), edition=edition, address=address)
        try:
            pdf = pdf_of(html, address)
        except PdfUnavailable as reason:
            logger.error("No PDF (%s) of “%s”: %s", edition.value, self.title, reason)
            return render(request, "factsheets/outputs/pdf_unavailable.html", {"page_path": path}, status=503)
        name = edition.file_name(self.slug or "factsheet")
        return HttpResponse(
            pdf,
            content_type="application/pdf",
            headers={"Content-Disposition": f'inline; filename="{name}"'},
        )
