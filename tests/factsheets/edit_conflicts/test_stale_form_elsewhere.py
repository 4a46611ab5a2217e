"""Forms of governed texts and ordinary pages that were loaded from an older text."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from factsheets.models import Disclaimer, SafetyAdvice
from tests.builders import as_loaded, library, sign_governed_texts
from tests.factsheets.screens.kinds import signed_in

from .test_stale_form import keep_mine, rows_shown

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [SafetyAdvice, Disclaimer])
def test_governed_texts_too(model):
    sign_governed_texts()
    text = model.objects.get()
    url = reverse(model.snippet_viewset.get_url_name("edit"), args=[text.pk])
    form = governed_form(text)
    field = "text" if model is Disclaimer else "emergency_points"
    setattr(text, field, "<p>Their words.</p>" if model is Disclaimer else "their words")
    text.save_revision()
    editor = signed_in("Editor")
    asked = editor.post(url, form)
    assert asked.status_code == 409
    [(saved, yours)] = rows_shown(asked).values()
    assert (saved.lower().strip("."), yours.lower().strip(".")) == ("their words", "my words")
    assert keep_mine(editor, asked).status_code == 302
    assert "my words" in getattr(model.objects.get().get_latest_revision_as_object(), field).lower()


def governed_form(text: SafetyAdvice | Disclaimer) -> dict[str, Any]:
    if isinstance(text, Disclaimer):
        return nested_form_data({"text": rich_text("<p>My words.</p>")}) | as_loaded(text)
    parts = [
        f"{level}_{part}" for level in ("emergency", "urgent", "non_urgent") for part in ("heading", "points")
    ]
    return {name: getattr(text, name) for name in parts} | {"emergency_points": "my words"} | as_loaded(text)


def test_other_pages_too():
    factsheet = library().get_parent().specific
    factsheet.save_revision()
    form = nested_form_data(
        {
            "title": "Home",
            "slug": factsheet.slug,
            "introduction": rich_text("<p>Mine</p>"),
            "comments": inline_formset([]),
        }
    ) | as_loaded(factsheet)
    factsheet.introduction = "<p>Theirs</p>"
    factsheet.save_revision()
    asked = signed_in("Administrator").post(reverse("wagtailadmin_pages:edit", args=[factsheet.pk]), form)
    assert asked.status_code == 409
    assert rows_shown(asked)["Introduction"] == ("Theirs", "Mine")
