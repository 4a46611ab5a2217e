"""Warning signs take the place of the list of emergency words, and the advice of each level has a text of its own."""

import django.db.models.deletion
import django.db.models.functions.text
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models

import factsheets.governed.formats.phone_lines
import factsheets.keeping.models.on_record
import factsheets.signing.models.old_revisions
import factsheets.signing.models.retention
import factsheets.signing.models.schedule
import factsheets.warning_signs.formats.sign_lines

#: What the first release laid by itself: the first warning signs listen for it and for much more.
LAID = {"can't pee", "can't control pee", "can't control poo", 'numb', 'weak legs', 'legs weak', 'serious accident'}
KEPT_WORDS = 'Kept from the list of emergency words'
#: A sign has so many lines at most.
MOST_LINES = 200
#: Whoever might do something with the earlier kind may do the same with the new ones.
IN_PLACE_OF = {
    'emergencyword': {
        'warningsign': ['view', 'add', 'change'],
        'warningphrase': ['view', 'add', 'change', 'delete'],
    },
    'safetyadvice': {kind: ['view', 'change'] for kind in ('emergencyadvice', 'urgentadvice', 'crisisadvice')},
}


def keep_words_of_staff(apps, schema_editor):
    database = schema_editor.connection.alias
    words = apps.get_model('factsheets', 'EmergencyWord').objects.using(database)
    theirs = [word for word in words.order_by('pk').values_list('expression', flat=True) if word not in LAID]
    signs = apps.get_model('factsheets', 'WarningSign').objects.using(database)
    for number, first in enumerate(range(0, len(theirs), MOST_LINES), start=1):
        name = KEPT_WORDS if number == 1 else f'{KEPT_WORDS} {number}'
        signs.create(name=name, level='emergency', about='\n'.join(theirs[first : first + MOST_LINES]))


def pass_permissions_on(apps, schema_editor):
    database = schema_editor.connection.alias
    permissions = apps.get_model('auth', 'Permission').objects.using(database)
    kinds = apps.get_model('contenttypes', 'ContentType').objects.using(database)
    groups = apps.get_model('auth', 'Group').objects.using(database)
    for earlier, model, action in (
        (earlier, model, action) for earlier, later in IN_PLACE_OF.items() for model, actions in later.items() for action in actions
    ):
        holders = groups.filter(permissions__content_type__app_label='factsheets', permissions__codename=f'{action}_{earlier}')
        if not holders.exists():
            continue
        kind, _ = kinds.get_or_create(app_label='factsheets', model=model)
        name = f"Can {action} {apps.get_model('factsheets', model)._meta.verbose_name_raw}"
        permission, _ = permissions.get_or_create(content_type=kind, codename=f'{action}_{model}', defaults={'name': name})
        for group in holders:
            group.permissions.add(permission)


