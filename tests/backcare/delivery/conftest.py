"""Files are published in these tests, to a folder of their own, and PDFs are made at once."""

from pathlib import Path
from typing import Any

import pytest

from backcare.delivery import tasks
from backcare.delivery.pace import Pace
from factsheets.outputs import page_as_pdf
from factsheets.outputs.pdf import document


@pytest.fixture
def publishing(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the files. Nobody rests, however many tests want the processor."""
    monkeypatch.setattr(tasks, "Pace", lambda: Pace(waited=lambda: 0.0))
    settings.PUBLISH_FILES = True
    settings.PUBLISHED_FOLDER = tmp_path / "published"
    settings.SITE_URL = "http://testserver"
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr(
        page_as_pdf, "pdf_of", lambda html, address: b"%PDF-" + html.encode() + address.encode()
    )
    # A square of 33 signs takes as long as the rest of a page.
    monkeypatch.setattr(document, "qr_code", lambda address: f"data:,{address}")
    return tmp_path / "published"
