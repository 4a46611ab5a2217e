"""The six kinds of shared record, as the tests of their screens drive them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import Model
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from factsheets.models import (
    Association,
    Citation,
    Condition,
    FactsheetAssociation,
    FactsheetPage,
    PainPattern,
    RelatedItem,
    Resource,
    Source,
    Suitability,
    TherapyKind,
)
from tests.builders import person, superuser


class Kind(NamedTuple):
    model: type[Model]
    name_field: str
    others: dict[str, Any]  # what a record needs besides its name
    put_into: Callable[[FactsheetPage, Any], object]  # makes a saved factsheet use a record

    def make(self, name: str = "Something", **fields: Any) -> Any:
        return self.model._default_manager.create(**{self.name_field: name} | self.others | fields)

    def form(self, name: str, **fields: Any) -> dict[str, str]:
        """What the form of a record posts."""
        return nested_form_data(
            {self.name_field: name, **self.others, "checks": inline_formset([]), **fields}
        )

    def url(self, view: str, *args: Any) -> str:
        return reverse(f"wagtailsnippets_factsheets_{self}:{view}", args=args)

    def chooser_url(self, view: str, *args: Any) -> str:
        return reverse(f"wagtailsnippetchoosers_factsheets_{self}:{view}", args=args)

    def __str__(self) -> str:
        return self.model._meta.model_name


def _set_kind(page: FactsheetPage, kind: TherapyKind) -> object:
    page.therapy_kind = kind
    return page.save()


KINDS = [
    Kind(
        Condition,
        "name",
        {},
        lambda page, it: Suitability.objects.create(page=page, verdict="likely", condition=it),
    ),
    Kind(
        PainPattern,
        "name",
        {"aspect": "feel"},
        lambda page, it: Suitability.objects.create(page=page, verdict="likely", pattern=it),
    ),
    Kind(
        Association,
        "name",
        {},
        lambda page, it: FactsheetAssociation.objects.create(page=page, association=it),
    ),
    Kind(
        Resource,
        "title",
        {"kind": "book", "availability": "unknown"},
        lambda page, it: RelatedItem.objects.create(page=page, resource=it),
    ),
    Kind(
        Source,
        "title",
        {"kind": "trial", "status": "current"},
        lambda page, it: Citation.objects.create(page=page, source=it, section="evidence"),
    ),
    Kind(TherapyKind, "name", {}, _set_kind),
]
KIND_OF = {kind.model: kind for kind in KINDS}


def signed_in(role: str | None) -> Client:
    """A browser in which a member of staff has signed in: in one role, in none, or as the superuser."""
    client = Client()
    client.force_login(superuser() if role == "superuser" else person(role))
    return client
