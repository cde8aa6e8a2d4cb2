#!/bin/sh
# Runs once, when the database is made: the role that the application uses, which owns nothing.
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
    -v password="$(cat /run/secrets/application_database_password)" <<'SQL'
CREATE ROLE application LOGIN PASSWORD :'password';
GRANT CONNECT ON DATABASE assurance TO application;
SQL
