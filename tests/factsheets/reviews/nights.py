"""Nights in a row, each with its own clock: what `manage.py daily` does, and the mail that comes of it."""

from __future__ import annotations

from datetime import date, datetime, time

from django.core import mail
from django.utils import timezone

from factsheets.management.commands import daily
from factsheets.models import FactsheetPage, Review
from tests.builders import live, person


def night_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(3)))


def run(day: date) -> list[str]:
    """The jobs of one night; the subjects of the mails that it sent."""
    before = len(mail.outbox)
    for job in daily.JOBS:
        job(night_of(day))
    return [message.subject for message in mail.outbox[before:]]


def promised(due_on: date, title: str = "Medical acupuncture", **owner: object) -> FactsheetPage:
    """A public factsheet with an owner, reviewed, and due for the next review."""
    slug = title.lower().replace(" ", "-")
    fields = {"username": f"owner-of-{slug}", "email": f"{slug}@example.org"} | owner
    page = live(title, owner=person("Author", **fields))
    Review.objects.create(
        page=page,
        outcome="unchanged",
        reviewer="Dr A",
        reviewed_on=date(due_on.year - 3, due_on.month, due_on.day),
        next_due_on=due_on,
    )
    return page
