"""Two years of invented incidents, written set by set: what happened where, who said so, and what was added later."""

from __future__ import annotations

import random
import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from debriefs.models import (
    Debrief,
    GuidancePolicy,
    HandOver,
    Incident,
    IncidentFactor,
    IncidentTheme,
    IncidentType,
    InvolvedColleague,
    Notification,
    PersonServed,
    PolicyMention,
)
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.common.references import ALPHABET
from workforce_assurance.people.models import Person, Service, TeamMembership

from .action_scripts import REPEATED
from .debriefs import debriefs_of, mentions_of
from .staff import SEED, Staff, instant

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
# Of a hundred team-weeks, so many had an incident.
WEEKS_WITH_ONE = 13
WEIGHTS = {
    "violence": 14, "overdose": 9, "child_protection": 7, "police_involvement": 9, "serious_self_harm_risk": 11,
    "threat": 22, "medicine": 8, "accident": 9, "near_miss": 8, "other": 3,
}  # fmt: skip
# Of a hundred: named, kept, anonymous.
MODES = ("named",) * 88 + ("kept",) * 8 + ("anonymous",) * 4
PLACES = ("premises",) * 5 + ("home", "home", "out", "remote")
HARMS = ("none", "none", "low", "low", "low", "moderate", "not_known", "severe")
FACTORS = (
    *("staffing", "lone_working", "handover", "risk_information", "plan_out_of_date", "waiting_time", "layout"),
    *("policy_hindered", "policy_missing", "housing", "supervision_gap", "training"),
)
# What was logged in these last days waits for the rest.
FRESH = 4


@dataclass
class Incidents:
    """All rows, unsaved."""

    incidents: list[Incident] = field(default_factory=list)
    colleagues: list[InvolvedColleague] = field(default_factory=list)
    served: list[PersonServed] = field(default_factory=list)
    factors: list[IncidentFactor] = field(default_factory=list)
    themes: list[IncidentTheme] = field(default_factory=list)
    hand_overs: list[HandOver] = field(default_factory=list)
    notifications: list[Notification] = field(default_factory=list)


def write_incidents(staff: Staff, *, now: datetime) -> int:
    """Write two years of them; gives how many."""
    made = _invent(staff, now)
    for model, rows in (
        (Incident, made.incidents), (InvolvedColleague, made.colleagues), (PersonServed, made.served),
        (IncidentFactor, made.factors), (IncidentTheme, made.themes), (HandOver, made.hand_overs), (Notification, made.notifications),
    ):  # fmt: skip
        model.objects.bulk_create(rows, batch_size=2000)
    debriefs = debriefs_of(made.incidents, {person.pk: person for person in staff.people}, now)
    Debrief.objects.bulk_create(debriefs, batch_size=2000)
    policies = list(GuidancePolicy.objects.order_by("name"))
    PolicyMention.objects.bulk_create(mentions_of(debriefs, policies), batch_size=2000)
    _give_owners(policies)
    _write_trail(made)
    return len(made.incidents)


def _give_owners(policies: list[GuidancePolicy]) -> None:
    """Those who lead the services share them; the last two are nobody's yet."""
    leads = list(Person.objects.filter(pk__in=Service.objects.values("lead")).order_by("full_name"))
    for number, policy in enumerate(policies[:-2]):
        policy.owner = leads[number % len(leads)]
    GuidancePolicy.objects.bulk_update(policies, ["owner"])


