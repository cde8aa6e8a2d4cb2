"""Governance meetings, by the product's own commands: one closed a month ago, and the next with its agenda built."""

from __future__ import annotations

import random
import uuid
from datetime import datetime, timedelta

from governance.meetings import commands
from governance.meetings.enums import Because, Every, Heading, Presence
from governance.models import AgendaItem, Meeting
from workforce_assurance.action_log.enums import Strength
from workforce_assurance.people.models import Person, RoleGrant, Service

from .staff import SEED, ZONE

DAY = timedelta(days=1)
# What the closed meeting talked over beside what its agenda found, and what came of it.
ADDED = (
    ("How handovers between shifts name risk and support", "Write down how shifts hand over", Strength.SIMPLER),
    ("Rooms for debriefs away from the front desk", "Keep one quiet room free on each site", Strength.SYSTEM),
)
PUT_OFF = "Whether the rota leaves time for reflective supervision in August"


def hold_meetings(*, now: datetime) -> int:
    """Write them; gives how many meetings there are."""
    rng = random.Random(f"{SEED} meetings")  # noqa: S311
    chair = RoleGrant.objects.select_related("person").filter(role="governance_lead").order_by("pk")[0].person
    leads = Person.objects.filter(pk__in=Service.objects.exclude(lead=None).values("lead")).order_by("pk")
    first_at = _morning(now - 30 * DAY)
    wanted = commands.Wanted("Practice governance", None, Every.MONTH, chair, [lead for lead in leads if lead != chair])
    series = commands.begin_series(wanted=wanted, first_at=first_at, once=_key(rng), by=chair, now=first_at - 14 * DAY)
    meeting = series.meetings.get()
    _hold(meeting, chair, first_at, rng)
    following = series.meetings.get(state="planned")
    commands.prepare_meeting(meeting=following, by=chair, now=now - DAY)
    commands.add_item(meeting=following, words="What the winter asks of the rota", by=chair, now=now - DAY)
    return Meeting.objects.count()


def _hold(meeting: Meeting, chair: Person, at: datetime, rng: random.Random) -> None:
    commands.prepare_meeting(meeting=meeting, by=chair, now=at - 3 * DAY)
    for words in (*(one[0] for one in ADDED), PUT_OFF):
        commands.add_item(meeting=meeting, words=words, by=chair, now=at - 2 * DAY)
    people = list(meeting.seats.order_by("person__full_name", "pk").values_list("person", flat=True))
    there = dict.fromkeys(people, Presence.PRESENT)
    if len(people) > len(ADDED):
        there[people[-1]] = Presence.APOLOGIES
    commands.hold_meeting(meeting=meeting, presence=there, by=chair, now=at)
    owners = Person.objects.in_bulk(people[: len(ADDED)])
    for (words, decided, strength), key in zip(ADDED, people, strict=False):
        item = _item(meeting, words)
        said = commands.Decided(
            decided, strength, "Several debriefs asked for it.", owners[key], (at + 60 * DAY).date()
        )
        commands.decide(item=item, decided=said, once=_key(rng), by=chair, now=at)
    commands.defer_item(item=_item(meeting, PUT_OFF), because=Because.FACTS, by=chair, now=at)
    for item in meeting.items.without_outcome().exclude(heading=Heading.MINUTES).select_related("meeting"):
        commands.note_item(item=item, by=chair, now=at)
    commands.close_meeting(meeting=meeting, by=chair, now=at + timedelta(hours=2))


def _item(meeting: Meeting, words: str) -> AgendaItem:
    return meeting.items.select_related("meeting").get(words=words)


def _morning(moment: datetime) -> datetime:
    return moment.astimezone(ZONE).replace(hour=10, minute=0, second=0, microsecond=0)


def _key(rng: random.Random) -> uuid.UUID:
    return uuid.UUID(int=rng.getrandbits(128), version=4)
