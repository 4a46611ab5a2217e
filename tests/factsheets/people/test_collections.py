"""What the role of administrators has to do with collections: their history, until somebody gives it more."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import Collection

from tests.builders import person, superuser

pytestmark = pytest.mark.django_db


def test_administrators_have_no_permission_for_collections_that_opens_nothing() -> None:
    """Wagtail asks for a permission of a collection itself, which superusers give; the history asks for this one."""
    somebody = person("Administrator", "looks")
    board = Collection.get_first_root_node().add_child(name="Leaflets of the board")
    log(instance=board, action="wagtail.create", user=superuser())
    browser = Client()
    browser.force_login(somebody)
    opens = browser.get(reverse("wagtailadmin_collections:add")).status_code == 200
    acts = [f"wagtailcore.{act}_collection" for act in ("add", "change", "delete")]
    assert [somebody.has_perm(act) for act in acts] == [opens] * 3
    assert (
        "Leaflets of the board" in browser.get(reverse("wagtailadmin_reports:site_history")).content.decode()
    )