class _Inventor:
    """One organisation's incidents, the same every time."""

    def __init__(self, staff: Staff, now: datetime) -> None:
        self.staff, self.now = staff, now
        self.rng = random.Random(f"{SEED} incidents")  # noqa: S311
        types = IncidentType.objects.filter(version__state="published")
        rows = types.prefetch_related("sub_categories", "notifications", "strands", "version__factors")
        self.types = {found.code: found for found in rows}
        self.closer = {code: list(found.sub_categories.all()) for code, found in self.types.items()}
        self.rules = {code: list(found.notifications.all()) for code, found in self.types.items()}
        version = next(iter(self.types.values())).version
        self.factors = {factor.code: factor for factor in version.factors.all()}
        self.people = {person.pk: person for person in staff.people}
        self.members: dict[uuid.UUID, list[TeamMembership]] = defaultdict(list)
        for membership in staff.memberships:
            self.members[membership.team_id].append(membership)
        self.made = Incidents()

    def in_team(self, team: Any, day: date) -> list[Person]:
        rows = [row for row in self.members[team.pk] if row.starts_on <= day]
        return [self.people[row.person_id] for row in rows if row.ends_on is None or day <= row.ends_on]

    def key(self) -> uuid.UUID:
        return uuid.UUID(int=self.rng.getrandbits(128), version=4)

    def happen(self, team: Any, at: datetime, code: str, factor: str = "") -> None:
        """What happened in that team; with a factor, that one contributed among others."""
        rng, there = self.rng, self.in_team(team, at.date())
        if not there or team.manager_id is None:
            return
        mode, reporter = rng.choice(MODES), rng.choice(there)
        logged = min(at + timedelta(minutes=rng.choice((4, 12, 35, 90, 240, 900))), self.now)
        drawn = "".join(rng.choice(ALPHABET) for _ in range(10))
        incident = Incident(
            id=self.key(), once=self.key(), reference=f"{drawn[:5]}-{drawn[5:]}", type=self.types[code], team=team,
            place=rng.choice(PLACES), happened_at=at, logged_at=logged, reporter_mode=mode,
            help_needed="yes" if rng.random() < 0.15 else "no",
            reporter=None if mode == "anonymous" else reporter,
            finisher=reporter if mode == "named" else self.people[team.manager_id],
        )  # fmt: skip
        self.made.incidents.append(incident)
        self._handed(incident, reporter, team)
        if at < self.now - FRESH * DAY:
            self._described(incident, there, code, factor)
        self._told(incident, code)

    def _handed(self, incident: Incident, reporter: Person, team: Any) -> None:
        manager = self.people[team.manager_id]
        if incident.reporter_mode != "named":
            self.made.hand_overs.append(HandOver(incident=incident, to=manager, by=None, at=incident.logged_at))
        elif manager != reporter and self.rng.random() < 0.25:
            incident.finisher = manager
            self.made.hand_overs.append(HandOver(incident=incident, to=manager, by=reporter, at=incident.logged_at))

    def _described(self, incident: Incident, there: list[Person], code: str, factor: str) -> None:
        rng = self.rng
        incident.state = "described"
        incident.described_at = min(incident.logged_at + rng.choice((1, 3, 20, 44)) * HOUR, self.now)
        incident.sub_category = rng.choice(self.closer[code]) if self.closer[code] else None
        incident.harm_served_physical, incident.harm_served_psychological = rng.choice(HARMS), rng.choice(HARMS)
        incident.harm_staff_physical = rng.choice(HARMS[:4])
        incident.harm_staff_psychological = rng.choice(HARMS)
        incident.immediate_actions = sorted(rng.sample(("safe_place", "stayed", "told", "relieved"), 2))
        self._coded(incident, factor)
        for number, person in enumerate(rng.sample(there, min(len(there), rng.choice((1, 2, 3))))):
            how = ("affected", "there", "responded")[number]
            self.made.colleagues.append(InvolvedColleague(incident=incident, person=person, how=how))
        self.made.served.append(PersonServed(incident=incident, case_reference=f"HB-{rng.randrange(1000, 9999)}"))

    def _coded(self, incident: Incident, factor: str) -> None:
        """What contributed, with its themes; what repeats in a team is there on the days that were planned and on no other."""
        planned = {repeated.factor for repeated in REPEATED if repeated.team == incident.team.name}
        drawn = [name for name in self.rng.sample(FACTORS, self.rng.choice((1, 2, 2, 3))) if name not in planned]
        chosen = [self.factors[name] for name in (*drawn, *([factor] if factor else []))]
        self.made.factors += [IncidentFactor(incident=incident, factor=one) for one in chosen]
        codes = sorted({one.theme for one in chosen} - {""})
        self.made.themes += [IncidentTheme(incident=incident, code=code, came_with_a_factor=True) for code in codes]

    def _told(self, incident: Incident, code: str) -> None:
        for rule in self.rules[code]:
            due = incident.happened_at + rule.within_hours * HOUR
            row = Notification(incident=incident, rule=rule, due_at=due)
            if due < self.now - DAY:
                self._tick_off(row, incident)
            self.made.notifications.append(row)

    def _tick_off(self, row: Notification, incident: Incident) -> None:
        sent = incident.logged_at + self.rng.choice((2, 5, 18, 30)) * HOUR
        row.by, row.recorded_at = self.people[incident.team.manager_id], sent
        if self.rng.random() < 0.6:
            row.state, row.sent_at, row.proof = "sent", sent, f"R{self.rng.randrange(10_000, 99_999)}"
        else:
            row.state = "not_needed"


def _invent(staff: Staff, now: datetime) -> Incidents:
    inventor = _Inventor(staff, now)
    codes, weights = list(WEIGHTS), list(WEIGHTS.values())
    for team in staff.teams:
        monday = staff.began
        while monday < staff.today - DAY:
            if inventor.rng.randrange(100) < WEEKS_WITH_ONE:
                day = min(monday + inventor.rng.randrange(7) * DAY, staff.today - DAY)
                clock = time(inventor.rng.randrange(7, 23), inventor.rng.choice((5, 20, 40)))
                inventor.happen(team, instant(day, clock), inventor.rng.choices(codes, weights)[0])
            monday += 7 * DAY
    for repeated in REPEATED:
        team = next(team for team in staff.teams if team.name == repeated.team)
        for days in repeated.days:
            inventor.happen(team, instant(staff.today - days * DAY, time(16, 20)), "threat", repeated.factor)
    return inventor.made


def _write_trail(made: Incidents) -> None:
    """What each logging would have left, in order of time; those without a name are the system's."""
    in_order = sorted(made.incidents, key=lambda row: (row.logged_at, row.reference))
    TrailEntry.objects.bulk_create([_entry(row) for row in in_order], batch_size=2000)


def _entry(row: Incident) -> TrailEntry:
    facts = {"reference": row.reference, "type": row.type.code, "mode": row.reporter_mode, "way": row.way}
    return TrailEntry(
        at=row.logged_at, actor=row.reporter if row.reporter_mode == "named" else None, kind=TrailEntry.Kind.WRITE,
        action="incident logged", subject_type="debriefs.incident", subject_id=str(row.pk), facts=facts,
    )  # fmt: skip
