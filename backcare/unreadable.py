"""What staff sent and nobody can read or store: answered with a sentence and with what was typed, never with a crash."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import (
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
    ValidationError,
)
from django.db import IntegrityError, OperationalError
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
    JsonResponse,
    QueryDict,
    UnreadablePostError,
)
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from backcare.accounts.recently import has_to_prove, where_to_prove
from backcare.refusals import (
    AWAY,
    BROWSERS_COPY,
    FORM_OF_ANOTHER_VISIT,
    GONE,
    MOST_ROWS_SHOWN_AGAIN,
    NOT_ALLOWED,
    PROVED_LONG_AGO,
    SIGNED_OUT,
    SIGNED_OUT_OR_IN,
    TOO_MUCH,
    TRY_AGAIN,
    UNREADABLE,
    Refusal,
    of_exception,
    of_request,
    rows_in,
    too_many_rows,
)

logger = logging.getLogger(__name__)


#: SQLSTATE of PostgreSQL where two transactions held what the other one needed: one of them is broken off.
_WAITED_FOR_EACH_OTHER = ("40P01", "40001")
#: All that a browser, a search engine or another program of ours sends.
KNOWN_METHODS = ("GET", "HEAD", "POST", "OPTIONS")
#: What Wagtail's own scripts send besides, by the last part of the name of the address: a note that was read, a preview that is left.
_SENT_BY_WAGTAIL = {
    "wagtailadmin_dismissibles": "PATCH",
    "preview_on_add": "DELETE",
    "preview_on_edit": "DELETE",
}
#: Forms of the admin for people who are not signed in.
_OPEN_TO_ALL = ("wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_password_reset")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Setting `CSRF_FAILURE_VIEW`. The form was opened before somebody signed out or in, perhaps in another window."""
    if not request.path.startswith(_staff_places()):
        return refused(request, FORM_OF_ANOTHER_VISIT, shows_words=False)
    return refused(request, SIGNED_OUT_OR_IN, shows_words=_comes_from_our_own_page(request))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """The map's `handler400`. Of a form that is too large nothing was read: what was typed lies in the browser, and is shown from there."""
    request._mark_post_parse_error()  # type: ignore[attr-defined]
    return refused(request, refusal_of_a_body(exception), shows_words=False)


def not_kept_while_away(request: HttpRequest) -> HttpResponse | None:
    """For the database's absence: what staff sent, with the words that arrived; None for what is no form of theirs.

    It asks nothing of the database, not even who sends it.
    """
    if request.method != "POST" or not request.path.startswith(_staff_places()):
        return None
    request.user = AnonymousUser()
    try:
        _ = request.POST
    except (SuspiciousOperation, UnreadablePostError, MultiPartParserError):
        request._mark_post_parse_error()  # type: ignore[attr-defined]
        return refused(request, AWAY, shows_words=False)
    answer = refused(request, AWAY, shows_words=_comes_from_our_own_page(request))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """The map's `handler403`: what somebody may not, for pages and for scripts."""
    return refused(request, NOT_ALLOWED)


def refusal_of_a_body(exception: Exception) -> Refusal:
    """What Django could not read, in words."""
    is_too_much = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    return TOO_MUCH if is_too_much else UNREADABLE


def _staff_places() -> tuple[str, str]:
    """How the addresses of the admin begin, and those of signing in."""
    return reverse("wagtailadmin_home"), reverse("account_login").removesuffix("login/")


