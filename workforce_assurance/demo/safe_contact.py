"""What some teams do for safe contact, one of them to be looked at, and whom to call: one number that did not answer."""

from __future__ import annotations

import random
import uuid
from datetime import datetime, time, timedelta

from boundaries.models import ThreatRoute
from boundaries.safe_contact import commands
from boundaries.safe_contact.enums import Place, SafeAction
from workforce_assurance.people.models import Person, RoleGrant, Service, Team

from .staff import SEED
from .teams import SLIPPED

DAY = timedelta(days=1)
WEEKDAYS, ANY_DAY = range(5), range(7)
# From when to when; the same twice is round the clock.
ROUTES = (
    (Place.OUT, "Duty manager", "020 7946 0110", WEEKDAYS, time(8), time(18)),
    (Place.OUT, "On-call manager", "020 7946 0111", ANY_DAY, time(18), time(8)),
    (Place.SERVICE, "Front desk", "020 7946 0112", WEEKDAYS, time(8), time(20)),
    (Place.SERVICE, "On-call manager", "020 7946 0111", ANY_DAY, time(20), time(8)),
    (Place.PHONE, "Duty manager", "020 7946 0110", WEEKDAYS, time(8), time(18)),
    (Place.HOME, "On-call manager", "020 7946 0111", ANY_DAY, time(0), time(0)),
)
ACTIONS = (
    (SafeAction.ASK_FIRST, SafeAction.RING_BEFORE),
    (SafeAction.ASK_FIRST, SafeAction.IN_TWOS, SafeAction.TELL_COLLEAGUE),
    (SafeAction.SAME_PEOPLE, SafeAction.DAYLIGHT, SafeAction.ANIMALS_APART),
)


def keep_contact_safe(*, now: datetime) -> int:
    """Write them; gives how many protocols are in use."""
    governance = RoleGrant.objects.select_related("person").filter(role="governance_lead").order_by("pk")[0].person
    rng = random.Random(f"{SEED} safe contact")  # noqa: S311
    routes = [_route(governance, told, rng, now - 300 * DAY) for told in _told()]
    for route in routes:
        for days in range(280, 5, -28):
            commands.record_test_call(route=route, answered=True, by=governance, now=now - days * DAY)
    commands.record_test_call(route=routes[-1], answered=False, by=governance, now=now - DAY)
    teams = Team.objects.select_related("manager").order_by("name")
    return sum(_protocols(team, rng, now) for team in (teams.get(name=SLIPPED), *teams[:5]))


def _told() -> list[commands.Told]:
    service = Service.objects.order_by("name")[0]
    own = commands.Told(Place.OUT, service, "Night outreach desk", "020 7946 0119", ANY_DAY, time(20), time(6))
    return [*(commands.Told(place, None, *rest) for place, *rest in ROUTES), own]


def _route(by: object, told: commands.Told, rng: random.Random, at: datetime) -> ThreatRoute:
    return commands.change_route(route=None, told=told, once=_once(rng), by=by, now=at)


def _protocols(team: Team, rng: random.Random, now: datetime) -> int:
    """What the team does with everybody, looked at; and in one case, to be looked at by whoever leads it."""
    members = Person.objects.filter(memberships__team=team, memberships__ends_on=None, is_active=True)
    member = members.order_by("email").exclude(pk=team.manager_id)[0]
    set_at = now - rng.randrange(30, 80) * DAY
    every = commands.Agreed(team, "", [SafeAction.TELL_COLLEAGUE, SafeAction.NO_SURPRISE], (set_at + 360 * DAY).date())
    protocol = commands.set_protocol(agreed=every, once=_once(rng), by=member, now=set_at)
    commands.look_at_protocol(protocol=protocol, by=team.manager, now=set_at + 9 * DAY)
    at = now - rng.randrange(22, 30) * DAY
    case = commands.Agreed(team, f"HB-{rng.randrange(1000, 9999)}", rng.choice(ACTIONS), (at + 84 * DAY).date())
    commands.set_protocol(agreed=case, once=_once(rng), by=member, now=at)
    return 2


def _once(rng: random.Random) -> uuid.UUID:
    return uuid.UUID(int=rng.getrandbits(128), version=4)
