"""How often each address is read on a day, and how far a log was counted. Whoever works here may look at it."""

from django.db import migrations, models

#: The five roles, by their names as they were laid; one that was renamed is given the permission by hand.
ROLES = ('Author', 'Editor', 'Clinical reviewer', 'Resource manager', 'Administrator')


def let_staff_read_it(apps, schema_editor):
    """A new installation makes its roles later, with this permission among theirs."""
    using = schema_editor.connection.alias
    groups = apps.get_model('auth', 'Group').objects.using(using).filter(name__in=ROLES)
    if not groups.exists():
        return
    kind, _ = apps.get_model('contenttypes', 'ContentType').objects.using(using).get_or_create(
        app_label='factsheets', model='readingcount'
    )
    permission, _ = apps.get_model('auth', 'Permission').objects.using(using).get_or_create(
        content_type=kind, codename='view_readingcount', defaults={'name': 'Can view count of readings'}
    )
    for group in groups:
        group.permissions.add(permission)


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('factsheets', '0013_names_are_looked_up'),
    ]

    operations = [
        migrations.CreateModel(
            name='CountedLog',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=500, verbose_name='path')),
                ('inode', models.BigIntegerField(default=0, verbose_name='file')),
                ('position', models.PositiveBigIntegerField(default=0, verbose_name='read up to')),
            ],
            options={
                'verbose_name': 'counted log',
                'verbose_name_plural': 'counted logs',
                'default_permissions': [],
                'constraints': [models.UniqueConstraint(fields=('path',), name='counted_log_once')],
            },
        ),
        migrations.CreateModel(
            name='ReadingCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='day')),
                ('address', models.CharField(max_length=300, verbose_name='address')),
                ('times', models.PositiveIntegerField(default=0, verbose_name='times')),
            ],
            options={
                'verbose_name': 'count of readings',
                'verbose_name_plural': 'counts of readings',
                'default_permissions': ['view'],
                'constraints': [models.UniqueConstraint(fields=('day', 'address'), name='reading_count_once_a_day'), models.CheckConstraint(condition=models.Q(('address__startswith', '/')), name='reading_count_of_an_address')],
            },
        ),
        migrations.RunPython(let_staff_read_it, migrations.RunPython.noop),
    ]
