"""What waits in the library itself: drafts, reviews, answers of readers."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.auth.models import AbstractUser
from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import reverse
from django.utils.formats import date_format
from wagtail.admin.utils import get_user_display_name

from factsheets.feedback.models import Feedback
from factsheets.page.formats.review_due import is_overdue
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.review_dates import with_review_dates
from factsheets.people.permissions import FeedbackPermissionPolicy
from factsheets.publication.models.withdrawn_before_public import withdrawn_before_public
from factsheets.publication.screens.addresses import where_to_review
from factsheets.reviews.models.review_task import ReviewTask
from factsheets.signing.models.sign_off import SignOff

from .section import DashboardItem, DashboardSection
from .steps import in_a_workflow, taken_out_of_a_workflow

#: Reviews are named this many days before they are due.
DAYS_AHEAD = 90


def reviews_due(user: AbstractUser, today: date) -> DashboardSection:
    """For those who record reviews, all that are due; for others, those of their own factsheets."""
    factsheets = FactsheetPage.objects.live()
    if not user.has_perm("factsheets.add_review"):
        factsheets = factsheets.filter(owner_id=user.pk)
    soon = today + timedelta(days=DAYS_AHEAD)
    due = with_review_dates(factsheets).filter(next_due_on__lte=soon).order_by("next_due_on", "title")
    return DashboardSection(
        "reviews-due",
        "Reviews due",
        [_review(page, user, today) for page in due.select_related("owner__wagtail_userprofile")],
        all_url=reverse("reviews_due_report") if user.has_perm("factsheets.view_factsheetpage") else "",
    )


def first_reviews(user: AbstractUser) -> DashboardSection:
    """What went live by a sign-off and has no review on record yet: an offer to those who record reviews."""
    heading = "First reviews to record"
    if not user.has_perm("factsheets.add_review"):
        return DashboardSection("first-reviews", heading)
    signed = SignOff.objects.filter(factsheet=OuterRef("pk"), outcome=SignOff.Outcome.SIGNED_OFF)
    pages = FactsheetPage.objects.live().filter(
        Exists(signed.standing()), is_starter_example=False, reviews=None
    )
    return DashboardSection(
        "first-reviews",
        heading,
        [
            DashboardItem(
                page.title,
                where_to_review(page.pk),
                what="Signed off and public, but no review is on record yet. Record the first one.",
                since=page.first_published_at,
            )
            for page in pages.order_by("-first_published_at", "title")
        ],
    )


def sources_changed(user: AbstractUser) -> DashboardSection:
    """Factsheets that cite a source which no longer stands as it did; each is settled in its next review."""
    if not user.has_perm("factsheets.add_review"):
        return DashboardSection("sources-changed", "Sources that changed")
    tasks = ReviewTask.objects.waiting().select_related("page", "source")
    return DashboardSection("sources-changed", "Sources that changed", [_task(task) for task in tasks])


def drafts(user: AbstractUser) -> DashboardSection:
    """Drafts that `user` owns and has not handed on."""
    pages = (
        FactsheetPage.objects.filter(Q(live=False) | Q(has_unpublished_changes=True), owner_id=user.pk)
        .exclude(pk__in=in_a_workflow())
        .order_by("-latest_revision_created_at", "-pk")
        .select_related("latest_revision__user__wagtail_userprofile")
    )
    ended = taken_out_of_a_workflow() if pages else set()
    withdrawn = {decision.factsheet_id for decision in withdrawn_before_public()} if pages else set()
    return DashboardSection(
        "drafts",
        "Your drafts",
        [
            _draft(page, user, was_under_way=page.pk in ended, was_withdrawn=page.pk in withdrawn)
            for page in pages
        ],
        all_url=reverse("factsheet_list:index"),
    )


def feedback_waiting(user: AbstractUser) -> DashboardSection:
    """How many answers of readers nobody has handled, and how many that look like spam."""
    if not FeedbackPermissionPolicy(Feedback).user_has_any_permission(user, ["view", "change"]):
        return DashboardSection("feedback", "Feedback")
    spam = Q(suspected_spam=True)
    found = Feedback.objects.waiting().aggregate(
        answers=Count("pk", filter=~spam),
        answers_since=Min("received_at", filter=~spam),
        spam=Count("pk", filter=spam),
        spam_since=Min("received_at", filter=spam),
    )
    address = f"{reverse('wagtailsnippets_factsheets_feedback:list')}?handled=false&suspected_spam="
    items = []
    if found["answers"]:
        items.append(
            DashboardItem(_answers(found["answers"]), f"{address}false", since=found["answers_since"])
        )
    if found["spam"]:
        title = f"{_answers(found['spam'])}, suspected spam"
        items.append(DashboardItem(title, f"{address}true", since=found["spam_since"]))
    return DashboardSection("feedback", "Feedback", items)


def _answers(count: int) -> str:
    return "1 answer from a reader" if count == 1 else f"{count} answers from readers"


def _draft(
    page: FactsheetPage, user: AbstractUser, *, was_under_way: bool, was_withdrawn: bool
) -> DashboardItem:
    by = page.latest_revision.user if page.latest_revision else None
    what = "Readers see the older words" if page.live else "Not public yet"
    if was_withdrawn:
        what += ". Its sign-off was withdrawn before it went live. Submit it again."
    if was_under_way:
        what += ". It was under way when its workflow was switched off. Submit it again."
    return DashboardItem(
        page.draft_title,
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        what=what,
        who=f"Last saved by {get_user_display_name(by)}" if by and by != user else "",
        since=page.latest_revision_created_at,
    )


def _task(task: ReviewTask) -> DashboardItem:
    parts = ", ".join(f"“{name}”" for name in task.section_names)
    return DashboardItem(
        task.page.title,
        where_to_review(task.page_id),
        what=f"“{task.named_source}” is {task.get_source_status_display().lower()}. Look at {parts} again.",
        since=task.opened_at,
    )


def _review(page: FactsheetPage, user: AbstractUser, today: date) -> DashboardItem:
    late = is_overdue(page.next_due_on, today)
    when = date_format(page.next_due_on, "j F Y")
    return DashboardItem(
        page.title,
        where_to_review(page.pk),
        what=f"Overdue since {when}"
        if late
        else "Due today"
        if page.next_due_on == today
        else f"Due on {when}",
        who=f"Owner: {get_user_display_name(page.owner)}" if page.owner and page.owner != user else "",
        is_late=late,
    )
