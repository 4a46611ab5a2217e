"""Documents come in together: batches, their documents, and the originals, which stay with the factsheets."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import factsheets.keeping.models.attribution


class Migration(migrations.Migration):
    dependencies = [
        ("factsheets", "0011_mail_that_is_given_up"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BatchDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveIntegerField(help_text="Where it stands in the batch.")),
                (
                    "name",
                    models.CharField(
                        help_text="The name of the file, with its folder where there is one.", max_length=255
                    ),
                ),
                ("size", models.PositiveBigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Not read yet"),
                            ("planned", "Read"),
                            ("unchanged", "Unchanged: it came in before"),
                            ("refused", "Refused"),
                            ("left_out", "Left out"),
                            ("confirmed", "Waits for its turn"),
                            ("applied", "Came in"),
                            ("failed", "Did not come in"),
                            ("undone", "Undone"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "sentence",
                    models.TextField(
                        blank=True, help_text="Why it is refused, unchanged, or did not come in."
                    ),
                ),
                ("plan", models.JSONField(default=dict)),
                (
                    "parts",
                    models.JSONField(
                        default=list, help_text="The parts of an edited factsheet that may be written over."
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "document of a batch",
                "verbose_name_plural": "documents of a batch",
                "ordering": ["batch", "place"],
            },
        ),
        migrations.CreateModel(
            name="OriginalDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        help_text="SHA-256 of the file, in hexadecimal digits.", max_length=64, unique=True
                    ),
                ),
                ("size", models.PositiveBigIntegerField(help_text="In bytes.")),
                ("data", models.BinaryField()),
                ("kept_since", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "original document",
                "verbose_name_plural": "original documents",
            },
        ),
        migrations.AddField(
            model_name="importeddocument",
            name="made_page",
            field=models.BooleanField(default=False, help_text="Whether the factsheet began with it."),
        ),
        migrations.AddField(
            model_name="importeddocument",
            name="records_made",
            field=models.JSONField(
                default=list, help_text="The records that it made: kind, key, and a mark of their words."
            ),
        ),
        migrations.AddField(
            model_name="importeddocument",
            name="revision_before",
            field=models.BigIntegerField(help_text="The draft as it was; none for a new one.", null=True),
        ),
        migrations.AddField(
            model_name="importeddocument",
            name="revision_made",
            field=models.BigIntegerField(help_text="The draft that it made.", null=True),
        ),
        migrations.AddField(
            model_name="importeddocument",
            name="values",
            field=models.JSONField(
                default=dict, help_text="What each part of the factsheet held when it had come in."
            ),
        ),
        migrations.AddField(
            model_name="importeddocument",
            name="batch_document",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="imported_documents",
                to="factsheets.batchdocument",
            ),
        ),
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(help_text="What staff know it by.", max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reading", "Being read"),
                            ("planned", "Waits for you to confirm it"),
                            ("applying", "Drafts are being made"),
                            ("applied", "Done"),
                            ("undoing", "Being undone"),
                            ("undone", "Undone"),
                        ],
                        default="reading",
                        max_length=10,
                    ),
                ),
                (
                    "by_command",
                    models.BooleanField(
                        default=False, help_text="Whether it was named to “manage.py import_factsheet”."
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("made_by_name", models.CharField(blank=True, editable=False, max_length=320)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("confirmed_by_name", models.CharField(blank=True, editable=False, max_length=320)),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_by_name", models.CharField(blank=True, editable=False, max_length=320)),
                (
                    "left_out",
                    models.JSONField(default=list, help_text="A sentence for each file that is no document."),
                ),
                (
                    "records",
                    models.JSONField(default=list, help_text="The new records that its documents name."),
                ),
                ("choices", models.JSONField(default=dict, help_text="What was chosen for those records.")),
                (
                    "stayed",
                    models.JSONField(default=list, help_text="A sentence for each thing that undoing left."),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "batch of documents",
                "verbose_name_plural": "batches of documents",
                "ordering": ["-made_at", "-pk"],
            },
            bases=(factsheets.keeping.models.attribution.NamesOthers, models.Model),
        ),
        migrations.AddField(
            model_name="batchdocument",
            name="batch",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="documents",
                to="factsheets.importbatch",
            ),
        ),
        migrations.AddField(
            model_name="batchdocument",
            name="original",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="batch_documents",
                to="factsheets.originaldocument",
            ),
        ),
        migrations.AddField(
            model_name="importeddocument",
            name="original",
            field=models.ForeignKey(
                help_text="The file itself. Documents that came in before files were kept have their text only.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="imported_documents",
                to="factsheets.originaldocument",
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["reading", "planned", "applying", "applied", "undoing", "undone"])
                ),
                name="import_batch_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("confirmed_at", None),
                        models.Q(("state__in", ["applying", "applied", "undoing", "undone"]), _negated=True),
                    ),
                    models.Q(
                        ("confirmed_at__isnull", False),
                        models.Q(("state__in", ["reading", "planned"]), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="import_batch_confirmed_at_some_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "undone"), ("undone_at__isnull", False)),
                    models.Q(("undone_at", None), models.Q(("state", "undone"), _negated=True)),
                    _connector="OR",
                ),
                name="import_batch_undone_at_some_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="batchdocument",
            constraint=models.UniqueConstraint(fields=("batch", "place"), name="batch_document_place_once"),
        ),
        migrations.AddConstraint(
            model_name="batchdocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "waiting",
                            "planned",
                            "unchanged",
                            "refused",
                            "left_out",
                            "confirmed",
                            "applied",
                            "failed",
                            "undone",
                        ],
                    )
                ),
                name="batch_document_state_known",
            ),
        ),
    ]
