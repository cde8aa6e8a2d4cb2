"""The debriefs of the invented incidents: most held in time, some late, some not, and the last ones still to come."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from debriefs.clocks import clock_of
from debriefs.commands.debriefs import CLIMB
from debriefs.models import Debrief, Incident, PolicyMention
from debriefs.models import GuidancePolicy as Policy
from workforce_assurance.common.references import ALPHABET
from workforce_assurance.people.models import Person

from .staff import SEED

HOUR = timedelta(hours=1)
# Of a hundred whose time is over: held in time, held later; the others were not held.
IN_TIME, LATER = 78, 10
REASONS = ("cover", "cover", "time", "declined", "unreached")
EFFECTS = ("hindered", "hindered", "helped", "missing")
# What was to be held in these last hours is left open, so that there is something to see to.
LEFT_OPEN = timedelta(hours=30)


def debriefs_of(incidents: Iterable[Incident], people: dict[uuid.UUID, Person], now: datetime) -> list[Debrief]:
    """Every strand of every incident, unsaved; the same every time."""
    rng = random.Random(f"{SEED} debriefs")  # noqa: S311
    rules = {incident.type_id: list(incident.type.strands.all()) for incident in incidents}
    return [_debrief(incident, rule, people, now, rng) for incident in incidents for rule in rules[incident.type_id]]


def mentions_of(debriefs: Iterable[Debrief], policies: list[Policy]) -> list[PolicyMention]:
    """What the held learning debriefs said of policies."""
    rng = random.Random(f"{SEED} policies")  # noqa: S311
    held = [debrief for debrief in debriefs if debrief.state == "held" and debrief.strand == "learning"]
    return [
        PolicyMention(debrief=debrief, policy=policy, effect=rng.choice(EFFECTS))
        for debrief in held
        for policy in rng.sample(policies, rng.choice((0, 1, 1, 2)))
    ]


def _debrief(
    incident: Incident, rule: object, people: dict[uuid.UUID, Person], now: datetime, rng: random.Random
) -> Debrief:
    clock = clock_of(
        incident.happened_at, opens_after_hours=rule.opens_after_hours, closes_after_hours=rule.closes_after_hours
    )
    drawn = "".join(rng.choice(ALPHABET) for _ in range(10))
    manager = people[incident.team.manager_id]
    lead = people.get(incident.team.service.lead_id, manager)
    row = Debrief(
        id=uuid.UUID(int=rng.getrandbits(128), version=4), reference=f"{drawn[:5]}-{drawn[5:]}", incident=incident,
        rule=rule, strand=rule.strand, opens_at=clock.opens_at, closes_at=clock.closes_at, due_at=clock.closes_at,
        asked=manager, responsible=lead,
    )  # fmt: skip
    if clock.closes_at < now - LEFT_OPEN:
        _end(row, manager, now, rng)
    elif rule.strand in CLIMB:
        row.next_check = clock.closes_at
    return row


def _end(row: Debrief, manager: Person, now: datetime, rng: random.Random) -> None:
    luck = rng.randrange(100)
    if luck < IN_TIME + LATER:
        length = (row.closes_at - row.opens_at) / HOUR
        after = rng.uniform(0.1, 0.95) * length if luck < IN_TIME else length + rng.uniform(1, 20)
        row.held_at = min(row.opens_at + after * HOUR, now)
        row.state, row.head_count, row.facilitator = "held", rng.choice((2, 3, 4, 5, 6, 7)), manager
        row.closed_at = row.held_at
    else:
        row.state, row.not_held_reason, row.closed_at = "not_held", rng.choice(REASONS), row.closes_at
    if row.closed_at > row.closes_at or row.state == "not_held":
        row.late_flagged_at = row.closes_at
    row.closed_by = manager
