"""Uploaded files: the one way by which they leave the site. Each is looked up by its record, which has the rule."""

from __future__ import annotations

from collections.abc import Callable
from mimetypes import guess_type
from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import path, re_path
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.documents.models import document_served
from wagtail.documents.views.serve import authenticate_with_password
from wagtail.documents.wagtail_hooks import check_view_restrictions
from wagtail.images import get_image_model
from wagtail.users.models import UserProfile

from backcare.accounts.page_passwords import counted
from backcare.file_response import file_response

#: Nothing inside an upload runs or loads anything, as Wagtail has it for documents.
CONTENT_SECURITY_POLICY = "default-src 'none'"
#: What browsers show by themselves without running anything in it. All else is kept as a file, above all SVG and HTML.
_SHOWN = {"application/pdf", "image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"}


@require_safe
def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture by the name under which it is stored; only what a record of one of three kinds names is there at all."""
    find = _FOLDERS.get(path.partition("/")[0])
    if find is None or "\x00" in path:
        raise Http404
    return _upload(request, find(request, path))


@require_safe
def serve_document(request: HttpRequest, document_id: str, file_name: str) -> HttpResponseBase:
    """A document, by Wagtail's address and after all of Wagtail's questions (hook `before_serve_document`)."""
    document = get_object_or_404(get_document_model().objects.select_related("collection"), pk=document_id)
    if document.filename != file_name:
        raise Http404
    for asks in hooks.get_hooks("before_serve_document"):
        answer = asks(document, request)
        if isinstance(answer, HttpResponse):
            return answer
    document_served.send(sender=type(document), instance=document, request=request)
    return _upload(request, document.file)


def _original(request: HttpRequest, name: str) -> FieldFile:
    image = get_image_model().objects.select_related("collection").filter(file=name).first()
    _refuse_unseen(request, image)
    original: FieldFile = image.file
    return original


def _rendition(request: HttpRequest, name: str) -> FieldFile:
    renditions = get_image_model().get_rendition_model().objects.select_related("image__collection")
    rendition = renditions.filter(file=name).first()
    _refuse_unseen(request, rendition and rendition.image)
    smaller: FieldFile = rendition.file
    return smaller


def _refuse_unseen(request: HttpRequest, image: object) -> None:
    """A picture that a rule keeps from somebody is answered as one that is not there, to the last header: names tell what they show."""
    if image is not None and not check_view_restrictions(image, request):
        return
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        _ = (
            request.session.is_empty(),
            request.user.is_authenticated,
        )  # asked in either case, so no cache keeps it
    else:
        request.session.accessed = (
            False  # whoever shows no session was asked nothing that another could answer
        )
    raise Http404


def _profile_picture(request: HttpRequest, name: str) -> FieldFile:
    """The faces of staff are for staff."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    picture: FieldFile = get_object_or_404(UserProfile, avatar=name).avatar
    return picture


#: The folders of `MEDIA_ROOT` from which files leave by their names, and whom each asks. Documents have a way of their own.
_FOLDERS: dict[str, Callable[[HttpRequest, str], FieldFile]] = {
    "original_images": _original,
    "images": _rendition,
    "avatar_images": _profile_picture,
}


def _upload(request: HttpRequest, file: FieldFile) -> HttpResponseBase:
    stored = _stored(file)
    kind, packed = guess_type(stored.name, strict=False)
    content_type = kind if kind and not packed else "application/octet-stream"
    response = file_response(
        request, stored, content_type=content_type, name=stored.name, inline=content_type in _SHOWN
    )
    response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    return response


def _stored(file: FieldFile) -> Path:
    """Where the file lies, if it lies in its own folder and no link leads out of that."""
    folder = Path(settings.MEDIA_ROOT, str(file.name).partition("/")[0])
    try:
        stored = Path(file.path).resolve(strict=True)
    except (OSError, SuspiciousFileOperation) as error:
        raise Http404 from error
    if not (stored.is_file() and stored.is_relative_to(folder.resolve())):
        raise Http404
    return stored


#: In place of Wagtail's own, under the same names; a number that is longer than any key is no document.
document_urls = [
    re_path(r"^([0-9]{1,18})/(.*)$", serve_document, name="wagtaildocs_serve"),
    path(
        "authenticate_with_password/<int:restriction_id>/",
        counted(authenticate_with_password, "restriction_id"),
        name="wagtaildocs_authenticate_with_password",
    ),
]
