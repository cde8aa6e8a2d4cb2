"""The chain never forks, and the function that links it looks for its tables in one place."""

from django.db import migrations, models

# Without naming it last, pg_temp is searched first: a temporary table could then stand in for the chain.
FORWARDS = """
DO $$ BEGIN
    EXECUTE format('ALTER FUNCTION audit_link_entry() SET search_path = %I, pg_temp', current_schema());
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_chain")]
    operations = [
        migrations.AddConstraint(
            model_name="traillink",
            constraint=models.UniqueConstraint(fields=("previous_hash",), name="the_chain_never_forks"),
        ),
        migrations.RunSQL(FORWARDS, migrations.RunSQL.noop),
    ]
