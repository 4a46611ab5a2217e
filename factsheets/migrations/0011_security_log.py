"""The security log, which administrators read. The clinical step is taken by the clinical role alone."""

from django.db import migrations, models

import factsheets.people.roles


def let_administrators_read_it(apps, schema_editor):
    """Whoever has power over accounts; a new installation makes its roles later, with this permission among theirs."""
    using = schema_editor.connection.alias
    groups = apps.get_model('auth', 'Group').objects.using(using)
    administrators = groups.filter(
        permissions__content_type__app_label='auth', permissions__codename='change_user'
    ).distinct()
    for group in administrators:
        kind, _ = apps.get_model('contenttypes', 'ContentType').objects.using(using).get_or_create(
            app_label='factsheets', model='securityevent'
        )
        permission, _ = apps.get_model('auth', 'Permission').objects.using(using).get_or_create(
            content_type=kind, codename='view_securityevent', defaults={'name': 'Can view security event'}
        )
        group.permissions.add(permission)


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('factsheets', '0009_tasks_where_they_lie'),
    ]

    operations = [
        migrations.AlterField(
            model_name='clinicalsignofftask',
            name='groups',
            field=models.ManyToManyField(help_text='Only the clinical role decides this step. To let another group take it, ask whoever keeps the site.', limit_choices_to=factsheets.people.roles.clinical_role, to='auth.group', verbose_name='groups'),
        ),
        migrations.CreateModel(
            name='SecurityEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='what')),
                ('happened_at', models.DateTimeField(verbose_name='when')),
                ('last_at', models.DateTimeField(verbose_name='last time')),
                ('actor_key', models.BigIntegerField(blank=True, null=True)),
                ('actor_name', models.CharField(blank=True, max_length=150, verbose_name='who')),
                ('subject_key', models.BigIntegerField(blank=True, null=True)),
                ('subject_name', models.CharField(blank=True, max_length=150, verbose_name='about')),
                ('detail', models.TextField(blank=True, max_length=1000, verbose_name='more')),
                ('network', models.CharField(blank=True, max_length=60, verbose_name='network')),
                ('times', models.PositiveIntegerField(default=1, verbose_name='times')),
                ('counted_from', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'security event',
                'verbose_name_plural': 'security log',
                'ordering': ['-last_at', '-pk'],
                'default_permissions': ['view'],
                'indexes': [models.Index(fields=['last_at'], name='security_event_last_at'), models.Index(fields=['counted_from', 'network'], name='security_event_counted')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'counted_from', 'subject_name', 'network'), name='security_event_counted_once'), models.CheckConstraint(condition=models.Q(('times__gte', 1)), name='security_event_happened'), models.CheckConstraint(condition=models.Q(('last_at__gte', models.F('happened_at'))), name='security_event_first_before_last')],
            },
        ),
        migrations.RunPython(let_administrators_read_it, migrations.RunPython.noop),
    ]
