"""A team with a supervisor, and groups of it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from supervision.commands import GroupPlan, Was, hold_group, plan_group
from supervision.enums import AttendanceState, GroupKind
from supervision.models import GroupSession

from .people import OrganisationFactory, PersonFactory, TeamFactory
from .supervision import NOON

DAY = timedelta(days=1)
THERE, AWAY = Was(AttendanceState.ATTENDED), Was(AttendanceState.ABSENT)


@dataclass
class Circle:
    """A supervisor and those they supervise, all of one team."""

    supervisor: Any
    workers: list[Any]


def make_circle(number: int = 4) -> Circle:
    OrganisationFactory()
    team = TeamFactory()
    supervisor = PersonFactory(full_name="Ines Duarte", receives_supervision=False, team=team, date_joined=NOON)
    names = ("Kim Lee", "Sam Okoro", "Ada Brook", "Ravi Nair", "Mona Field", "Joel Hart")[:number]
    workers = [PersonFactory(full_name=name, supervisor=supervisor, team=team, date_joined=NOON) for name in names]
    return Circle(supervisor, workers)


def make_group(
    circle: Circle, *, kind: GroupKind = GroupKind.GROUP, by: Any = None, now: Any = NOON, **changes: Any
) -> GroupSession:
    by = by or (circle.workers[0] if kind == GroupKind.PEER else circle.supervisor)
    people = tuple(person for person in circle.workers if person != by)
    plan = {"kind": kind, "people": people, "planned_at": now + DAY, "minutes": 120, **changes}
    return plan_group(plan=GroupPlan(**plan), by=by, now=now)


def held(group: GroupSession, *, away: tuple[Any, ...] = (), now: Any = NOON + DAY, **changes: Any) -> GroupSession:
    gone = {person.pk for person in away}
    keys = group.attendances.values_list("person_id", flat=True)
    attendance = {key: AWAY if key in gone else THERE for key in keys}
    said = {"held_at": now, "minutes": 120, "attendance": attendance, "by": group.writer, "now": now, **changes}
    return hold_group(group=group, **said)
