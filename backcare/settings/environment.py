"""What the environment says, told from mistakes: each refusal names the variable, its value and what it must be."""

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()


def switch(name: str, *, default: bool = False) -> bool:
    """1 or 0 in the environment."""
    value = env.str(name, default="") or str(int(default))
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{name} is '{value}', but it must be 0 or 1.")
    return value == "1"


def days(name: str, *, default: int) -> int:
    """A number of days, of which ten years are the most."""
    value = env.str(name, default="") or str(default)
    if not (value.isascii() and value.isdigit() and 0 < int(value) <= 3650):
        raise ImproperlyConfigured(f"{name} is '{value}', but it must be a number of days from 1 to 3650.")
    return int(value)


def web_address(name: str, *, default: str) -> str:
    """An address that begins with https://."""
    value = env.str(name, default="").strip() or default
    if not value.startswith("https://") or len(value.split()) > 1:
        raise ImproperlyConfigured(
            f"{name} is '{value}', but it must be an address that begins with https://."
        )
    return value
