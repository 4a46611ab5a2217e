"""Somebody who may edit no longer when their form arrives."""

from __future__ import annotations

import pytest
from django.test import Client

from factsheets.models import Condition
from tests.builders import complete_draft, person, sign_governed_texts, suits
from tests.factsheets.publication.test_workflow import decide, form_of, fresh
from tests.factsheets.screens.forms import edit_url
from tests.factsheets.screens.kinds import signed_in

pytestmark = pytest.mark.django_db


def test_who_may_write_no_longer_is_shown_what_they_typed_and_not_the_saved_text():
    """A clinician edits at the clinical step; a colleague decides it meanwhile."""
    sign_governed_texts()
    page = complete_draft()
    suits(page, "likely", Condition.objects.create(name="Sciatica"))
    page.get_workflow().start(page, user=None)
    decide(person("Editor"), fresh(page))
    slow, quick = person("Clinical reviewer", "slow"), person("Clinical reviewer", "quick")
    form = form_of(fresh(page), summary="Words of the slow clinician.")
    decide(quick, fresh(page), "reject")
    other = fresh(page).get_latest_revision_as_object()
    other.summary = "Secret words of the author."
    other.save_revision()
    client = Client()
    client.force_login(slow)
    response = client.post(edit_url(page), form)
    shown = response.content.decode()
    assert response.status_code == 403
    assert "Words of the slow clinician." in shown
    assert "Secret words of the author." not in shown
    assert fresh(page).get_latest_revision_as_object().summary == "Secret words of the author."


def test_autosave_of_who_may_write_no_longer_is_refused_as_ever():
    page = complete_draft()
    client = signed_in("Clinical reviewer")
    response = client.post(edit_url(page), form_of(page), headers={"Accept": "application/json"})
    assert response.status_code in (302, 403)
    assert fresh(page).latest_revision_id == page.latest_revision_id


def test_nobody_else_sees_that_screen():
    page = complete_draft()
    assert Client().post(edit_url(page), form_of(page)).status_code == 403
    assert signed_in(None).post(edit_url(page), form_of(page)).status_code == 302
