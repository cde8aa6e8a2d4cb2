#!/bin/sh
# Puts the database's address together from the password file, then becomes the command.
set -eu
if [ -n "${DATABASE_PASSWORD_FILE:-}" ]; then
    DATABASE_URL="postgresql://${DATABASE_ROLE}:$(cat "$DATABASE_PASSWORD_FILE")@database:5432/assurance"
    export DATABASE_URL
fi
exec "$@"
