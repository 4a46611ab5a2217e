"""A review names the person who recorded it, and apart from that somebody on whose behalf they did."""

from django.db import migrations, models


def name_the_nameless(apps, schema_editor):
    """The form always asked for a name, but the database let an empty one in."""
    reviews = apps.get_model('factsheets', 'Review').objects.using(schema_editor.connection.alias)
    reviews.filter(reviewer='').update(reviewer='Not recorded')


class Migration(migrations.Migration):

    dependencies = [
        ('factsheets', '0003_what_was_signed_stays'),
    ]

    operations = [
        migrations.AddField(
            model_name='review',
            name='on_behalf_of',
            field=models.CharField(blank=True, help_text='The name and role of the person who looked at it, if that was not you.', max_length=160, verbose_name='on behalf of'),
        ),
        migrations.AlterField(
            model_name='review',
            name='reviewer',
            field=models.CharField(help_text='The name and role of the person who recorded it.', max_length=160),
        ),
        migrations.RunPython(name_the_nameless, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('reviewer', ''), _negated=True), name='review_by_somebody', violation_error_message='Say who reviewed it.'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('on_behalf_of', ''), models.Q(('on_behalf_of', models.F('reviewer')), _negated=True), _connector='OR'), name='review_on_behalf_of_somebody_else', violation_error_message='On behalf of: leave it empty if you looked at the factsheet yourself.'),
        ),
    ]
