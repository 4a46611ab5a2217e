"""A record that cannot be corrected is shown in words before it is kept: "Record it", or "Go back and change it".

A view asks in three steps, with a form that is valid:

    if request.method == "POST" and form.is_valid() and not goes_back(request):
        if question := ask_once_more(request, facts=facts_of(form), …):
            return question
        done = record_once(request, act)

Everything that was posted travels through the question in hidden fields, so nothing typed is lost on either way. No step
needs JavaScript.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.formats import date_format

#: Which button was pressed, and the mark by which a form that is sent twice is known.
STEP, MARK = "once-more", "once-more-mark"
RECORD, CHANGE = "record", "change"
_KEPT = "recorded_forms"
#: So many of the latest marks are kept: more than anybody has open at once.
_MOST = 50
_OURS = (STEP, MARK, "csrfmiddlewaretoken")

#: For whoever sent the same form twice.
RECORDED_ALREADY = "It is recorded. The form came twice, and nothing was recorded a second time."

Done = TypeVar("Done")


class Fact(NamedTuple):
    """One line of what will be recorded."""

    label: str
    words: str


def goes_back(request: HttpRequest) -> bool:
    """Whether the person pressed "Go back and change it": the form is shown again with what they typed."""
    return request.POST.get(STEP) == CHANGE


def is_answered(request: HttpRequest) -> bool:
    """Whether the person has seen the question and pressed "Record it"."""
    return request.POST.get(STEP) == RECORD and bool(request.POST.get(MARK))


def answered() -> dict[str, str]:
    """The fields of a form that says itself what will be recorded, so that nobody has to be asked once more."""
    return {STEP: RECORD, MARK: get_random_string(32)}


def ask_once_more(
    request: HttpRequest, *, heading: str, subtitle: object, facts: Sequence[Fact], consequence: str = ""
) -> HttpResponse | None:
    """The question, or None where the person has answered "Record it"."""
    if is_answered(request):
        return None
    context = {
        "heading": heading,
        "subtitle": subtitle,
        "facts": facts,
        "consequence": consequence,
        "typed": [(name, each) for name, all_ in request.POST.lists() for each in all_ if name not in _OURS],
        "mark": get_random_string(32),
    }
    return render(request, "factsheets/screens/once_more.html", context)


def record_once(request: HttpRequest, act: Callable[[], Done]) -> Done | None:
    """What `act` returns; None if this very form has been recorded before: a double click, a page that was sent again.

    The mark is kept with the record in one transaction, in the session, whose row is held meanwhile. Whatever `act`
    raises passes through, and then nothing was recorded.
    """
    mark = request.POST[MARK]
    with transaction.atomic():
        session: Any = request.session
        session.model.objects.select_for_update().filter(session_key=session.session_key).first()
        stored = type(session)(session.session_key)
        marks = stored.get(_KEPT, [])
        if mark in marks:
            return None
        done = act()
        stored[_KEPT] = [*marks, mark][-_MOST:]
        stored.save()
    session[_KEPT] = stored[_KEPT]
    return done


def facts_of(form: forms.BaseForm, names: Iterable[str] | None = None) -> list[Fact]:
    """What a valid form says, field by field, with dates written out so that a wrong one is seen."""
    fields = form.visible_fields() if names is None else [form[name] for name in names]
    return [Fact(str(field.label), _words(field, form.cleaned_data.get(field.name))) for field in fields]


def day_in_full(day: date) -> str:
    """Such as "Friday 31 October 2025"."""
    return date_format(day, "l j F Y")


def _words(field: BoundField, value: object) -> str:
    if value is None or value == "":
        return "Nothing"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        moment = timezone.localtime(value)
        return f"{day_in_full(moment)} at {date_format(moment, 'H:i')}"
    if isinstance(value, date):
        return day_in_full(value)
    if isinstance(value, QuerySet | list | tuple):
        return ", ".join(_words(field, each) for each in value) or "Nothing"
    choices = {} if isinstance(field.field, forms.ModelChoiceField) else getattr(field.field, "choices", {})
    return str(dict(choices).get(value, value))
