"""Sending what waits."""

from celery import shared_task
from django.utils import timezone

from .commands import send_waiting


@shared_task(name="outbox.send")
def send() -> None:
    send_waiting(clock=timezone.now)
