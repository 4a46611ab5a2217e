"""What the others read when power changes hands on a screen; a command tells nobody."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction

from factsheets.models import EditorialCheckTask, OutgoingMail
from factsheets.security_log.formats.event_kinds import EventKind
from factsheets.security_log.models import SecurityEvent
from tests.builders import person
from tests.factsheets.powers.ways import add, group, team
from tests.factsheets.workflows.one_way.test_guard import filled

pytestmark = pytest.mark.django_db


def test_the_mail_says_who_did_what_to_whom_and_where_to_look():
    actor = person("Administrator", "actor", email="actor@example.org")
    people, desk = team(actor), Client()
    desk.force_login(actor)
    add(groups=["Clinical reviewer"])(desk, people)
    mail = OutgoingMail.objects.get(to="clinician@example.org")
    assert mail.subject == "Role given: newcomer (Clinical reviewer)"
    assert mail.body.startswith("Power over sign-offs or accounts has changed on the site. On ")
    assert "\nDone by: actor\n" in mail.body
    assert "Role given: newcomer\nClinical reviewer\n" in mail.body
    assert "/admin/reports/security-log/" in mail.body


def test_a_command_is_not_told():
    people = team(person("Administrator", "actor", email="actor@example.org"))
    people.author.groups.add(group("Clinical reviewer"))
    get_user_model().objects.filter(pk=people.clinician.pk).delete()
    assert not OutgoingMail.objects.exists()


def test_another_role_in_a_step_is_told():
    actor = person("Administrator", "actor", email="actor@example.org")
    people, desk = team(actor), Client()
    desk.force_login(actor)
    step = EditorialCheckTask.objects.get()
    url = reverse("wagtailadmin_workflows:edit_task", args=[step.pk])
    groups = [str(each.pk) for each in Group.objects.all()]
    desk.post(url, filled(desk, url, groups=groups))
    assert step.groups.count() == len(groups)
    told = OutgoingMail.objects.filter(
        to=people.clinician.email, subject__startswith="Roles of a step changed: Step"
    )
    assert {"Author may decide it", "Resource manager may decide it"} <= {
        line for mail in told for line in mail.body.splitlines()
    }


@pytest.mark.parametrize("name", ["Clinical reviеwer", "C1inical reviewer", "Clinical\u200breviewer"])
def test_no_group_is_named_so_that_it_reads_like_a_role(name):
    actor = person("Administrator", "actor", email="actor@example.org")
    desk = Client()
    desk.force_login(actor)
    url = reverse("wagtailusers_groups:add")
    response = desk.post(url, filled(desk, url, name=name))
    assert response.status_code == 200
    assert not Group.objects.filter(name=name).exists()


@pytest.mark.parametrize("has_member", [True, False])
def test_whoever_is_let_in_to_what_is_private_is_told_of_to_those_who_were(has_member):
    actor = person("Administrator", "actor", email="actor@example.org")
    people, desk = team(actor), Client()
    desk.force_login(actor)
    board = Group.objects.create(name="Board")
    private = Collection.get_first_root_node().add_child(name="Board only")
    rule = CollectionViewRestriction.objects.create(collection=private, restriction_type="groups")
    rule.groups.add(board)
    if has_member:
        person(None, "member", email="member@example.org").groups.add(board)
    OutgoingMail.objects.all().delete()
    add(groups=["Board"])(desk, people)
    told = {mail.to for mail in OutgoingMail.objects.filter(key__startswith="security:")}
    assert "actor@example.org" not in told
    assert told == {"member@example.org"} if has_member else "clinician@example.org" in told
    mail = OutgoingMail.objects.filter(key__startswith="security:").first()
    assert mail.subject == "Let in: newcomer (Board)"
    assert "Done by: actor" in mail.body
    event = SecurityEvent.objects.filter(kind=EventKind.ROLE_GIVEN, detail="Board").latest("pk")
    assert (event.actor_name, event.subject_name) == ("actor", "newcomer")
