"""Accounts of earlier releases could have a language and a time zone of their own, by which dates were read otherwise."""

from django.db import migrations


def forget_own_ways(apps, schema_editor):
    profiles = apps.get_model('wagtailusers', 'UserProfile').objects.using(schema_editor.connection.alias)
    profiles.exclude(preferred_language='', current_time_zone='').update(preferred_language='', current_time_zone='')


class Migration(migrations.Migration):

    dependencies = [
        ('factsheets', '0005_take_down_requests'),
        ('wagtailusers', '0015_userprofile_keyboard_shortcuts'),
    ]

    operations = [
        migrations.RunPython(forget_own_ways, migrations.RunPython.noop),
    ]
