"""Leave room on the pages of notices, so that ending one changes its row in place."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("escalations", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE escalations_notice SET (fillfactor = 80)", "ALTER TABLE escalations_notice RESET (fillfactor)"
        )
    ]
