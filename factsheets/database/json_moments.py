"""Moments as they come out of a JSON object that the database made."""

from __future__ import annotations

from datetime import UTC, datetime


def moment_from(words: str) -> datetime:
    """A moment in ISO 8601; databases that keep no time zone keep UTC."""
    moment = datetime.fromisoformat(words)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
