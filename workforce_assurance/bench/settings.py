"""For the processes that a measurement starts: as for one machine, with the minimal view beside the product's pages."""

from workforce_assurance.settings.local import *  # noqa: F403

ROOT_URLCONF = "workforce_assurance.bench.urls"
# As fast as the manifest, and needs no collected files.
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["*"]
OUTBOX_SEND_PER_MINUTE = 0
