"""Numbers to call, written one a line with what they are: “116 123 | Samaritans, day and night”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.core.exceptions import ValidationError

#: Digits in groups; E.164 allows fifteen, and no number to call in the UK has fewer than three.
_NUMBER = re.compile(r"\+?[0-9]+(?: [0-9]+)*")
_FEWEST_DIGITS, _MOST_DIGITS = 3, 15
_MOST_LINES = 5


class Phone(NamedTuple):
    """A number to call, and who answers there."""

    number: str  # as people read it
    href: str  # a link that phones dial, by RFC 3966
    label: str


def phones_in_lines(text: str) -> list[Phone]:
    """The numbers of `text` in their order; lines that are none are left out."""
    parts = [_parts(line) for line in _lines(text)]
    return [
        Phone(number, f"tel:{number.replace(' ', '')}", label) for number, label in parts if number and label
    ]


def check_phones(text: str) -> None:
    """Validator: raises ValidationError with a sentence for each line that is no number with a name."""
    lines = _lines(text)
    faults = [sentence for line in lines for sentence in _faults(line)]
    if len(lines) > _MOST_LINES:
        faults.append(f"Write {_MOST_LINES} numbers at most: somebody in danger needs one.")
    if faults:
        raise ValidationError(faults)


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _parts(line: str) -> tuple[str, str]:
    """Number and label; an empty number if that is none."""
    number, _, label = (part.strip() for part in line.partition("|"))
    digits = sum(character.isdigit() for character in number)
    is_number = _NUMBER.fullmatch(number) and _FEWEST_DIGITS <= digits <= _MOST_DIGITS
    return number if is_number else "", label


def _faults(line: str) -> Iterator[str]:
    number, label = _parts(line)
    if not number or not label:
        yield f"“{line}”: write a number, a bar and what it is, such as “116 123 | Samaritans, day and night”."
