"""Two years of invented restrictive decisions, written set by set: asked for, through the gate or not, and what became of them."""

from __future__ import annotations

import random
import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from boundaries.commands.course import to_come
from boundaries.commands.deadlines import ask, clocks
from boundaries.models import Decision, DecisionKind, EqualityFacts, GateVisit, Ground, SecondLook
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.common.dates import end_of_day
from workforce_assurance.common.references import ALPHABET
from workforce_assurance.people.models import Person, TeamMembership

from .plausibility import Times
from .rationales import write_rationales
from .staff import SEED, ZONE, Staff, instant
from .strain import decided_under_pressure

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
# Of a hundred team-weeks, so many had a decision; more where the team lost people.
WEEKS_WITH_ONE = 8
WEIGHTS = {
    "warning": 30, "contact_limit": 10, "exclusion": 24, "ban": 8, "discharge": 7, "case_closure": 12, "police_call": 8,
    "blanket_rule": 1,
}  # fmt: skip
LASTS = {
    "warning": (30, 90),
    "contact_limit": (14, 60),
    "exclusion": (1, 2, 3, 7, 14),
    "ban": (28, 60, 90),
    "blanket_rule": (60, 90),
}
GROUNDS = {
    "case_closure": ("missed_contact",), "discharge": ("need_ended", "missed_contact"), "police_call": ("violence", "weapon", "threat"),
    "blanket_rule": ("safety_of_all",),
}  # fmt: skip
OTHERWISE = ("threat", "violence", "harassment", "damage", "use_on_site", "house_rules", "dealing")
COVERS = {
    "warning": "nothing_yet",
    "contact_limit": "contact",
    "ban": "everything",
    "discharge": "everything",
    "case_closure": "everything",
}
ABOUT = {
    "age_band": ("18_25",) * 3 + ("26_40",) * 4 + ("41_60",) * 3 + ("over_60", "not_known"),
    "gender": ("man",) * 6 + ("woman",) * 3 + ("other", "not_known"),
    "ethnicity": ("white",) * 6 + ("black",) * 3 + ("asian", "mixed", "other", "not_known"),
    "disability": ("yes",) * 3 + ("no",) * 4 + ("not_known",) * 2,
}
# What is drafted in these last days is written by the commands instead.
FRESH = 6


@dataclass
class Decisions:
    """All rows, unsaved."""

    decisions: list[Decision] = field(default_factory=list)
    visits: list[GateVisit] = field(default_factory=list)
    looks: list[SecondLook] = field(default_factory=list)


def write_decisions(staff: Staff, *, now: datetime) -> int:
    """Write two years of them; gives how many."""
    made = _invent(staff, now)
    # What is renewed comes before what renews it.
    made.decisions.sort(key=lambda row: (row.renews_id is not None, row.drafted_at, row.reference))
    for model, rows in ((Decision, made.decisions), (GateVisit, made.visits), (SecondLook, made.looks)):
        model.objects.bulk_create(rows, batch_size=2000)
    _let_clocks_run([row for row in made.decisions if row.state == "in_effect"], now)
    write_rationales(made.decisions)
    _write_equality(made.decisions)
    _write_trail(made.decisions)
    return len(made.decisions)


