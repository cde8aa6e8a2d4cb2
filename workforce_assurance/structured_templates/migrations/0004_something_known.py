"""Something known, sealed with each key of notes, so that a wrong key is noticed at start."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("structured_templates", "0003_the_page_that_saved")]

    operations = [
        migrations.CreateModel(
            name="KeyCheck",
            fields=[
                ("kid", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("sealed", models.BinaryField()),
            ],
        ),
    ]
