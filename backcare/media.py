"""Uploaded pictures, served by the site itself where no web server stands in front of it."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.static import serve

#: The only folders whose files are public as they are. Documents may be private: Wagtail serves those.
PUBLIC_FOLDERS = ("images/", "original_images/")


def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file of `MEDIA_ROOT`, from the public folders only; anything else is 404."""
    if not path.startswith(PUBLIC_FOLDERS):
        raise Http404
    return serve(request, path, document_root=str(settings.MEDIA_ROOT))
