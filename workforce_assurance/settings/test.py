"""For the tests: real servers, started by the test plugin."""

from .base import *  # noqa: F403

SECRET_KEY = "only-for-the-tests-" + "x" * 40
# Another ring may be given, to see what a wrong one does.
NOTE_KEYS = env("NOTE_KEYS", default="t1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")
# A migrated database to copy, instead of migrating one.
DATABASES["default"]["TEST"] = {"TEMPLATE": env("TEST_DATABASE_TEMPLATE", default=None)}
ALLOWED_HOSTS = ["*"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
INSTALLED_APPS = [*INSTALLED_APPS, "tests.practice"]
OUTBOX_SEND_PER_MINUTE = 0
BANNERS_KEPT_SECONDS = env.int("BANNERS_KEPT_SECONDS", default=60)
# The browser stories get the files from where they are written.
WHITENOISE_USE_FINDERS = True
# Several tests share two processors: by the clock a PDF takes longer than it computes.
PDF_SECONDS = 120