class _Inventor:
    """One organisation's decisions, the same every time."""

    def __init__(self, staff: Staff, now: datetime) -> None:
        self.now = now
        self.rng = random.Random(f"{SEED} decisions")  # noqa: S311
        self.kinds = {one.code: one for one in DecisionKind.objects.filter(version__state="published")}
        self.grounds = {one.code: one for one in Ground.objects.filter(version__state="published")}
        self.people = {person.pk: person for person in staff.people}
        self.members: dict[uuid.UUID, list[TeamMembership]] = defaultdict(list)
        for membership in staff.memberships:
            self.members[membership.team_id].append(membership)
        self.made = Decisions()

    def key(self) -> uuid.UUID:
        return uuid.UUID(int=self.rng.getrandbits(128), version=4)

    def decide(self, team: Any, at: datetime, code: str) -> None:
        kind, approver = self.kinds[code], self._approver(team, code)
        there = [person for person in self._in_team(team, at.date()) if approver and person != approver]
        if not there:
            return
        decision = self._drafted(team, at, kind, self.rng.choice(there))
        sent = at + self.rng.choice((1, 2, 5, 20, 26)) * HOUR
        answered = sent + self.rng.choice((1, 3, 6, 22, 44)) * HOUR
        if self.rng.random() < 0.12:
            self._visit(decision, sent, answered, approver, "returned", ["risk"])
            sent, answered = answered + 4 * HOUR, answered + 20 * HOUR
        refused = self.rng.random() < 0.1
        self._visit(decision, sent, answered, approver, "refused" if refused else "approved", [])
        if refused:
            decision.state, decision.refused_because = "refused", self.rng.choice(("less", "not_needed", "support"))
            decision.ended_at, decision.ended_by = answered, approver
            return
        decision.approver, decision.approved_at, decision.effective_at = approver, answered, answered
        self._course(decision, team, answered)

    def _in_team(self, team: Any, day: date) -> list[Person]:
        rows = [row for row in self.members[team.pk] if row.starts_on <= day]
        return [self.people[row.person_id] for row in rows if row.ends_on is None or day <= row.ends_on]

    def _approver(self, team: Any, code: str) -> Person | None:
        lead, manager = self.people.get(team.service.lead_id), self.people.get(team.manager_id)
        return lead if self.kinds[code].gate_role == "service_lead" else manager or lead

    def _drafted(self, team: Any, at: datetime, kind: DecisionKind, requester: Person) -> Decision:
        rng, drawn = self.rng, "".join(self.rng.choice(ALPHABET) for _ in range(10))
        decision = Decision(
            id=self.key(), once=self.key(), reference=f"{drawn[:5]}-{drawn[5:]}", kind=kind, team=team,
            ground=self.grounds[rng.choice(GROUNDS.get(kind.code, OTHERWISE))], covers=COVERS.get(kind.code, "place"),
            case_reference=f"HB-{rng.randrange(1000, 9999)}" if kind.is_about_a_person else "", requester=requester,
            drafted_at=at,
        )  # fmt: skip
        if kind.code in LASTS:
            decision.ends_at = end_of_day(
                (at + rng.choice(LASTS[kind.code]) * DAY).astimezone(ZONE).date() + 3 * DAY, ZONE
            )
        self.made.decisions.append(decision)
        return decision

    def _visit(
        self,
        decision: Decision,
        sent: datetime,
        answered: datetime,
        approver: Person,
        outcome: str,
        say_more: list[str],
    ) -> None:
        self.made.visits.append(
            GateVisit(
                id=self.key(), decision=decision, sent_at=sent, sent_by=decision.requester, asked=approver, outcome=outcome,
                answered_at=answered, answered_by=approver, say_more=say_more,
            )
        )  # fmt: skip

    def _course(self, decision: Decision, team: Any, began: datetime) -> None:
        """Most lapse; some are lifted earlier, some renewed once, a few found not to be decided the same today."""
        rng, decision.state = self.rng, "in_effect"
        again, ends_at = began + 14 * DAY, decision.ends_at
        if again < self.now and (ends_at is None or again < ends_at):
            answer = rng.choice(("yes", "yes", "yes", "partly", "no"))
            self.made.looks.append(
                SecondLook(id=self.key(), decision=decision, answer=answer, at=again, by=decision.requester)
            )
            if answer == "no":
                return self._end(decision, "lifted", again, decision.requester, "not_today")
        if ends_at is None or ends_at >= self.now:
            return None
        luck = rng.random()
        if luck < 0.22 and ends_at - 2 * DAY > began:
            return self._end(
                decision, "lifted", ends_at - 2 * DAY, decision.requester, rng.choice(("stepped_down", "other_way"))
            )
        if luck < 0.3 and decision.kind.code in {"ban", "contact_limit"} and decision.renews is None:
            return self._renew(decision, team, ends_at)
        return self._end(decision, "lapsed", ends_at, None, "")

    def _end(self, decision: Decision, state: str, at: datetime, by: Person | None, because: str) -> None:
        decision.state, decision.ended_at, decision.ended_by, decision.lifted_because = state, at, by, because

    def _renew(self, before: Decision, team: Any, at: datetime) -> None:
        approver = before.approver
        assert approver is not None  # noqa: S101 - it went through the gate
        renewal = self._drafted(team, at - 4 * DAY, before.kind, before.requester)
        renewal.renews, renewal.first, renewal.case_reference = before, before, before.case_reference
        renewal.ground, renewal.starts_at = before.ground, at
        renewal.ends_at = end_of_day((at + 28 * DAY).astimezone(ZONE).date(), ZONE)
        self._visit(renewal, at - 3 * DAY, at - 2 * DAY, approver, "approved", [])
        renewal.approver, renewal.approved_at, renewal.effective_at = approver, at - 2 * DAY, at
        self._end(before, "renewed", at, None, "")
        self._course(renewal, team, at)