def _is_sent_by_wagtail(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and _SENT_BY_WAGTAIL.get(match.url_name or "") == request.method


class RefuseUnreadable:
    """Middleware of the admin and of signing in: a request that no view can read is told what is wrong with it.

    A save that met another at the same moment is tried once more: the form sees then what the other has saved, and
    says so in its own words.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")
        self.places = _staff_places()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hand the request on; Django asks the two methods below around the view."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponseBase | None:
        """Refuse what cannot be read, or was sent after signing out, before its view sees it.

        No form sends DELETE or PUT, but Django's views that delete understand them, and what looks at posted forms would not.
        """
        if request.method not in KNOWN_METHODS and not _is_sent_by_wagtail(request):
            return HttpResponseNotAllowed(KNOWN_METHODS)
        if not request.path.startswith(self.places):
            return None
        is_lost = request.path.startswith(self.admin) and _has_signed_out(request)
        refusal = SIGNED_OUT if is_lost else of_request(request)
        if refusal is None and has_to_prove(request):
            if request.method in ("GET", "HEAD"):
                return _led_to_prove(request)
            refusal = PROVED_LONG_AGO
        return refused(request, refusal) if refusal else None

    def process_template_response(self, request: HttpRequest, response: Any) -> Any:
        """A form with very many rows is not drawn again with its mistakes: that would take the processor for many seconds."""
        if not request.path.startswith(self.admin) or not request.POST or response.status_code >= 400:
            return response
        rows = rows_in(request.POST)
        if rows <= MOST_ROWS_SHOWN_AGAIN:
            return response
        refusal = too_many_rows(rows, (response.context_data or {}).get("form"))
        return _Drawn(refused(request, refusal))

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Answer an error for which there is a sentence, after a second try where another save came between; else None."""
        if not request.path.startswith(self.places):
            return None
        if isinstance(exception, Http404):
            return refused(request, GONE) if _was_sent_by_staff(request) else None
        if _another_came_between(exception) and request.method == "POST":
            try:
                return _once_more(request)
            except (IntegrityError, ValidationError, OperationalError) as again:
                exception = again
        refusal = of_exception(exception)
        if refusal is None:
            return None
        logger.error("Refused: %s %s", request.method, request.path, exc_info=exception)
        return refused(request, refusal)


class _Drawn(HttpResponse):
    """An answer that stands for one that was still to be drawn."""

    def __init__(self, answer: HttpResponse) -> None:
        super().__init__(
            answer.content, status=answer.status_code, content_type=answer.headers["Content-Type"]
        )

    def render(self) -> HttpResponse:
        """It is drawn."""
        return self


def _another_came_between(exception: Exception) -> bool:
    """Whether the same may go well, or be refused in its own words, now that the other save is through."""
    state = getattr(exception.__cause__, "sqlstate", None)
    return isinstance(exception, IntegrityError | ValidationError) or state in _WAITED_FOR_EACH_OTHER


def _was_sent_by_staff(request: HttpRequest) -> bool:
    return (
        request.method == "POST"
        and request.path.startswith(reverse("wagtailadmin_home"))
        and request.user.has_perm("wagtailadmin.access_admin")
    )


def _once_more(request: HttpRequest) -> HttpResponseBase:
    match = request.resolver_match
    assert match is not None  # noqa: S101 - only a view raises what comes here
    for name in request.FILES:
        for file in request.FILES.getlist(name):
            file.seek(0)
    response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    return response


def _has_signed_out(request: HttpRequest) -> bool:
    """Wagtail would ask to sign in, and forget what was typed."""
    match = request.resolver_match
    is_open = bool(match and (match.url_name or "").startswith(_OPEN_TO_ALL))
    return request.method == "POST" and not (is_open or request.user.is_authenticated)


def _led_to_prove(request: HttpRequest) -> HttpResponse:
    """To the page that asks for a proof, and back; a small window of Wagtail's shows the way to it instead."""
    if request.headers.get("x-requested-with") != "XMLHttpRequest":
        return HttpResponseRedirect(where_to_prove(request, following=request.get_full_path()))
    behind = urlsplit(request.headers.get("referer", ""))
    is_ours = behind.netloc == request.get_host() and behind.path.startswith(reverse("wagtailadmin_home"))
    following = behind.path if is_ours else reverse("wagtailadmin_home")
    context = {"prove": where_to_prove(request, following=following)}
    shown = render_to_string("admin/prove_in_a_window.html", context, request=request)
    return JsonResponse({"step": "prove", "html": shown})


def _comes_from_our_own_page(request: HttpRequest) -> bool:
    """Another site could put its own words into a page of ours. Browsers name the origin of every post."""
    return (
        request.headers.get("origin", "").removeprefix("http://").removeprefix("https://")
        == request.get_host()
    )


def refused(request: HttpRequest, refusal: Refusal, *, shows_words: bool = True) -> HttpResponse:
    """The sentence, as a page or for a script, and what was typed, to be copied."""
    sentence = refusal.sentence
    if not request.path.startswith(reverse("wagtailadmin_home")):
        sentence = sentence.replace(BROWSERS_COPY, TRY_AGAIN)  # only the screens of the admin keep one
    if not request.accepts("text/html") or request.headers.get("x-requested-with") == "XMLHttpRequest":
        told = {"success": False, "error_code": "unreadable", "error_message": sentence}
        return JsonResponse(told, status=refusal.status)
    if not request.path.startswith(_staff_places()):
        return render(request, "refused.html", {"sentence": sentence}, status=refusal.status)
    signed_out = refusal in (SIGNED_OUT, SIGNED_OUT_OR_IN)
    typed = list(_typed(request.POST)) if shows_words else []
    context = {
        "sentence": sentence,
        "is_gone": refusal is GONE,
        "typed": typed,
        "signed_out": signed_out,
    }
    if refusal is PROVED_LONG_AGO:
        context["prove"] = where_to_prove(request, following=reverse("wagtailadmin_home"))
    template = "admin/away.html" if refusal is AWAY else "admin/unreadable.html"
    return render(request, template, context, status=refusal.status)


def _typed(posted: QueryDict) -> Iterator[tuple[str, str]]:
    """What a person may have written, to be copied; no secrets and no marks of the form itself."""
    for name, values in posted.lists():
        if "password" in name or name == "csrfmiddlewaretoken" or name.endswith("_FORMS"):
            continue
        for value in filter(None, values):
            yield name, _in_words(value)


def _in_words(value: str) -> str:
    """What the editor for formatted text sends is read as its paragraphs."""
    if not value.startswith('{"'):
        return value
    try:
        words = "\n".join(block["text"] for block in json.loads(value)["blocks"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return value
    # Half a letter (a lone surrogate) cannot be sent.
    return words.encode(errors="replace").decode()
