"""Each name of a factsheet, and each title that waits for one, in a row of its own: a name is looked up, not searched for."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

COMPARED = 200
AT_ONCE = 500


def key_of(name: str) -> str:
    return " ".join(name.split()).casefold()[:COMPARED]


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    database = schema_editor.connection.alias
    names = apps.get_model("factsheets", "KnownName").objects.using(database)
    pages = apps.get_model("factsheets", "FactsheetPage").objects.using(database)
    for pk, title, draft_title, others in pages.values_list("pk", "title", "draft_title", "also_called"):
        called = {key_of(draft_title): True} | {key_of(name): False for name in (title, *others.splitlines())}
        names.bulk_create(
            names.model(page_id=pk, key=key, of_draft=of_draft) for key, of_draft in called.items() if key
        )
    items = apps.get_model("factsheets", "RelatedItem").objects.using(database)
    waiting = items.exclude(pending_title="").values_list("pk", "page", "pending_title")
    names.bulk_create(
        (names.model(page_id=page, item_id=pk, key=key_of(title)) for pk, page, title in waiting if key_of(title)),
        batch_size=AT_ONCE,
    )


class Migration(migrations.Migration):
    dependencies = [("factsheets", "0011_mail_that_is_given_up")]

    operations = [
        migrations.CreateModel(
            "KnownName",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=COMPARED)),
                ("of_draft", models.BooleanField(default=False)),
                (
                    "item",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="known_name",
                        to="factsheets.relateditem",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="known_names",
                        to="factsheets.factsheetpage",
                    ),
                ),
            ],
            {
                "indexes": [models.Index(fields=["key"], name="known_name_key")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("item", None)), fields=("page", "key"), name="known_name_once"
                    )
                ],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
