"""What formatted text names by a number: a page, a document, a picture. What has no number there is nothing, never a fault."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.db.models import Model
from typing_extensions import override
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.images.rich_text import ImageEmbedHandler
from wagtail.rich_text import EntityHandler
from wagtail.rich_text.feature_registry import FeatureRegistry

#: As many digits as every database keeps.
_NUMBER = re.compile(r"[0-9]{1,18}")


def is_number(key: object) -> bool:
    """Whether `key`, as it stands in a text, can be the number of a record."""
    return isinstance(key, str) and _NUMBER.fullmatch(key) is not None


class KnownByNumber(EntityHandler):
    """Before Wagtail's own handler of a link or a picture: it is asked for what has a number, and there is no other."""

    @classmethod
    @override
    def get_many(cls, attrs_list: list[dict[str, object]]) -> list[Model | None]:
        found = iter(super().get_many([attrs for attrs in attrs_list if is_number(attrs.get("id"))]))
        return [next(found) if is_number(attrs.get("id")) else None for attrs in attrs_list]

    @classmethod
    @override
    def extract_references(cls, attrs: dict[str, object]) -> Iterator[tuple[type[Model], str, str, str]]:
        if is_number(attrs.get("id")):
            yield from super().extract_references(attrs)


class DocumentLink(KnownByNumber, DocumentLinkHandler):
    """A link to a document."""


class EmbeddedImage(KnownByNumber, ImageEmbedHandler):
    """A picture within a text. Our editor offers none, but a text that came from elsewhere may have one."""

    @classmethod
    @override
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, object]]) -> list[str]:
        drawn: list[str] = super().expand_db_attributes_many(
            [{"format": "fullwidth"} | attrs for attrs in attrs_list]
        )
        return drawn


def register_numbered_links(features: FeatureRegistry) -> None:
    """Hook `register_rich_text_features`, after Wagtail's own."""
    features.register_link_type(DocumentLink)
    features.register_embed_type(EmbeddedImage)
