"""What beat and others start: three lines each."""

from django.utils import timezone

from workforce_assurance.celery import app

from . import commands
from .support import commands as support


@app.task(name="debriefs.tell_what_changed")
def tell_what_changed() -> None:
    """Queue the mails about what was decided. May run twice, late, or beside itself."""
    commands.tell_what_changed(now=timezone.now())


@app.task(name="debriefs.send_check_ins")
def send_check_ins() -> None:
    """Ask those who were involved and whose hour has come. May run twice, late, or beside itself."""
    support.send_check_ins(now=timezone.now())


@app.task(name="debriefs.suggest_similar")
def suggest_similar() -> None:
    """Compare the accounts that were written or changed since. May run twice, late, or beside itself."""
    commands.suggest_similar(now=timezone.now())


@app.task(name="debriefs.lapse_adjustments")
def lapse_adjustments() -> None:
    """End caseload adjustments whose last day is over. May run twice, late, or beside itself."""
    support.lapse_adjustments(now=timezone.now())
