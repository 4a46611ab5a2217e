"""As many things as one act takes at once, and what is chosen for the act."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import models
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, Page

from factsheets.documents.tagging import MOST_TAGS
from factsheets.models import Condition
from factsheets.staff.acts_on_many import MOST_AT_ONCE
from tests.builders import live, person

#: The kinds of which a hundred are made; records are deleted by the same code as conditions.
_MADE: dict[str, Any] = {
    "document": lambda number: Document.objects.create(title=f"L{number}", file=ContentFile(b"a", f"{number}.txt")),
    "image": lambda number: Image.objects.create(title=f"P{number}", file=f"images/{number}.png", width=9, height=9),
    "page": lambda number: live(f"Page {number}"),
    "condition": lambda number: Condition.objects.create(name=f"Condition {number}"),
    "user": lambda number: person("Author", f"author{number}"),
}  # fmt: skip


def a_hundred(address: str) -> tuple[str, dict[str, list[object]]] | None:
    """The address of this act with a hundred ticked things, and the rest of its form; None for other kinds."""
    app, kind, act = address.strip("/").split("/")[2:5]
    make = _MADE.get(kind)
    if make is None:
        return None
    made: list[models.Model] = [make(number) for number in range(MOST_AT_ONCE)]
    assert isinstance(made[0], Page | apps.get_model(app, kind))  # type: ignore[operator]
    keys = "&".join(f"id={each.pk}" for each in made)
    fields: dict[str, dict[str, list[object]]] = {
        "add_tags": {"tags": [",".join(f"v{number}" for number in range(MOST_TAGS))]},
        "add_to_collection": {"collection": [Collection.get_first_root_node().pk]},
        "assign_role": {"role": [Group.objects.get(name="Resource manager").pk]},
        "set_active_state": {"mark_as_active": ["False"]},
    }
    if act == "move":
        fields["move"] = {"chooser": [Page.objects.get(pk=made[0].pk).get_parent().pk]}
    return f"{address}?{keys}", fields.get(act, {})
