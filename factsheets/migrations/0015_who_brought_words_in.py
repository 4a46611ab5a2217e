"""Drafts that came in from a document know whose file it was, so that nobody signs off words of their own file."""

from django.db import migrations


def note_who_brought_words_in(apps, schema_editor):
    imported = apps.get_model("factsheets", "ImportedDocument").objects
    revisions = apps.get_model("wagtailcore", "Revision").objects
    known = imported.filter(batch_document__batch__made_by__isnull=False, revision_made__isnull=False)
    rows = known.values_list("revision_made", "batch_document__batch__made_by")
    for number, account in rows.iterator():
        for revision in revisions.filter(pk=number):
            content = revision.content | {"brought_in_by": [account]}
            revisions.filter(pk=number).update(content=content)


class Migration(migrations.Migration):
    dependencies = [
        ("factsheets", "0014_what_is_read"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(note_who_brought_words_in, migrations.RunPython.noop)]
