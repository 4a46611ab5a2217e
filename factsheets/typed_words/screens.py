"""Who is signed in, for a page that was open meanwhile; and editing screens that show kept words again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from typing_extensions import override
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views.pages.create import CreateView

from factsheets.edit_conflicts.deciding_screen import DecidingEditView, TellsOfNewRows
from factsheets.edit_conflicts.editing import edit_page
from factsheets.edit_conflicts.typed_rows import fit_rows
from factsheets.screens.report import name_of

from .keeping import words_to_put_back

_IT_IS_BACK = "Your words are back in this form. They are not saved yet: look at them, and save."


@never_cache
@require_safe
def who_is_signed_in(request: HttpRequest) -> HttpResponse:
    """For our script: the account of this browser, with a fresh token for its forms. Open to all, and tells each only of themselves."""
    user = request.user
    if not user.is_authenticated or not user.has_perm("wagtailadmin.access_admin"):
        return JsonResponse({"person": None})
    return JsonResponse({"person": str(user.pk), "name": name_of(user), "csrf_token": get_token(request)})


@require_safe
def signed_in_again(request: HttpRequest) -> HttpResponse:
    """Where the dialog leads by way of the page that signs in: go back to the tab with your words."""
    user = request.user if request.user.is_authenticated else None
    return render(request, "factsheets/typed_words/signed_in_again.html", {"name": name_of(user)})


@require_safe
def kept_words(request: HttpRequest) -> HttpResponse:
    """A page that the script fills: everything of this person that waits in this browser."""
    return render(request, "factsheets/typed_words/kept_words.html")


class PutsWordsBack:
    """For the generic views of a record: kept words are shown in the form, and nothing is saved."""

    def get_form_kwargs(self) -> dict[str, object]:
        """The form is bound to the words that are put back."""
        kwargs: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc]
        typed = words_to_put_back(self.request)  # type: ignore[attr-defined]
        if typed is None:
            return kwargs
        if kwargs.get("instance") is not None and hasattr(self.get_form_class(), "formsets"):  # type: ignore[attr-defined]
            typed = fit_rows(typed, kwargs["instance"], self.get_form_class())  # type: ignore[attr-defined]
        messages.warning(self.request, _IT_IS_BACK)  # type: ignore[attr-defined]
        return kwargs | {"data": typed, "files": None}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """As after a refused save: the screen knows that there is something to save."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        if words_to_put_back(self.request) is not None:  # type: ignore[attr-defined]
            context |= {"has_unsaved_changes": True, "put_back": True}
        return context


class PageWithWordsBack(DecidingEditView):
    """The editing screen of a page with kept words in its form."""

    @override
    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self.form = self.form_class(
            fit_rows(request.POST, self.page, self.form_class),
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=request.user,
        )
        _read(self.form)
        self.has_unsaved_changes = True
        messages.warning(request, _IT_IS_BACK)
        response: HttpResponse = self.render_to_response(self.get_context_data(put_back=True))
        return response


class NewPage(TellsOfNewRows, CreateView):
    """Wagtail's form for a new page."""


class NewPageWithWordsBack(CreateView):
    """The form for a new page with kept words in it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the words, in as many rows as were typed."""
        self.form = self.form_class(
            request.POST,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent_page,
            for_user=request.user,
        )
        _read(self.form)
        self.has_unsaved_changes = True
        messages.warning(request, _IT_IS_BACK)
        response: HttpResponse = self.render_to_response(self.get_context_data(put_back=True))
        return response


_edit_with_words_back = PageWithWordsBack.as_view()
_create_with_words_back = NewPageWithWordsBack.as_view()
_create = NewPage.as_view()


def edit_page_or_put_back(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """In the place of Wagtail's editing screen of pages."""
    if words_to_put_back(request) is None:
        return edit_page(request, page_id)
    response: HttpResponseBase = _edit_with_words_back(request, page_id=page_id)
    return response


def create_page_or_put_back(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
    """In the place of Wagtail's form for a new page."""
    view = _create if words_to_put_back(request) is None else _create_with_words_back
    response: HttpResponseBase = view(request, *args, **kwargs)
    return response


def _read(form: WagtailAdminModelForm) -> None:
    """Have the form read what it was given, as a draft that may have gaps."""
    form.defer_required_fields()
    form.is_valid()
    form.restore_required_fields()


def _staff_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    guarded: Callable[..., HttpResponseBase] = never_cache(require_admin_access(view))
    return guarded


#: Under the admin's address. Who is signed in is told to all: a page of somebody who was signed out asks for it.
typed_words_urls = [
    path("who-is-signed-in/", who_is_signed_in, name="who_is_signed_in"),
    path("signed-in-again/", _staff_only(signed_in_again), name="signed_in_again"),
    path("kept-words/", _staff_only(kept_words), name="kept_words"),
]
