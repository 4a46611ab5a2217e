"""Tags for the numbers in governed texts."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString

from factsheets.governed.formats.phone_links import with_phone_links

register = template.Library()


@register.filter
def phone_links(text: str, phones: Iterable[Any] = ()) -> SafeString:
    """`text` with a link on 999, 111 and every other number to ring; `phones` are those that the text has beside it."""
    return with_phone_links(text, phones)
