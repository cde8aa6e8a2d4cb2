"""`manage.py restrict_role ROLE`: what the application's own database role may do: everything but alter the trail."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

GRANTS = """
GRANT CONNECT ON DATABASE {database} TO {role};
REVOKE ALL ON SCHEMA {schema} FROM PUBLIC;
REVOKE CREATE ON SCHEMA {schema} FROM {role};
GRANT USAGE ON SCHEMA {schema} TO {role};
REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role};
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {schema} TO {role};
ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role};
ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT USAGE, SELECT ON SEQUENCES TO {role};
REVOKE ALL ON audit_trailentry, audit_traillink FROM {role}, PUBLIC;
GRANT SELECT, INSERT ON audit_trailentry TO {role};
GRANT SELECT ON audit_traillink TO {role};
REVOKE ALL ON SEQUENCE audit_traillink_number_seq FROM {role}, PUBLIC;
"""
# A role that owns the tables, or may act as their owner, can give itself back whatever is taken from it.
TOO_MIGHTY = """
SELECT role.rolsuper OR role.rolcreaterole OR EXISTS (
    SELECT FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE nspname = current_schema() AND pg_has_role(role.oid, relowner, 'MEMBER'))
FROM pg_roles role WHERE role.rolname = %s
"""


class Command(BaseCommand):
    help = "Let a database role read and write everything, but only add to the trail. Run it as the tables' owner."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("role", help="The database role that web, worker and beat connect as.")

    @transaction.atomic
    def handle(self, *args: Any, role: str, **options: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(TOO_MIGHTY, [role])
            found = cursor.fetchone()
            if found is None:
                raise CommandError(f"There is no database role {role}. Make it first: CREATE ROLE … LOGIN.")
            if found[0]:
                raise CommandError(f"{role} is a superuser, makes roles or owns tables here: it cannot be restricted.")
            cursor.execute("SELECT current_schema(), current_database()")
            schema, database = (connection.ops.quote_name(name) for name in cursor.fetchone())
            cursor.execute(GRANTS.format(role=connection.ops.quote_name(role), schema=schema, database=database))
        self.stdout.write(f"{role} reads and writes every table, and only adds to the trail.")
