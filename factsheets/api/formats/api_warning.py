"""What programs have to show to somebody who may be in danger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ninja import Schema
from pydantic import Field

from factsheets.language.vocabulary import WarningLevel


class PhoneToCall(Schema):
    """A number to ring."""

    number: str = Field(description="As people read it, such as “116 123”.")
    label: str = Field(description="What it is.")


class WarningFound(Schema):
    """What to show to somebody whose question has a warning sign."""

    level: WarningLevel = Field(
        description="`emergency`: 999 or A&E. `crisis`: thoughts of suicide, overdose. `urgent`: 111 or an urgent GP "
        "appointment."
    )
    heading: str = Field(description="What to do now, in a few words.")
    text: str = Field(description="Plain text; a blank line stands between two paragraphs.")
    phones: list[PhoneToCall]
    is_example: bool = Field(description="True for an example text that no clinician has reviewed.")


class Warned(WarningFound):
    """The most urgent warning, with those of other levels."""

    also: list[WarningFound] = Field(
        description="Further warnings, for questions that have signs of several levels. Show them directly after it."
    )


def warned(warnings: Sequence[tuple[str, object]]) -> dict[str, object] | None:
    """The most urgent of `warnings` (level and advice), which names the others: whoever thinks of suicide and has numb
    legs wants both."""
    told = [_told(*warning) for warning in warnings]
    return told[0] | {"also": told[1:]} if told else None


def _told(level: str, advice: Any) -> dict[str, object]:
    return {
        "level": level,
        "heading": advice.heading,
        "text": "\n\n".join(advice.paragraphs),
        "phones": [{"number": phone.number, "label": phone.label} for phone in advice.phone_links],
        "is_example": advice.is_starter_example,
    }
