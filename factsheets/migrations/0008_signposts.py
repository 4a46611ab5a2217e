"""Signposts, for what the library does not have. Who keeps promoted results keeps these, and who sees synonyms sees them."""

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

#: A permission that a role of an earlier release has, and what it now may do with signposts.
MAY = {
    ('wagtailsearchpromotions', 'add_searchpromotion'): ('add', 'change', 'delete', 'view'),
    ('factsheets', 'view_searchsynonym'): ('view',),
}


def let_roles_keep_them(apps, schema_editor):
    """Roles are laid once; those of a new installation come later, with this permission among theirs."""
    using = schema_editor.connection.alias
    groups = apps.get_model('auth', 'Group').objects.using(using)
    permissions = apps.get_model('auth', 'Permission').objects.using(using)
    kinds = apps.get_model('contenttypes', 'ContentType').objects.using(using)
    for (app_label, codename), actions in MAY.items():
        trusted = groups.filter(
            permissions__content_type__app_label=app_label, permissions__codename=codename
        ).distinct()
        for group in trusted:
            kind, _ = kinds.get_or_create(app_label='factsheets', model='signpost')
            for action in actions:
                permission, _ = permissions.get_or_create(
                    content_type=kind,
                    codename=f'{action}_signpost',
                    defaults={'name': f'Can {action} signpost'},
                )
                group.permissions.add(permission)


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('factsheets', '0007_warning_signs'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Signpost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('heading', models.CharField(help_text='What the answer is about, such as “Physiotherapy”. Readers see it.', max_length=80)),
                ('words', models.TextField(help_text='Words or short phrases, one on each line. Endings and slips of spelling make no difference. Put a word in quotation marks if it counts only where nothing else is asked: “work”.', verbose_name='words that readers type')),
                ('text', models.CharField(help_text='One to three short sentences: what the library does not have, and whom to ask. No advice, no dose, nothing about what helps or is safe: that belongs in a factsheet, which a clinician signs.', max_length=300, verbose_name='answer')),
                ('kind', models.CharField(choices=[('nhs', 'NHS page'), ('our_page', 'Our page'), ('other', 'Other')], default='nhs', max_length=10, verbose_name='leads to')),
                ('link', models.CharField(blank=True, help_text='For an NHS page or another one: the whole address, such as https://www.nhs.uk/.', max_length=300, verbose_name='address')),
                ('link_text', models.CharField(blank=True, help_text='Where the link leads, such as “Go to the NHS website”. For a page of ours you can leave it empty.', max_length=80, verbose_name='words of the link')),
                ('is_starter_example', models.BooleanField(default=False, help_text='Ticked while these are the words that came with the site; readers are told so. It goes as soon as the words change. Take the tick out if the charity has read them and keeps them.', verbose_name='example text')),
                ('page', models.ForeignKey(blank=True, help_text='For a page of ours. Readers get the link while the page is public.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.page')),
            ],
            options={
                'verbose_name': 'signpost',
                'verbose_name_plural': 'signposts',
                'ordering': ['heading'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('heading'), name='signpost_heading_once', violation_error_message='There is a signpost with this heading already.'), models.CheckConstraint(condition=models.Q(('heading', ''), _negated=True), name='signpost_heading_not_empty'), models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='signpost_words_not_empty'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='signpost_text_not_empty'), models.CheckConstraint(condition=models.Q(('kind__in', ['nhs', 'our_page', 'other'])), name='signpost_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'our_page'), ('link', '')), models.Q(('kind', 'other'), ('page', None)), models.Q(('kind', 'nhs'), ('page', None), models.Q(('link', ''), _negated=True)), _connector='OR'), name='signpost_one_target'), models.CheckConstraint(condition=models.Q(('link', ''), ('link__startswith', 'https://'), _connector='OR'), name='signpost_link_is_https'), models.CheckConstraint(condition=models.Q(('link', ''), models.Q(('link_text', ''), _negated=True), _connector='OR'), name='signpost_link_has_words')],
            },
        ),
        migrations.RunPython(let_roles_keep_them, migrations.RunPython.noop),
    ]
