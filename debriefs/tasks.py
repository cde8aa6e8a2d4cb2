"""What beat and others start: three lines each."""

from django.utils import timezone

from workforce_assurance.celery import app

from . import commands


@app.task(name="debriefs.tell_what_changed")
def tell_what_changed() -> None:
    """Queue the mails about what was decided. May run twice, late, or beside itself."""
    commands.tell_what_changed(now=timezone.now())
