"""The application's database role adds to the trail and cannot alter it, tried with a real role over its own connection."""

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.factories.audit import TrailEntryFactory
from workforce_assurance.audit.chain import verify
from workforce_assurance.audit.models import TrailEntry

pytestmark = pytest.mark.django_db(transaction=True)

ROLE = "wa_restricted_for_test"
ENTRY = (
    "INSERT INTO audit_trailentry (at, kind, action, subject_type, subject_id, facts)"
    " VALUES (now(), 'write', 'session.held', 'session', '1', '{}')"
)
ATTACKS = [
    "UPDATE audit_trailentry SET action = 'x'",
    "DELETE FROM audit_trailentry",
    "TRUNCATE audit_trailentry CASCADE",
    "UPDATE audit_traillink SET hash = 'x'",
    "DELETE FROM audit_traillink",
    "TRUNCATE audit_traillink CASCADE",
    "INSERT INTO audit_traillink (entry_id, previous_hash, hash) VALUES (1, 'x', 'x')",
    "SELECT setval('audit_traillink_number_seq', 1)",
    "SELECT nextval('audit_traillink_number_seq')",
    "ALTER TABLE audit_trailentry DISABLE TRIGGER ALL",
    "ALTER TABLE audit_trailentry DISABLE TRIGGER USER",
    "ALTER TABLE audit_traillink DROP COLUMN hash",
    "DROP TRIGGER every_entry_is_linked ON audit_trailentry",
    "CREATE TRIGGER swallow BEFORE INSERT ON audit_trailentry EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "CREATE RULE swallow AS ON INSERT TO audit_trailentry DO INSTEAD NOTHING",
    "DROP TABLE audit_traillink CASCADE",
    "CREATE OR REPLACE FUNCTION audit_link_entry() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    "ALTER FUNCTION audit_link_entry() SECURITY INVOKER",
    "CREATE TABLE mine (id int)",
    "SET session_replication_role = replica",
    "SELECT set_config('pgtrigger.ignore', '{ALL}', false); UPDATE audit_trailentry SET action = 'x'",
    f"GRANT UPDATE ON audit_trailentry TO {ROLE}; UPDATE audit_trailentry SET action = 'x'",
    "MERGE INTO audit_trailentry t USING (SELECT 1) s ON true WHEN MATCHED THEN UPDATE SET action = 'x'",
    ENTRY + " ON CONFLICT (id) DO UPDATE SET action = 'x'",
    "SELECT * FROM audit_trailentry FOR UPDATE",
]


@pytest.fixture
def role(transactional_db):
    """A connection of the restricted role."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP ROLE IF EXISTS {ROLE}")
        cursor.execute(f"CREATE ROLE {ROLE} LOGIN PASSWORD 'only-for-the-tests'")
    call_command("restrict_role", ROLE, verbosity=0)
    parameters = {**connection.get_connection_params(), "user": ROLE, "password": "only-for-the-tests"}
    with psycopg.connect(
        **{key: parameters[key] for key in ("dbname", "user", "password", "host", "port") if parameters.get(key)},
        autocommit=True,
    ) as restricted:
        yield restricted
    with connection.cursor() as cursor:
        cursor.execute(f"DROP OWNED BY {ROLE}; DROP ROLE {ROLE}")


def test_the_role_adds_entries_that_are_linked(role):
    role.execute(ENTRY)

    assert (verify().links, verify().problem) == (1, "")


def test_the_role_works_on_every_other_table(role):
    role.execute("INSERT INTO people_holiday (day, name) VALUES ('2026-12-25', 'Christmas Day')")
    role.execute("UPDATE people_holiday SET name = 'Another'")

    assert role.execute("DELETE FROM people_holiday RETURNING name").fetchall() == [("Another",)]


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_role_cannot_alter_the_trail(role, attack):
    TrailEntryFactory()
    before = list(TrailEntry.objects.values())

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        role.execute(attack)

    role.rollback()
    assert (list(TrailEntry.objects.values()), verify().problem) == (before, "")


def test_a_temporary_table_cannot_stand_in_for_the_chain(role):
    role.execute("CREATE TEMPORARY TABLE audit_traillink (LIKE audit_traillink)")
    role.execute("GRANT ALL ON pg_temp.audit_traillink TO PUBLIC")
    role.execute(ENTRY)

    assert (verify().links, verify().problem) == (1, "")


def test_a_role_that_is_not_there_is_named():
    with pytest.raises(CommandError, match="There is no database role nobody_of_that_name"):
        call_command("restrict_role", "nobody_of_that_name")


def test_a_role_that_owns_the_tables_cannot_be_restricted():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        owner = cursor.fetchone()[0]

    with pytest.raises(CommandError, match="cannot be restricted"):
        call_command("restrict_role", owner)
