"""Ways of deleting uploaded files that leave no line in Wagtail's audit log: here they leave one for each file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from typing_extensions import override
from wagtail.images import get_image_model
from wagtail.images.views.bulk_actions import DeleteBulkAction
from wagtail.images.views.multiple import DeleteView
from wagtail.log_actions import log

from factsheets.documents.screens.ticked import NamesWhatIsSeen


@contextmanager
def logged_deletion(files: Iterable[models.Model]) -> Iterator[None]:
    """Whatever deletes these files inside: all of it is done and in the log, or nothing is."""
    with transaction.atomic():
        for file in files:
            log(instance=file, action="wagtail.delete")
        yield


class DeleteImages(NamesWhatIsSeen, DeleteBulkAction):
    """Of the ticked pictures all are deleted, or none is."""

    @classmethod
    @override
    def execute_action(cls, objects: list[models.Model], **kwargs: object) -> tuple[int, int]:
        with logged_deletion(objects):
            done: tuple[int, int] = super().execute_action(objects, **kwargs)
        return done


class DeleteUploadedImage(DeleteView):
    """The button beside a picture that was uploaded just now."""

    @override
    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        with logged_deletion([get_object_or_404(get_image_model(), pk=kwargs["image_id"])]):
            response: HttpResponse = super().post(request, *args, **kwargs)
        return response
