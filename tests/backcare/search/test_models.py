"""A row that names no object could never be indexed, so the database takes none."""

import pytest
from django.db import IntegrityError

from backcare.search.models import QueuedUpdate

WHOLE = {"index": "default:wagtailcore_page", "model": "wagtailcore.page", "object_pk": "1"}


@pytest.mark.django_db
def test_a_row_that_names_its_object_is_taken() -> None:
    QueuedUpdate.objects.create(**WHOLE)


@pytest.mark.django_db
@pytest.mark.parametrize("missing", WHOLE)
def test_a_row_that_does_not_is_refused(missing: str) -> None:
    with pytest.raises(IntegrityError, match="names_its_object"):
        QueuedUpdate.objects.create(**WHOLE | {missing: ""})
