"""The secrets of second factors that were kept as they are: encrypted from now on."""

from django.db import migrations

from backcare.accounts.kept_secrets import SecretUnreadable, decrypted, encrypted, in_each_place


def encrypt_once(secret):
    """One that is encrypted already is left alone: whoever set it up while the code was newer than the tables."""
    try:
        decrypted(secret)
    except SecretUnreadable:
        return encrypted(secret)
    return secret


def encrypt_all(apps, schema_editor):
    _change_all(apps, encrypt_once)


def decrypt_all(apps, schema_editor):
    _change_all(apps, decrypted)


def _change_all(apps, change):
    for factor in apps.get_model("mfa", "Authenticator").objects.filter(type__in=["totp", "recovery_codes"]):
        factor.data = in_each_place(factor.data, change)
        factor.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [("backcare_accounts", "0001_initial"), ("mfa", "0003_authenticator_type_uniq")]

    operations = [migrations.RunPython(encrypt_all, decrypt_all)]
