"""Links to documents in texts that staff edit or look at: the address of a document says what it is called."""

from __future__ import annotations

from typing import Any

from typing_extensions import override
from wagtail.rich_text.feature_registry import FeatureRegistry

from factsheets.documents.private_collections import documents_kept_from
from factsheets.page.models.numbered_links import DocumentLink, is_number
from factsheets.page.screens.link_in_the_editor import EditedDocumentLink
from factsheets.security_log.acting import who_looks_at_drafts


def _are_hidden(numbers: list[object]) -> set[str]:
    """Of these, what is kept from whoever looks. What readers get is the same for all, so nobody is asked for there."""
    person = who_looks_at_drafts()
    asked = [str(number) for number in numbers if is_number(number)]
    return {str(key) for key in documents_kept_from(person, asked)} if person and asked else set()


class LinkToWhatIsSeen(DocumentLink):
    """In a preview; a link to what is kept from whoever looks leads nowhere."""

    @classmethod
    @override
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, object]]) -> list[str]:
        hidden = _are_hidden([attrs.get("id") for attrs in attrs_list])
        shown: list[str] = super().expand_db_attributes_many(
            [{} if attrs.get("id") in hidden else attrs for attrs in attrs_list]
        )
        return shown


class EditedLinkToWhatIsSeen(EditedDocumentLink):
    """In the editor; it keeps its number, so that saving changes nothing."""

    @override
    def get_attribute_data(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if _are_hidden([attrs.get("id")]):
            return {"id": int(attrs["id"]), "url": None}
        data: dict[str, Any] = super().get_attribute_data(attrs)
        return data


def register_links_to_what_is_seen(features: FeatureRegistry) -> None:
    """Hook `register_rich_text_features`, after those of pages."""
    features.register_link_type(LinkToWhatIsSeen)
    rule = features.converter_rules_by_converter["contentstate"]["document-link"]
    shown = rule["from_database_format"] | {'a[linktype="document"]': EditedLinkToWhatIsSeen("DOCUMENT")}
    features.register_converter_rule("contentstate", "document-link", rule | {"from_database_format": shown})
