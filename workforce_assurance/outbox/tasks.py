"""Sending what waits."""

from django.utils import timezone

from workforce_assurance.celery import app

from .commands import send_waiting


@app.task(name="outbox.send")
def send() -> None:
    send_waiting(clock=timezone.now)
