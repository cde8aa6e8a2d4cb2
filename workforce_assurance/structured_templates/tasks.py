"""Jobs of templates, started by beat."""

from django.utils import timezone

from workforce_assurance.celery import app

from . import commands


@app.task(name="structured_templates.forget_old_drafts")
def forget_old_drafts() -> None:
    commands.forget_old_drafts(now=timezone.now())
