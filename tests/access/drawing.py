"""What an address answers is known before its page is drawn, and drawing costs most: so it is drawn once, not for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.template.backends.django import Template
from django.utils.safestring import SafeString, mark_safe


def _nothing(_template: Template, *_context: Any, **_more: Any) -> SafeString:
    return mark_safe("-")


@contextmanager
def nothing_drawn() -> Iterator[None]:
    """Whatever template is drawn, a hyphen comes of it."""
    with patch.object(Template, "render", _nothing):
        yield
