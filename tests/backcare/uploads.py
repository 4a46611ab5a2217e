"""Uploaded files for tests, in a folder of their own."""

from __future__ import annotations

from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, CollectionViewRestriction

from tests.factsheets.documents.formats.pdfs import pdf

BYTES = pdf(f"<< /Length 1024 >>\nstream\n{''.join(map(chr, range(256))) * 4}\nendstream")


def collection(kind: str | None = None) -> Collection:
    """A collection below the root; with a rule of this `kind` (login, password)."""
    made = Collection.get_first_root_node().add_child(name=f"Files ({kind})")
    if kind:
        CollectionViewRestriction.objects.create(
            collection=made, restriction_type=kind, password="open sesame"
        )
    return made


def document(name: str = "leaflet.pdf", content: bytes = BYTES, **fields: object) -> Document:
    return Document.objects.create(title="A leaflet", file=ContentFile(content, name), **fields)


def image(name: str = "spine.png", **fields: object) -> Image:
    picture = BytesIO()
    Picture.new("RGB", (40, 30), "teal").save(picture, "PNG")
    return Image.objects.create(title="A spine", file=ImageFile(picture, name), **fields)
