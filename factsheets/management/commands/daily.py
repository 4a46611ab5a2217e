"""`manage.py daily`: all that a library needs once a day; safe to miss, to run twice and to run at the same time."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from factsheets.upkeep.feedback import forget_networks

logger = logging.getLogger(__name__)


def _forget_networks(now: datetime) -> str:
    return f"Counts of networks that sent answers on other days: {forget_networks(today=timezone.localdate(now))} deleted."


#: Each job is given the moment and says in one sentence what it did; the order is the order of running.
JOBS: tuple[Callable[[datetime], str], ...] = (_forget_networks,)


class Command(BaseCommand):
    help = "Does the jobs of the day. Run it every night; a missed night is made up for by the next."

    def handle(self, **_options: Any) -> None:
        now = timezone.now()
        failed = []
        for job in JOBS:
            try:
                self.stdout.write(job(now))
            except Exception as error:  # whatever broke one job, the others still have to run
                logger.exception("A job of the day failed")
                failed.append(f"{job.__name__.strip('_').replace('_', ' ')}: {error}")
        if failed:
            raise CommandError("Not everything was done. " + " ".join(failed))
