"""The links that stand on every public page."""

from __future__ import annotations

from django.http import HttpRequest

_MAIN = (
    ("Factsheets", "/factsheets/"),
    ("Find by your pain", "/find/"),
    ("Conditions", "/conditions/"),
)


def site_navigation(request: HttpRequest) -> dict[str, list[dict[str, object]]]:
    """Context of every template: `site_nav`, a list of title, url, and whether the reader is in that part."""
    return {
        "site_nav": [
            {"title": title, "url": url, "current": request.path.startswith(url)} for title, url in _MAIN
        ]
    }
