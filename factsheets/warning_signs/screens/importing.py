"""Phrases from a CSV file: upload, see, confirm."""

from __future__ import annotations

from collections.abc import Sized

from django import forms
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from wagtail.admin import messages

from factsheets.exchange.shared_records import ExchangeError
from factsheets.screens.spreadsheets import without_the_apostrophe
from factsheets.warning_signs.phrases_file import (
    MOST_BYTES,
    PhraseRow,
    check_phrases,
    read_phrases,
    take_in_phrases,
)

from .phrases import may_import_phrases

_SALT = "factsheets.warning_phrases"
_LIST = "wagtailsnippets_factsheets_warningphrase:list"


class UploadForm(forms.Form):
    """Asks for the file; what is wrong with the whole of it is said beside the field."""

    file = forms.FileField(
        label="CSV file",
        help_text="Two columns with the headings “phrase” and “expected”: emergency, crisis, urgent or none.",
    )

    def clean_file(self) -> list[PhraseRow]:
        """The rows of the file, without the apostrophes that a safe export puts before them."""
        try:
            rows = read_phrases(self.cleaned_data["file"].read(MOST_BYTES + 1))
        except ExchangeError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return [row._replace(phrase=without_the_apostrophe(row.phrase)) for row in rows]


def import_phrases(request: HttpRequest) -> HttpResponse:
    """The file is read and shown; what was shown comes in when it is confirmed."""
    if not may_import_phrases(request.user):
        raise PermissionDenied
    if "rows" in request.POST:
        return _take_in(request, request.POST["rows"])
    form = UploadForm(request.POST or None, request.FILES or None)
    rows = form.cleaned_data["file"] if request.method == "POST" and form.is_valid() else []
    return _screen(request, form, rows)


def _take_in(request: HttpRequest, token: str) -> HttpResponse:
    try:
        rows = [PhraseRow(*row) for row in signing.loads(token, salt=_SALT)]
    except signing.BadSignature:
        messages.error(
            request, "Nothing was imported: the list on your screen could not be read. Upload the file again."
        )
        return redirect("factsheets_import_warning_phrases")
    checked = check_phrases(rows)
    if checked.faults:
        return _screen(request, UploadForm(), rows)
    take_in_phrases(checked, by=request.user)
    said = f"{_count(checked.new)} added, {_count(checked.changed)} changed, {_count(checked.unchanged)} as before."
    messages.success(request, said)
    return redirect(_LIST)


def _screen(request: HttpRequest, form: UploadForm, rows: list[PhraseRow]) -> HttpResponse:
    context = {
        "form": form,
        "checked": check_phrases(rows) if rows else None,
        "rows": signing.dumps(rows, salt=_SALT, compress=True),
        "list_url": reverse(_LIST),
    }
    return render(request, "factsheets/warning_signs/screens/import.html", context)


def _count(phrases: Sized) -> str:
    return "1 phrase" if len(phrases) == 1 else f"{len(phrases):,} phrases"
