"""What a row without revisions held when its form was drawn, so that a save can tell whether somebody else came between.

Records, words of the search, people, groups, pictures and much else keep one state only. Their form carries a mark of each value that
it began with; a save compares the marks with what is stored then.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.core.signing import BadSignature, Signer
from django.db.models import Field, Model
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import get_random_string
from django.utils.functional import SimpleLazyObject
from wagtail.models import RevisionMixin

from .rows_below import names_of_rows, rows_as_stored

#: The hidden field of the form.
LOADED_VALUES = "loaded-values"
#: A value of a row that is no field of it: words that wait for a signature.
WAITING = "words_that_wait"

_signer = Signer(salt="loaded values")


class CarriesLoadedValues:
    """Middleware: the form of a stored row says what it was drawn from. One that comes back unsaved still says it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hand the request on; Django asks the method below before an answer is drawn."""
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: object) -> object:
        """Give the template the marks of the row that its form is about."""
        context = getattr(response, "context_data", None) or {}
        # By which a second try knows its first; a page without a form asks for none.
        context["name_of_form"] = SimpleLazyObject(lambda: get_random_string(22))
        form: Any = context.get("form")
        view = context.get("view")
        if _is_for_a_row(form) and not getattr(view, "merges_other_saves", False):
            stored = type(form.instance)._base_manager.filter(pk=form.instance.pk).first()
            if stored is not None:
                context["loaded_values"] = request.POST.get(LOADED_VALUES) or marks_of_values(
                    stored, form.fields
                )
        return response


def marks_of_values(row: Model, names: Any) -> str:
    """To be carried by a form: of which row it is, and a mark of the value of each of its fields among `names`."""
    fields = [field.name for field in _fields(row) if field.name in names]
    if hasattr(row, WAITING):
        fields.append(WAITING)
    fields += names_of_rows(row)
    return _signer.sign_object({"of": _name_of(row), "were": {name: _mark(row, name) for name in fields}})


def changed_since(request: HttpRequest, row: Model) -> list[str]:
    """The names of the values of `row`, as it is stored now, that are others than those its form was drawn from.

    Empty for a form that does not say it, as a program may send one.
    """
    return [name for name, mark in _loaded(request, row).items() if mark != _mark(row, name)]


def marked_anew(request: HttpRequest, row: Model) -> str:
    """The same values with the marks that they have now: for whoever has seen them and keeps their own."""
    return marks_of_values(row, _loaded(request, row))


def _loaded(request: HttpRequest, row: Model) -> dict[str, str]:
    try:
        loaded = _signer.unsign_object(request.POST.get(LOADED_VALUES, ""))
    except BadSignature:
        return {}
    return dict(loaded["were"]) if loaded["of"] == _name_of(row) else {}


def value_of(row: Model, name: str) -> Any:
    """A value as it is stored; keys for what is picked."""
    if name == WAITING:
        return getattr(row, WAITING)()
    if name in names_of_rows(row):
        return rows_as_stored(row, name)
    try:
        field = row._meta.get_field(name)
    except FieldDoesNotExist:  # of an older version of the site
        return ""
    if field.many_to_many:
        return sorted(getattr(row, name).values_list("pk", flat=True))
    return field.value_from_object(row)  # type: ignore[union-attr]


def _is_for_a_row(form: object) -> bool:
    return (
        isinstance(form, forms.ModelForm)
        and form.instance.pk is not None
        and not isinstance(form.instance, RevisionMixin)
    )


def _fields(row: Model) -> list[Field[Any, Any]]:
    return [*row._meta.concrete_fields, *row._meta.many_to_many]


def _name_of(row: Model) -> str:
    return f"{row._meta.label_lower}:{row.pk}"


def _mark(row: Model, name: str) -> str:
    return hashlib.sha256(str(value_of(row, name)).encode()).hexdigest()[:16]
