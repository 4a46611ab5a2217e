"""How large a request may be, looked up before any of it is read: whoever sends more is told so at once."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from backcare.refusals import BROWSERS_COPY, Refusal
from backcare.unreadable import refused

#: A form of readers: three questions and a comment.
MOST_OF_READERS = 100 * 1024
#: What stands around a file in a form: its title, its tags, the marks between the fields.
_AROUND_A_FILE = 100_000


def most_bytes(request: HttpRequest) -> int:
    """How many bytes may be posted to this address; whole files only by those who are signed in."""
    admin = reverse("wagtailadmin_home")
    if not request.path.startswith(admin):
        return MOST_OF_READERS
    for below, most in settings.MOST_BYTES_OF_FILES.items():
        if request.path.startswith(f"{admin}{below}") and request.user.is_authenticated:
            return int(most) + _AROUND_A_FILE
    # Of a form without files Django itself takes so much.
    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) + _AROUND_A_FILE


def limit_body(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: 413 for a body that says of itself that it is too large. One that says nothing is not read at all."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        size = int(length) if length.isascii() and length.isdigit() and len(length) < 19 else None
        if size == 0:
            return get_response(request)
        most = most_bytes(request)
        if size is not None and size <= most:
            return get_response(request)
        sentence = f"That is more than this page takes, which is {filesizeformat(most)} at once."
        if request.path.startswith(reverse("wagtailadmin_home")):
            return refused(request, Refusal(413, f"{sentence} {BROWSERS_COPY}"), shows_words=False)
        return HttpResponse(
            f"{sentence} Nothing was saved.\n", status=413, content_type="text/plain; charset=utf-8"
        )

    return middleware
