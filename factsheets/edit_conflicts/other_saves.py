"""Two people change one row without revisions: whoever saves second sees what the first has saved, and chooses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models, transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from taggit.managers import TaggableManager
from taggit.utils import parse_tags
from wagtail.admin.utils import get_latest_str, get_user_display_name
from wagtail.log_actions import registry as log_registry

from factsheets.database.row_locks import held
from factsheets.screens.view_reentry import is_running_again, run_again

from .comparison import FieldConflict
from .loaded_values import LOADED_VALUES, WAITING, changed_since, marked_anew, value_of
from .rows_below import label_of_rows, names_of_rows, stored_row_words, typed_row_words
from .second_tries import go_on_from_first_try, note_try


def refuse_stale_row(request: HttpRequest, row: Model) -> HttpResponseBase | None:
    """For hooks that run before a row is changed: what Wagtail's view answers, run once more while the row is held."""
    if request.method != "POST" or is_running_again(request):
        return None
    with transaction.atomic():
        stored = held(type(row)._base_manager.filter(pk=row.pk)).first()
        if stored is None:
            return run_again(request)
        first = go_on_from_first_try(request, stored)
        answer = _both_rows(request, stored) or run_again(request)
        note_try(request, stored, answer, first)
        return answer


class NoticesOtherSaves:
    """Mixed into a view of Wagtail's that changes a row and has no hook."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """As Wagtail does, unless somebody else has saved since the form was opened."""
        answer = refuse_stale_row(request, self.get_object())  # type: ignore[attr-defined]
        return answer or super().post(request, *args, **kwargs)  # type: ignore[misc]


def _both_rows(request: HttpRequest, stored: Model) -> HttpResponse | None:
    """409 with what is stored and what was typed; None where nothing stands in the way. To be called with the row held."""
    changed = changed_since(request, stored)
    differences = [conflict for name in changed if (conflict := _conflict(request, stored, name))]
    if not differences:
        return None
    last = log_registry.get_logs_for_instance(stored).first()
    is_own = bool(last and last.user_id == request.user.pk)
    context = {
        "title": get_latest_str(stored),
        "differences": differences,
        "is_own": is_own,
        "saved_by": get_user_display_name(last.user) if last and last.user_id and not is_own else None,
        "saved_at": last.timestamp if last else timezone.now(),
        "button": "Keep mine",
        "has_no_history": True,
        "has_other_rows": any(name in changed for name in names_of_rows(stored)),
        "had_files": bool(request.FILES),
        "typed": [*_everything_typed(request), (LOADED_VALUES, marked_anew(request, stored))],
        "address": request.get_full_path(),
    }
    return render(request, "factsheets/edit_conflicts/both_texts.html", context, status=409)


def _everything_typed(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for name, values in request.POST.lists():
        if name not in (LOADED_VALUES, "csrfmiddlewaretoken"):
            for value in values:
                yield name, value


def _conflict(request: HttpRequest, stored: Any, name: str) -> FieldConflict | None:
    """In words; None where the same was typed, as by a second click on the same button."""
    value = value_of(stored, name)
    if name == WAITING:
        return FieldConflict("New words that wait for a signature", _lines(value), [])
    if name in names_of_rows(stored):
        typed_rows = typed_row_words(stored, name, request.POST)
        return FieldConflict(label_of_rows(stored, name), stored_row_words(stored, name), typed_rows)
    field = stored._meta.get_field(name)
    typed = request.POST.getlist(name)
    label = capfirst(str(field.verbose_name))
    if isinstance(field, models.FileField):  # a form without a file leaves the one that is there
        sent = [str(each.name) for each in request.FILES.getlist(name)]
        return FieldConflict(label, _lines(value), sent) if sent else None
    if isinstance(field, TaggableManager):
        tags = sorted(str(tag) for tag in getattr(stored, name).all())
        told = sorted(parse_tags(", ".join(typed)))
        return None if tags == told else FieldConflict(label, tags, told)
    if field.many_to_many or field.is_relation:
        keys = [str(key) for key in (value if field.many_to_many else [value]) if key is not None]
        if sorted(filter(None, typed)) == sorted(keys):
            return None
        return FieldConflict(label, _called(field, keys), _called(field, typed))
    if isinstance(field, models.BooleanField):
        return None if bool(typed) == value else FieldConflict(label, [_yes(value)], [_yes(bool(typed))])
    if _lines("\n".join(typed)) == _lines(value):
        return None
    choices = {str(key): str(words) for key, words in field.flatchoices}
    return FieldConflict(
        label, *([choices.get(line, line) for line in _lines(words)] for words in (value, "\n".join(typed)))
    )


def _called(field: Any, keys: Iterable[str]) -> list[str]:
    found = field.related_model._default_manager.filter(pk__in=[key for key in keys if key.isdigit()])
    return [str(each) for each in found]


def _lines(value: object) -> list[str]:
    return [line.strip() for line in str("" if value is None else value).splitlines() if line.strip()]


def _yes(value: object) -> str:
    return "Yes" if value else "No"
