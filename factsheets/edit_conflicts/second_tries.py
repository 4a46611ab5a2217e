"""A form whose answer was lost comes again: it knows its own first save, which is nobody else's text.

Each form of the admin has a name of its own, drawn with it. What was saved under that name is noted in the same transaction, so
that a second try which waits for the first finds it.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass, field
from typing import Any

from django.apps import apps
from django.core.cache import caches
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.models import RevisionMixin

from backcare.retention import FORMS_SAVED
from factsheets.screens import editing_form as posted_as

from .loaded_values import LOADED_VALUES, marked_anew

#: The hidden field of the form.
NAME_OF_FORM = "name-of-form"
_A_NAME = re.compile(r"[A-Za-z0-9]{22}")
_NOT_THE_WORDS = {
    "csrfmiddlewaretoken",
    "typed-words-mark",
    LOADED_VALUES,
    posted_as.LOADED,
    posted_as.LOADED_AT,
    posted_as.OWN_DRAFT,
}
_ACTS = (posted_as.SUBMIT, posted_as.RESTART, posted_as.CANCEL, posted_as.DECIDE)
_IT_HAD_ARRIVED = "Your first try had arrived: everything is saved, and nothing was done twice."


@dataclass(frozen=True)
class FirstTry:
    """What a form has saved."""

    #: The row, such as “home.plainpage:7”.
    of: str
    #: A mark of all that was posted.
    sent: str
    #: Where the browser was sent on to; nothing after a draft that the screen saved by itself.
    led_to: str = ""
    #: The revision that was saved, and its moment.
    stands: list[str] = field(default_factory=list)
    #: What the form would have been told, had the answer come: the keys of its new rows.
    updates: dict[str, str] = field(default_factory=dict)
    #: The values of a row without revisions, as the form left them.
    values: str = ""


def first_try(request: HttpRequest) -> FirstTry | None:
    """What this form has saved before, for this person."""
    key = _key(request)
    noted = caches["shared"].get(key) if key else None
    return FirstTry(**noted) if noted else None


def claimed(request: HttpRequest) -> bool:
    """Have a second try at the same moment wait for the end of this transaction; False where the form has no name."""
    key = _key(request)
    if key:
        caches["shared"].add(key, {}, FORMS_SAVED.time.total_seconds())
    return bool(key)


def answer_again(request: HttpRequest, row: Model) -> HttpResponse | None:
    """Where the same words have arrived already and nobody has saved since, they are not saved once more."""
    first = first_try(request)
    if (
        first is None
        or not first.stands  # a row is saved anew at no cost, and its marks tell what others have changed
        or not is_the_same_again(request, first)
        or not _stands_still(request, first, row)
        or any(request.POST.get(name) for name in _ACTS)  # a decision says itself how it stands
    ):
        return None
    return tell_it_had_arrived(request, first)


def go_on_from_first_try(request: HttpRequest, row: Model) -> FirstTry | None:
    """Give the form what the lost answer would have told it. Nothing where somebody else has saved since.

    To be called with the row held.
    """
    first = first_try(request)
    if first is None or not _stands_still(request, first, row):
        return None
    posted = request.POST.copy()
    if first.values:
        posted[LOADED_VALUES] = first.values
    if first.stands:
        if first.stands == [posted.get(posted_as.LOADED), posted.get(posted_as.LOADED_AT)]:
            return None  # the answer came
        posted[posted_as.LOADED], posted[posted_as.LOADED_AT] = first.stands
        if not first.led_to:
            posted[posted_as.OWN_DRAFT] = first.stands[0]
        for name, value in first.updates.items():
            posted[name] = value
    request.POST = posted  # type: ignore[assignment]
    return first


def note_try(
    request: HttpRequest, row: Model | None, answer: HttpResponseBase, before: FirstTry | None = None
) -> None:
    """Keep what was saved, if it was. `before` is the try whose answer was lost."""
    key = _key(request)
    told = _told(answer)
    is_saved = told.get("success") if told else answer.status_code == 302
    if not key:
        return
    if not is_saved or row is None:
        if caches["shared"].get(key) == {}:
            caches["shared"].delete(key)
        return
    updates = told.get("field_updates") or getattr(request, "field_updates", {})
    if before is not None:
        updates = before.updates | updates
        if told:
            told["field_updates"] = updates
            answer.content = JsonResponse(told).content  # type: ignore[attr-defined]
    row = type(row)._base_manager.get(pk=row.pk)
    saved = FirstTry(
        of=_name_of(row),
        sent=_mark_of(request),
        led_to="" if told else answer.headers["Location"],
        stands=_stands(row),
        updates=updates,
        values="" if isinstance(row, RevisionMixin) else marked_anew(request, row),
    )
    caches["shared"].set(key, asdict(saved), FORMS_SAVED.time.total_seconds())


def _key(request: HttpRequest) -> str:
    name = request.POST.get(NAME_OF_FORM, "")
    return f"form:{request.user.pk}:{name}" if _A_NAME.fullmatch(name) else ""


def _told(answer: HttpResponseBase) -> dict[str, Any]:
    if answer.headers.get("Content-Type") != "application/json":
        return {}
    told: dict[str, Any] = json.loads(answer.content)  # type: ignore[attr-defined]
    return told


def _mark_of(request: HttpRequest) -> str:
    words = [(name, values) for name, values in sorted(request.POST.lists()) if name not in _NOT_THE_WORDS]
    files = [
        (name, each.name, each.size) for name in sorted(request.FILES) for each in request.FILES.getlist(name)
    ]
    return hashlib.sha256(json.dumps([request.path, words, files]).encode()).hexdigest()


def _stands_still(request: HttpRequest, first: FirstTry, row: Model) -> bool:
    """Whether `row` is what the first try saved, and as it left it."""
    if first.of != _name_of(row):
        return False
    if isinstance(row, RevisionMixin):
        return first.stands == _stands(row)
    return True  # the marks of its values tell what others have changed since


def _stands(row: Model) -> list[str]:
    latest = row.latest_revision if isinstance(row, RevisionMixin) else None
    return [str(latest.pk), latest.created_at.isoformat()] if latest else []


def _name_of(row: Model) -> str:
    return f"{row._meta.label_lower}:{row.pk}"


def created_before(request: HttpRequest) -> tuple[FirstTry, Model] | None:
    """What this form for something new has made, if it still is there. To be called after `claimed`."""
    first = first_try(request)
    if first is None:
        return None
    model, _, key = first.of.partition(":")
    row = apps.get_model(model)._base_manager.filter(pk=key).first()
    return None if row is None else (first, row)


def is_the_same_again(request: HttpRequest, first: FirstTry) -> bool:
    """Whether a button was pressed once more, and nothing was typed since."""
    return bool(first.led_to) and first.sent == _mark_of(request)


def tell_it_had_arrived(request: HttpRequest, first: FirstTry) -> HttpResponse:
    """Where the first try led."""
    messages.success(request, _IT_HAD_ARRIVED)
    return redirect(first.led_to)
