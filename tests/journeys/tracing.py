"""What is kept of a journey that failed."""

from functools import wraps
from typing import Any

from playwright.sync_api import Tracing


def trace_without_a_film() -> None:
    """What happened stays in a trace step by step, with the page as it was; Playwright films all of it besides, and a browser that
    is filmed draws each page as often as it can."""
    start = Tracing.start

    @wraps(start)
    def started(tracing: Tracing, **named: Any) -> None:
        start(tracing, **(named | {"screenshots": False}))

    Tracing.start = started  # type: ignore[method-assign]
