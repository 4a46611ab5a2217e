"""A charity may set a search back end of Wagtail's own: questions are answered all the same, only more plainly."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from .test_search_page import fill_library, read, titles

pytestmark = pytest.mark.django_db


def test_every_way_of_asking_is_answered(client, settings):
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}
    fill_library()
    call_command("update_index", verbosity=0)
    assert titles(read(client, q="back pain"))
    # Two words that are no name: what they may mean is looked for in the names of conditions.
    read(client, q="pulled muscles")
    assert titles(read(client, q="back pain", kind="manual", condition="sciatica")) == ["Massage"]
    assert titles(read(client, q="massage or osteopathy"))
