"""What Wagtail's scripts note for somebody as read or put away: only that, as it would lie in the account for ever."""

from __future__ import annotations

import json
from typing import TypeGuard

from django.http import HttpRequest, HttpResponse, JsonResponse
from wagtail.admin.views.dismissibles import DismissiblesView

#: Notes of one person, letters of a name and of a version that was read about.
_MOST, _LONGEST = 200, 100
_MOST_BYTES = 20_000
_REFUSED = "This is no list of what was read or put away. Nothing was saved."


class Dismissed(DismissiblesView):
    """In the place of Wagtail's view, which keeps whatever it gets and fails at all but an object."""

    def patch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Keep short names, each with yes, no or a version."""
        profile = getattr(request.user, "wagtail_userprofile", None)
        if not _are_notes(request.body, set(profile.dismissibles) if profile else set()):
            return JsonResponse({"success": False, "error_message": _REFUSED}, status=400)
        answer: HttpResponse = super().patch(request, *args, **kwargs)
        return answer


def _are_notes(body: bytes, kept: set[str]) -> bool:
    if len(body) > _MOST_BYTES:
        return False
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):  # broken, of other letters, a number beyond all numbers, or too deep
        return False
    return _is_object(sent) and len(kept | set(sent)) <= _MOST and all(map(_is_note, sent.items()))


def _is_object(sent: object) -> TypeGuard[dict[str, object]]:
    return isinstance(sent, dict)


def _is_note(pair: tuple[str, object]) -> bool:
    name, value = pair
    return _is_short(name) and (isinstance(value, bool) or _is_short(value))


def _is_short(word: object) -> bool:
    """Also without half letters and signs that no database keeps."""
    return isinstance(word, str) and len(word) <= _LONGEST and word.isprintable()
