"""Draws the PDF. Only the child process imports this module, because it brings WeasyPrint and Pango with it."""

import mimetypes
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from typing_extensions import override
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

_DRAWN_BY_US = "data:image/svg+xml"


class Refused(ValueError):
    """Somebody else's file, or one that is not meant for readers."""


class OwnFilesOnly(URLFetcher):
    """Reads our static files and public pictures from their folders; nothing goes over the network."""

    def __init__(self, base_url: str, folders: Sequence[tuple[str, str]]) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)
        self._origin = urlsplit(base_url)[:2]
        self._folders = [(prefix, Path(folder).resolve()) for prefix, folder in folders]

    @override
    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url.startswith(_DRAWN_BY_US):
            return super().fetch(url, headers)
        path = self._file(url)
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    def _file(self, url: str) -> Path:
        asked = urlsplit(url)
        for prefix, folder in self._folders:
            if asked[:2] != self._origin or not asked.path.startswith(prefix):
                continue
            path = (folder / unquote(asked.path.removeprefix(prefix))).resolve()
            if path.is_relative_to(folder) and path.is_file():
                return path
        raise Refused(f"not one of our own files: {url[:200]}")


def draw(html: str, base_url: str, folders: Sequence[tuple[str, str]]) -> bytes:
    """A tagged PDF by PDF/UA-1 (ISO 14289-1); the same HTML gives the same bytes."""
    document = HTML(string=html, base_url=base_url, url_fetcher=OwnFilesOnly(base_url, folders))
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    return pdf
