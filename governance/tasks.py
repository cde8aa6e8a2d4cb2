"""What beat starts: three lines each."""

from django.utils import timezone

from workforce_assurance.celery import app

from .measures import commands
from .packs import commands as packs
from .together.filling import compute_strain


@app.task(name="governance.compute_measures")
def compute_measures() -> None:
    """Work out what was touched since the last run. May run twice, late, or beside itself."""
    commands.compute(now=timezone.now())


@app.task(name="governance.compute_all_measures")
def compute_all_measures() -> None:
    """Work out three years anew, and strain after them. May run twice, late, or beside itself."""
    commands.compute(now=timezone.now(), full=True)
    compute_strain(now=timezone.now())


@app.task(name="governance.make_packs")
def make_packs() -> None:
    """Make the evidence packs that wait. May run twice, late, or beside itself."""
    packs.make_waiting(clock=timezone.now)
