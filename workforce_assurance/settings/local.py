"""For `./dev run` on one machine: the embedded servers' addresses come from the environment."""

from .base import *  # noqa: F403
from .base import STORAGES, env

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
# Files are served as they lie there; nothing has to be collected first.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
LOCAL_MAILBOX = env("LOCAL_MAILBOX", default="")
ROOT_URLCONF = "workforce_assurance.local.urls"
EMAIL_TIMEOUT = 10
