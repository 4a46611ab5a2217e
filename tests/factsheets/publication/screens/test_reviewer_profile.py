"""Register details of clinical reviewers on the account screen."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from factsheets.models import ReviewerProfile
from factsheets.publication.signing_off import PROFILE_FIELDS
from tests.builders import person
from tests.factsheets.publication.test_workflow import DECISION

pytestmark = pytest.mark.django_db


def account(user: object, **details: str):
    """The account screen, saved as it stands, with register details."""
    client = Client()
    client.force_login(user)
    url = reverse("wagtailadmin_account")
    panels = [panel for tab in client.get(url).context["panels_by_tab"].values() for panel in tab]
    forms = {panel.name: panel.get_form() for panel in panels}
    data = {
        form.add_prefix(name): form.get_initial_for_field(field, name) or ""
        for form in forms.values()
        for name, field in form.fields.items()
    }
    data |= {f"name_email-{name}": f"{name}@example.org" for name in ("first_name", "last_name", "email")}
    return client.post(url, data | {f"reviewer_profile-{name}": words for name, words in details.items()})


def test_a_reviewer_keeps_register_details_on_the_account_screen():
    reviewer = person("Clinical reviewer")
    assert account(reviewer).status_code == 302
    assert not ReviewerProfile.objects.exists()
    details = {name: DECISION[name] for name in PROFILE_FIELDS}
    assert account(reviewer, **(details | {"registration_number": ""})).status_code == 200
    assert account(reviewer, **details).status_code == 302
    assert ReviewerProfile.objects.get(user=reviewer).professional_body == "A council"


def test_others_are_not_asked_for_register_details():
    account(person("Author"), **{name: DECISION[name] for name in PROFILE_FIELDS})
    assert not ReviewerProfile.objects.exists()
