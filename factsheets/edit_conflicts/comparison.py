"""Two texts of one form side by side: what has been saved, and what somebody typed; only where they differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import BaseForm, BaseFormSet, BooleanField, ChoiceField, Field, ModelChoiceField
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from wagtail.admin.panels import InlinePanel, Panel, PanelGroup
from wagtail.rich_text import expand_db_html

#: Belongs to a person, not to the text.
_NOT_THE_TEXT = {"comment_notifications", "id", "ORDER", "DELETE"}


@dataclass(frozen=True)
class FieldConflict:
    """One field, or all rows of one kind, in words; a list without anything in it is an empty field."""

    label: str
    saved: list[str]
    typed: list[str]


@dataclass(frozen=True)
class _Reading:
    label: str
    #: What two readings have in common when they are the same.
    value: object
    words: list[str]


def field_conflicts(saved: BaseForm, typed: BaseForm, panel: Panel) -> list[FieldConflict]:
    """Where the bound form `typed` differs from the unbound form `saved`, in the order of the editing screen."""
    headings = dict(_headings(panel))
    before, after = _read(saved, headings), _read(typed, headings)
    return [
        FieldConflict(reading.label, before[name].words, reading.words)
        for name, reading in after.items()
        if name in before and before[name].value != reading.value
    ]


def typed_words(form: BaseForm, panel: Panel) -> list[tuple[str, list[str]]]:
    """Label and words of everything in a bound form that is not empty."""
    return [
        (reading.label, reading.words)
        for reading in _read(form, dict(_headings(panel))).values()
        if reading.words
    ]


def _headings(panel: Panel) -> Iterator[tuple[str, str]]:
    """What the screen calls each kind of row."""
    if isinstance(panel, InlinePanel):
        yield panel.relation_name, str(panel.heading)
    elif isinstance(panel, PanelGroup):
        for child in panel.children:
            yield from _headings(child)


def _read(form: BaseForm, headings: dict[str, str]) -> dict[str, _Reading]:
    found = {
        name: _Reading(str(form[name].label), _comparable(field, form[name].value()), _words_of(form, name))
        for name, field in form.fields.items()
        if name not in _NOT_THE_TEXT
    }
    for name, formset in getattr(form, "formsets", {}).items():
        if name == "comments":
            continue
        rows = list(_rows(formset))
        label = headings.get(name) or capfirst(str(formset.model._meta.verbose_name_plural))
        found[name] = _Reading(label, [value for value, _ in rows], [words for _, words in rows])
    return found


def _words_of(form: BaseForm, name: str) -> list[str]:
    words = _words(form.fields[name], form[name].value())
    return [words] if words else []


def _rows(formset: BaseFormSet[Any]) -> Iterator[tuple[object, str]]:
    """Each row in its order: what it is compared by, and its words."""
    forms = formset.forms if formset.is_bound else formset.initial_forms
    if formset.is_bound:
        forms = [form for form in forms if "DELETE" not in form.fields or not form["DELETE"].value()]
        forms.sort(key=_place)
    for form in forms:
        fields = {name: field for name, field in form.fields.items() if name not in _NOT_THE_TEXT}
        words = [_in_a_row(form, name, field) for name, field in fields.items()]
        if formset.max_num == 0:  # rows that are only ticked: the row itself says what is ticked
            words.insert(0, str(form.instance))
        if any(words):
            value = [_comparable(field, form[name].value()) for name, field in fields.items()]
            yield value, " – ".join(filter(None, words))


def _place(form: BaseForm) -> int:
    order = str(form["ORDER"].value() or "") if "ORDER" in form.fields else ""
    return int(order) if order.isdigit() else 10**6


def _in_a_row(form: BaseForm, name: str, field: Field) -> str:
    words = _words(field, form[name].value())
    return f"{form[name].label}: {words}" if isinstance(field, BooleanField) else words


def _value(field: Field, raw: object) -> object:
    """The value that a person means; what cannot be understood stays as it was typed."""
    try:
        return field.to_python(raw)
    except ValidationError:
        return raw


def _rich(field: Field, raw: object) -> str:
    """Formatted text as the editor would save it, without the editor's own keys."""
    converter = field.widget.converter
    html = converter.to_database_format(converter.from_database_format(str(raw or "")))
    html = re.sub(r' data-block-key="[^"]*"', "", html)
    return "" if html == "<p></p>" else html


def _comparable(field: Field, raw: object) -> object:
    if hasattr(field.widget, "converter"):
        return _rich(field, raw)
    value = _value(field, raw)
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, datetime):
        return _moment(value)  # the form knows no seconds
    return "\n".join(str("" if value is None else value).splitlines()).strip()


def _words(field: Field, raw: object) -> str | SafeString:
    if hasattr(field.widget, "converter"):
        # The editor's converter lets only its own few elements through.
        return mark_safe(str(expand_db_html(_rich(field, raw))))  # noqa: S308
    value = _value(field, raw)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(field, ChoiceField) and not isinstance(field, ModelChoiceField):
        return str(dict(cast("Iterable[tuple[Any, Any]]", field.choices)).get(value, value)) if value else ""
    return "" if value is None else str(value)


def _moment(value: datetime) -> str:
    return date_format(timezone.localtime(value), "j F Y, H:i")