def _invent(staff: Staff, now: datetime) -> Decisions:
    inventor = _Inventor(staff, now)
    codes, weights = list(WEIGHTS), list(WEIGHTS.values())
    for team in staff.teams:
        monday = staff.began
        while monday < staff.today - FRESH * DAY:
            if inventor.rng.randrange(100) < WEEKS_WITH_ONE:
                day = min(monday + inventor.rng.randrange(5) * DAY, staff.today - FRESH * DAY)
                clock = time(inventor.rng.randrange(8, 19), inventor.rng.choice((5, 20, 40)))
                inventor.decide(team, instant(day, clock), inventor.rng.choices(codes, weights)[0])
            monday += 7 * DAY
    winter = Times(staff.began, staff.today).winter
    for team, day, code in decided_under_pressure(staff.teams, staff.began, staff.today - FRESH * DAY, winter):
        inventor.decide(team, instant(day, time(11)), code)
    return inventor.made


def _write_equality(decisions: list[Decision]) -> None:
    """Of four in five it was said; of whom the decisions are about, so many of a hundred each."""
    rng = random.Random(f"{SEED} equality")  # noqa: S311
    about = [one for one in decisions if one.kind.is_about_a_person and rng.random() < 0.8]
    EqualityFacts.objects.bulk_create(
        [EqualityFacts(decision=one, **{name: rng.choice(codes) for name, codes in ABOUT.items()}) for one in about],
        batch_size=2000,
    )


def _let_clocks_run(decisions: list[Decision], now: datetime) -> None:
    """What is still to be reviewed or looked at, of what is in effect; what ran out by now was seen to."""
    at = clocks()
    ask((row for one in decisions for row in to_come(one, at) if at.due_at(row[4]) > now), clocks=at, now=now)


def _write_trail(decisions: list[Decision]) -> None:
    """That each was drafted and answered, in order of time."""
    rows = [(row.drafted_at, row, "decision drafted", row.requester) for row in decisions]
    rows += [(row.approved_at, row, "decision approved", row.approver) for row in decisions if row.approved_at]
    rows.sort(key=lambda row: (row[0], row[1].reference))
    TrailEntry.objects.bulk_create(
        [
            TrailEntry(
                at=at, actor=actor, kind=TrailEntry.Kind.WRITE, action=action, subject_type="boundaries.decision",
                subject_id=str(decision.pk), facts={"reference": decision.reference, "kind": decision.kind.code},
            )
            for at, decision, action, actor in rows
        ],
        batch_size=2000,
    )  # fmt: skip
