"""Rows of a draft: the draft keeps all of them, the tables take those that are complete."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from modelcluster.models import ClusterableModel

from factsheets.signing.formats.half_filled_rows import ROWS, complete_rows, half_filled_rows


@contextmanager
def half_filled_rows_set_aside(page: ClusterableModel) -> Iterator[None]:
    """Save `page` within: the constraints of the tables see complete rows only; afterwards it has its rows again.

    The revision that is made of `page` keeps them all.
    """
    all_rows = {}
    for relation in ROWS:
        if half_filled_rows(page, relation):
            all_rows[relation] = list(getattr(page, relation).all())
            setattr(page, relation, complete_rows(page, relation))
    try:
        yield
    finally:
        for relation, rows in all_rows.items():
            setattr(page, relation, rows)
