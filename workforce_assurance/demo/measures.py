"""Measures of the invented organisation: worked out after everything else, with targets, and what was noted beside two charts."""

from __future__ import annotations

from datetime import datetime

from dateutil.relativedelta import relativedelta
from django.db import connection

from governance.measures.commands import compute
from governance.measures.enums import NoteKind
from governance.measures.judging import Aim, add_note, set_target
from governance.measures.registry import MEASURES
from governance.measures.shown import ORGANISATION
from governance.spc_signals import Better
from governance.together.filling import compute_strain
from workforce_assurance.common.dates import local_day, month_start
from workforce_assurance.people.enums import Role
from workforce_assurance.people.queries import holders_of

from .staff import ZONE

TARGETS = (
    ("supervision.on_time", 90.0, "The board's plan for this year"),
    ("debriefs.in_time", 75.0, "What we promised after last year's review of incidents"),
    ("actions.on_time", 80.0, "The board's plan for this year"),
    ("decisions.gate", 95.0, "Nothing but an emergency takes effect before its gate"),
)
NOTES = (
    ("supervision.on_time", 17, NoteKind.STAFFING, "Two supervisors' posts that had been empty were filled"),
    ("supervision.on_time", 11, NoteKind.POLICY, "The cadence policy with its phase-in came into force"),
    ("debriefs.in_time", 8, NoteKind.SHOWS, "Nights are covered as well as days since the on-call rota changed"),
)


def measure(*, now: datetime) -> int:
    """How many values there are."""
    with connection.cursor() as cursor:
        # What was written since the history is not counted yet, and half of what is measured lies in it.
        cursor.execute("ANALYZE")
    changed = compute(now=now, full=True)
    compute_strain(now=now)
    today = local_day(now, ZONE)
    lead = holders_of(Role.GOVERNANCE_LEAD, on=today).filter(role_grants__service=None).order_by("full_name").first()
    if lead is None:
        return changed
    for key, target, why in TARGETS:
        set_target(measure=MEASURES[key], aim=Aim(target, Better.HIGH, concern_first=True, why=why), by=lead, now=now)
    for key, months_ago, kind, words in NOTES:
        month = month_start(today) - relativedelta(months=months_ago)
        add_note(measure=MEASURES[key], place=ORGANISATION, month=month, kind=kind, words=words, by=lead, now=now)
    return changed
