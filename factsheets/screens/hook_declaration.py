"""What a folder declares of its screens, so that Wagtail's admin takes them in."""

from collections.abc import Callable
from typing import NamedTuple


class Hook(NamedTuple):
    """One function or class for one of Wagtail's hooks. What has a higher order comes later: last one wins, or has the last word."""

    name: str
    takes: Callable[..., object]
    order: int = 0
