"""What beat and others start: three lines each."""

from django.utils import timezone

from workforce_assurance.celery import app

from . import commands


@app.task(name="supervision.plan_ahead")
def plan_ahead() -> None:
    """Plan everybody's sessions up to the horizon. May run twice, late, or beside itself."""
    commands.plan_ahead(now=timezone.now())


@app.task(name="supervision.watch_coverage")
def watch_coverage() -> None:
    """Find who lacks a supervisor or a policy, and who does no more. May run twice, late, or beside itself."""
    commands.watch_coverage(now=timezone.now())


@app.task(name="supervision.remind_to_prepare")
def remind_to_prepare() -> None:
    """Queue the reminders to prepare that have come. May run twice, late, or beside itself."""
    commands.remind_to_prepare(now=timezone.now())
