"""The screen of a factsheet's reviews: what waits, the next one, those on record, and "I have seen the reminder"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from typing_extensions import override
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from factsheets.page.formats.review_due import is_overdue, today_here
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.review import Review
from factsheets.people.permissions import may_record_reviews, may_see_reviews
from factsheets.publication.decision import deciding_on, words_to_decide_about
from factsheets.reviews.due_dates import days_to_choose, interval, load_by_month, promise_of, suggest
from factsheets.reviews.models.reminder import Reminder
from factsheets.reviews.models.review_task import ReviewTask
from factsheets.reviews.reminding import (
    NothingToAcknowledge,
    acknowledge,
    latest_reminder,
    reminder_to_acknowledge,
)
from factsheets.reviews.reviewing import ReviewRefused, open_matters, record_review, what_keeps_from_recording
from factsheets.screens.confirmation import (
    RECORDED_ALREADY,
    Fact,
    ask_once_more,
    day_in_full,
    goes_back,
    is_answered,
    record_once,
)
from factsheets.signing.formats.shown_words import SHOWN, WordsChanged
from factsheets.signing.models.reviewer_profile import name_and_role
from factsheets.signing.screens.redisplayed_form import token_to_carry

from .first_review import first_values
from .form import ReviewForm, load_in_words


class FactsheetReviews(WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]  # Django takes no argument
    """Reviewers see all of it. The owner, who is reminded, sees the dates and the records."""

    template_name = "factsheets/reviews/screens/reviews.html"
    form_class = ReviewForm
    page_title = "Reviews"
    header_icon = "date"
    page: FactsheetPage

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """`PermissionDenied` for whoever may not see the reviews of this factsheet."""
        self.page = get_object_or_404(FactsheetPage, pk=kwargs["page_id"])
        if not may_see_reviews(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """`PermissionDenied` for whoever may see reviews and may not record them."""
        if not self.may_record:
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    @cached_property
    def may_record(self) -> bool:
        """Whether the form is shown, and what is posted taken."""
        return may_record_reviews(self.user)

    @property
    def user(self) -> AbstractUser:
        """Who records the review, under their own name."""
        return cast(AbstractUser, self.request.user)  # the admin lets nobody else in

    @cached_property
    def last_review(self) -> Review | None:
        """The latest on record; a newer one that somebody else records meanwhile is told when this one is sent."""
        return self.page.reviews.first()

    @override
    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    @override
    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("factsheet_list:index"), "label": "Factsheets"},
            {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()},
        ]

    @override
    def get_form_kwargs(self) -> dict[str, object]:
        today = today_here()
        load = load_by_month(without=self.page)
        months = interval()
        return super().get_form_kwargs() | {
            "instance": Review(page=self.page, reviewer=name_and_role(self.user)),
            "matters": open_matters(self.page),
            "suggested": partial(suggest, months=months, load=load),
            "load": load_in_words(days_to_choose(today, months), load),
            "initial": {
                "reviewed_on": today,
                "next_due_on": suggest(today, months, load),
                "last_seen": self.last_review.pk if self.last_review else None,
                **first_values(self.page, today),
            },
        }

    def form_valid(self, form: ReviewForm) -> HttpResponse:
        """Ask once more in plain words, then record it once; 409 if the words to decide about have changed meanwhile."""
        if goes_back(self.request):
            return self.render_to_response(self.get_context_data(form=form))
        given = form.instance, form.decisions(), self.user
        last_seen = form.cleaned_data["last_seen"]
        obstacles = (
            [] if is_answered(self.request) else what_keeps_from_recording(*given, last_seen=last_seen)
        )
        if obstacles:
            form.add_error(None, obstacles)
            return self.form_invalid(form)
        question = ask_once_more(
            self.request, heading="Record this review?", subtitle=self.page, facts=form.facts()
        )
        if question:
            return question
        try:
            with deciding_on(self.page, self.request.POST.get(SHOWN, "")):
                review = record_once(
                    self.request, partial(record_review, *given, last_seen=last_seen, now=timezone.now())
                )
        except ReviewRefused as refusal:
            form.add_error(None, refusal.sentences)
            return self.form_invalid(form)
        except WordsChanged as refusal:
            context = self.get_context_data(form=form, changed_meanwhile=refusal.changed)
            return self.render_to_response(context, status=409)
        if review is None:
            messages.info(self.request, RECORDED_ALREADY)
        else:
            self._say_what_was_recorded(review)
        return redirect("factsheet_review", self.page.pk)

    def _say_what_was_recorded(self, review: Review) -> None:
        messages.success(self.request, f"The review of “{self.page}” is recorded.")
        if review.outcome == Review.Outcome.WITHDRAW and self.page.live:
            messages.warning(self.request, "Its outcome is “Withdraw”, but readers still see the factsheet.")

    @override
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form") or (self.get_form() if self.may_record else None)
        promise = promise_of(self.page)
        return super().get_context_data(**kwargs | {"form": form}) | {
            "factsheet": self.page,
            "shown": token_to_carry(
                self.request,
                self.page,
                words_to_decide_about(self.page),
                changed=kwargs.get("changed_meanwhile"),
            ),
            "may_record": self.may_record,
            "promise": promise,
            "overdue": is_overdue(promise.due_on if promise else None, today_here()),
            "reminder": latest_reminder(self.page),
            "acknowledged": self._acknowledged(),
            "reviews": self.page.reviews.select_related("recorded_by"),
            "settled_tasks": _settled_tasks(self.page) if self.may_record else [],
        }

    def _acknowledged(self) -> Reminder | None:
        reminder = latest_reminder(self.page)
        if reminder is None:
            return None
        same_day = Reminder.objects.filter(page=self.page, due_on=reminder.due_on)
        seen: QuerySet[Reminder] = same_day.acknowledged()
        return seen.select_related("acknowledged_by").first()


def _settled_tasks(page: FactsheetPage) -> QuerySet[ReviewTask]:
    settled = ReviewTask.objects.filter(page=page, settled_at__isnull=False)
    return settled.select_related("source", "settled_by").order_by("-settled_at")


@require_POST
def acknowledge_reminder(request: HttpRequest, page_id: int) -> HttpResponse:
    """The button "I have seen this"."""
    page = get_object_or_404(FactsheetPage, pk=page_id)
    if not may_see_reviews(request.user, page):
        raise PermissionDenied
    if goes_back(request):
        return redirect("factsheet_review", page_id)
    user = cast(AbstractUser, request.user)
    try:
        return _ask_then_acknowledge(request, page, user)
    except NothingToAcknowledge as reason:
        messages.warning(request, str(reason))
    return redirect("factsheet_review", page_id)


def _ask_then_acknowledge(request: HttpRequest, page: FactsheetPage, user: AbstractUser) -> HttpResponse:
    if not is_answered(request):
        due_on = day_in_full(reminder_to_acknowledge(page).due_on)
        facts = [Fact("Reminder", f"The review was due on {due_on}."), Fact("Seen by", name_and_role(user))]
        consequence = (
            "Nobody is reminded of this due date again. Readers go on seeing that the review is overdue."
        )
        question = ask_once_more(
            request, heading="Acknowledge this reminder?", subtitle=page, facts=facts, consequence=consequence
        )
        if question:
            return question
    if record_once(request, partial(acknowledge, page, user, now=timezone.now())):
        messages.success(request, "Thank you. Nobody is reminded of this due date again.")
    else:
        messages.info(request, RECORDED_ALREADY)
    return redirect("factsheet_review", page.pk)


def reviews_button(
    page: Page, user: AbstractUser, next_url: str | None = None, view_name: str = ""
) -> Iterator[Button]:
    """The way to the screen: in the menus of a factsheet, on its own screens and in lists."""
    if page.specific_class is FactsheetPage and may_see_reviews(user, page):
        yield Button("Reviews", reverse("factsheet_review", args=[page.pk]), icon_name="date", priority=62)


def reviews_urls() -> list[URLPattern]:
    """The addresses of the screen and of “I have seen this”."""
    return [
        path("factsheets/<int:page_id>/reviews/", FactsheetReviews.as_view(), name="factsheet_review"),
        path(
            "factsheets/<int:page_id>/reviews/acknowledge/",
            acknowledge_reminder,
            name="factsheet_review_acknowledge",
        ),
    ]
