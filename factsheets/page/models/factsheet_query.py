"""Factsheets as they are asked for: those that every reader may see, those that have a name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from wagtail.models import PageQuerySet, PageViewRestriction

from factsheets.database.kept_statements import KeptStatement
from factsheets.signing.models.retention import KeptQuerySet

from .known_name import KnownName, name_key
from .view_restrictions import open_to_readers

_A_RULE = KeptStatement(lambda _: PageViewRestriction.objects.order_by().only("pk")[:1])


class FactsheetQuerySet(KeptQuerySet[Any], PageQuerySet):
    """Factsheets by who may see them and by what they are called."""

    def for_readers(self) -> Self:
        """What every reader may see: live, and not behind a privacy rule."""
        return self.filter(open_to_readers()).order_by("title")

    def for_readers_who_search(self) -> Self:
        """The same, said in filters that a search engine knows; the rules of privacy are asked for now."""
        live: Self = self.live()
        # Most sites have no rule at all.
        return live.public() if _A_RULE.records() else live

    @staticmethod
    def maybe_called(keys: Iterable[str] | models.QuerySet[KnownName]) -> models.Q:
        """Factsheets that have a name under one of `keys`; `is_called` tells for certain."""
        return models.Q(
            pk__in=KnownName.objects.filter(key__in=keys, kind__in=KnownName.CALLED).values("page")
        )

    def possibly_called(self, name: str) -> Self:
        """Those whose title, draft title or another name is `name`, and perhaps others beside them."""
        return self.filter(self.maybe_called([name_key(name)]))
