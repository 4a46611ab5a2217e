"""What the others read when power changes hands on a screen; a command tells nobody."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from factsheets.models import OutgoingMail
from tests.builders import person
from tests.factsheets.powers.ways import add, group, team

pytestmark = pytest.mark.django_db


def test_the_mail_says_who_did_what_to_whom_and_where_to_look():
    actor = person("Administrator", "actor", email="actor@example.org")
    people, desk = team(actor), Client()
    desk.force_login(actor)
    add(groups=["Clinical reviewer"])(desk, people)
    mail = OutgoingMail.objects.get(to="clinician@example.org")
    assert mail.subject == "Role given: newcomer (Clinical reviewer)"
    assert mail.body.startswith("Hello First Last,\n\nactor has done this on ")
    assert "Role given: newcomer\nClinical reviewer\n" in mail.body
    assert "/admin/reports/security-log/" in mail.body


def test_a_command_is_not_told():
    people = team(person("Administrator", "actor", email="actor@example.org"))
    people.author.groups.add(group("Clinical reviewer"))
    get_user_model().objects.filter(pk=people.clinician.pk).delete()
    assert not OutgoingMail.objects.exists()
