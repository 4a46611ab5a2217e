"""Rows of a form that was loaded from an older text, made to fit the text that has been saved meanwhile."""

from __future__ import annotations

import re

from django.db.models import Model
from django.http import QueryDict
from wagtail.admin.forms import WagtailAdminModelForm


def fit_rows(typed: QueryDict, text: Model, form_class: type[WagtailAdminModelForm]) -> QueryDict:
    """What was typed, in a shape that replaces the rows of `text`: saved with it, the rows are those that were typed.

    A typed row that has been deleted meanwhile becomes a new one; a row that was added meanwhile is taken out of
    `text`. Comments and import notes are other people's: there the rows of `text` stay, and what is gone stays gone.
    """
    fitted = typed.copy()
    for prefix, formset in form_class.formsets.items():
        if not typed.get(f"{prefix}-TOTAL_FORMS", "").isdigit():
            continue
        relation = formset.fk.remote_field.get_accessor_name()
        rows = {str(row.pk): row for row in getattr(text, relation).all()}
        typed_ids = _ids(typed, prefix)
        gone = {number for number, pk in enumerate(typed_ids) if pk and pk not in rows}
        if prefix == "comments" or formset.max_num == 0:
            fitted = _without(fitted, prefix, gone)
        else:
            for number in gone:
                fitted[f"{prefix}-{number}-id"] = ""
            setattr(text, relation, [rows[pk] for pk in typed_ids if pk in rows])
    return fitted


def _ids(typed: QueryDict, prefix: str) -> list[str]:
    """The keys of the rows that were there when the form was loaded."""
    initial = typed.get(f"{prefix}-INITIAL_FORMS", "")
    return [
        typed.get(f"{prefix}-{number}-id", "") for number in range(int(initial) if initial.isdigit() else 0)
    ]


def _without(typed: QueryDict, prefix: str, gone: set[int]) -> QueryDict:
    """The form without the rows of these numbers, the others counted anew."""
    if not gone:
        return typed
    result = QueryDict(mutable=True)
    for key, values in typed.lists():
        row = re.fullmatch(rf"{re.escape(prefix)}-(\d+)-(.*)", key)
        if row and int(row[1]) in gone:
            continue
        if row:
            number = int(row[1]) - sum(each < int(row[1]) for each in gone)
            key = f"{prefix}-{number}-{row[2]}"
        result.setlist(key, values)
    for count in ("TOTAL_FORMS", "INITIAL_FORMS"):
        result[f"{prefix}-{count}"] = str(int(typed.get(f"{prefix}-{count}", "")) - len(gone))
    return result
