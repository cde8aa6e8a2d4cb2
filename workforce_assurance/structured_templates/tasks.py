"""Jobs of templates, started by beat."""

from celery import shared_task
from django.utils import timezone

from . import commands


@shared_task(name="structured_templates.forget_old_drafts")
def forget_old_drafts() -> None:
    commands.forget_old_drafts(now=timezone.now())
