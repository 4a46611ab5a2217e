"""Phone numbers, e-mail and web addresses: which texts can be one, by the rules of their own libraries."""

from __future__ import annotations

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

MAX_PHONE_LENGTH = 30
MAX_LINK_LENGTH = 200

_validate_link = URLValidator(schemes=("http", "https"))


def is_phone(value: str) -> bool:
    """Whether it can be dialled from the UK."""
    try:
        number = phonenumbers.parse(value, "GB")
    except phonenumbers.NumberParseException:
        return False
    return len(value) <= MAX_PHONE_LENGTH and phonenumbers.is_possible_number(number)


def is_email(value: str) -> bool:
    """Whether it is an address by the rules of Django’s own validator."""
    try:
        validate_email(value)
    except ValidationError:
        return False
    return True


def is_link(value: str) -> bool:
    """Whether it is a web address with its scheme, such as https://www.example.org."""
    try:
        _validate_link(value)
    except ValidationError:
        return False
    return len(value) <= MAX_LINK_LENGTH
