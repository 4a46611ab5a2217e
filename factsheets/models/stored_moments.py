"""Days and moments as they come out of a JSON object that the database made."""

from __future__ import annotations

from datetime import UTC, date, datetime


def day_from(words: str | None) -> date | None:
    """A day in ISO 8601."""
    return date.fromisoformat(words) if words else None


def moment_from(words: str) -> datetime:
    """A moment in ISO 8601; databases that keep no time zone keep UTC."""
    moment = datetime.fromisoformat(words)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
