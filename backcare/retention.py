"""How long what is kept, and what becomes of it: the one table that the code deletes by and that the privacy page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings


class Whom(StrEnum):
    """Whom something that is kept tells of."""

    READERS = "readers"
    STAFF = "staff"
    NOBODY = "nobody"


class Deleter(StrEnum):
    """Who deletes it, in the words of the operations guide."""

    NIGHT = "`manage.py daily`"
    BROWSER = "the browser"
    OPERATOR = "whoever keeps the machine"
    STAFF = "staff"
    NOBODY = "nobody"


@dataclass(frozen=True, kw_only=True)
class Retention:
    """One thing that is kept. `what`, `since` and `then` are read by people.

    Its time is declared here, or stands in `setting`, as a number of `unit`. What has neither stays as `since` says.
    """

    what: str
    whom: Whom
    since: str
    then: str
    deleter: Deleter = Deleter.NIGHT
    declared: timedelta | None = None
    setting: str = ""
    unit: timedelta = timedelta(days=1)

    @property
    def has_an_end(self) -> bool:
        """Whether its time is counted in days at all."""
        return self.declared is not None or bool(self.setting)

    @property
    def time(self) -> timedelta:
        """How long it is kept; ValueError where no time ends it."""
        if self.declared is not None:
            return self.declared
        if not self.setting:
            raise ValueError(f"No time ends this: {self.what}")
        return int(getattr(settings, self.setting)) * self.unit

    def ended(self, now: datetime) -> datetime:
        """What began before this moment has had its time."""
        return now - self.time

    @property
    def in_words(self) -> str:
        """Such as “90 days after they were sent”."""
        return f"{in_plain_words(self.time)} {self.since}" if self.has_an_end else self.since


def in_plain_words(time: timedelta) -> str:
    """Such as “12 hours”, “90 days” or “3 years”: in the largest of these in which it is a whole number."""
    days, rest = divmod(time, timedelta(days=1))
    if rest:
        return _counted(time // timedelta(hours=1), "hour")
    return _counted(days, "day") if days % 365 else _counted(days // 365, "year")


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


#: So long that a whole round of reviews of every factsheet sees each answer.
FEEDBACK = Retention(
    what="Your answer to “Was this useful?”, and your comment.",
    whom=Whom.READERS,
    declared=timedelta(days=3 * 365),
    since="after it came in",
    then="We delete both.",
)
NETWORK_COUNTS = Retention(
    what="How many answers came from one part of the internet.",
    whom=Whom.READERS,
    declared=timedelta(days=1),
    since="from midnight to midnight",
    then="We delete the count, that night or with the first answer of another day.",
)
READING_COUNTS = Retention(
    what="How often each page was read on a day, and how often somebody searched. Not by whom, and not for what.",
    whom=Whom.READERS,
    declared=timedelta(days=3 * 365),
    since="after that day",
    then="We delete the counts.",
)
RARE_SEARCHES = Retention(
    what="Words of a search that found nothing, or only some of the words: while fewer than five searches used them.",
    whom=Whom.READERS,
    declared=timedelta(days=90),
    since="after the last search for them",
    then="We delete them. Our staff never saw them.",
)
COMMON_SEARCHES = Retention(
    what="The same, once five searches or more used them.",
    whom=Whom.READERS,
    declared=timedelta(days=365),
    since="after the last search for them",
    then="We delete them.",
)
SERVER_LOG = Retention(
    what="The time, the page and the internet address of each request.",
    whom=Whom.READERS,
    setting="SERVER_LOG_KEPT_DAYS",
    since="after the request",
    then="We delete it.",
    deleter=Deleter.OPERATOR,
)
BACKUPS = Retention(
    what="Copies of all that this page names, in case something breaks.",
    whom=Whom.READERS,
    setting="BACKUPS_KEPT_DAYS",
    since="after the copy was made",
    then="We delete the copy. Until then it may hold what we have deleted here.",
    deleter=Deleter.OPERATOR,
)
SESSIONS = Retention(
    what="That somebody is signed in, with their internet address and the name of their browser.",
    whom=Whom.STAFF,
    setting="SESSION_COOKIE_AGE",
    unit=timedelta(seconds=1),
    since="without a sign of them",
    then="They have to sign in again, and we delete it.",
)
SECURITY_LOG = Retention(
    what="Who signed in or tried to, and who changed whose account, role or rights. With it, a part of the internet address.",
    whom=Whom.STAFF,
    declared=timedelta(days=365),
    since="after it happened",
    then="We delete it.",
)
#: The counts that keep passwords from being guessed; the log above tells the rest.
FAILED_SIGN_INS = Retention(
    what="How often signing in has failed, by name and by internet address, so that nobody can guess passwords.",
    whom=Whom.STAFF,
    declared=timedelta(days=1),
    since="after the last try",
    then="We delete the count.",
)
TYPED_IN_BROWSER = Retention(
    what="Words that were typed and could not be saved yet. They lie in the browser in which they were typed, and nowhere else.",
    whom=Whom.STAFF,
    declared=timedelta(days=7),
    since="after they were typed",
    then="That browser deletes them the next time it opens our screens. Words that are saved go at once.",
    deleter=Deleter.BROWSER,
)
FORMS_SAVED = Retention(
    what="Which form somebody has saved, so that a second try whose first answer was lost saves nothing twice.",
    whom=Whom.STAFF,
    declared=timedelta(days=1),
    since="after it was saved",
    then="We delete the note. What was saved stays.",
)
MAILS = Retention(
    what="Mails to staff: the address, and what they say.",
    whom=Whom.STAFF,
    declared=timedelta(days=90),
    since="after they were sent or given up",
    then="We delete them.",
)
TASKS_DONE = Retention(
    what="What the site did in the background, such as sending a mail.",
    whom=Whom.STAFF,
    declared=timedelta(days=7),
    since="after it was done",
    then="We delete the note.",
)
TASKS_FAILED = Retention(
    what="What it could not do, and why.",
    whom=Whom.STAFF,
    declared=timedelta(days=30),
    since="after it was first to be done",
    then="We give it up and delete the note.",
)
ACCOUNTS = Retention(
    what="The account: name, email address, role.",
    whom=Whom.STAFF,
    since="Until an administrator deletes the account",
    then="We delete it. The name stays with what that person wrote, checked, signed or published.",
    deleter=Deleter.STAFF,
)
RECORD = Retention(
    what="Who wrote, checked, signed, published or took down which words, by name. Factsheets name the clinicians who signed.",
    whom=Whom.STAFF,
    since="For good",
    then="It stays, so that anybody can ask who vouched for what patients were told.",
    deleter=Deleter.NOBODY,
)
IMPORTED_DOCUMENTS = Retention(
    what="Old documents that factsheets were made from: the file itself and its text, with any name in it.",
    whom=Whom.STAFF,
    since="As long as the factsheet",
    then="We delete it with the factsheet. One that was ever signed or public stays for good.",
    deleter=Deleter.STAFF,
)
BROUGHT_IN = Retention(
    what="Documents that were brought in and became no factsheet, or that wait for somebody to confirm them.",
    whom=Whom.STAFF,
    declared=timedelta(days=30),
    since="after they were brought in",
    then="We delete them. What became a factsheet stays with it.",
)
SYNONYM_CHANGES = Retention(
    what="Marks that the words of the search have changed.",
    whom=Whom.NOBODY,
    declared=timedelta(days=1),
    since="from midnight to midnight",
    then="We delete them.",
)

#: All of it, in the order in which people read it.
KEPT = (
    FEEDBACK,
    NETWORK_COUNTS,
    READING_COUNTS,
    RARE_SEARCHES,
    COMMON_SEARCHES,
    SERVER_LOG,
    BACKUPS,
    ACCOUNTS,
    SESSIONS,
    SECURITY_LOG,
    FAILED_SIGN_INS,
    TYPED_IN_BROWSER,
    FORMS_SAVED,
    MAILS,
    TASKS_DONE,
    TASKS_FAILED,
    RECORD,
    IMPORTED_DOCUMENTS,
    BROUGHT_IN,
    SYNONYM_CHANGES,
)
