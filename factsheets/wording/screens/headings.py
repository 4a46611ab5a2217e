"""The headings on every factsheet: words of the library that every signed text carries."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from wagtail.admin import messages

from factsheets.page.models.library_page import LibraryPage
from factsheets.wording.proposing import change_wording

from .record_edit import tell_what_waits, what_waits


class HeadingsForm(forms.ModelForm):  # type: ignore[type-arg]  # Django takes no argument at run time
    """The headings alone, of all that the library page holds."""

    class Meta:
        model = LibraryPage
        fields = [name for name in (f.name for f in LibraryPage._meta.fields) if name.startswith("heading_")]


def may_change_headings(user: Any) -> bool:
    """Whoever may publish the library page."""
    library = LibraryPage.objects.first()
    return bool(library and library.permissions_for_user(user).can_publish())


def headings(request: HttpRequest) -> HttpResponse:
    """The form; what it changes waits for a clinician as soon as one factsheet has been signed off."""
    if not may_change_headings(request.user):
        raise PermissionDenied
    library = get_object_or_404(LibraryPage)
    form = HeadingsForm(request.POST or None, instance=library)
    if request.method == "POST" and form.is_valid():
        user: Any = request.user
        change = change_wording(library, library.wording(), by=user, now=timezone.now())
        if change:
            messages.warning(request, what_waits(change))
        else:
            messages.success(request, "The headings are saved.")
        return redirect("factsheets_headings")
    if request.method != "POST":
        tell_what_waits(request, library)
    return render(request, "factsheets/wording/screens/headings.html", {"form": form})
