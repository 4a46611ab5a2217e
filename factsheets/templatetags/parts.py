"""The parts of a page that are drawn often: Jinja templates (`.jinja`), which cost a tenth of what Django's own do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cache, lru_cache
from html import escape
from typing import Any

from django import template
from django.conf import settings
from django.core.files.storage import storages
from django.template.context import Context
from django.template.defaultfilters import capfirst
from django.templatetags.static import static
from django.urls import get_urlconf, reverse
from django.utils import formats
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language
from jinja2 import Environment, FileSystemLoader
from typing_extensions import override
from wagtail.rich_text import expand_db_html

from factsheets.governed.formats.phone_links import with_phone_links

register = template.Library()


@register.simple_tag(takes_context=True)
def part(context: Context, name: str, **more: object) -> SafeString:
    """What `{% include %}` is for templates of Django: the part has the words of the page, and those of `more`."""
    words: dict[str, object] = {str(each): value for each, value in context.flatten().items()}
    return part_of_page(name, words | more)


def part_of_page(name: str, words: dict[str, object]) -> SafeString:
    """The part as HTML."""
    return mark_safe(_templates().get_template(name).render(words))  # noqa: S308


class _AsOne(FileSystemLoader):
    """A template with those that it includes, as one: to look each of them up anew is a fifth of what a page costs."""

    _INCLUDED = re.compile(r'\{% include "([^"]+)" %\}')

    @override
    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        words, path, is_as_it_was = super().get_source(environment, template)
        unchanged = [is_as_it_was]

        def included(found: re.Match[str]) -> str:
            inner, _, is_unchanged = self.get_source(environment, found[1])
            unchanged.append(is_unchanged)
            return inner

        whole = self._INCLUDED.sub(included, words)
        return whole, path, lambda: all(each() for each in unchanged)


@cache
def _templates() -> Environment:
    parts = Environment(
        loader=_AsOne(settings.ROOT / "templates"),
        autoescape=True,
        finalize=_escaped,
        auto_reload=settings.DEBUG,
        keep_trailing_newline=True,
    )
    parts.filters |= {
        "capfirst": capfirst,
        "date": _date,
        "join": _joined,
        "phone_links": _phone_links,
        "richtext": _rich_text,
        "slugify": slugify,
    }
    parts.globals |= {"static": _static, "url": _address}
    return parts


def _escaped(value: object) -> object:
    """In the letters in which Django escapes, so that a page reads the same whoever draws a part of it: of quotation marks
    Jinja has other ones."""
    if type(value) is str and '"' not in value and "'" not in value:
        return value
    return value if hasattr(value, "__html__") else SafeString(escape(str(value)))


def _joined(values: Iterable[Any], between: str) -> SafeString:
    return SafeString(escape(between).join(str(conditional_escape(each)) for each in values))


def _date(value: date | None, form: str) -> str:
    """As Django's filter."""
    if not value:
        return ""
    if isinstance(value, datetime):
        return formats.date_format(localtime(value) if is_aware(value) else value, form)
    return _day(value, form, get_language())


@lru_cache(4096)
def _day(value: date, form: str, _language: str | None) -> str:
    return formats.date_format(value, form)


@lru_cache(1024)
def _phone_links(text: str) -> SafeString:
    return with_phone_links(text)


def _rich_text(html: str | None) -> SafeString:
    """As Wagtail's filter; text without a link and a picture has nothing that it would look up."""
    words = html or ""
    return mark_safe(expand_db_html(words) if "<a" in words or "<embed" in words else words)  # noqa: S308


def _address(name: str, *words: object) -> str:
    return _known_address(get_urlconf(), name, words)


@lru_cache(1024)
def _known_address(_addresses: str | None, name: str, words: tuple[object, ...]) -> str:
    return reverse(name, args=words)


def _static(path: str) -> str:
    return _known_file(str(type(storages["staticfiles"])), settings.STATIC_URL, path)


@lru_cache(256)
def _known_file(_storage: str, _beginning: str, path: str) -> str:
    return static(path)
