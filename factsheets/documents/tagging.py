"""Tags for many pictures or documents at once: a few queries for all of them, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Model
from taggit.models import Tag, TaggedItem
from wagtail.search.backends import get_search_backends

#: Of one picture or document, and so of one act.
MOST_TAGS = 30
_AT_ONCE = 500


def why_too_many_tags(things: Sequence[Model], names: Sequence[str]) -> str:
    """One sentence, if one of them would have more tags than a thing may have; else empty."""
    if not things:
        return ""
    others = _borne_by(things).exclude(tag__name__in=names)
    counts = others.values("object_id").annotate(borne=Count("pk")).order_by("object_id")
    full = counts.filter(borne__gt=MOST_TAGS - len(set(names))).first()
    if full is None:
        return ""
    thing = next(thing for thing in things if thing.pk == full["object_id"])
    return f"“{thing}” would have more than {MOST_TAGS} tags. Take some away there first, or do not tick it."


def add_tags(things: Sequence[Model], names: Sequence[str]) -> None:
    """Give each of them all of these tags; what one has already stays as it is."""
    if not things:
        return
    tags = {tag.name: tag for tag in Tag.objects.filter(name__in=names)}
    for name in names:
        if name not in tags:
            tags[name], _ = Tag.objects.get_or_create(name=name)
    kind = ContentType.objects.get_for_model(things[0])
    borne = set(_borne_by(things).values_list("object_id", "tag"))
    TaggedItem.objects.bulk_create(
        [
            TaggedItem(content_type=kind, object_id=thing.pk, tag=tag)
            for thing in things
            for tag in tags.values()
            if (thing.pk, tag.pk) not in borne
        ],
        batch_size=_AT_ONCE,
        ignore_conflicts=True,
    )
    for backend in get_search_backends():
        backend.add_bulk(type(things[0]), things)


def _borne_by(things: Sequence[Model]) -> Any:
    kind = ContentType.objects.get_for_model(things[0])
    return TaggedItem.objects.filter(content_type=kind, object_id__in=[thing.pk for thing in things])
