"""Changes that wait for a clinical reviewer: the list of a kind of them, one of them, and the decision about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.generic import View
from typing_extensions import override
from wagtail.admin import messages

from factsheets.screens.confirmation import RECORDED_ALREADY, goes_back, record_once
from factsheets.signing.formats.clinical_content import Content
from factsheets.signing.formats.content_difference import PartDifference
from factsheets.signing.formats.shown_words import SHOWN, ShownWords, WordsChanged, shown_words
from factsheets.signing.models.proposed_change import ProposedChange
from factsheets.signing.screens.redisplayed_form import token_to_carry

from .decision_form import DecisionForm

#: So many decisions of the past are listed.
MOST_DECIDED = 50


class ChangeView(View):
    """One change. For those who decide about it there is the form of their decision, while it waits.

    Each activity that has changes of a kind of its own extends it: what is below without a value is the kind's.
    """

    model: ClassVar[type[ProposedChange]]
    form_class: ClassVar[type[DecisionForm]]
    #: Extends `factsheets/publication/screens/proposed_change.html`.
    template_name: ClassVar[str]
    #: The names of the addresses of one change, of all of them, and of the button that takes one back.
    address: ClassVar[str]
    address_of_all: ClassVar[str]
    address_to_take_back: ClassVar[str]
    #: What its verbs raise with a reason, besides WordsChanged.
    refusal: ClassVar[type[Exception]]
    #: For whoever sends a decision that is not theirs, or comes too late.
    not_waiting: ClassVar[str]

    change: Any
    user: Any

    def may_open(self) -> bool:
        """Whether the person may come here at all."""
        raise NotImplementedError

    def may_decide(self) -> bool:
        """Whether the person decides this change."""
        raise NotImplementedError

    def may_take_back(self) -> bool:
        """Whether the person takes the proposal back."""
        raise NotImplementedError

    def content(self) -> Content:
        """All that a decision is about."""
        raise NotImplementedError

    def question(self, form: Any) -> HttpResponse | None:
        """What is asked once more before the decision is kept."""
        raise NotImplementedError

    def decide(self, form: Any) -> str:
        """Decide, and say what became of it. Raises WordsChanged or the refusal of this kind."""
        raise NotImplementedError

    def what_is_shown(self) -> dict[str, Any]:
        """What the template of this kind shows besides."""
        raise NotImplementedError

    @override
    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        self.user = request.user
        if not self.may_open():
            raise PermissionDenied
        self.change = get_object_or_404(self.model, pk=kwargs["change_id"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, change_id: int) -> HttpResponse:
        """The change, and the form for those who decide it."""
        return self.screen(self.form_class.asked_of(request) if self.may_decide() else None)

    def post(self, request: HttpRequest, change_id: int) -> HttpResponse:
        """Decide, ask once more, or show the form again with what is wrong."""
        if not self.may_decide():
            messages.warning(request, self.not_waiting)
            return redirect(self.address, self.change.pk)
        form = self.form_class.asked_of(request)
        if not form.is_valid() or goes_back(request):
            return self.screen(form)
        if question := self.question(form):
            return question
        try:
            told = record_once(request, partial(self.decide, form))
        except self.refusal as refusal:
            form.add_error(None, str(refusal))
        except WordsChanged as refusal:
            return self.screen_of_both(form, refusal)
        else:
            messages.success(request, told or RECORDED_ALREADY)
            return redirect(self.address_of_all)
        return self.screen(form)

    def act(self, act: Callable[[], object], *, said: str) -> HttpResponse:
        """What a button does that needs no form."""
        try:
            act()
        except self.refusal as refusal:
            messages.error(self.request, str(refusal))
        except WordsChanged as refusal:
            return self.screen_of_both(None, refusal)
        else:
            messages.success(self.request, said)
        return redirect(self.address_of_all)

    def shown_words(self) -> ShownWords | None:
        """The words that the person had before them."""
        return shown_words(self.request.POST.get(SHOWN, ""))

    def screen_of_both(self, form: DecisionForm | None, refusal: WordsChanged) -> HttpResponse:
        """The change as it is now, with what differs from what the person saw."""
        self.change.refresh_from_db()
        return self.screen(form, changed=refusal.changed)

    def screen(
        self, form: DecisionForm | None, *, changed: list[PartDifference] | None = None
    ) -> HttpResponse:
        """The page; `changed` is what differs from what the person saw, None where that is not known to differ."""
        context = {
            "change": self.change,
            "form": form,
            "shown": token_to_carry(self.request, self.change, self.content(), changed=changed),
            "changed_meanwhile": changed,
            "may_take_back": self.may_take_back(),
            "address_to_take_back": self.address_to_take_back,
            **self.what_is_shown(),
        }
        return render(self.request, self.template_name, context, status=200 if changed is None else 409)
