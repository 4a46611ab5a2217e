"""On the screens of groups: a private collection is neither named to those whom its rule does not let in, nor are permissions in it lost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.forms import BaseFormSet, Form
from django.http import HttpRequest
from typing_extensions import override
from wagtail.models import Collection, GroupCollectionPermission

from factsheets.documents.private_collections import collections_kept_from


class _KeepsWhatIsNotSeen:
    """Mixed into one of Wagtail's lists of permissions, which would delete each that its form does not name."""

    instance: Any
    permission_queryset: Any
    unseen: list[int]

    def save(self) -> None:
        """As Wagtail does, and what stands in collections that are not shown stays."""
        theirs = self.instance.collection_permissions.filter(permission__in=self.permission_queryset)
        kept = list(theirs.filter(collection__in=self.unseen).values_list("collection", "permission"))
        super().save()  # type: ignore[misc]
        GroupCollectionPermission.objects.bulk_create(
            [
                GroupCollectionPermission(
                    group=self.instance, collection_id=collection, permission_id=permission
                )
                for collection, permission in kept
            ],
            ignore_conflicts=True,
        )


def show_seen_collections(request: HttpRequest, panels: Iterable[BaseFormSet[Form]]) -> None:
    """Hook `construct_permission_panels`."""
    if not (unseen := collections_kept_from(request.user)):
        return
    for panel in panels:
        if "collection" not in panel.form.base_fields:
            continue
        panel.__class__ = type(panel.__class__.__name__, (_KeepsWhatIsNotSeen, panel.__class__), {})
        panel.unseen = unseen  # type: ignore[attr-defined]
        panel.form = _offering(panel.form, unseen)
        panel.initial = [row for row in panel.initial or [] if row["collection"].pk not in unseen]


def _offering(form: type[Form], unseen: list[int]) -> type[Form]:
    class Offering(form):  # type: ignore[valid-type,misc]
        @override
        def __init__(self, *args: Any, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)
            self.fields["collection"].queryset = Collection.objects.exclude(pk__in=unseen)

    return Offering
