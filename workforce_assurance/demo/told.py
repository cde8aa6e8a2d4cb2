"""What came of the invented incidents: actions done and still to do, decisions that nothing changes, and a board of changes."""

from __future__ import annotations

import random
from datetime import datetime, time, timedelta
from itertools import cycle
from typing import Any

from django.db.models import F

from debriefs.commands import decide_nothing_changes, stand_by_name
from debriefs.enums import NothingBecause
from debriefs.models import Debrief, Incident, Outcome
from workforce_assurance.action_log import commands
from workforce_assurance.action_log.models import BoardLine

from .action_scripts import REPEATED
from .sign_ins import worker_to_show
from .staff import SEED, ZONE, instant
from .teams import SLIPPED

DAY = timedelta(days=1)
MONTHS = 400 * DAY
# Of eight incidents: what came of each, one after the other.
FATES = ("done", "", "open", "nothing", "", "done", "cancelled", "")
# Title, strength, theme.
CHANGES = (
    ("Two workers on evening visits", "staffing", "lone_working"),
    ("Risk notes open with the rota, not in a second system", "system", "information"),
    ("A quiet room beside the waiting area", "system", "environment"),
    ("Handover at the end of each shift from one sheet", "simpler", "handover"),
    ("Alarm buttons tested on the first of each month", "tool", "equipment"),
    ("Who may close the door, in one page", "policy", "policy_missing"),
)
# The stories of themes that repeat have their own actions.
ANSWERED = {(repeated.team, repeated.script.theme) for repeated in REPEATED}


def tell_what_came(*, now: datetime) -> int:
    """Write what was decided of a year's incidents, by the product's own commands; gives of how many something was."""
    rng = random.Random(f"{SEED} told")  # noqa: S311
    rows = Incident.objects.filter(state="described", logged_at__gt=now - MONTHS, logged_at__lt=now - 3 * DAY)
    rows = rows.select_related("team__manager", "team__service__lead").order_by("logged_at", "reference")
    for incident, fate, change in zip(rows, cycle(FATES), cycle(CHANGES), strict=False):
        at = min(incident.logged_at + rng.choice((2, 3, 5, 8, 9, 12, 20)) * DAY, now - DAY)
        if fate and _is_there(incident, at):
            _decide(incident, fate, change, at, now)
    _let_the_worker_attend(now)
    Outcome.objects.update(told_at=F("at"))
    return Outcome.objects.values("incident").distinct().count()


def _is_there(incident: Incident, at: datetime) -> bool:
    both = (incident.team.manager, incident.team.service.lead)
    return None not in both and both[0] != both[1] and all(person.started_on <= at.date() for person in both)


def _decide(incident: Incident, fate: str, change: tuple[str, str, str], at: datetime, now: datetime) -> None:
    manager, lead = incident.team.manager, incident.team.service.lead
    if fate == "nothing":
        decide_nothing_changes(incident=incident, because=NothingBecause.IN_PLACE, by=manager, now=at)
        return
    title, strength, theme = change
    if (incident.team.name, theme) in {(repeated.team, repeated.script.theme) for repeated in REPEATED}:
        # What ended that theme there is a story of its own.
        theme = ""
    theme = "" if (incident.team.name, theme) in ANSWERED else theme
    due_on = at.astimezone(ZONE).date() + 30 * DAY
    agreed = commands.Agreed(
        title, "corrective", strength, owner=manager, checker=lead, due_on=due_on, theme=theme,
        source_kind="debriefs.incident", source_id=incident.pk,
    )  # fmt: skip
    action = commands.open_action(agreed=agreed, by=lead, now=at)
    ENDS[fate](action, lead, min(at + 20 * DAY, now - DAY / 2), now)


def _open(_action: Any, _lead: Any, _at: datetime, _now: datetime) -> None:
    """Still to do."""


def _cancel(action: Any, lead: Any, at: datetime, _now: datetime) -> None:
    commands.cancel_action(action=action, reason="not_possible", by=lead, now=at)


def _finish(action: Any, lead: Any, at: datetime, now: datetime) -> None:
    """Done, checked, shown; and kept on the first day on which it could be seen whether it worked."""
    words = {"kind": "document", "words": "Shared drive, team folder"}
    commands.submit_evidence(action=action, by=action.owner, now=at, **words)
    commands.check_evidence(action=action, by=lead, now=at)
    # Where the same was changed in several services, it stands there once.
    if not BoardLine.objects.filter(words=action.title).exists():
        commands.put_on_board(action=action, words="", by=lead, now=at)
    looked_at = instant(action.looks.get().opens_on, time(15))
    if looked_at < now:
        commands.look_at_action(action=action, decision="keep", by=action.owner, now=looked_at)


ENDS = {"open": _open, "cancelled": _cancel, "done": _finish}


def _let_the_worker_attend(now: datetime) -> None:
    """The worker to show stood by name in the last debrief of their team that something came of."""
    held = Debrief.objects.filter(incident__team__name=SLIPPED, state="held", incident__outcomes__isnull=False)
    if debrief := held.order_by("-incident__logged_at", "-held_at").first():
        stand_by_name(debrief=debrief, wants=True, by=worker_to_show(), now=now)
