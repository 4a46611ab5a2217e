"""What readers saw in one version: the clinical content, and the words that every factsheet shares."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from factsheets.signing.formats.clinical_content import Content, Part, Row, text_content
from factsheets.signing.formats.content_difference import SAFETY_ADVICE


def shown_content(
    clinical_content: Content, safety_advice: Model | None, disclaimer: Model | None
) -> Content:
    """The whole content of a version, in the order of reading."""
    return [
        *(shared_parts(safety_advice) if safety_advice else []),
        *clinical_content,
        *(shared_parts(disclaimer) if disclaimer else []),
    ]


def with_shared_words(content: Content, text: Model) -> Content:
    """`content` with the words of `text` (safety advice or disclaimer) in place of those that it had."""
    is_advice = _is_advice(text)
    is_its_own = _of_safety_advice if is_advice else _is_disclaimer
    others = [part for part in content if not is_its_own(part)]
    return shared_parts(text) + others if is_advice else others + shared_parts(text)


def shared_parts(text: Any) -> Content:
    """The parts of a governed text as they stand in a version. A point of the safety advice is a row."""
    if not _is_advice(text):
        return [
            Part(part=_DISCLAIMER, label="Disclaimer", words=part["words"], is_html=True)
            for part in text_content(text, ("text",))
        ]
    return [_advice_part(part) for part in text_content(text, text.signed_fields)]


_DISCLAIMER = "disclaimer"
_LEVELS = {"emergency": "emergency", "urgent": "urgent", "non_urgent": "not urgent"}


def _advice_part(part: Part) -> Part:
    level, _, kind = part["part"].rpartition("_")
    name, label = f"{SAFETY_ADVICE}:{part['part']}", f"Safety advice ({_LEVELS[level]})"
    if kind == "heading":
        return Part(part=name, label=f"{label}, heading", words=part["words"])
    points = filter(None, part["words"].splitlines())
    return Part(part=name, label=label, rows=[Row(subject=point, kind="point", note="") for point in points])


def _is_advice(text: Model) -> bool:
    return bool(text._meta.model_name == "safetyadvice")


def _of_safety_advice(part: Part) -> bool:
    return part["part"].startswith(f"{SAFETY_ADVICE}:")


def _is_disclaimer(part: Part) -> bool:
    return part["part"] == _DISCLAIMER
