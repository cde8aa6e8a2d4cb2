"""The table of the cache that counts attempts to sign in; addresses are kept in lower case, as allauth looks them up."""

from django.db import migrations, models
from django.db.models.functions import Lower

# Django's DatabaseCache asks for exactly these columns. Unlogged: after a crash counting begins anew.
FORWARDS = """
CREATE UNLOGGED TABLE people_cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX people_cache_expires ON people_cache (expires);
UPDATE people_person SET email = lower(email) WHERE email <> lower(email);
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [
        migrations.RunSQL(FORWARDS, "DROP TABLE people_cache"),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                name="an_address_is_kept_in_lower_case", condition=models.Q(email__isnull=True) | models.Q(email=Lower("email"))
            ),
        ),
    ]
