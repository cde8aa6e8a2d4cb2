"""The Celery application: beat and workers, in UTC, with one schedule."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workforce_assurance.settings.production")

app = Celery("workforce_assurance")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
