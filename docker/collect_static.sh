#!/bin/sh
# Static files need no secret; the production settings want one all the same, so a throw-away one is made here.
set -eu
SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(50))')"
NOTE_KEYS="build:$(python -c 'import base64, secrets; print(base64.b64encode(secrets.token_bytes(32)).decode())')"
DATABASE_URL="postgresql://app:$(python -c 'import secrets; print(secrets.token_urlsafe(16))')@database/app"
ALLOWED_HOSTS=localhost
SITE_URL=https://localhost
SAFETY_NET_EMAIL=nobody@example.org
export SECRET_KEY NOTE_KEYS DATABASE_URL ALLOWED_HOSTS SITE_URL SAFETY_NET_EMAIL
python manage.py collectstatic --noinput -v 0
