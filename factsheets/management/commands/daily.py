"""`manage.py daily`: all that a library needs once a day; safe to miss, to run twice and to run at the same time."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from io import StringIO

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from typing_extensions import override

from factsheets.accounts.forgetting import forget_devices, forget_tries
from factsheets.database.failures import level_of
from factsheets.exchange.batches.carrying_on import carry_on_with_all
from factsheets.exchange.batches.forgetting import forget_brought_in
from factsheets.feedback.answering import forget_answers, forget_networks
from factsheets.mail.sending import forget_done, send_waiting
from factsheets.page.naming import keep_all_names
from factsheets.reading_figures.gathering import forget_counts, gather_counts
from factsheets.reviews.reminding import remind
from factsheets.search.daily_repair import SearchNotRefreshed, refresh_search
from factsheets.search.synonyms import forget_changes
from factsheets.search.zero_results import forget_old
from factsheets.security_log.recording import forget_security_events
from factsheets.starter.foundations import TABLES_DO_NOT_FIT, database_is_complete
from factsheets.workflows.health.listing import what_is_wrong

logger = logging.getLogger(__name__)


class Unfinished(Exception):
    """A job did all that it could; the message says what is left, and what to do about it."""


def _forget_networks(now: datetime) -> str:
    return f"Counts of networks that sent answers on other days: {forget_networks(today=timezone.localdate(now))} deleted."


def _forget_answers(now: datetime) -> str:
    return f"Answers of readers whose time was over: {forget_answers(now)} deleted."


def _forget_sessions(now: datetime) -> str:
    call_command("clearsessions")
    forget_tries(now)
    return f"Sessions that are over: deleted, and {forget_devices()} devices on which nobody is signed in any more."


def _forget_searches(now: datetime) -> str:
    today = timezone.localdate(now)
    forget_changes(today=today)
    return f"Searches that found nothing and are not repeated: {forget_old(today=today)} forgotten."


def _forget_security_events(now: datetime) -> str:
    return f"Rows of the security log whose time was over: {forget_security_events(now)} deleted."


def _count_readings(now: datetime) -> str:
    return (
        f"Readings of pages that were counted: {gather_counts()} taken in. "
        f"Counts whose time was over: {forget_counts(now)} deleted."
    )


def _renew_secrets(_now: datetime) -> str:
    said = StringIO()
    try:
        call_command("renew_secrets", stdout=said)
    except CommandError as rest:
        raise Unfinished(str(rest)) from None
    return said.getvalue().strip()


def _forget_documents(now: datetime) -> str:
    return f"Documents that became no factsheet and whose time was over: {forget_brought_in(now)} deleted."


def _carry_on_with_documents(_now: datetime) -> str:
    return f"Batches of documents that are under way: {carry_on_with_all()}."


def _remind(now: datetime) -> str:
    told, without_anybody = remind(now)
    if without_anybody:
        raise Unfinished(
            "nobody could be reminded of the review of "
            + ", ".join(f"“{title}”" for title in without_anybody)
            + ". Give somebody in the role Editor an e-mail address."
        )
    return f"Factsheets whose owner or editors are reminded of a review: {told}."


def _send_mail(now: datetime) -> str:
    forget_done(now)
    sent, failed = send_waiting(now)
    if failed:
        raise Unfinished(
            f"{failed} mail{'s' if failed > 1 else ''} could not be sent ({sent} were). The next run tries again. "
            "“Reports → Mail that waits” says why."
        )
    return f"Mails sent: {sent}."


def _check_the_way_to_publication(_now: datetime) -> str:
    faults = what_is_wrong()
    if not faults:
        return "The way to publication: in order."
    return "The way to publication needs a look. " + " ".join(str(fault) for fault in faults)


def _work(_now: datetime) -> str:
    """What waits for the worker, where none runs; and what has failed there, once more."""
    said = StringIO()
    try:
        call_command("work", once=True, stdout=said)
    except CommandError as rest:
        raise Unfinished(str(rest)) from None
    return said.getvalue().strip()


def _keep_names(_now: datetime) -> str:
    return f"Names by which factsheets are looked up: {keep_all_names()} put right."


def _refresh_search(_now: datetime) -> str:
    try:
        return f"Search indexes brought up to date and checked: {refresh_search()}."
    except SearchNotRefreshed as rest:
        raise Unfinished(str(rest)) from None


def _publish_files(_now: datetime) -> str:
    """What no signal told of: each file is compared with the rows that it was made from."""
    said = StringIO()
    try:
        call_command("publish_site", without_pdfs=True, stdout=said)
    except CommandError as rest:
        raise Unfinished(str(rest)) from None
    return said.getvalue().strip().splitlines()[-1]


#: Each job is given the moment and says in one sentence what it did; the order is the order of running.
JOBS: tuple[Callable[[datetime], str], ...] = (
    _forget_networks,
    _forget_answers,
    _forget_sessions,
    _forget_searches,
    _forget_security_events,
    _count_readings,
    _renew_secrets,
    _forget_documents,
    _remind,
    _send_mail,
    _carry_on_with_documents,
    _publish_files,
    _work,
    _keep_names,
    _refresh_search,
    _check_the_way_to_publication,
)


class Command(BaseCommand):
    """Each job is tried, whatever became of those before it; the command fails with all that was not done."""

    help = "Does the jobs of the day. Run it every night; a missed night is made up for by the next."

    @override
    def handle(self, **_options: object) -> None:
        if not database_is_complete("default"):
            raise CommandError(TABLES_DO_NOT_FIT)
        now = timezone.now()
        failed = []
        for job in JOBS:
            try:
                self.stdout.write(job(now))
            except Unfinished as rest:
                failed.append(f"{_name(job)}: {rest}")
            except Exception as error:  # whatever broke one job, the others still have to run
                logger.log(level_of(error), "A job of the day failed", exc_info=True)
                failed.append(f"{_name(job)}: {error}")
        if failed:
            raise CommandError("Not everything was done. " + " ".join(failed))


def _name(job: Callable[[datetime], str]) -> str:
    return job.__name__.strip("_").replace("_", " ")
