"""Full forms that were loaded from an older text: nothing is overwritten, both texts are shown, a person chooses."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail.admin.utils import get_latest_str, get_user_display_name
from wagtail.models import Revision, RevisionMixin

from factsheets.database.row_locks import held
from factsheets.screens import editing_form as posted_as
from factsheets.screens.view_reentry import is_running_again, run_again

from .comparison import FieldConflict
from .late_decisions import DECISIONS, answer_late_decision
from .other_saves import refuse_stale_row
from .second_tries import answer_again, go_on_from_first_try, note_try
from .typed_rows import fit_rows
from .typed_text import panel_of, typed_differences

#: Posted by our page: the editor has seen both texts and chose to keep what they typed.
KEEP_MINE = "keep-my-text"
_FRESHNESS = (posted_as.LOADED, posted_as.LOADED_AT, posted_as.OWN_DRAFT)
#: What the editor wanted beyond saving, and how the button words it. A decision is never repeated for them:
#: they decided about another text.
_ACTIONS = {
    posted_as.SUBMIT: "Keep my text and submit it",
    posted_as.RESTART: "Keep my text and submit it again",
    posted_as.PUBLISH: "Keep my text and publish it",
    posted_as.CANCEL: "Keep my text and cancel the workflow",
}


def refuse_stale_form(request: HttpRequest, text: Model) -> HttpResponseBase | None:
    """Hooks `before_edit_page` and `before_edit_snippet`.

    Wagtail looks first and saves later, so that two forms at the same instant would both find nothing in the way.
    Here the whole of a save runs once more as one transaction, with the row locked; the second form waits, then
    finds the first.
    """
    if request.method != "POST":
        return None
    if not isinstance(text, RevisionMixin):
        return refuse_stale_row(request, text)
    if is_running_again(request):
        return _refuse(request, text)
    with transaction.atomic():
        row = held(type(text)._default_manager.filter(pk=text.pk)).get()
        if answer := answer_again(request, row):
            return answer
        first = go_on_from_first_try(request, row)
        if answer := answer_late_decision(request, row):
            return answer
        saved = run_again(request)
        note_try(request, row, saved, first)
        return saved


def keep_up_with_own_drafts() -> SafeString:
    """Hook `insert_editor_js`: a draft that the screen has saved by itself is no other text, nor all that was typed."""
    scripts = ("own-draft.js", "typed-meanwhile.js")
    return format_html_join(
        "", '<script src="{}"></script>', ((static(f"factsheets/edit_conflicts/{name}"),) for name in scripts)
    )


def _refuse(request: HttpRequest, text: RevisionMixin) -> HttpResponse | None:
    latest = text.latest_revision
    if latest is None or not request.accepts("text/html"):  # autosave: Wagtail has a guard of its own for it
        return None
    if not _was_loaded_from(request.POST, latest):
        found = typed_differences(request, text)
        if found:
            return _both_texts(request, text, latest, found)
    elif KEEP_MINE not in request.POST:
        return None
    request.POST = fit_rows(request.POST, text, panel_of(text).get_form_class())  # type: ignore[assignment]
    return None


def _was_loaded_from(posted: QueryDict, latest: Revision) -> bool:
    """A form that does not say where it comes from may come from anywhere."""
    if own_draft := posted.get(posted_as.OWN_DRAFT):
        return own_draft == str(latest.pk)
    # Autosave writes a draft anew under the same number; the moment tells.
    return (posted.get(posted_as.LOADED), posted.get(posted_as.LOADED_AT)) == (
        str(latest.pk),
        latest.created_at.isoformat(),
    )


def _both_texts(
    request: HttpRequest, text: RevisionMixin, latest: Revision, found: list[FieldConflict]
) -> HttpResponse:
    """409: the form was in order, but the text is no longer the one that it was loaded from (RFC 9110, 15.5.10)."""
    action = next((name for name in _ACTIONS if request.POST.get(name)), None)
    lock = text.get_lock() if hasattr(text, "get_lock") else None
    context = {
        "title": get_latest_str(text),
        "differences": found,
        "saved_by": None if latest.user == request.user else get_user_display_name(latest.user),
        "is_own": latest.user == request.user,
        "saved_at": latest.created_at,
        "was_decision": bool(request.POST.get(posted_as.DECIDE)),
        "button": _ACTIONS[action] if action else "Keep my text",
        "lock": lock.get_message(request.user) if lock and lock.for_user(request.user) else "",
        "is_locked": bool(lock and lock.for_user(request.user)),
        "typed": list(_everything_typed(request.POST, latest)),
        "address": request.get_full_path(),
    }
    return render(request, "factsheets/edit_conflicts/both_texts.html", context, status=409)


def _everything_typed(posted: QueryDict, latest: Revision) -> Iterator[tuple[str, str]]:
    """The fields of the form that keeps the typed text: all of them, as a text that was loaded just now."""
    for name, values in posted.lists():
        if name not in (*_FRESHNESS, *DECISIONS, "csrfmiddlewaretoken", KEEP_MINE):
            for value in values:
                yield name, value
    yield posted_as.LOADED, str(latest.pk)
    yield posted_as.LOADED_AT, latest.created_at.isoformat()
    yield KEEP_MINE, "yes"
