"""What the audit log of a text says about each act of the library's own, in words."""

from __future__ import annotations

from typing import Any

from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry


class SignOffFormatter(LogFormatter):
    """Who decided, in which role, and with what comment."""

    what = ""

    def format_message(self, log_entry: ModelLogEntry) -> str:
        data: dict[str, Any] = log_entry.data
        words = data.get("reason") or data.get("comment") or ""
        said = f": “{words}”" if words else "."
        return f"{self.what} {data.get('name', '')}, {data.get('role', '')}{said}"


def _named(label: str, what: str) -> type[SignOffFormatter]:
    return type("SignOffFormatter", (SignOffFormatter,), {"label": label, "what": what})


def register_log_messages(actions: LogActionRegistry) -> None:
    """Every act of the library's own has to be here: the log refuses an act that it does not know."""
    for name, label, what in (
        ("signed_off", "Clinical sign-off", "Words signed off by"),
        ("changes", "Changes asked for at clinical sign-off", "Changes asked for by"),
        ("withdraw", "Sign-off withdrawn", "Sign-off withdrawn. It was signed by"),
    ):
        actions.register_action(f"factsheets.sign_off.{name}")(_named(label, what))
