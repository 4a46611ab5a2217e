"""The page for whoever asks for what only the application has while it is away: it says what still works."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string


def page_of_outages() -> bytes:
    """The page. It asks nothing of the site, so it can be made at any time."""
    return render_to_string("503.html").encode()


def lay_out_the_page_of_outages() -> None:
    """Put it where a web server in front finds it when nobody of ours answers: `away/503.html` of what is published."""
    place = Path(settings.PUBLISHED_FOLDER) / "away" / "503.html"
    page = page_of_outages()
    if place.is_file() and place.read_bytes() == page:
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f".{os.getpid()}")
    draft.write_bytes(page)
    draft.replace(place)
