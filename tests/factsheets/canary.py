"""Plants a word into every text that readers may not see: whatever text a model has, or will have, it is filled by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from wagtail.fields import RichTextField
from wagtail.models import Page, Revision

#: Two words, so that a search for one of them can be answered without the other.
ONE, OTHER = "zyzzyva", "qwertz"
#: What a planted text says: the two words and the name of its field. In an address they are joined.
FOUND = re.compile(rf"{ONE}|{OTHER}", re.IGNORECASE)

#: Texts that people do not write, by model and field; with the reason where one is needed.
TECHNICAL = {
    "factsheets.ReadingCount.address",  # of a public page
    "factsheets.CountedLog.path",  # where a log lies
    "factsheets.KnownName.initial",  # one letter
    "auth.User.password",
    "factsheets.FeedbackLimit.key_hash",
    "factsheets.Feedback.form_mark",
    "factsheets.BatchDocument.digest",
    "factsheets.BatchDocument.parts",  # names of parts
    "factsheets.ImportBatch.choices",  # keys of records
    "factsheets.ImportedDocument.digest",
    "factsheets.ImportedDocument.records_made",  # keys and marks of records
    "factsheets.ImportedDocument.values",  # marks of parts
    "factsheets.OriginalDocument.digest",
    "factsheets.SignOff.fingerprint",
    "factsheets.SynonymChange.token",
    "factsheets.Version.code",
    "factsheets.ReviewTask.sections",  # names of parts
    "wagtailcore.Page.path",
    "wagtailcore.Page.url_path",  # follows the slug
    "wagtailcore.Collection.path",
    "wagtailcore.Comment.contentpath",
    "wagtailcore.PageLogEntry.action",
    "wagtailcore.ModelLogEntry.action",
    "wagtailcore.PageLogEntry.data",
    "wagtailcore.ModelLogEntry.data",
    "wagtailcore.Revision.content",  # made from the planted rows
    "wagtaildocs.Document.file_hash",
    "wagtailimages.Image.file_hash",
    "wagtailusers.UserProfile.preferred_language",
    "wagtailusers.UserProfile.current_time_zone",
    "wagtailusers.UserProfile.dismissibles",
}
#: Applications whose rows are indexes and bookkeeping, not texts.
NOT_TEXTS = {"backcare_search", "contenttypes", "sessions", "taggit", "wagtailadmin", "wagtailsearch"}
#: These name a row of another table.
_KEYS = {"object_id", "to_object_id"}
#: What staff teach the search is used for every reader: it is not hidden.
USED_FOR_EVERYBODY = {"factsheets.SearchSynonym", "factsheets.Signpost", "factsheets.WarningSign"}

Snapshot = dict[type[models.Model], set[Any]]


def snapshot() -> Snapshot:
    """Every row that there is."""
    return {model: set(model._base_manager.values_list("pk", flat=True)) for model in _models()}


def _models() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        if model._meta.managed and model._meta.app_label not in NOT_TEXTS:
            yield model


def text_fields(model: type[models.Model]) -> list[Any]:
    """What people write into a row of this kind, its parent's fields left to the parent."""
    return [
        field
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not field.choices
        and field.name not in _KEYS
        and f"{model._meta.label}.{field.name}" not in TECHNICAL
    ]


def fill(row: models.Model) -> None:
    """Put the words into every text of `row`, those of its parents too; nothing is stored."""
    for model in [*row._meta.get_parent_list(), type(row)]:
        for field in text_fields(model):
            value = getattr(row, field.attname)
            if not FOUND.search(str(value)):
                setattr(row, field.attname, _words(field, row, value))


def _words(field: Any, row: models.Model, value: Any) -> Any:
    if isinstance(field, models.JSONField):
        return (
            value | {"note": f"{ONE} {OTHER}"}
            if isinstance(value, dict)
            else [*(value or []), f"{ONE} {OTHER}"]
        )
    number = row.pk or 0
    if field.name == "phones":  # a number to call, and what it is
        return f"999 | {ONE} {OTHER}"
    if isinstance(field, models.SlugField):
        return f"{ONE}-{OTHER}-{number}"
    if isinstance(field, models.EmailField):
        return f"{ONE}.{OTHER}.{number}@example.org"
    if isinstance(field, models.URLField):
        return f"https://{ONE}-{OTHER}-{number}.example.org/"
    if isinstance(field, RichTextField):
        return f"<p>{ONE} {OTHER} {field.name}</p>"
    words = f"{ONE} {OTHER} {field.name}"
    room = (field.max_length or 10_000) - len(f" {number}")
    return words[: field.max_length] if room < len(ONE) else f"{words[:room]} {number}"


def plant(before: Snapshot) -> None:
    """Fill every row that was not there before."""
    for model in _models():
        if model._meta.label in USED_FOR_EVERYBODY or not text_fields(model):
            continue
        for row in model._base_manager.exclude(pk__in=before[model]):
            fill(row)
            _store(row, [field.attname for field in text_fields(model)])
    for page in Page.objects.exclude(pk__in=before[Page]).order_by("depth"):
        page.set_url_path(page.get_parent())
        Page.objects.filter(pk=page.pk).update(url_path=page.url_path)


def _store(row: models.Model, names: list[str]) -> None:
    """Where the database wants a text to be empty in this state of a record, it stays as it is."""
    stored = type(row)._base_manager.filter(pk=row.pk)
    try:
        with transaction.atomic():
            stored.update(**{name: getattr(row, name) for name in names})
    except IntegrityError:
        if len(names) > 1:
            for name in names:
                _store(row, [name])


def not_planted() -> set[str]:
    """Texts of ours in which no row has the words: a new kind of record needs a hidden one here."""
    left = set()
    for model in _models():
        if model._meta.app_label not in {"factsheets", "home"} or model._meta.label in USED_FOR_EVERYBODY:
            continue
        rows = list(model._base_manager.values())
        kind = ContentType.objects.get_for_model(model)
        drafts = list(Revision.objects.filter(content_type=kind).values_list("content", flat=True))
        for field in text_fields(model):
            if not any(FOUND.search(str(row.get(field.attname))) for row in [*rows, *drafts]):
                left.add(f"{model._meta.label}.{field.name}")
    return left
