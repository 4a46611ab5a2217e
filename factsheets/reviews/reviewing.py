"""Recording a review: everything that waited for it is answered or set aside first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import NamedTuple

from django.contrib.auth.models import AbstractBaseUser, AbstractUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from wagtail.log_actions import log

from factsheets.database.months import add_months
from factsheets.database.row_locks import held
from factsheets.feedback.answering import mark_handled
from factsheets.feedback.models import Feedback
from factsheets.language.vocabulary import Settlement
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.review import Review
from factsheets.reviews.models.review_task import ReviewTask
from factsheets.search.models.unanswered_search import UnansweredSearch
from factsheets.search.review_searches import searches_about, settle_searches
from factsheets.signing.models.reviewer_profile import name_and_role

from .reminding import forget_waiting_reminders


class MatterDecision(NamedTuple):
    """What came of one thing that waited; to set it aside needs a `note`, which is the reason."""

    settled_as: Settlement
    note: str = ""


class Matter(NamedTuple):
    """One thing that waits for the review. Its key changes when there is more of it than the reviewer has seen."""

    key: str
    heading: str
    words: str
    settle: Callable[[MatterDecision, AbstractBaseUser, datetime], None]


class ReviewRefused(Exception):
    """Nothing was recorded; `sentences` say what to do."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def open_matters(page: FactsheetPage) -> list[Matter]:
    """All that the next review of `page` has to answer or to set aside."""
    return [matter for kind in _KINDS for matter in kind(page)]


@transaction.atomic
def record_review(
    review: Review,
    decisions: Mapping[str, MatterDecision],
    user: AbstractUser,
    *,
    last_seen: int | None,
    now: datetime,
) -> Review:
    """Save `review`, settle by its key everything that waited, and stop the reminders that it answers.

    Its reviewer is `user`, who may name somebody else in `on_behalf_of`. `last_seen` is the last review that the person saw while writing. Raises ReviewRefused; then nothing is changed.
    """
    page = held(FactsheetPage.objects.filter(pk=review.page_id)).get()
    matters = open_matters(page)
    if obstacles := what_keeps_from_recording(review, decisions, user, last_seen=last_seen):
        raise ReviewRefused(obstacles)
    review.save()
    for matter in matters:
        matter.settle(decisions[matter.key], user, now)
    forget_waiting_reminders(page)
    log(
        instance=page,
        action="factsheets.review.record",
        user=user,
        data={"outcome": review.get_outcome_display(), "next_due_on": f"{review.next_due_on}"},
    )
    return review


def what_keeps_from_recording(
    review: Review, decisions: Mapping[str, MatterDecision], user: AbstractUser, *, last_seen: int | None
) -> list[str]:
    """Why `user` cannot record `review` as it is, one sentence each."""
    review.recorded_by_id, review.reviewer = user.pk, name_and_role(user)
    review.on_behalf_of = review.on_behalf_of.strip()
    return _overtaken(review, last_seen) or [
        *_wrong_fields(review),
        *_undecided(open_matters(review.page), decisions),
    ]


def _overtaken(review: Review, last_seen: int | None) -> list[str]:
    last = Review.objects.filter(page=review.page_id).first()
    if (last.pk if last else None) != last_seen:
        return [
            "Somebody else recorded a review of this factsheet meanwhile. Look at it before you add yours."
        ]
    if last and review.reviewed_on < last.reviewed_on:
        day = date_format(last.reviewed_on, "j F Y")
        return [f"The last review was on {day}. A new one cannot be older than that."]
    return []


def _wrong_fields(review: Review) -> list[str]:
    try:
        review.full_clean()
    except ValidationError as error:
        return error.messages
    if review.next_due_on is None:
        return ["Choose when the next review is due."]
    within = add_months(review.reviewed_on, 1)
    if review.outcome == Review.Outcome.WITHDRAW and review.next_due_on > within:
        latest = date_format(within, "j F Y")
        return [
            "A factsheet that should be withdrawn is looked at again within a month, in case it is still public: "
            f"choose {latest} or an earlier day as the next due date."
        ]
    return []


