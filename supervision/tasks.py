"""What beat and others start: three lines each."""

from celery import shared_task
from django.utils import timezone

from . import commands


@shared_task(name="supervision.plan_ahead")  # type: ignore[untyped-decorator]
def plan_ahead() -> None:
    """Plan everybody's sessions up to the horizon. May run twice, late, or beside itself."""
    commands.plan_ahead(now=timezone.now())
