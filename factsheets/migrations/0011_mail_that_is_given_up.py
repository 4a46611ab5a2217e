"""A mail that cannot be sent is given up after a week, or by somebody, and can be sent again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("factsheets", "0010_security_log")]

    operations = [
        migrations.AddField("outgoingmail", "given_up_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("outgoingmail", "again_from", models.DateTimeField(blank=True, null=True)),
        migrations.AddConstraint(
            "outgoingmail",
            models.CheckConstraint(
                condition=models.Q(("sent_at", None), ("given_up_at", None), _connector="OR"),
                name="outgoing_mail_sent_or_given_up",
            ),
        ),
    ]
