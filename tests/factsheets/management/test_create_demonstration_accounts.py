"""An account for each role, once."""

import io

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import CommandError

from factsheets.people.demonstration import ROLES, demonstration_accounts

pytestmark = pytest.mark.django_db


def _run() -> str:
    out = io.StringIO()
    call_command("create_demonstration_accounts", stdout=out)
    return out.getvalue()


def test_each_role_gets_an_account_whose_shown_password_opens_it() -> None:
    rows = [line.split(maxsplit=2) for line in _run().splitlines() if line.startswith("  ")][1:]
    assert [(name, role) for name, _, role in rows] == [
        ("author", "Author"),
        ("editor", "Editor"),
        ("reviewer", "Clinical reviewer"),
        ("manager", "Resource manager"),
        ("administrator", "Administrator"),
    ]
    for name, password, role in rows:
        user = authenticate(username=name, password=password)
        assert user is not None
        assert list(user.groups.values_list("name", flat=True)) == [role]
        assert user.has_perm("wagtailadmin.access_admin")
        assert not user.is_superuser


def addresses() -> dict[str, tuple[str, bool, bool]]:
    kept = EmailAddress.objects.select_related("user")
    return {each.user.get_username(): (each.email, each.verified, each.primary) for each in kept}


def test_each_has_a_confirmed_address_that_no_mail_ever_reaches() -> None:
    _run()
    assert addresses() == {name: (f"{name}@example.org", True, True) for name in ROLES}


def test_those_of_an_earlier_release_get_theirs_and_what_somebody_made_their_own_stays() -> None:
    _run()
    users = get_user_model().objects
    EmailAddress.objects.all().delete()
    users.update(email="")
    users.filter(username="editor").update(first_name="Ann")
    assert _run() == "There are accounts already; none was made.\n"
    assert addresses() == {name: (f"{name}@example.org", True, True) for name in ROLES if name != "editor"}
    assert demonstration_accounts().count() == len(ROLES) - 1


def test_the_passwords_are_never_the_same_twice() -> None:
    first = _run()
    get_user_model().objects.all().delete()
    assert not {line.split()[1] for line in first.splitlines() if line.startswith("  ")}.intersection(
        line.split()[1] for line in _run().splitlines() if line.startswith("  ") and "user name" not in line
    )


def test_where_there_are_accounts_none_is_made() -> None:
    get_user_model().objects.create_user("somebody")
    assert _run() == "There are accounts already; none was made.\n"
    assert get_user_model().objects.count() == 1


def test_without_the_roles_nothing_is_half_done() -> None:
    Group.objects.get(name="Administrator").delete()
    with pytest.raises(CommandError, match="'Administrator' is missing"):
        _run()
    assert not get_user_model().objects.exists()
