"""Work that was put off before the code moved: its tasks are named where they lie now."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MOVED = {"factsheets.upkeep.mailing.send_mail": "factsheets.mail.sending.send_mail"}


def name_tasks_anew(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    tasks = apps.get_model("django_tasks_database", "DBTaskResult").objects.using(schema_editor.connection.alias)
    for before, now in MOVED.items():
        tasks.filter(task_path=before).update(task_path=now)


class Migration(migrations.Migration):
    dependencies = [
        ("factsheets", "0008_signposts"),
        ("django_tasks_database", "0001_initial"),
    ]

    operations = [migrations.RunPython(name_tasks_anew, migrations.RunPython.noop)]
