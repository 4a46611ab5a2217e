"""Documents that a text links to are neither deleted nor given another file, on whichever screen; and who may read them."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import ProtectedError
from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from typing_extensions import override
from wagtail.admin import messages
from wagtail.documents import get_document_model
from wagtail.documents.forms import BaseDocumentForm
from wagtail.documents.models import AbstractDocument
from wagtail.documents.views.bulk_actions import DeleteBulkAction
from wagtail.documents.views.documents import DeleteView
from wagtail.documents.views.multiple import CreateFromUploadedDocumentView
from wagtail.documents.views.multiple import DeleteView as DeleteUploadedView
from wagtail.models import UploadedFile as UploadedBefore

from factsheets.documents.looking_inside import UploadRefused, look_inside
from factsheets.documents.models import (
    may_read,
    refuse_deleting_while_linked,
    why_it_stays_public,
    why_its_file_stays,
)
from factsheets.documents.screens.deleting import logged_deletion
from factsheets.documents.screens.tags import HasCheckedTags
from factsheets.documents.screens.ticked import NamesWhatIsSeen


class DocumentForm(HasCheckedTags, BaseDocumentForm):
    """Setting `WAGTAILDOCS_DOCUMENT_FORM_BASE`. A file is what its ending says. The title of a document that is used may change; its file may not,
    nor may it come into a collection that only some may read."""

    class Meta(BaseDocumentForm.Meta):
        pass

    original_file: FieldFile | None
    #: Of a file that was uploaded before this form, which has no field for it.
    name_of_upload = ""

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self._account: int | None = getattr(user, "pk", None)

    @override
    def clean(self) -> dict[str, object] | None:
        cleaned: dict[str, object] | None = super().clean()
        refused = self.files.get(self.add_prefix("file")) if "file" in self.errors else None
        name = str(refused.name) if refused else self.name_of_upload
        if name and not self.instance.file:
            self.instance.file = name  # the model looks at its ending
        is_exchange = self.instance.pk and "file" in self.changed_data and "file" in self.cleaned_data
        if is_exchange and (reason := why_its_file_stays(self.instance)):
            self.add_error("file", reason)
        is_move = self.instance.pk and "collection" in self.changed_data and "collection" in self.cleaned_data
        if is_move and (reason := why_it_stays_public(self.instance, self.cleaned_data["collection"])):
            self.add_error("collection", reason)
        return cleaned

    def clean_file(self) -> FieldFile | UploadedFile[bytes]:
        """Whoever uploads it is told at once what is wrong with it, on whichever screen."""
        file: FieldFile | UploadedFile[bytes] = self.cleaned_data["file"]
        if "file" in self.changed_data and isinstance(file, UploadedFile):
            try:
                look_inside(file, account=self._account)
            except UploadRefused as refusal:
                raise ValidationError(str(refusal)) from refusal
        return file

    def save(self, commit: bool = True) -> AbstractDocument:
        """The old file goes when the new one is stored for certain: Wagtail deletes it before it has tried."""
        if commit and "file" in self.changed_data and self.original_file:
            storage, name = self.original_file.storage, str(self.original_file.name)
            self.original_file = None
            transaction.on_commit(lambda: storage.delete(name))
        return super().save(commit=commit)


class DeleteDocument(DeleteView):
    """Wagtail's screen for deleting one document, which refuses what a text links to."""

    @override
    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return _refused(request, [self.object]) or super().get(request, *args, **kwargs)

    @override
    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return _refused(request, [self.object]) or super().post(request, *args, **kwargs)


class DeleteUploaded(DeleteUploadedView):
    """The button beside a file that was uploaded just now, which a colleague may have linked already."""

    @override
    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            with logged_deletion([get_object_or_404(get_document_model(), pk=kwargs["doc_id"])]):
                response: HttpResponse = super().post(request, *args, **kwargs)
        except ProtectedError as refusal:
            return JsonResponse({"success": False, "error_message": refusal.args[0]})
        return response


class FinishUploaded(CreateFromUploadedDocumentView):
    """What a file needs that was uploaded with a form that was refused: Wagtail's own asks the form for the file as well."""

    @override
    def get_edit_form_class(self) -> type[DocumentForm]:
        form: type[DocumentForm] = super().get_edit_form_class()
        upload = UploadedBefore.objects.filter(pk=self.kwargs[self.upload_pk_url_kwarg]).first()
        name = PurePath(upload.file.name).name if upload else ""
        return type(form.__name__, (form,), {"name_of_upload": name})


class DeleteDocuments(NamesWhatIsSeen, DeleteBulkAction):
    """Of the ticked documents all are deleted, or none is."""

    @override
    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        documents, _ = self.get_actionable_objects()
        return _refused(request, documents) or super().dispatch(request, *args, **kwargs)

    @classmethod
    @override
    def execute_action(cls, objects: list[AbstractDocument], **kwargs: object) -> tuple[int, int]:
        with logged_deletion(objects):
            done: tuple[int, int] = super().execute_action(objects, **kwargs)
        return done


def _refused(request: HttpRequest, documents: list[AbstractDocument]) -> HttpResponse | None:
    """Back to the list of documents, with one sentence for each that is used; None if none is."""
    reasons = []
    for document in documents:
        try:
            refuse_deleting_while_linked(document)
        except ProtectedError as refusal:
            reasons.append(refusal.args[0])
    for reason in reasons:
        messages.error(request, reason)
    return redirect("wagtaildocs:index") if reasons else None


def hide_what_no_public_text_links_to(document: AbstractDocument, request: HttpRequest) -> None:
    """Hook `before_serve_document`: for readers a document stands and falls with the texts that link to it. Staff see
    all, since they write, check and sign what is not public yet."""
    if not may_read(document, request) and not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
