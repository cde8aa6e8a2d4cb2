"""Sweeping what is overdue."""

from celery import shared_task
from django.utils import timezone

from . import commands


@shared_task(name="escalations.sweep")
def sweep() -> None:
    commands.sweep(now=timezone.now())
