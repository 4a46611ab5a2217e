"""Administrators had permissions for collections that opened no screen: Wagtail asks for others there. Their history stays theirs."""

from django.db import migrations


def take_what_opened_nothing(apps, schema_editor):
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="wagtailcore",
        codename__in=["add_collection", "change_collection", "delete_collection"],
    )
    for role in apps.get_model("auth", "Group").objects.filter(name="Administrator"):
        role.permissions.remove(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("factsheets", "0015_who_brought_words_in"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(take_what_opened_nothing, migrations.RunPython.noop)]
