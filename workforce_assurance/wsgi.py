"""The entry for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workforce_assurance.settings.production")
application = get_wsgi_application()

# Only with the apps loaded. A wrong key is said here, and stops nothing: forms without notes work without it.
from workforce_assurance.structured_templates.note_keys import look_at_start  # noqa: E402

look_at_start()
