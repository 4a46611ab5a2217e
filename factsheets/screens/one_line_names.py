"""Every name that staff write in one line is checked in one place, whichever form, import or command writes it.

The rule is asked by the fields of the models, so by each form that is made of them, by `full_clean`, and by `createsuperuser`.
A title of a page is checked where it is typed: a page that was stored earlier still goes live at its date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db.models import CharField, EmailField, Field, Model, SlugField, URLField
from wagtail.models import Page

from factsheets.language.one_line import check_name, check_one_line, check_title

#: Applications whose records staff write.
_WRITTEN_BY_STAFF = ("auth", "factsheets", "home", "taggit", "wagtail")
#: What people, groups, collections, pages and records are called.
_NAMES = frozenset(
    ("username", "first_name", "last_name", "name", "plain_name", "title", "seo_title", "site_name", "abbreviation")
)  # fmt: skip
#: Works of others keep the titles that their authors gave them, whichever signs are in them.
_OF_OTHERS = frozenset(("source", "resource"))
_Check = Callable[[object], None]


def keep_names_on_one_line() -> None:
    """From now on each such field refuses, in words, what is no name."""
    for model, field in _fields():
        check = _check_of(model, field)
        if issubclass(model, Page):
            field.formfield = _checking(field.formfield, check)  # type: ignore[method-assign]
        elif check not in field.validators:
            field.validators.append(check)  # as Django adds that of the length: migrations know neither


def _check_of(model: type[Model], field: Field[object, object]) -> _Check:
    if field.name not in _NAMES:
        return check_one_line
    return check_title if model._meta.model_name in _OF_OTHERS else check_name


def _fields() -> Iterator[tuple[type[Model], Field[object, object]]]:
    for model in apps.get_models():
        if not model._meta.app_label.startswith(_WRITTEN_BY_STAFF):
            continue
        for field in model._meta.local_fields:
            is_line = isinstance(field, CharField) and not isinstance(
                field, EmailField | SlugField | URLField
            )
            if is_line and field.editable and not field.choices:
                yield model, field


def _checking(formfield: Callable[..., Any], check: _Check) -> Callable[..., Any]:
    def checked(*words: Any, **options: Any) -> Any:
        made = formfield(*words, **options)
        if made is not None:
            made.validators = [*made.validators, check]
        return made

    return checked