def _undecided(matters: list[Matter], decisions: Mapping[str, MatterDecision]) -> list[str]:
    sentences = []
    for matter in matters:
        decision = decisions.get(matter.key)
        if decision is None:
            sentences.append(f"{matter.heading}: answer it, or set it aside with a reason.")
        elif decision.settled_as == Settlement.SET_ASIDE and not decision.note.strip():
            sentences.append(f"{matter.heading}: write the reason why you set it aside.")
    return sentences


def _changed_sources(page: FactsheetPage) -> list[Matter]:
    tasks = ReviewTask.objects.waiting().filter(page=page).select_related("source")
    return [
        Matter(
            f"task-{task.pk}-{task.source_status}",
            f"A source has been {task.get_source_status_display().lower()}",
            f"“{task.named_source}” is cited in: {', '.join(task.section_names)}.",
            partial(_settle_task, task),
        )
        for task in tasks
    ]


def _settle_task(task: ReviewTask, decision: MatterDecision, user: AbstractBaseUser, now: datetime) -> None:
    task.settled_at, task.settled_by_id = now, user.pk
    task.settled_as, task.settled_note = decision.settled_as, decision.note.strip()
    task.save()


def _comments(page: FactsheetPage) -> list[Matter]:
    answers = page.feedback.waiting().filter(suspected_spam=False).exclude(comment="").order_by("pk")
    return [
        Matter(
            f"comment-{answer.pk}-{answer.received_at.timestamp():.0f}",
            f"A reader wrote on {date_format(answer.received_at, 'j F Y')}"
            f" (useful: {answer.get_useful_display().lower()})",
            answer.comment,
            partial(_settle_answers, [answer]),
        )
        for answer in answers
    ]


def _answers_without_words(page: FactsheetPage) -> list[Matter]:
    answers = list(page.feedback.waiting().filter(suspected_spam=False, comment="").order_by("pk"))
    useful = sum(answer.useful for answer in answers)
    words = f"{useful} said that it was useful, {len(answers) - useful} said that it was not."
    return _together("answers", "Answers without a comment", words, answers)


def _suspected_spam(page: FactsheetPage) -> list[Matter]:
    answers = list(page.feedback.waiting().filter(suspected_spam=True).order_by("pk"))
    words = f"{len(answers)} waiting. Have a look at them under Feedback, in case a person wrote one."
    return _together("spam", "Suspected spam", words, answers)


def _together(kind: str, heading: str, words: str, answers: list[Feedback]) -> list[Matter]:
    """What is settled in one go, however many there are."""
    if not answers:
        return []
    key = f"{kind}-{answers[-1].pk}-{len(answers)}"
    return [Matter(key, heading, words, partial(_settle_answers, answers))]


def _settle_answers(
    answers: list[Feedback], decision: MatterDecision, user: AbstractBaseUser, now: datetime
) -> None:
    mark_handled(answers, user, now=now, settled_as=decision.settled_as, note=decision.note.strip())


def _searches(page: FactsheetPage) -> list[Matter]:
    """In one go: whether a name or a synonym is missing is one thought about all of them."""
    searches = searches_about(page)
    if not searches:
        return []
    words = ", ".join(f"“{search.term}” ({search.count - search.settled_count} times)" for search in searches)
    key = "-".join(f"{search.pk}" for search in searches)
    return [
        Matter(
            f"searches-{key}",
            "Readers searched and found nothing",
            f"{words}. They may have meant this factsheet. Another name, or a synonym, may help them.",
            partial(_settle_searches, searches),
        )
    ]


def _settle_searches(
    searches: list[UnansweredSearch], decision: MatterDecision, user: AbstractBaseUser, now: datetime
) -> None:
    settle_searches(searches, user, now=now, settled_as=decision.settled_as, note=decision.note.strip())


#: Every kind of thing that waits for a review, in the order of the form: each gives what waits for one factsheet.
_KINDS: tuple[Callable[[FactsheetPage], list[Matter]], ...] = (
    _changed_sources,
    _comments,
    _answers_without_words,
    _suspected_spam,
    _searches,
)
