"""Advice while writing: house rules that the editor's checks look for in the preview. Nothing here stands in the way."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.admin.userbar import BaseItem, ContentCheckerItem
from wagtail.models import Page

#: Words that readers may not know or may misread, each with plain ones: one of these in the same passage is enough.
_PLAINER = {
    "acute": ["sudden", "short-term", "short term"],
    "chronic": [
        "long-term",
        "long term",
        "long-lasting",
        "long lasting",
        "persistent",
        "that lasts",
        "ongoing",
    ],
}
_VAGUE_LINKS = ["click here", "here", "link", "more", "read more", "this link", "this page", "website"]

_PASSAGES = ".lead, .verdict > p, .rich-text p, .rich-text li"
#: Rule: the elements it looks at, what the script is told, the name of the finding, and what to do.
_RULES: dict[str, tuple[str, dict[str, object], str, str]] = {
    "house-long-sentence": (
        _PASSAGES,
        {"words": 20},
        "A sentence has more than 20 words",
        "Make two sentences of it, or a list",
    ),
    "house-long-paragraph": (
        ".rich-text p",
        {"sentences": 3},
        "A paragraph has more than 3 sentences",
        "Start a new paragraph for each new thought",
    ),
    "house-vague-link": (
        "main a",
        {"texts": _VAGUE_LINKS},
        "A link does not say where it leads",
        "Word it so that it makes sense alone",
    ),
    "house-plain-word": (
        _PASSAGES,
        {"plainer": _PLAINER},
        "A medical word stands without a plain one",
        "Say “long-term” for “chronic” and “sudden” or “short-term” for “acute”, at least beside it",
    ),
    "house-plain-name": (
        ".verdict li",
        {"link": 'a[href^="/conditions/"]', "medical": ".medical-name"},
        "A condition has no plain name",
        "If there is one, add it to the condition under Library records",
    ),
}


class HouseStyleItem(ContentCheckerItem):
    """Wagtail's own checks and the house rules."""

    axe_run_only = [*ContentCheckerItem.axe_run_only, *_RULES]
    axe_custom_rules = [
        *ContentCheckerItem.axe_custom_rules,
        *(
            {
                "id": rule,
                "impact": "minor",
                "selector": elements,
                "tags": ["best-practice"],
                "any": [f"check-{rule}"],
                "enabled": True,
            }
            for rule, (elements, *_) in _RULES.items()
        ),
    ]
    axe_custom_checks = [
        *ContentCheckerItem.axe_custom_checks,
        *({"id": f"check-{rule}", "options": options} for rule, (_, options, *_) in _RULES.items()),
    ]
    axe_messages = ContentCheckerItem.axe_messages | {
        rule: {"error_name": name, "help_text": advice} for rule, (_, _, name, advice) in _RULES.items()
    }

    class Media:
        js = ["factsheets/page/house-style.js"]


def add_house_style(request: HttpRequest, items: list[BaseItem], page: Page | None) -> None:
    """Hook `construct_wagtail_userbar`: the house rules take the place of Wagtail's checks alone."""
    items[:] = [
        HouseStyleItem(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]
