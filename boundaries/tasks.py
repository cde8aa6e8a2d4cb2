"""What beat starts: three lines each."""

from django.utils import timezone

from workforce_assurance.celery import app

from . import commands


@app.task(name="boundaries.keep_time")
def keep_time() -> None:
    """Let decisions begin and lapse whose time has come. May run twice, late, or beside itself."""
    commands.keep_time(now=timezone.now())
