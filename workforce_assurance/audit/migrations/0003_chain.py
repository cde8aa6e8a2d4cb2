"""The hash chain: a link for each entry, written when its transaction commits, in commit order."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION audit_entry_hash(previous text, entry audit_trailentry) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(jsonb_build_array(
        previous, entry.id, (extract(epoch FROM entry.at) * 1000000)::bigint, entry.actor_id, entry.kind, entry.action,
        entry.subject_type, entry.subject_id, entry.about_id, entry.facts)::text, 'UTF8')), 'hex')
$$;

CREATE FUNCTION audit_link_entry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    previous text;
BEGIN
    -- Held until this commit ends, which is at once: the trigger is deferred.
    PERFORM pg_advisory_xact_lock(hashtext('audit_traillink'));
    SELECT hash INTO previous FROM audit_traillink ORDER BY number DESC LIMIT 1;
    previous := coalesce(previous, repeat('0', 64));
    INSERT INTO audit_traillink (entry_id, previous_hash, hash)
    VALUES (NEW.id, previous, audit_entry_hash(previous, NEW));
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER every_entry_is_linked AFTER INSERT ON audit_trailentry
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_link_entry();
"""

BACKWARDS = """
DROP TRIGGER every_entry_is_linked ON audit_trailentry;
DROP FUNCTION audit_link_entry();
DROP FUNCTION audit_entry_hash(text, audit_trailentry);
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_initial")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
