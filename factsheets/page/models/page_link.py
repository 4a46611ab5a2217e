"""Links between pages as readers get them: to a page that not every reader may see there is none."""

from __future__ import annotations

from django.utils.html import escape
from typing_extensions import override
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.rich_text.pages import PageLinkHandler

from .numbered_links import KnownByNumber, is_number
from .view_restrictions import open_to_readers


class PublicPageLink(KnownByNumber, PageLinkHandler):
    """An address says what a page is about, so that of a draft or of a private page is not given away."""

    @classmethod
    @override
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, object]]) -> list[str]:
        numbers = [str(attrs.get("id")) for attrs in attrs_list]
        pages = Page.objects.filter(
            open_to_readers(), pk__in=[number for number in numbers if is_number(number)]
        )
        addresses = {str(page.pk): page.url for page in pages}
        return [
            f'<a href="{escape(address)}">' if (address := addresses.get(number)) else "<a>"
            for number in numbers
        ]


def register_public_page_link(features: FeatureRegistry) -> None:
    """Hook `register_rich_text_features`, after Wagtail's own."""
    features.register_link_type(PublicPageLink)
