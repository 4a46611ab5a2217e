"""The table in which all processes count tries at passwords, and the address of each account as a confirmed one."""

from django.conf import settings
from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def confirm_addresses(apps, schema_editor):
    """Whoever could sign in can still: addresses were set by administrators. Two accounts may share one."""
    EmailAddress = apps.get_model("account", "EmailAddress")
    users = apps.get_model(settings.AUTH_USER_MODEL)._default_manager
    with_address = set(EmailAddress.objects.values_list("user_id", flat=True))
    confirmed = set(EmailAddress.objects.filter(verified=True).values_list("email", flat=True))
    for pk, email in users.exclude(email="").exclude(email=None).order_by("pk").values_list("pk", "email"):
        address = email.lower()
        if pk not in with_address:
            EmailAddress.objects.create(
                user_id=pk, email=address, primary=True, verified=address not in confirmed
            )
            confirmed.add(address)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(make_table, migrations.RunPython.noop),
        migrations.RunPython(confirm_addresses, migrations.RunPython.noop),
    ]
