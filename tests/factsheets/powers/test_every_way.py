"""No screen lets anybody gain a clinician's or an administrator's powers or account alone; the log has a row of each try."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from factsheets.models import ClinicalSignOffTask, EditorialCheckTask, ReviewerProfile, SecurityEvent
from factsheets.powers.rules import (
    ADDRESS_OF_ANOTHER,
    NAME_OF_A_ROLE,
    NAME_OF_ANOTHER,
    OWN_ROLES,
    READ_ONLY_ROLE,
    TAKEN_ADDRESS,
)
from tests.builders import person
from tests.factsheets.powers.ways import (
    NEW,
    Team,
    add,
    add_group,
    add_step,
    add_step_while_choosing,
    copy,
    delete_group,
    edit,
    edit_group,
    edit_step,
    give_page_permission,
    group,
    in_bulk,
    powers,
    team,
)

pytestmark = pytest.mark.django_db

ONLY_THEY = "can change this, under their own name in the menu"
SUPERUSER = "is a superuser. Nobody else changes that account on a screen."
KEPT_POWERS = "Only the roles of the charity have power over sign-offs, accounts and steps."
NOT_A_CHOICE = "Select a valid choice."

#: What is refused to everybody: the way, the sentence that says so, and what was typed and stands in the form still.
REFUSED = {
    "joining the clinical role": (
        edit("actor", groups=["Administrator", "Clinical reviewer"]),
        OWN_ROLES,
        "",
    ),
    "joining it in bulk": (in_bulk("assign_role", "actor", role="Clinical reviewer"), OWN_ROLES, ""),
    "joining any other group": (edit("actor", groups=["Administrator", "Author"]), OWN_ROLES, ""),
    "leaving one's own role": (edit("actor", groups=["Author"]), OWN_ROLES, ""),
    "a clinician's address": (edit("clinician", email="mine@example.org"), ONLY_THEY, "mine@example.org"),
    "a clinician's user name": (edit("clinician", username="taken"), ONLY_THEY, "taken"),
    "a user name that is a clinician's address": (
        edit("author", username="Clinician@example.org"),
        ADDRESS_OF_ANOTHER,
        "Clinician@example.org",
    ),
    "a new account of such a name": (
        add(username="clinician@example.org"),
        ADDRESS_OF_ANOTHER,
        "clinician@example.org",
    ),
    "a new account of a clinician's address": (
        add(username="second", email="clinician@example.org"),
        TAKEN_ADDRESS,
        "second",
    ),
    "a name that a clinician has in other letters": (
        edit("author", username="CLINICIAN"),
        NAME_OF_ANOTHER,
        "CLINICIAN",
    ),
    "an address that a clinician has": (
        edit("author", email="Clinician@example.org"),
        TAKEN_ADDRESS,
        "Clinician@example.org",
    ),
    "an administrator's address": (
        edit("other_administrator", email="mine@example.org"),
        ONLY_THEY,
        "mine@example.org",
    ),
    "a superuser's address": (edit("superuser", email="mine@example.org"), "", "mine@example.org"),
    "another name for the clinical role": (
        edit_group("Clinical reviewer", name="Nobody"),
        READ_ONLY_ROLE,
        "Nobody",
    ),
    "another name for another role": (edit_group("Editor", name="Desk"), READ_ONLY_ROLE, "Desk"),
    "what the clinical role may do": (edit_group("Clinical reviewer", permissions=[]), READ_ONLY_ROLE, ""),
    "what administrators may do": (
        edit_group("Administrator", permissions=["change_signoff", "access_admin"]),
        READ_ONLY_ROLE,
        "",
    ),
    "what editors may do with pages": (give_page_permission("Editor"), READ_ONLY_ROLE, ""),
    "deleting the clinical role": (delete_group("Clinical reviewer"), READ_ONLY_ROLE, ""),
    "deleting administrators": (delete_group("Administrator"), READ_ONLY_ROLE, ""),
    "a new group that signs off": (add_group(permissions=["change_signoff"]), NOT_A_CHOICE, "Friends"),
    "a new group that reads the log": (
        add_group(permissions=["view_securityevent"]),
        NOT_A_CHOICE,
        "Friends",
    ),
    "a new group that changes workflows": (
        add_group(permissions=["change_workflow"]),
        KEPT_POWERS,
        "Friends",
    ),
    "a new group that makes accounts": (add_group(permissions=["change_user"]), KEPT_POWERS, "Friends"),
    "a new group that changes groups": (add_group(permissions=["add_group"]), KEPT_POWERS, "Friends"),
    "a group of the charity's own that signs off": (
        edit_group("Helpers", permissions=["change_signoff"]),
        NOT_A_CHOICE,
        "Helpers",
    ),
    "a group of the charity's own that changes steps": (
        edit_group("Helpers", permissions=["change_clinicalsignofftask"]),
        NOT_A_CHOICE,
        "Helpers",
    ),
    "a group that is called like a role": (
        edit_group("Helpers", name="Clinical Reviewer"),
        NAME_OF_A_ROLE,
        "Clinical Reviewer",
    ),
    "another role in the clinical step": (edit_step("Clinical reviewer", "Administrator"), NOT_A_CHOICE, ""),
    "another role in its place": (edit_step("Administrator"), NOT_A_CHOICE, ""),
    "a new clinical step": (add_step("Administrator"), NOT_A_CHOICE, "Second look"),
    "a new clinical step while choosing": (add_step_while_choosing("Administrator"), NOT_A_CHOICE, ""),
    "copying an account": (copy("clinician"), "", ""),
}
#: Wagtail's own form says it, or there is no such screen: nothing is written down.
WITHOUT_A_ROW = {
    "a new group that reads the log",
    "a new group that signs off",
    "a group of the charity's own that signs off",
    "a group of the charity's own that changes steps",
    "another role in the clinical step",
    "another role in its place",
    "a new clinical step",
    "a new clinical step while choosing",
    "copying an account",
}


@pytest.fixture(params=["Administrator", "superuser"])
def people(request) -> Team:
    Group.objects.create(name="Helpers")
    if request.param == "superuser":
        actor = get_user_model().objects.create_superuser("actor", "actor@example.org")
        actor.groups.add(group("Administrator"))
    else:
        actor = person("Administrator", "actor", email="actor@example.org")
    return team(actor)


@pytest.fixture
def desk(people) -> Client:
    client = Client()
    client.force_login(people.actor)
    return client


@pytest.mark.parametrize("way", REFUSED)
def test_it_is_refused_with_a_sentence_and_nothing_has_changed(way, desk, people):
    act, sentence, typed = REFUSED[way]
    if not sentence and way != "copying an account":
        sentence = ONLY_THEY if people.actor.is_superuser else SUPERUSER
    before, rows = powers(), SecurityEvent.objects.count()
    response = act(desk, people)
    said = response.said
    assert powers() == before
    words = response.content.decode()
    if way == "copying an account":
        assert response.status_code == 404
    else:
        assert response.status_code == 200
        assert sentence in words or sentence in " ".join(said)
    assert typed in words
    new = list(SecurityEvent.objects.order_by("pk")[rows:])
    assert [(row.kind, row.actor_name) for row in new] == (
        [] if way in WITHOUT_A_ROW else [("refused", "actor")]
    )


@pytest.mark.parametrize("way", [edit("author", is_superuser="on"), add(is_superuser="on")])
def test_no_screen_makes_a_superuser(way, desk, people):
    before = get_user_model().objects.filter(is_superuser=True).count()
    way(desk, people)
    assert get_user_model().objects.filter(is_superuser=True).count() == before
    form = desk.get(reverse("wagtailusers_users:add")).content.decode()
    assert "is_superuser" not in form
    assert 'name="groups"' in form
    assert not re.search(r"<li>\s*(None)?\s*</li>", form)
    assert not SecurityEvent.objects.filter(kind="superuser_made", network__gt="").exists()


def test_a_superuser_stays_one_when_another_saves_the_account(desk, people):
    if people.actor.is_superuser:
        edit("superuser", last_name="Root")(desk, people)
    people.superuser.refresh_from_db()
    assert people.superuser.is_superuser


#: What is done: the way, and (what, about whom, more) of the rows that say so.
DONE = {
    "giving the clinical role": (
        edit("author", groups=["Author", "Clinical reviewer"]),
        [("role_given", "author", "Clinical reviewer")],
    ),
    "giving it in bulk": (
        in_bulk("assign_role", "author", role="Clinical reviewer"),
        [("role_given", "author", "Clinical reviewer")],
    ),
    "giving it to somebody new": (
        add(groups=["Clinical reviewer"]),
        [
            ("person_made", "newcomer", ""),
            ("role_given", "newcomer", "Clinical reviewer"),
        ],
    ),
    "making an administrator": (
        edit("author", groups=["Administrator"]),
        [("role_taken", "author", "Author"), ("role_given", "author", "Administrator")],
    ),
    "taking the clinical role away": (
        edit("clinician", groups=["Author"]),
        [("role_taken", "clinician", "Clinical reviewer"), ("role_given", "clinician", "Author")],
    ),
    "switching a clinician off": (edit("clinician", is_active=None), [("switched_off", "clinician", "")]),
    "switching off in bulk": (
        in_bulk("set_active_state", "clinician", mark_as_active="False"),
        [("switched_off", "clinician", "")],
    ),
    "deleting a clinician": (
        in_bulk("delete", "clinician"),
        [("person_deleted", "clinician", "Roles: Clinical reviewer")],
    ),
    "an author's address": (
        edit("author", email="new@example.org"),
        [("person_changed", "author", "e-mail address from “author@example.org” to “new@example.org”")],
    ),
    "a group of the charity's own": (
        add_group(permissions=["add_condition"]),
        [("group_made", "Friends", ""), ("permissions_changed", "Friends", "given: add condition")],
    ),
    "pages for it": (
        give_page_permission("Helpers"),
        [("permissions_changed", "Helpers", "given: Publish any page in “Help for your back”")],
    ),
    "the end of it": (delete_group("Helpers"), [("group_deleted", "Helpers", "")]),
}
#: What is told to all others, and to whom it is about.
TOLD = {
    "giving the clinical role",
    "giving it in bulk",
    "giving it to somebody new",
    "making an administrator",
    "taking the clinical role away",
    "switching a clinician off",
    "switching off in bulk",
    "deleting a clinician",
}


@pytest.mark.parametrize("way", DONE)
def test_it_is_done_and_written_down(way, desk, people, mail_to):
    act, rows = DONE[way]
    seen = SecurityEvent.objects.count()
    act(desk, people)
    new = SecurityEvent.objects.order_by("pk")[seen:]
    assert [(row.kind, row.subject_name, row.detail) for row in new] == rows
    assert {(row.actor_name, row.network) for row in new} == {("actor", "127.0.0.0/24")}
    told = {"clinician@example.org", "other@example.org", "root@example.org"} if way in TOLD else set()
    assert told <= mail_to() if told else not mail_to()
    assert "actor@example.org" not in mail_to()


def test_a_step_of_editors_can_get_another_role_and_it_is_written_down(desk, people):
    person("Editor")
    step = EditorialCheckTask.objects.get()
    url = reverse("wagtailadmin_workflows:edit_task", args=[step.pk])
    desk.post(url, {"name": step.name, "groups": [group("Editor").pk, group("Helpers").pk]})
    row = SecurityEvent.objects.latest("pk")
    assert (row.kind, row.subject_name, row.detail) == (
        "step_changed",
        "Step “Editorial check”",
        "Helpers may decide it",
    )


def test_who_signed_off_once_stays_out_of_reach(desk, people):
    ReviewerProfile.objects.create(user=people.author, registered_name="Dr A", role="GP")
    assert ONLY_THEY in edit("author", email="mine@example.org")(desk, people).content.decode()


def test_people_change_their_own_account_there_too(desk, people):
    edit("actor", email="moved@example.org")(desk, people)
    people.actor.refresh_from_db()
    assert people.actor.email == "moved@example.org"


def test_a_clinical_step_can_be_saved_as_it_is(desk, people):
    response = edit_step("Clinical reviewer")(desk, people)
    assert "updated" in " ".join(response.said)
    step = ClinicalSignOffTask.objects.get()
    assert [each.name for each in step.groups.all()] == ["Clinical reviewer"]


class TestNobodyElseWouldHear:
    """A site with one administrator and nobody else who can be reached."""

    NOBODY = "Nobody else would hear of it"
    WAYS = {
        "an account": edit("author", groups=["Clinical reviewer"]),
        "an administrator": edit("author", groups=["Administrator"]),
        "somebody new": add(groups=["Clinical reviewer"]),
        "in bulk": in_bulk("assign_role", "author", role="Clinical reviewer"),
        "an account that is off": edit("clinician", is_active="on"),
        "in bulk, off": in_bulk("set_active_state", "clinician", mark_as_active="True"),
    }

    @pytest.fixture(autouse=True)
    def alone(self, people):
        others = get_user_model().objects.exclude(pk=people.actor.pk)
        others.exclude(pk__in=[people.author.pk, people.clinician.pk]).update(email="")
        others.filter(pk=people.clinician.pk).update(is_active=False)

    @pytest.mark.parametrize("way", WAYS)
    def test_only_a_superuser_gives_the_first_role(self, way, desk, people):
        before = powers()
        response = self.WAYS[way](desk, people)
        words = " ".join(response.said) + response.content.decode()
        if people.actor.is_superuser:
            assert powers() != before
        else:
            assert self.NOBODY in words
            assert powers() == before


def test_a_new_account_of_a_deleted_name_has_no_powers(desk, people):
    in_bulk("delete", "clinician")(desk, people)
    form = NEW | {"username": "clinician"}
    add(**form)(desk, people)
    made = get_user_model().objects.get(username="clinician")
    assert not made.groups.exists()
    assert not ReviewerProfile.objects.filter(user=made).exists()
