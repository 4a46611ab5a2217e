"""The child process: what it may read, and where it stops."""

from __future__ import annotations

import http.server
import os
import subprocess
import sys
import threading

import pytest
from django.conf import settings

from factsheets.outputs.pdf.rendering import Limits, PdfUnavailable, render_pdf

from .reading_back import read, words

ADDRESS = "https://backcare.example/factsheets/tens/"


def document(body: str, head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><title>TENS</title>{head}</head><body>{body}</body></html>'
    )


@pytest.fixture
def outside():
    """Somebody else's server, and what it was asked for."""
    asked: list[str] = []

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *words: object) -> None:
            """Quiet."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_nothing_from_outside_is_asked_for(outside, caplog):
    address, asked = outside
    body = f'<p>Words.</p><img src="{address}/spy.png" alt="spy"><object data="{address}/spy.svg"></object>'
    head = f'<link rel="stylesheet" href="{address}/spy.css"><link rel="attachment" href="{address}/spy.txt">'
    pdf = render_pdf(document(body, head), ADDRESS)
    assert "Words." in words(read(pdf).pages[0])
    assert asked == []
    assert "not one of our own files" in caplog.text


@pytest.mark.parametrize(
    "path",
    [
        "file:///etc/passwd",
        "/static/../settings/base.py",
        "/static/%2e%2e/settings/base.py",
        "/media/documents/secret.txt",
        "/media/images/../documents/secret.txt",
        "https://elsewhere.example/static/css/pdf.css",
        "data:text/plain,secret",
    ],
)
def test_no_other_file_of_this_machine_is_read(path, settings, tmp_path, caplog):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "documents").mkdir()
    (tmp_path / "images").mkdir()
    (tmp_path / "documents" / "secret.txt").write_text("secret")
    pdf = render_pdf(document("<p>Words.</p>", f'<link rel="attachment" href="{path}">'), ADDRESS)
    assert not read(pdf).attachments
    assert "not one of our own files" in caplog.text


def test_our_own_static_files_are_read(caplog):
    head = '<style>body { font-family: "Atkinson Hyperlegible" }</style><link rel="stylesheet" href="/static/css/pdf.css">'
    pdf = read(render_pdf(document("<p>Words.</p>", head), ADDRESS))
    fonts = {str(font.get_object()["/BaseFont"]) for font in pdf.pages[0]["/Resources"]["/Font"].values()}
    assert any("Atkinson" in font for font in fonts)
    assert "not one of our own files" not in caplog.text


def test_the_same_page_gives_the_same_bytes():
    head = '<link rel="stylesheet" href="/static/css/pdf.css">'
    first, second = (render_pdf(document("<p>Words.</p>", head), ADDRESS) for _ in range(2))
    assert first == second


def test_a_document_that_takes_too_long_is_given_up():
    endless = document("<table>" + "<tr><td>word <b>word</b></td></tr>" * 12_000 + "</table>")
    with pytest.raises(PdfUnavailable, match=r"not finished after|ended with -"):
        render_pdf(endless, ADDRESS, Limits(seconds=2, memory=1024**3))


def test_a_document_that_takes_too_much_memory_is_given_up():
    tight = Limits(seconds=60, memory=320 * 1024**2)
    assert render_pdf(document("<p>Words.</p>"), ADDRESS, tight)
    huge = document("<p>" + "<b>word</b> " * 400_000)
    with pytest.raises(PdfUnavailable, match="ended with"):
        render_pdf(huge, ADDRESS, tight)


def test_the_child_learns_no_secret(monkeypatch):
    seen = {}

    def spy(command, *, env, **options):
        seen.update(env)
        raise PdfUnavailable("seen enough")

    monkeypatch.setattr("factsheets.outputs.pdf.rendering.subprocess.run", spy)
    monkeypatch.setitem(os.environ, "SECRET_KEY", "a secret")
    with pytest.raises(PdfUnavailable):
        render_pdf(document(""), ADDRESS)
    assert "PATH" in seen
    assert not {"SECRET_KEY", "DATABASE_URL", "EMAIL_URL"} & seen.keys()


def test_the_child_limits_its_processor_time_its_memory_and_its_traces_before_it_draws():
    """Asked inside the child: the clock would end most documents as well, though later."""
    ask = (
        "import resource, sys, types\n"
        "from factsheets.outputs.pdf import child\n"
        "limits = (resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_CORE)\n"
        "draw = lambda *_: repr([resource.getrlimit(each) for each in limits]).encode()\n"
        "sys.modules['factsheets.outputs.pdf.drawing'] = types.SimpleNamespace(draw=draw)\n"
        "sys.argv = ['child', '--seconds=7', '--memory=900000000', '--base-url=x']\n"
        "sys.exit(child.main())"
    )
    told = subprocess.run(
        [sys.executable, "-c", ask], input=b"", capture_output=True, check=True, cwd=settings.ROOT
    )
    assert told.stdout == b"[(7, 7), (900000000, 900000000), (0, 0)]"
