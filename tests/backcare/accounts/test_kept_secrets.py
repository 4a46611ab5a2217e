"""The secrets of second factors in the database: nobody reads them there, and another key of the site is no end of them."""

from __future__ import annotations

from importlib import import_module
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.management import CommandError, call_command

from tests.factsheets.accounts.people import digits, give_app, is_in, member, show_digits, sign_in

pytestmark = pytest.mark.django_db

migration = import_module("backcare.accounts.migrations.0002_encrypted_secrets")


def stored() -> dict[str, dict]:
    return dict(Authenticator.objects.values_list("type", "data"))


def enters_with(code: str) -> bool:
    browser = sign_in("editor")
    show_digits(browser, code)
    return is_in(browser)


def test_the_database_has_neither_the_secret_nor_the_codes():
    user = member("Editor")
    secret = give_app(user)
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert secret not in str(stored())
    assert not any(code in str(stored()) for code in codes)
    assert stored()["totp"]["secret"].startswith("gAAAA")
    assert stored()["recovery_codes"]["seed"].startswith("gAAAA")
    assert enters_with(digits(secret))
    assert enters_with(codes[0])


def test_what_was_kept_as_it_is_is_encrypted_by_the_migration_and_opens_as_before():
    secret = give_app(member("Editor"))
    plain = {"totp": {"secret": secret}, "recovery_codes": {"seed": "ab" * 40, "used_mask": 0}}
    for kind, data in plain.items():
        Authenticator.objects.filter(type=kind).update(data=data)
    codes = {"type": "recovery_codes", "data": {"migrated_codes": ["11112222", "33334444"]}}
    Authenticator.objects.create(user=member("Author"), **codes)
    for _ in range(2):  # once more does no harm
        migration.encrypt_all(apps, None)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert not any(each in kept for each in (secret, "abab", "11112222", "33334444"))
    assert enters_with(digits(secret))
    migration.decrypt_all(apps, None)
    assert secret in str(list(Authenticator.objects.values_list("data", flat=True)))
    assert "33334444" in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_after_another_key_of_the_site_the_former_one_reads_them_until_they_are_renewed(settings):
    secret = give_app(member("Editor"))
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert enters_with(digits(secret))
    said = StringIO()
    call_command("renew_secrets", stdout=said)
    assert "now: 2." in said.getvalue()
    settings.SECRET_KEY_FALLBACKS = []
    assert enters_with(digits(secret, 1))
    before = stored()
    call_command("renew_secrets", stdout=said)
    assert "now: 0." in said.getvalue()
    assert stored() == before


def test_without_the_former_key_nobody_gets_in_and_everybody_is_told_why(settings, caplog):
    secret = give_app(member("Editor"))
    settings.SECRET_KEY = "another"
    browser = sign_in("editor")
    answer = show_digits(browser, digits(secret))
    assert (answer.status_code, is_in(browser)) == (503, False)
    assert "Your second factor cannot be read" in answer.content.decode()
    assert "SECRET_KEY_FALLBACKS" in caplog.text
    assert "reset_second_factor" in caplog.text
    with pytest.raises(CommandError, match="The second factors of editor cannot be read"):
        call_command("renew_secrets")
    call_command("reset_second_factor", "editor")
    assert is_in(sign_in("editor"))
