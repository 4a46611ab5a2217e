"""What Wagtail's views refuse with a status and hardly a word is said on a page of the admin, or to a script as it asks."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from backcare.refusals import NOT_ALLOWED, TRY_AGAIN, UNREADABLE, Refusal
from backcare.unreadable import refused

_IN_WORDS = {
    403: NOT_ALLOWED,
    405: Refusal(
        405,
        f"Nothing is shown at this address: it is for a button or a script of another screen. {TRY_AGAIN}",
    ),
}
_ADDRESS = Refusal(400, "The address cannot be read: something stands in it that does not belong there.")
_NO_FILE = Refusal(400, "No file arrived. Choose one, and send the form again.")


def puts_bare_answers_in_words(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware of the admin. What is a page, or data for a script, stays as it is."""
    admin = reverse("wagtailadmin_home")

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if not request.path.startswith(admin) or not _is_bare(response):
            return response
        answer = refused(request, _refusal(request, response))
        if "Allow" in response.headers:
            answer.headers["Allow"] = response.headers["Allow"]
        return answer

    return middleware


def _is_bare(response: HttpResponseBase) -> bool:
    return (
        response.status_code in (400, 403, 405)
        and isinstance(response, HttpResponse)
        and response.headers.get("Content-Type", "").startswith("text/")
        and b"<" not in response.content
    )


def _refusal(request: HttpRequest, response: HttpResponseBase) -> Refusal:
    if response.status_code != 400:
        return _IN_WORDS[response.status_code]
    if request.method != "POST":
        return _ADDRESS
    return (
        _NO_FILE
        if isinstance(response, HttpResponse) and b"upload a file" in response.content
        else UNREADABLE
    )
