"""Work that was put off by the code of an older release is done by the code of today."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from factsheets.mail.sending import send_mail

MIGRATION = import_module("factsheets.migrations.0009_tasks_where_they_lie")


@pytest.mark.django_db
def test_a_mail_that_waited_during_the_upgrade_is_a_task_that_is_known():
    stored = DBTaskResult.objects.create(
        task_path="factsheets.upkeep.mailing.send_mail",
        args_kwargs={"args": [1], "kwargs": {}},
        backend_name=send_mail.backend,
    )
    MIGRATION.name_tasks_anew(apps, connection.SchemaEditorClass(connection))
    stored.refresh_from_db()
    assert stored.task.func is send_mail.func


def test_every_task_that_moved_is_where_the_migration_says():
    for path in MIGRATION.MOVED.values():
        assert import_string(path)
