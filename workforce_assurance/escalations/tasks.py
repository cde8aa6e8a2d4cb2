"""Sweeping what is overdue."""

from django.utils import timezone

from workforce_assurance.celery import app

from . import commands


@app.task(name="escalations.sweep")
def sweep() -> None:
    commands.sweep(now=timezone.now())
