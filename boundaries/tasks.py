"""What beat starts: three lines each."""

from django.utils import timezone

from workforce_assurance.celery import app

from . import commands
from .competency import commands as competency
from .labels import commands as labels
from .reviews import commands as reviews
from .standards import commands as standards
from .upkeep import commands as upkeep


@app.task(name="boundaries.keep_time")
def keep_time() -> None:
    """Let decisions begin and lapse whose time has come. May run twice, late, or beside itself."""
    commands.keep_time(now=timezone.now())


@app.task(name="boundaries.close_reviews")
def close_reviews() -> None:
    """Close reviews whose time for a reply is over. May run twice, late, or beside itself."""
    reviews.close_past_reviews(now=timezone.now())


@app.task(name="boundaries.ask_to_attest")
def ask_to_attest() -> None:
    """Ask whoever has not read a standard in its present meaning. May run twice, late, or beside itself."""
    standards.ask_to_attest(now=timezone.now())


@app.task(name="boundaries.look_for_labels")
def look_for_labels() -> None:
    """Look for wordings in texts that have stood for a week. May run twice, late, or beside itself."""
    labels.look_for_labels(now=timezone.now())


@app.task(name="boundaries.watch_competency")
def watch_competency() -> None:
    """Ask for skills to be renewed that run out. May run twice, late, or beside itself."""
    competency.watch_competency(now=timezone.now())


@app.task(name="boundaries.watch_goals")
def watch_goals() -> None:
    """Ask whoever coaches now for what is to be seen again. May run twice, late, or beside itself."""
    competency.watch_goals(now=timezone.now())


@app.task(name="boundaries.keep_up")
def keep_up() -> None:
    """Ask somebody for what is to be seen to again and is asked of nobody. May run twice, late, or beside itself."""
    upkeep.keep_up(now=timezone.now())
