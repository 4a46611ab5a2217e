"""`manage.py check --deploy` fails for what is right for a demonstration alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from tests.setting_up.commands import in_turn

ON_THE_INTERNET = {
    "SITE_URL": "https://library.example",
    "ALLOWED_HOSTS": "library.example",
    "EMAIL_URL": "smtp://127.0.0.1",
    "PRIVACY_CONTROLLER": "BackCare, a charity of London",
    "PRIVACY_CONTACT": "privacy@library.example",
    "ACCESSIBILITY_CONTACT": "access@library.example",
    "SECRET_KEY": "k3-" + "hT9xQm2vLp8RzWc4" * 4,
}


def checked(folder: Path, **environment: str) -> tuple[int, str]:
    folders = {
        "BACKCARE_DATA_DIR": str(folder),
        "BACKCARE_DEMO": "",
        "DATABASE_URL": "",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "",
    }
    [said] = in_turn([["check", "--deploy"]], **(folders | ON_THE_INTERNET | environment))
    return said.code, said.err


def test_a_site_on_the_internet_is_in_order(tmp_path: Path) -> None:
    assert checked(tmp_path) == (0, "")


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"EMAIL_URL": ""}, "EMAIL_URL is not set, so mails are printed instead of sent."),
        ({"EMAIL_URL": "consolemail://"}, "EMAIL_URL is not set, so mails are printed instead of sent."),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS is *, so the site answers to every name."),
        ({"SITE_URL": ""}, "SITE_URL does not begin with https://."),
        ({"SITE_URL": "http://library.example"}, "SITE_URL does not begin with https://."),
    ],
)
def test_each_fault_makes_it_fail(tmp_path: Path, environment: dict[str, str], said: str) -> None:
    code, errors = checked(tmp_path, **environment)
    assert code == 1
    assert said in errors


def test_what_readers_are_not_told_is_named_and_stops_nothing(tmp_path: Path) -> None:
    unset = ("PRIVACY_CONTROLLER", "PRIVACY_CONTACT", "ACCESSIBILITY_CONTACT")
    code, warnings = checked(tmp_path, **dict.fromkeys(unset, ""))
    assert code == 0
    assert [name for name in unset if f"{name} is not set, so the page on " in warnings] == list(unset)


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"BACKUPS_KEPT_DAYS": "a month"}, "BACKUPS_KEPT_DAYS is 'a month', but it must be a number of days"),
        (
            {"SERVER_LOG_KEPT_DAYS": "0"},
            "SERVER_LOG_KEPT_DAYS is '0', but it must be a number of days from 1",
        ),
        (
            {"ICO_URL": "ico.org.uk"},
            "ICO_URL is 'ico.org.uk', but it must be an address that begins with https://.",
        ),
    ],
)
def test_what_readers_are_told_is_possible(tmp_path: Path, environment: dict[str, str], said: str) -> None:
    code, errors = checked(tmp_path, **environment)
    assert code == 1
    assert said in errors


@pytest.mark.parametrize(
    ("environment", "code"),
    [({"BACKCARE_DEMO": "0"}, 0), ({"BACKCARE_DEMO": "1"}, 1), ({"BACKCARE_DEMO": "no"}, 1)],
)
def test_the_switch_of_a_demonstration(tmp_path: Path, environment: dict[str, str], code: int) -> None:
    found, errors = checked(tmp_path, **environment)
    assert found == code
    assert ("BACKCARE_DEMO is" in errors) is bool(code)


@pytest.mark.django_db
def test_accounts_to_try_the_site_out_are_named() -> None:
    call_command("create_demonstration_accounts")
    with pytest.raises(SystemCheckError, match="Demonstration accounts can sign in: administrator, author, "):
        call_command("check", deploy=True, databases=["default"], tags=["database"])
