"""Each name of a factsheet, and each title that waits for one, in a row of its own: a name is looked up, not searched for."""

from string import ascii_uppercase

import django.db.models.deletion
from anyascii import anyascii
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

COMPARED = 200
AT_ONCE = 500


def key_of(name: str) -> str:
    return " ".join(name.split()).casefold()[:COMPARED]


def initial_of(key: str) -> str:
    first = anyascii(key)[:1].upper()
    return first if first in ascii_uppercase else "0"


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    database = schema_editor.connection.alias
    names = apps.get_model("factsheets", "KnownName").objects.using(database)
    pages = apps.get_model("factsheets", "FactsheetPage").objects.using(database)
    for pk, title, draft_title, others, slug in pages.values_list(
        "pk", "title", "draft_title", "also_called", "slug"
    ):
        called = {("name", key_of(name)) for name in (title, *others.splitlines())}
        called |= {("draft", key_of(draft_title)), ("slug", key_of(slug))}
        names.bulk_create(
            names.model(page_id=pk, key=key, kind=kind, initial=initial_of(key))
            for kind, key in sorted(called)
            if key
        )
    items = apps.get_model("factsheets", "RelatedItem").objects.using(database)
    waiting = items.exclude(pending_title="").values_list("pk", "page", "pending_title")
    names.bulk_create(
        (
            names.model(page_id=page, item_id=pk, key=key_of(title), kind="waits", initial=initial_of(key_of(title)))
            for pk, page, title in waiting
            if key_of(title)
        ),
        batch_size=AT_ONCE,
    )


class Migration(migrations.Migration):
    dependencies = [("factsheets", "0012_documents_come_in_batches")]

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
                ("initial", models.CharField(max_length=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("name", "name of the factsheet"),
                            ("draft", "title of its draft"),
                            ("slug", "end of its address"),
                            ("waits", "name of a factsheet that it waits for"),
                        ],
                        max_length=5,
                    ),
                ),
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
                        db_index=False,
                        related_name="known_names",
                        to="factsheets.factsheetpage",
                    ),
                ),
            ],
            {
                "indexes": [
                    models.Index(fields=["key", "kind"], name="known_name_key"),
                    models.Index(fields=["page", "kind"], name="known_name_page"),
                    models.Index(fields=["kind", "initial"], name="known_name_initial"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("item", None), ("kind__in", ("name", "draft", "slug"))),
                            models.Q(("item__isnull", False), ("kind", "waits")),
                            _connector="OR",
                        ),
                        name="known_name_kind_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("item", None)),
                        fields=("page", "kind", "key"),
                        name="known_name_once",
                    )
                ],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
