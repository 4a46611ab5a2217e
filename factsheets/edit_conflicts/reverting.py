"""Going back to an earlier text: rows of it that are gone come back as new ones."""

from __future__ import annotations

from typing_extensions import override
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.models import Page

from .typed_text import panel_of


class RevertsWithItsRows(RevisionsRevertView):
    """Wagtail's screen refuses the key of a row that has been replaced since, on a field that nobody sees."""

    @override
    def get_object(self) -> Page:
        page: Page = super().get_object()
        forget_keys_of_gone_rows(page)
        return page


def forget_keys_of_gone_rows(page: Page) -> None:
    """Rows of an old text that the database has no more are new ones, with their words and in their places.

    Comments and import notes are other people's: what is gone of them stays gone.
    """
    for prefix, formset in panel_of(page).get_form_class().formsets.items():
        relation = formset.fk.remote_field.get_accessor_name()
        rows = list(getattr(page, relation).all())
        stored = formset.model._default_manager.filter(**{formset.fk.name: page.pk})
        kept = set(stored.filter(pk__in=[row.pk for row in rows if row.pk]).values_list("pk", flat=True))
        if prefix == "comments" or formset.max_num == 0:
            rows = [row for row in rows if row.pk is None or row.pk in kept]
        for row in rows:
            row.pk = row.pk if row.pk in kept else None
        setattr(page, relation, rows)
