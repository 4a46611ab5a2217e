"""What a test's browser is told of what was drawn: of each screen the outermost template, and not of its thousand parts."""

from __future__ import annotations

from threading import local

from django.template.base import Template
from django.template.context import Context
from django.test import signals, utils
from django.utils.safestring import SafeString

_being_drawn = local()


def tell_of_screens_alone() -> None:
    """To be called before Django sets its tests up.

    Django tells the browser of every template that is drawn, with a copy of all that it knew: a tenth of what an editing
    screen costs. What a test asks for, such as the form or the messages of a screen, the outermost one knows.
    """
    utils.instrumented_test_render = _drawn  # type: ignore[assignment]


def _drawn(template: Template, context: Context) -> SafeString:
    if getattr(_being_drawn, "screen", None) is not None:
        return template.nodelist.render(context)
    _being_drawn.screen = template
    try:
        signals.template_rendered.send(sender=template, template=template, context=context)
        return template.nodelist.render(context)
    finally:
        _being_drawn.screen = None
