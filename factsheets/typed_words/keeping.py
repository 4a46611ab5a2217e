"""What the server says and takes for words that are kept in a browser: that they are saved, and that they are put back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.messages.storage.base import BaseStorage
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.urls import reverse

from backcare.retention import TYPED_IN_BROWSER

#: Posted with a form whose words are kept: the name under which the browser knows them.
MARK = "typed-words-mark"
#: How the cookie begins that says: the words of this mark are saved. The script takes it away when it has read it.
SAVED = "typed-words-saved-"
#: Posted alone: a whole form as JSON, `[[name, value], …]`, that is to be shown again and not saved.
PUT_BACK = "typed-words-put-back"

_A_MARK = re.compile(r"[a-z0-9]{8,40}")


class KeepsTypedWords:
    """Middleware of the admin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Tell the browser which words are saved, after the view has answered."""
        response = self.get_response(request)
        if (
            request.path.startswith(self.admin)
            and request.method == "POST"
            and _has_done_it(request, response)
        ):
            mark = request.POST.get(MARK, "")
            if _A_MARK.fullmatch(mark):
                response.set_cookie(
                    f"{SAVED}{mark}",
                    "1",
                    max_age=TYPED_IN_BROWSER.time,
                    path=self.admin,
                    secure=settings.SESSION_COOKIE_SECURE,
                    samesite="Lax",
                )
        return response

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Words that are put back are shown by the view that shows the form: it sees a form to be filled, not one to be saved.

        Raises BadRequest when they are not what our script sends.
        """
        if request.path.startswith(self.admin) and request.method == "POST" and PUT_BACK in request.POST:
            request.POST = _form_of(request.POST[PUT_BACK])  # type: ignore[assignment]
            request.method = "GET"
            request.is_put_back = True  # type: ignore[attr-defined]


def words_to_put_back(request: HttpRequest) -> QueryDict | None:
    """The form that is to be shown again, or None where nothing is put back."""
    return request.POST if getattr(request, "is_put_back", False) else None


def _has_done_it(request: HttpRequest, response: HttpResponseBase) -> bool:
    """A form that was taken leads on without complaint. What is not known for certain stays in the browser."""
    if response.status_code not in (302, 303):
        return False
    told = messages.get_messages(request)
    levels = [message.level for message in told]
    if isinstance(told, BaseStorage):
        told.used = False  # they are still to be shown
    return messages.ERROR not in levels


def _form_of(sent: str) -> QueryDict:
    try:
        entries = json.loads(sent)
        pairs = [(name, value) for name, value in entries]
    except (ValueError, TypeError, RecursionError):
        raise BadRequest("The kept words cannot be read.") from None
    if len(pairs) > settings.DATA_UPLOAD_MAX_NUMBER_FIELDS or not all(
        isinstance(name, str) and isinstance(value, str) for name, value in pairs
    ):
        raise BadRequest("The kept words cannot be read.")
    form = QueryDict(mutable=True)
    for name, value in pairs:
        form.appendlist(name, value)
    return form
