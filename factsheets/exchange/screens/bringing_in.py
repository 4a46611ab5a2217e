"""The screens of batches: bring documents in, look at what would become of them, confirm it, undo it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from factsheets.exchange.batches.collecting import MOST_BYTES, MOST_DOCUMENTS, Found, collect_upload
from factsheets.exchange.batches.confirming import Parts, ask_to_undo, confirm_batch, go_on, throw_away
from factsheets.exchange.batches.receiving import receive
from factsheets.exchange.models.batch import BatchDocument, ImportBatch
from factsheets.exchange.shared_records import ExchangeError
from factsheets.page.models.imported_document import ImportedDocument
from factsheets.page.models.library_page import LibraryPage
from factsheets.people.permissions import may_bring_documents_in

from .answers import documents_ticked, records_chosen
from .plan_in_words import shown_plan

_BATCHES_SHOWN = 20
#: Seconds after which a screen that shows work under way looks again by itself.
_LOOK_AGAIN = 5
#: What a form that shows a plan posts, so that an empty one confirms nothing.
_PLAN = "plan"


def may_import(request: HttpRequest) -> bool:
    """Whether whoever asks may bring documents in."""
    return may_bring_documents_in(cast(AbstractUser, request.user), LibraryPage.objects.first())


def bring_in(request: HttpRequest) -> HttpResponse:
    """The form for files, and the batches that there are."""
    refuse_others(request)
    fault = ""
    if request.method == "POST":
        try:
            batch = receive(_sent(request), user=_user(request), now=timezone.now())
        except ExchangeError as refusal:
            fault = str(refusal)
        else:
            return redirect("factsheets_import_batch", batch.pk)
    batches = Paginator(ImportBatch.objects.all(), _BATCHES_SHOWN).get_page(request.GET.get("p"))
    context = {
        "fault": fault,
        "batches": batches,
        "most_documents": MOST_DOCUMENTS,
        "most_megabytes": MOST_BYTES // 1_000_000,
    }
    return render(request, "factsheets/exchange/screens/bring_in.html", context)


def import_batch(request: HttpRequest, batch_id: int) -> HttpResponse:
    """How far a batch is; while it waits for somebody, its plan and the ticks."""
    refuse_others(request)
    batch = get_object_or_404(ImportBatch, pk=batch_id)
    if request.method == "POST":
        return _confirm(request, batch)
    if batch.state == ImportBatch.State.PLANNED:
        context: dict[str, Any] = {"batch": batch, "plan": shown_plan(batch)}
        return render(request, "factsheets/exchange/screens/plan.html", context)
    return render(request, "factsheets/exchange/screens/batch.html", _how_far(request, batch))


@require_POST
def go_on_with_batch(request: HttpRequest, batch_id: int) -> HttpResponse:
    """The button “Go on”."""
    refuse_others(request)
    if go_on(get_object_or_404(ImportBatch, pk=batch_id)):
        messages.success(request, "The rest is being done.")
    else:
        messages.info(request, "There is nothing left to do.")
    return redirect("factsheets_import_batch", batch_id)


def undo_batch(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Asks once, then takes the whole batch back in the background."""
    refuse_others(request)
    batch = get_object_or_404(ImportBatch, pk=batch_id)
    if batch.state != ImportBatch.State.APPLIED:
        messages.info(request, "This batch cannot be undone now.")
        return redirect("factsheets_import_batch", batch_id)
    if request.method != "POST":
        return render(request, "factsheets/exchange/screens/undo.html", {"batch": batch})
    if not ask_to_undo(batch, user=_user(request)):
        messages.info(request, "Somebody else is undoing it already.")
    return redirect("factsheets_import_batch", batch_id)


def throw_batch_away(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Asks once, then deletes a batch that nobody has confirmed."""
    refuse_others(request)
    batch = get_object_or_404(ImportBatch, pk=batch_id)
    if batch.confirmed_at:
        messages.info(request, "It was confirmed already, so it cannot be thrown away. It can be undone.")
        return redirect("factsheets_import_batch", batch_id)
    if request.method != "POST":
        return render(request, "factsheets/exchange/screens/throw_away.html", {"batch": batch})
    if throw_away(batch):
        messages.success(request, f"“{batch}” is thrown away. Nothing came in.")
        return redirect("factsheets_bring_in")
    messages.info(request, "Somebody else confirmed it meanwhile.")
    return redirect("factsheets_import_batch", batch_id)


def refuse_others(request: HttpRequest) -> None:
    """`PermissionDenied` for whoever may not bring documents in."""
    if not may_import(request):
        raise PermissionDenied


def _user(request: HttpRequest) -> AbstractUser:
    return cast(AbstractUser, request.user)  # the admin lets nobody else in


def _sent(request: HttpRequest) -> Iterator[Found]:
    """The files of both fields, one after the other: no more than one of them is in the memory."""
    for field in ("documents", "folder"):
        for file in request.FILES.getlist(field):
            upload = cast(UploadedFile[bytes], file)
            yield from collect_upload(upload.read(), str(upload.name))


def _confirm(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    ticked = documents_ticked(batch, request.POST)
    if request.POST.get(_PLAN) != str(batch.pk):
        messages.error(
            request, "Nothing was confirmed: the form did not arrive whole. Look at the plan again."
        )
    elif batch.state == ImportBatch.State.PLANNED and not any(_comes_in(parts) for parts in ticked.values()):
        messages.error(
            request,
            "Nothing was confirmed: tick a document first, and what of it comes in, or throw the batch away.",
        )
    elif not confirm_batch(
        batch,
        documents=ticked,
        choices=records_chosen(batch, request.POST),
        user=_user(request),
        now=timezone.now(),
    ):
        batch.refresh_from_db()
        by = f" by {batch.confirmed_by_whom}" if batch.confirmed_at else ""
        messages.info(request, f"It was confirmed already{by}, and nothing was done a second time.")
    return redirect("factsheets_import_batch", batch.pk)


def _comes_in(parts: Parts) -> bool:
    return any(each is not None for each in parts)


def _how_far(request: HttpRequest, batch: ImportBatch) -> dict[str, Any]:
    documents = list(batch.documents.defer("plan"))
    state = BatchDocument.State
    waiting = {state.WAITING, state.CONFIRMED}
    made: dict[int, list[ImportedDocument]] = {}
    for imported in ImportedDocument.objects.filter(batch_document__batch=batch).select_related("page"):
        made.setdefault(cast(int, imported.batch_document_id), []).append(imported)
    moving = batch.is_under_way
    if batch.state == ImportBatch.State.APPLYING:
        counted = [each for each in documents if each.state in waiting | {state.APPLIED, state.FAILED}]
    else:
        counted = documents
    return {
        "batch": batch,
        "rows": [(document, made.get(document.pk, [])) for document in documents],
        "done": sum(each.state not in waiting for each in counted),
        "of": len(counted),
        "look_again": _LOOK_AGAIN if moving and "still" not in request.GET else 0,
        "drafts": sum(len(each) for each in made.values()),
        "may_undo": batch.state == ImportBatch.State.APPLIED,
    }
