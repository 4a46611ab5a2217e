"""How the editor for formatted text shows a link whose number nobody can read: as broken, instead of not at all."""

from __future__ import annotations

from typing import Any

from typing_extensions import override
from wagtail.admin.rich_text.converters.html_to_contentstate import LinkElementHandler, PageLinkElementHandler
from wagtail.documents.rich_text.contentstate import DocumentLinkElementHandler
from wagtail.rich_text.feature_registry import FeatureRegistry

from factsheets.page.models.numbered_links import is_number

#: No record has it. The link stays one that leads nowhere, for somebody to change or remove.
_NOTHING = {"id": 0, "url": None}


class EditedLink(LinkElementHandler):
    """Before Wagtail's own, which fails or is refused afterwards: nobody could open the text to mend it, or save it."""

    @override
    def get_attribute_data(self, attrs: dict[str, object]) -> dict[str, object]:
        data: dict[str, Any] = super().get_attribute_data(attrs) if is_number(attrs.get("id")) else _NOTHING
        return data


class EditedPageLink(EditedLink, PageLinkElementHandler):
    """A link to a page."""


class EditedDocumentLink(EditedLink, DocumentLinkElementHandler):
    """A link to a document."""


_SHOWN = {
    "link": ('a[linktype="page"]', EditedPageLink("LINK")),
    "document-link": ('a[linktype="document"]', EditedDocumentLink("DOCUMENT")),
}


def register_edited_links(features: FeatureRegistry) -> None:
    """Hook `register_rich_text_features`, after Wagtail's own."""
    for feature, (element, handler) in _SHOWN.items():
        rule = features.converter_rules_by_converter["contentstate"][feature]
        shown = rule["from_database_format"] | {element: handler}
        features.register_converter_rule("contentstate", feature, rule | {"from_database_format": shown})
