"""What a screen answered to a form, followed to where it leads only when somebody looks at it.

Most tests ask what stands in the database afterwards, and the screen that comes next costs more than all the rest.
"""

from __future__ import annotations

from typing import Any

from django.contrib.messages import get_messages
from django.test import Client


class Followed:
    """The answer as `follow=True` gives it, asked for at the first look."""

    def __init__(self, browser: Client, answer: Any) -> None:
        self._browser, self._answer = browser, answer
        self.is_redirect = 300 <= answer.status_code < 400

    @property
    def said(self) -> list[str]:
        """The messages for the person, which stand on whatever screen comes next; no need to look at it."""
        return said(self._answer)

    def __getattr__(self, name: str) -> Any:
        if 300 <= self._answer.status_code < 400:
            self._answer = self._browser.get(self._answer.url, follow=True)
        return getattr(self._answer, name)


def post(browser: Client, url: str, form: dict[str, Any] | None = None) -> Followed:
    """Send a form, and follow where its answer leads when that is looked at."""
    return Followed(browser, browser.post(url, form))


def said(answer: Any) -> list[str]:
    """The messages of any answer of a test's browser."""
    if isinstance(answer, Followed):
        return answer.said
    of_the_screen = (answer.context or {}).get("messages")
    return [str(message) for message in of_the_screen or get_messages(answer.wsgi_request)]
