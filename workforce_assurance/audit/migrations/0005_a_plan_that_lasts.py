"""The link before is found by its index, also in a transaction that began with an empty chain."""

from django.db import migrations

# A transaction keeps the plan of its first link; one made for a chain of nothing reads and sorts all of it for each next.
FORWARDS = """
ALTER FUNCTION audit_link_entry() SET enable_seqscan = off;
ALTER FUNCTION audit_link_entry() SET enable_bitmapscan = off;
ALTER FUNCTION audit_link_entry() SET enable_sort = off;
"""
BACKWARDS = """
ALTER FUNCTION audit_link_entry() RESET enable_seqscan;
ALTER FUNCTION audit_link_entry() RESET enable_bitmapscan;
ALTER FUNCTION audit_link_entry() RESET enable_sort;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_no_fork")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
