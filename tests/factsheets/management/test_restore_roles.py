"""What no screen can give back, a command does."""

from __future__ import annotations

from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import GroupPagePermission

from factsheets.models import ClinicalSignOffTask, SecurityEvent
from factsheets.workflows.health.listing import what_is_wrong

pytestmark = pytest.mark.django_db


def powers() -> set[tuple[object, ...]]:
    return {
        *Group.objects.values_list("name", "permissions__codename"),
        *GroupPagePermission.objects.values_list("group__name", "page", "permission"),
    }


def test_the_roles_have_again_what_they_had_and_keep_what_they_have():
    before, faults = powers(), [str(fault) for fault in what_is_wrong()]
    Group.objects.get(name="Clinical reviewer").delete()
    Group.objects.get(name="Editor").permissions.clear()
    GroupPagePermission.objects.all().delete()
    said = " ".join(str(fault) for fault in what_is_wrong())
    assert "“manage.py restore_roles”" in said
    more = Permission.objects.get(codename="add_redirect")
    Group.objects.get(name="Author").permissions.add(more)
    out = StringIO()
    call_command("restore_roles", stdout=out)
    assert out.getvalue() == "The roles have what they had at first. Made anew: Clinical reviewer.\n"
    assert powers() == before | {("Author", "add_redirect")}
    assert [role.name for role in ClinicalSignOffTask.objects.get().groups.all()] == ["Clinical reviewer"]
    assert [str(fault) for fault in what_is_wrong()] == faults
    seen = SecurityEvent.objects.count()
    call_command("restore_roles", stdout=StringIO())
    assert SecurityEvent.objects.count() == seen
