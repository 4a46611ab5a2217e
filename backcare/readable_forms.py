"""Whether a posted form can be read is found out before anything else looks at it, at every address."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponseBase, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.urls import is_valid_path

from backcare.charsets import SAID, WRITTEN_AS, is_utf8
from backcare.refusals import HALF_A_FORM, OTHER_LETTERS, Refusal, of_exception
from backcare.unreadable import refusal_of_a_body, refused
from backcare.whole_forms import HalfAForm, OtherLetters

_FORM = "application/x-www-form-urlencoded"
_FORMS = (_FORM, "multipart/form-data")
_UNREADABLE = (BadRequest, MultiPartParserError, SuspiciousOperation, UnreadablePostError)


class ReadsForms:
    """Middleware before the CSRF check, which is the first that reads a form, and would fail again in each page about the failure."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Forget a strange charset: neither the address nor a page about a failure is read by it."""
        said = request.META.get(SAID) or request.encoding
        request.is_of_other_letters = bool(said) and not is_utf8(str(said))  # type: ignore[attr-defined]
        if request.encoding:
            request.encoding = WRITTEN_AS
        try:
            # Not by `request.GET`: what nobody has looked at makes no difference to readers' caches.
            QueryDict(request.META.get("QUERY_STRING", ""), encoding=WRITTEN_AS)
        except SuspiciousOperation as error:
            request.GET = QueryDict()
            request.unreadable_address = error  # type: ignore[attr-defined]
        if request.method == "POST" and not is_valid_path(request.path_info) and _what_is_wrong(request):
            # There is no view. The page that says so would look at the form, and fail.
            request._mark_post_parse_error()  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponseBase | None:
        """Refuse what cannot be read, before the view and all that asks something about it."""
        error = getattr(request, "unreadable_address", None)
        refusal = refusal_of_a_body(error) if error else None
        if refusal is None and request.method == "POST":
            refusal = _what_is_wrong(request)
        if refusal is None:
            return None
        request._mark_post_parse_error()  # type: ignore[attr-defined]
        return refused(request, refusal, shows_words=False)


def _what_is_wrong(request: HttpRequest) -> Refusal | None:
    if request.content_type in _FORMS and request.is_of_other_letters:  # type: ignore[attr-defined]
        return OTHER_LETTERS
    try:
        posted = request.POST
    except HalfAForm:
        return HALF_A_FORM
    except OtherLetters:
        return OTHER_LETTERS
    except _UNREADABLE as error:
        return refusal_of_a_body(error)
    except OSError as error:
        # What is large is put on the disk while it comes in.
        if (refusal := of_exception(error)) is None:
            raise
        return refusal
    if (
        request.content_type == _FORM
        and _may_be_of_other_letters(request, posted)
        and not _is_utf8(request.body)
    ):
        return OTHER_LETTERS
    return None


def _may_be_of_other_letters(request: HttpRequest, posted: QueryDict) -> bool:
    """Whether Django may have guessed, or put its sign for what cannot be read; a person can have typed that sign, too."""
    lost = any("\ufffd" in name + "".join(map(str, values)) for name, values in posted.lists())
    return lost or not request.body.isascii()


def _is_utf8(body: bytes) -> bool:
    try:
        unquote_to_bytes(body).decode()
    except UnicodeDecodeError:
        return False
    return True