class Migration(migrations.Migration):

    dependencies = [
        ('factsheets', '0006_staff_write_dates_alike'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CrisisAdvice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('locked', models.BooleanField(default=False, editable=False, verbose_name='locked')),
                ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='locked at')),
                ('is_starter_example', models.BooleanField(default=False, editable=False)),
                ('only_one', models.BooleanField(default=True, editable=False, unique=True)),
                ('heading', models.CharField(blank=True, help_text='What to do now, in a few words.', max_length=120)),
                ('text', models.TextField(blank=True, help_text='Plain words. A blank line begins a new paragraph.')),
                ('phones', models.TextField(blank=True, help_text='One on each line: the number, a bar, and what it is, such as “116 123 | Samaritans, day and night”.', validators=[factsheets.governed.formats.phone_lines.check_phones], verbose_name='numbers to call')),
            ],
            options={
                'verbose_name': 'warning advice for a crisis',
                'verbose_name_plural': 'warning advice for a crisis',
            },
            bases=(factsheets.signing.models.retention.KeptOnRecord, factsheets.signing.models.old_revisions.ReadsAnyRevision, factsheets.signing.models.schedule.ScheduleDates, wagtail.models.preview.PreviewableMixin, models.Model),
        ),
        migrations.CreateModel(
            name='EmergencyAdvice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('locked', models.BooleanField(default=False, editable=False, verbose_name='locked')),
                ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='locked at')),
                ('is_starter_example', models.BooleanField(default=False, editable=False)),
                ('only_one', models.BooleanField(default=True, editable=False, unique=True)),
                ('heading', models.CharField(blank=True, help_text='What to do now, in a few words.', max_length=120)),
                ('text', models.TextField(blank=True, help_text='Plain words. A blank line begins a new paragraph.')),
                ('phones', models.TextField(blank=True, help_text='One on each line: the number, a bar, and what it is, such as “116 123 | Samaritans, day and night”.', validators=[factsheets.governed.formats.phone_lines.check_phones], verbose_name='numbers to call')),
            ],
            options={
                'verbose_name': 'warning advice for an emergency',
                'verbose_name_plural': 'warning advice for an emergency',
            },
            bases=(factsheets.signing.models.retention.KeptOnRecord, factsheets.signing.models.old_revisions.ReadsAnyRevision, factsheets.signing.models.schedule.ScheduleDates, wagtail.models.preview.PreviewableMixin, models.Model),
        ),
        migrations.CreateModel(
            name='UrgentAdvice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('locked', models.BooleanField(default=False, editable=False, verbose_name='locked')),
                ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='locked at')),
                ('is_starter_example', models.BooleanField(default=False, editable=False)),
                ('only_one', models.BooleanField(default=True, editable=False, unique=True)),
                ('heading', models.CharField(blank=True, help_text='What to do now, in a few words.', max_length=120)),
                ('text', models.TextField(blank=True, help_text='Plain words. A blank line begins a new paragraph.')),
                ('phones', models.TextField(blank=True, help_text='One on each line: the number, a bar, and what it is, such as “116 123 | Samaritans, day and night”.', validators=[factsheets.governed.formats.phone_lines.check_phones], verbose_name='numbers to call')),
            ],
            options={
                'verbose_name': 'warning advice for something urgent',
                'verbose_name_plural': 'warning advice for something urgent',
            },
            bases=(factsheets.signing.models.retention.KeptOnRecord, factsheets.signing.models.old_revisions.ReadsAnyRevision, factsheets.signing.models.schedule.ScheduleDates, wagtail.models.preview.PreviewableMixin, models.Model),
        ),
        migrations.CreateModel(
            name='WarningPhrase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('phrase', models.CharField(help_text='What somebody may type. Names, addresses and numbers that tell who it is do not belong here.', max_length=200)),
                ('expected', models.CharField(choices=[('emergency', 'Emergency: 999 or A&E'), ('crisis', 'Crisis: thoughts of suicide, overdose'), ('urgent', 'Urgent: 111 or an urgent GP appointment'), ('none', 'No warning')], max_length=10, verbose_name='warning that it should bring')),
            ],
            options={
                'verbose_name': 'warning phrase',
                'verbose_name_plural': 'warning phrases',
                'ordering': ['phrase'],
            },
        ),
        migrations.CreateModel(
            name='WarningSign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='What staff call it, such as “Cannot pee”. Readers do not see it.', max_length=80)),
                ('level', models.CharField(choices=[('emergency', 'Emergency: 999 or A&E'), ('crisis', 'Crisis: thoughts of suicide, overdose'), ('urgent', 'Urgent: 111 or an urgent GP appointment')], help_text='Which warning advice stands first.', max_length=10)),
                ('about', models.TextField(help_text='Parts of the body, what they do, names and causes: one on each line, such as “legs” or “cauda equina”.', validators=[factsheets.warning_signs.formats.sign_lines.check_lines], verbose_name='what it is about')),
                ('wrong', models.TextField(blank=True, help_text='One on each line, such as “numb” or “cannot feel”. If you leave it empty, each line above is a sign by itself.', validators=[factsheets.warning_signs.formats.sign_lines.check_lines], verbose_name='what is wrong with it')),
                ('leaves_alone', models.TextField(blank=True, help_text='Phrases that only sound like it: one on each line, such as “numb with boredom”. Their words do not count.', validators=[factsheets.warning_signs.formats.sign_lines.check_lines], verbose_name='what it leaves alone')),
            ],
            options={
                'verbose_name': 'warning sign',
                'verbose_name_plural': 'warning signs',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='WarningSignChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sign_name', models.CharField(help_text='How the sign was called.', max_length=80)),
                ('kind', models.CharField(choices=[('widening', 'It listens for more'), ('narrowing', 'It listens for less'), ('removal', 'It goes')], max_length=10)),
                ('difference', models.JSONField(help_text='The lines that come and go, by field, and another level.')),
                ('proposed_by_name', models.CharField(max_length=160)),
                ('proposed_at', models.DateTimeField(verbose_name='proposed')),
                ('outcome', models.CharField(blank=True, choices=[('seen', 'Seen'), ('signed_off', 'Signed off'), ('declined', 'Declined'), ('taken_back', 'Taken back')], max_length=10)),
                ('decided_by_name', models.CharField(blank=True, max_length=160)),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided')),
                ('comment', models.TextField(blank=True)),
            ],
            options={
                'verbose_name': 'change of a warning sign',
                'verbose_name_plural': 'changes of warning signs',
                'ordering': ['-proposed_at', '-pk'],
            },
        ),
        migrations.RunPython(keep_words_of_staff, migrations.RunPython.noop),
        migrations.DeleteModel(
            name='EmergencyWord',
        ),
        migrations.RemoveConstraint(
            model_name='signoff',
            name='sign_off_one_text',
        ),
        migrations.AddField(
            model_name='crisisadvice',
            name='latest_revision',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision'),
        ),
        migrations.AddField(
            model_name='crisisadvice',
            name='live_revision',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision'),
        ),
        migrations.AddField(
            model_name='crisisadvice',
            name='locked_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by'),
        ),
        migrations.AddField(
            model_name='signoff',
            name='crisis_advice',
            field=models.ForeignKey(blank=True, null=True, on_delete=factsheets.keeping.models.on_record.cascade_unless_it_keeps, related_name='sign_offs', to='factsheets.crisisadvice'),
        ),
        migrations.AddField(
            model_name='emergencyadvice',
            name='latest_revision',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision'),
        ),
        migrations.AddField(
            model_name='emergencyadvice',
            name='live_revision',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision'),
        ),
        migrations.AddField(
            model_name='emergencyadvice',
            name='locked_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by'),
        ),
        migrations.AddField(
            model_name='signoff',
            name='emergency_advice',
            field=models.ForeignKey(blank=True, null=True, on_delete=factsheets.keeping.models.on_record.cascade_unless_it_keeps, related_name='sign_offs', to='factsheets.emergencyadvice'),
        ),
        migrations.AddField(
            model_name='urgentadvice',
            name='latest_revision',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision'),
        ),
        migrations.AddField(
            model_name='urgentadvice',
            name='live_revision',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision'),
        ),
        migrations.AddField(
            model_name='urgentadvice',
            name='locked_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by'),
        ),
        migrations.AddField(
            model_name='signoff',
            name='urgent_advice',
            field=models.ForeignKey(blank=True, null=True, on_delete=factsheets.keeping.models.on_record.cascade_unless_it_keeps, related_name='sign_offs', to='factsheets.urgentadvice'),
        ),
        migrations.AddConstraint(
            model_name='signoff',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('crisis_advice__isnull', True), ('disclaimer__isnull', True), ('emergency_advice__isnull', True), ('factsheet__isnull', False), ('safety_advice__isnull', True), ('urgent_advice__isnull', True)), models.Q(('crisis_advice__isnull', True), ('disclaimer__isnull', True), ('emergency_advice__isnull', True), ('factsheet__isnull', True), ('safety_advice__isnull', False), ('urgent_advice__isnull', True)), models.Q(('crisis_advice__isnull', True), ('disclaimer__isnull', False), ('emergency_advice__isnull', True), ('factsheet__isnull', True), ('safety_advice__isnull', True), ('urgent_advice__isnull', True)), models.Q(('crisis_advice__isnull', True), ('disclaimer__isnull', True), ('emergency_advice__isnull', False), ('factsheet__isnull', True), ('safety_advice__isnull', True), ('urgent_advice__isnull', True)), models.Q(('crisis_advice__isnull', True), ('disclaimer__isnull', True), ('emergency_advice__isnull', True), ('factsheet__isnull', True), ('safety_advice__isnull', True), ('urgent_advice__isnull', False)), models.Q(('crisis_advice__isnull', False), ('disclaimer__isnull', True), ('emergency_advice__isnull', True), ('factsheet__isnull', True), ('safety_advice__isnull', True), ('urgent_advice__isnull', True)), _connector='OR'), name='sign_off_one_text'),
        ),
        migrations.AddConstraint(
            model_name='warningphrase',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('phrase'), name='warning_phrase_once', violation_error_message='This phrase is in the list already.'),
        ),
        migrations.AddConstraint(
            model_name='warningphrase',
            constraint=models.CheckConstraint(condition=models.Q(('phrase', ''), _negated=True), name='warning_phrase_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='warningphrase',
            constraint=models.CheckConstraint(condition=models.Q(('expected__in', ['emergency', 'crisis', 'urgent', 'none'])), name='warning_phrase_expects_something_known'),
        ),
        migrations.AddConstraint(
            model_name='warningsign',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='warning_sign_once', violation_error_message='There is a warning sign of this name already.'),
        ),
        migrations.AddConstraint(
            model_name='warningsign',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='warning_sign_has_a_name'),
        ),
        migrations.AddConstraint(
            model_name='warningsign',
            constraint=models.CheckConstraint(condition=models.Q(('level__in', ['emergency', 'crisis', 'urgent'])), name='warning_sign_level_known'),
        ),
        migrations.AddConstraint(
            model_name='warningsign',
            constraint=models.CheckConstraint(condition=models.Q(('about', ''), _negated=True), name='warning_sign_is_about_something', violation_error_message='Write at least one line on what it is about.'),
        ),
        migrations.AddField(
            model_name='warningsignchange',
            name='decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='warningsignchange',
            name='proposed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='warningsignchange',
            name='sign',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='changes', to='factsheets.warningsign'),
        ),
        migrations.AddConstraint(
            model_name='crisisadvice',
            constraint=models.CheckConstraint(condition=models.Q(('only_one', True)), name='crisis_advice_only_one'),
        ),
        migrations.AddConstraint(
            model_name='emergencyadvice',
            constraint=models.CheckConstraint(condition=models.Q(('only_one', True)), name='emergency_advice_only_one'),
        ),
        migrations.AddConstraint(
            model_name='urgentadvice',
            constraint=models.CheckConstraint(condition=models.Q(('only_one', True)), name='urgent_advice_only_one'),
        ),
        migrations.AddConstraint(
            model_name='warningsignchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'widening'), ('outcome__in', ['', 'seen'])), models.Q(('kind__in', ['narrowing', 'removal']), ('outcome__in', ['', 'signed_off', 'declined', 'taken_back'])), _connector='OR'), name='warning_sign_change_kind_and_outcome_known'),
        ),
        migrations.AddConstraint(
            model_name='warningsignchange',
            constraint=models.UniqueConstraint(condition=models.Q(('kind__in', ['narrowing', 'removal']), ('outcome', '')), fields=('sign',), name='warning_sign_narrowing_waits_once'),
        ),
        migrations.AddConstraint(
            model_name='warningsignchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='warning_sign_change_decided_at_some_time'),
        ),
        migrations.AddConstraint(
            model_name='warningsignchange',
            constraint=models.CheckConstraint(condition=models.Q(('outcome', ''), models.Q(('decided_by_name', ''), _negated=True), _connector='OR'), name='warning_sign_change_decided_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='warningsignchange',
            constraint=models.CheckConstraint(condition=models.Q(('proposed_by_name', ''), _negated=True), name='warning_sign_change_made_by_somebody'),
        ),
        migrations.RunPython(pass_permissions_on, migrations.RunPython.noop),
    ]
