"""Making what was asked for, and deleting what had its day."""

from django.utils import timezone

from workforce_assurance.celery import app

from . import commands


@app.task(name="rendering.make_files")
def make_files() -> None:
    """Make the files that wait. May run twice, late, or beside itself."""
    commands.make_waiting(clock=timezone.now)


@app.task(name="rendering.forget_files")
def forget_files() -> None:
    """Delete files whose day is over."""
    commands.forget_files(now=timezone.now())
