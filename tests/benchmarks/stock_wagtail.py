"""A site as `wagtail start` makes it, whose first page has the text of one of ours; two processes answer."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.backcare.background.processes import until
from tests.backcare.serving.slow_people import asked
from tests.setting_up.site import free_port

_SERVE = """
import os, socket, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "stock.settings.dev_without_debug"
listening = socket.create_server(("127.0.0.1", int(sys.argv[1])), backlog=1024)
os.fork()
from waitress import serve
from django.core.wsgi import get_wsgi_application
serve(get_wsgi_application(), sockets=[listening], threads=4, _quiet=True)
"""
_SETTINGS = """
from .dev import *
DEBUG = False
ALLOWED_HOSTS = ["*"]
LOGGING = {"version": 1, "disable_existing_loggers": True}
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
"""


@contextmanager
def stock_wagtail(folder: Path, page: str) -> Iterator[int]:
    """Its port; `page` is the page whose text is shown in the stock frame."""
    folder.mkdir()
    environment = {
        name: words
        for name, words in os.environ.items()
        if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    }
    environment |= {"PYTHONPATH": str(folder), "DJANGO_SETTINGS_MODULE": "stock.settings.dev_without_debug"}

    def run(*words: str) -> None:
        subprocess.run(
            [sys.executable, *words], cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL
        )

    start = "from wagtail.bin.wagtail import main; import sys; sys.argv[1:] = ['start', 'stock', '.']; main()"
    environment.pop("DJANGO_SETTINGS_MODULE")
    run("-c", start)
    (folder / "stock" / "settings" / "dev_without_debug.py").write_text(_SETTINGS)
    main = re.search(r"<main.*</main>", page, re.DOTALL)
    assert main
    template = folder / "home" / "templates" / "home" / "home_page.html"
    template.write_text(
        '{% extends "base.html" %}{% block content %}{% verbatim %}'
        + main[0]
        + "{% endverbatim %}{% endblock %}"
    )
    environment["DJANGO_SETTINGS_MODULE"] = "stock.settings.dev_without_debug"
    run("manage.py", "migrate", "-v0")
    (folder / "serve.py").write_text(_SERVE)
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "serve.py", str(port)], cwd=folder, env=environment, process_group=0
    )
    try:
        until(lambda: _answers(port))
        yield port
    finally:
        os.killpg(process.pid, 15)
        process.wait()


def _answers(port: int) -> bool:
    try:
        return asked(port, "/")[0] == 200
    except OSError:
        return False
