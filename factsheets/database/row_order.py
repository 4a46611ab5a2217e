"""Rows that change places: saved one after the other, they would break the rule that a subject stands once."""

from __future__ import annotations

from django.db.models import Model, UniqueConstraint


def make_way_for_moved_rows(page: Model, relations: tuple[str, ...]) -> None:
    """Take those rows out of the database that `page` is about to save with another subject.

    Saving the page writes them again. Call it in the transaction that saves.
    """
    for relation in relations:
        rows = getattr(page, relation)
        fields = _subjects(rows.model)
        to_be = {row.pk: row for row in rows.all() if row.pk}
        if not to_be:
            continue
        stored = rows.model._default_manager.filter(page=page.pk)
        moved = [
            row.pk
            for row in stored
            if row.pk in to_be and any(getattr(row, name) != getattr(to_be[row.pk], name) for name in fields)
        ]
        stored.filter(pk__in=moved).delete()


def _subjects(model: type[Model]) -> list[str]:
    """The columns that may hold a value only once a page."""
    constraints = [each for each in model._meta.constraints if isinstance(each, UniqueConstraint)]
    names = {name for each in constraints for name in each.fields} - {"page"}
    return [field.attname for field in model._meta.concrete_fields if field.name in names]
