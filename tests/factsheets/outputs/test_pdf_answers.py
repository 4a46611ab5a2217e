"""The addresses of the PDFs: what they answer, also when no PDF can be made."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import PageViewRestriction

from factsheets.outputs.pdf import kept, rendering
from factsheets.outputs.pdf.tokens import design_tokens
from tests.builders import draft, live, put_live, sign_governed_texts
from tests.factsheets.publication.test_workflow import form_of
from tests.factsheets.screens.kinds import signed_in

pytestmark = pytest.mark.django_db

ADDRESS = "/factsheets/medical-acupuncture/factsheet.pdf"
LARGE = "/factsheets/medical-acupuncture/large-print.pdf"


@pytest.fixture(autouse=True)
def pdfs(settings, tmp_path) -> Path:
    """Where drawn PDFs are kept; nothing is there yet."""
    settings.PDF_FOLDER = tmp_path / "pdfs"
    return tmp_path / "pdfs"


@pytest.fixture
def drawn(monkeypatch) -> list[str]:
    """Draws nothing, and keeps the HTML that it was given."""
    given: list[str] = []

    def draw(html: str, base_url: str) -> bytes:
        given.append(html)
        return b"%PDF-1.7 drawn"

    monkeypatch.setattr(rendering, "render_pdf", draw)
    return given


@pytest.fixture
def without_pango(monkeypatch, tmp_path):
    """The child finds a WeasyPrint that misses its libraries, as on a machine without Pango."""
    (tmp_path / "factsheets").symlink_to(Path(rendering.__file__).resolve().parents[2])
    (tmp_path / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")\n")
    monkeypatch.setattr(rendering, "ROOT", tmp_path)


@pytest.mark.parametrize(
    ("path", "name"), [(ADDRESS, "medical-acupuncture.pdf"), (LARGE, "medical-acupuncture-large-print.pdf")]
)
def test_a_pdf_opens_in_the_browser_under_a_name_of_its_own(client, drawn, path, name):
    live()
    response = client.get(path)
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == f'inline; filename="{name}"'
    again = client.get(path, headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


def test_a_pdf_is_drawn_once_until_its_words_change(client, drawn):
    page = live()
    client.get(ADDRESS)
    client.get(ADDRESS)
    assert len(drawn) == 1
    page.summary = "Other words."
    put_live(page, page.save_revision())
    client.get(ADDRESS)
    assert len(drawn) == 2
    assert "Other words." in drawn[1]


def test_the_page_names_both(client):
    live()
    soup = BeautifulSoup(client.get("/factsheets/medical-acupuncture/").content, "html.parser")
    assert soup.find("a", href=ADDRESS).text == "Factsheet as a PDF"
    assert soup.find("a", href=LARGE).text == "Large print PDF"


@pytest.mark.parametrize("path", [ADDRESS, LARGE])
def test_a_private_page_asks_for_the_same_at_its_pdfs(client, drawn, path):
    page = live()
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="open sesame")
    asked = client.get(path)
    assert b"%PDF" not in asked.content
    assert "password" in asked.content.decode()
    assert not drawn


@pytest.mark.parametrize("path", [ADDRESS, LARGE])
def test_without_pango_a_plain_sentence_and_a_line_in_the_log(client, without_pango, caplog, path):
    live()
    response = client.get(path)
    assert response.status_code == 503
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.h1.text == "We cannot make this PDF at the moment"
    assert soup.find("a", href="/factsheets/medical-acupuncture/")
    assert "libpango" not in response.content.decode()
    assert "Pango is not on this machine" in caplog.text
    assert "Traceback" not in caplog.text
    assert client.get("/factsheets/medical-acupuncture/").status_code == 200


def test_a_child_that_fails_is_a_sentence_too(client, monkeypatch, tmp_path, caplog):
    live()
    (tmp_path / "factsheets").symlink_to(Path(rendering.__file__).resolve().parents[2])
    (tmp_path / "weasyprint.py").write_text("raise ZeroDivisionError('by nobody')\n")
    monkeypatch.setattr(rendering, "ROOT", tmp_path)
    assert client.get(ADDRESS).status_code == 503
    assert "by nobody" in caplog.text
    assert "Traceback" not in caplog.text


def test_a_child_that_hangs_is_ended(client, monkeypatch, tmp_path, caplog):
    live()
    (tmp_path / "factsheets").symlink_to(Path(rendering.__file__).resolve().parents[2])
    (tmp_path / "weasyprint.py").write_text("import time\ntime.sleep(600)\n")
    monkeypatch.setattr(rendering, "ROOT", tmp_path)
    with pytest.raises(rendering.PdfUnavailable, match="not finished after 2 seconds"):
        rendering.render_pdf("<p>", "https://backcare.example/", rendering.Limits(1, 1024**3))


def test_while_another_is_drawn_readers_are_told_when_to_come_back(client, drawn):
    live()
    client.get(LARGE)
    with kept.turn_to_draw() as is_ours:
        assert is_ours
        response = client.get(ADDRESS)
        assert client.get(LARGE).status_code == 200  # what is drawn already waits for nobody
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.h1.text == "This PDF is being made"
    assert soup.find("a", href=ADDRESS).text == "Try again"
    assert soup.find("a", href="/factsheets/medical-acupuncture/")
    assert client.get(ADDRESS).status_code == 200
    assert len(drawn) == 2


def test_those_that_nobody_asked_for_the_longest_go_when_there_are_too_many(pdfs, monkeypatch):
    monkeypatch.setattr(kept, "MOST_BYTES", 20)
    pdfs.mkdir()
    for day, name in enumerate(("first", "second"), start=1):
        kept.keep_pdf(name, b"%PDF-1.7 ")
        os.utime(pdfs / f"{name}.pdf", (day, day))
    assert kept.kept_pdf("first")
    kept.keep_pdf("third", b"%PDF-1.7 ")
    assert kept.kept_pdf("second") is None
    assert kept.kept_pdf("first") == kept.kept_pdf("third") == b"%PDF-1.7 "


def test_a_pdf_that_cannot_be_kept_is_answered_all_the_same(client, drawn, monkeypatch, caplog):
    live()
    monkeypatch.setattr(kept.Path, "write_bytes", lambda *_: os.pwrite(-1, b"", 0))
    assert client.get(ADDRESS).content == b"%PDF-1.7 drawn"
    assert "could not be kept" in caplog.text


def test_where_nothing_can_be_written_there_is_no_pdf_and_a_plain_sentence(client, drawn, settings, tmp_path):
    live()
    (tmp_path / "a file").touch()
    settings.PDF_FOLDER = tmp_path / "a file" / "pdfs"
    assert "We cannot make this PDF" in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize("mode", ["factsheet", "large-print"])
def test_editors_see_the_unsaved_words_as_a_pdf(drawn, mode):
    sign_governed_texts()
    page = draft(summary="Saved words.")
    page.summary = "Words that nobody saved."
    browser = signed_in("Author")
    url = f"{reverse('wagtailadmin_pages:preview_on_edit', args=[page.pk])}?mode={mode}"
    assert browser.post(url, form_of(page)).json()["is_valid"]
    response = browser.get(url)
    assert response.headers["Content-Type"] == "application/pdf"
    assert "Words that nobody saved." in drawn[0]
    assert ("large-print" in drawn[0].partition("<head>")[0]) == (mode == "large-print")


def test_a_site_that_only_serves_pages_does_not_load_weasyprint():
    code = (
        "import sys, django; django.setup(); import backcare.urls, backcare.wsgi; "
        "sys.exit('weasyprint' in sys.modules)"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "backcare.settings.test"}
    assert subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0


def test_the_tokens_of_the_style_sheet_without_those_for_screens():
    css = "/* :root { --no: 1; } */ :root { --ink: #111; --wide: clamp(1rem, 4vw, 2rem); } :root { --ink: #eee; }"
    assert design_tokens(css) == ":root { --ink: #111; }"
    with pytest.raises(ValueError, match="no design tokens"):
        design_tokens("p { color: red }")
