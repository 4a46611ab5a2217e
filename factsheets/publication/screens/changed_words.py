"""With which words: what a saved revision changed in the clinical content, and what exactly was signed off."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.views.generic import TemplateView
from typing_extensions import override
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page, Revision

from factsheets.language.word_diff import marked_words
from factsheets.people.permissions import GovernedTextPermissionPolicy
from factsheets.signing.formats.clinical_content import Content, row_in_words
from factsheets.signing.formats.content_difference import PartDifference, differences, plain_lines
from factsheets.signing.models.sign_off import SIGNED_TEXTS, SignOff
from factsheets.signing.models.signed_off import SignedOff

#: The part that is a day; what is kept and signed has it as 2025-02-03.
_DAY = "evidence_searched_on"
#: What a revision keeps of the state of its text and of its place: it differs though nobody changed anything.
_STATE = frozenset(
    {
        "pk",
        "latest_revision",
        "latest_revision_created_at",
        "live_revision",
        "live",
        "has_unpublished_changes",
        "first_published_at",
        "last_published_at",
        "draft_title",
        "path",
        "depth",
        "numchild",
        "url_path",
    }
)


class WordsView(WagtailAdminTemplateMixin, TemplateView):
    """A screen about the words of one text, which it names beside its title."""

    @override
    def get_breadcrumbs_items(self) -> list[dict[str, object]]:
        here = {"url": "", "label": self.page_title, "sublabel": self.page_subtitle}
        return [*self.breadcrumbs_items, here]


class ChangedWords(WordsView):
    """What one revision changed, against the revision before it, field by field and row by row."""

    template_name = "factsheets/publication/screens/changed_words.html"
    page_title = "What changed"
    header_icon = "history"

    @override
    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        revision = get_object_or_404(Revision.objects.select_related("user"), pk=kwargs["revision_id"])
        text = revision.content_object
        if not isinstance(text, SignedOff):
            raise Http404
        if not may_see_words(self.request.user, text):
            raise PermissionDenied
        before, after = _revision_before(revision), revision.as_object()
        self.page_subtitle = str(after)
        changed = differences(_content_of(before), after.clinical_content())
        return super().get_context_data(**kwargs) | {
            "changes": [(difference, marked(difference)) for difference in changed],
            "is_first": before is None,
            "is_as_before": before is not None and _said_by(before.content) == _said_by(revision.content),
            "saved_at": revision.created_at,
            "saved_by": get_user_display_name(revision.user) if revision.user else "",
        }


class SignedWords(WordsView):
    """The words that a clinician decided about, as they were kept; number and interests for those who see sign-offs."""

    template_name = "factsheets/publication/screens/signed_words.html"
    page_title = "Signed words"
    header_icon = "check"

    @override
    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        decisions = SignOff.objects.select_related(*SIGNED_TEXTS)
        decision = get_object_or_404(decisions, pk=kwargs["sign_off_id"])
        if not may_see_words(self.request.user, decision.text):
            raise PermissionDenied
        self.page_subtitle = str(decision.text)
        return super().get_context_data(**kwargs) | {
            "decision": decision,
            "parts": _in_lines(decision.words),
            "in_full": self.request.user.has_perm("factsheets.view_signoff"),
            "may_withdraw": self.request.user.has_perm("factsheets.change_signoff") and decision.approves,
        }


def may_see_words(user: AbstractUser | AnonymousUser, text: SignedOff) -> bool:
    """Whoever may edit the text sees its history; whoever sees the report of changes sees what they were."""
    if user.has_perm("wagtailcore.view_pagelogentry"):
        return True
    if isinstance(text, Page):
        return bool(text.permissions_for_user(user).can_edit())
    return GovernedTextPermissionPolicy(type(text)).user_has_permission(user, "change")


def marked(difference: PartDifference) -> SafeString:
    """The words of a part with its changes marked; those of a list row by row."""
    if difference.is_list:
        return marked_words(difference.before, difference.after, by_line=True)
    if difference.part == _DAY:
        return marked_words(_day_in_words(difference.before), _day_in_words(difference.after))
    before, after = difference.plain_before, difference.plain_after
    if before == after:  # only bold, lists or links changed: then the marks of these are shown too
        before, after = difference.before, difference.after
    return marked_words(before, after)


def changed_words_urls() -> list[URLPattern]:
    """The addresses of both screens, below those of the admin."""
    return [
        path("words/changed/<int:revision_id>/", ChangedWords.as_view(), name="changed_words"),
        path("words/signed/<int:sign_off_id>/", SignedWords.as_view(), name="signed_words"),
    ]


def _revision_before(revision: Revision) -> Revision | None:
    earlier = Q(created_at__lt=revision.created_at) | Q(created_at=revision.created_at, pk__lt=revision.pk)
    return (
        Revision.objects.filter(
            earlier, base_content_type=revision.base_content_type_id, object_id=revision.object_id
        )
        .order_by("-created_at", "-pk")
        .first()
    )


def _said_by(kept: object) -> object:
    """What a revision keeps, its rows too, without the state of its text."""
    if isinstance(kept, list):
        return [_said_by(row) for row in kept]
    if isinstance(kept, dict):
        return {name: _said_by(value) for name, value in kept.items() if name not in _STATE}
    return kept


def _day_in_words(kept: str) -> str:
    day = parse_date(kept)
    return date_format(day, "j F Y") if day else kept


def _content_of(revision: Revision | None) -> Content:
    return revision.as_object().clinical_content() if revision else []


def _in_lines(content: Content) -> list[tuple[str, list[str]]]:
    """Each part under its label, a paragraph or row on each line."""
    return [
        (
            part["label"],
            [row_in_words(row) for row in part["rows"]]
            if "rows" in part
            else (plain_lines(part["words"]) if part.get("is_html") else part["words"]).splitlines(),
        )
        for part in content
    ]
