from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('factsheets', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='citation',
            name='reason',
            field=models.TextField(blank=True, help_text='Why the row stands although this source speaks against it. Readers do not see this.', verbose_name='reason'),
        ),
    ]
