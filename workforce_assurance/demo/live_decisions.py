"""The last days' decisions of the team to show, by the product's own commands: a draft, the gate, an emergency, an appeal."""

from __future__ import annotations

import random
import uuid
from datetime import datetime, timedelta
from typing import Any

from boundaries import commands
from boundaries.enums import APPEAL_PURPOSE, RATIONALE_PURPOSE, AppealedBy, AppealOutcome, Covers, LiftReason
from boundaries.models import Appeal, Decision, DecisionKind, Ground
from workforce_assurance.common.dates import end_of_day
from workforce_assurance.people.models import Team
from workforce_assurance.structured_templates import commands as records
from workforce_assurance.structured_templates.asked import asked_by
from workforce_assurance.structured_templates.kinds import Value
from workforce_assurance.structured_templates.queries import response_for

from .decision_words import CODES, WORDS
from .sign_ins import supervisor_to_show, worker_to_show
from .staff import SEED, ZONE
from .teams import SLIPPED

COVERS = {"warning": Covers.NOTHING_YET, "contact_limit": Covers.CONTACT}
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
# In an emergency these are written afterwards.
AFTERWARDS = ("less_restrictive", "proportionality", "time_limit", "step_down", "persons_view", "advocate")


def live_decisions(*, now: datetime) -> int:
    """Write them; gives how many."""
    team = Team.objects.select_related("service__lead", "manager").get(name=SLIPPED)
    commands.hold_to_packs(service=team.service, codes=["afterwards"], by=team.service.lead, now=now - 16 * DAY)
    told = _Told(team, worker_to_show())
    told.draft("contact_limit", "harassment", "HB-4410", now - 3 * HOUR, days=21, but=("persons_view", "advocate"))
    waiting = told.draft("warning", "use_on_site", "HB-3127", now - DAY, days=60)
    commands.send_to_gate(decision=waiting, by=told.worker, now=now - DAY)
    for weeks in (9, 5):
        told.reviewed_late("HB-2207", now - 7 * weeks * DAY)
    told.emergency("HB-2207", now - 5 * HOUR, days=3)
    # Whoever drafts this one is warned of the two that were reviewed late.
    told.draft("exclusion", "threat", "HB-2207", now - 2 * HOUR, days=2)
    long = told.draft("ban", "weapon", "HB-1904", now - 15 * DAY, days=90)
    commands.send_to_gate(decision=long, by=told.worker, now=now - 15 * DAY)
    commands.approve_decision(decision=long, by=team.service.lead, now=now - 14 * DAY)
    for number, step in enumerate(long.steps.order_by("due_at")):
        commands.step_done(step=step, by=told.worker, now=now - (13 - 2 * number) * DAY)
    told.appeal(long, supervisor_to_show(), now - 2 * DAY, but=("answer",))
    told.answered_appeal(now - 30 * DAY)
    return told.drafted


class _Told:
    """What one worker of the team asks for."""

    def __init__(self, team: Team, worker: Any) -> None:
        self.team, self.worker, self.drafted = team, worker, 0
        self.rng = random.Random(f"{SEED} live decisions")  # noqa: S311

    def draft(
        self, code: str, ground: str, case: str, at: datetime, *, days: int, but: tuple[str, ...] = ()
    ) -> Decision:
        published = {"version__state": "published"}
        wanted = commands.Wanted(
            DecisionKind.objects.select_related("version").get(**published, code=code),
            Ground.objects.select_related("version").get(**published, code=ground),
            COVERS.get(code, Covers.PLACE), self.team, case,
            None, end_of_day((at + days * DAY).astimezone(ZONE).date(), ZONE),
        )  # fmt: skip
        once = uuid.UUID(int=self.rng.getrandbits(128), version=4)
        decision = commands.draft_decision(wanted=wanted, once=once, by=self.worker, now=at)
        self.write(RATIONALE_PURPOSE, decision.pk, self.worker, at, but)
        self.drafted += 1
        return decision

    def emergency(self, case: str, at: datetime, *, days: int) -> Decision:
        urgent = self.draft("exclusion", "violence", case, at, days=days, but=AFTERWARDS)
        return commands.decide_in_emergency(decision=urgent, by=self.worker, now=at)

    def reviewed_late(self, case: str, at: datetime) -> None:
        """In effect at once, and looked at a week later."""
        decision, later = self.emergency(case, at, days=14), at + 7 * DAY
        self.write(RATIONALE_PURPOSE, decision.pk, self.worker, later, (), only=AFTERWARDS)
        asked = commands.send_to_gate(decision=decision, by=self.worker, now=later).asked
        commands.approve_decision(decision=decision, by=asked, now=later + HOUR)
        reason = LiftReason.RISK_IS_OVER
        commands.lift_decision(decision=decision, reason=reason, by=self.worker, now=later + DAY)

    def answered_appeal(self, at: datetime) -> None:
        """What limited contact was eased when an advocate asked."""
        decision = self.draft("contact_limit", "harassment", "HB-2750", at, days=60)
        asked = commands.send_to_gate(decision=decision, by=self.worker, now=at).asked
        commands.approve_decision(decision=decision, by=asked, now=at + DAY)
        appeal = self.appeal(decision, self.team.service.lead, at + 4 * DAY)
        outcome, answered = AppealOutcome.EASED, at + 9 * DAY
        commands.answer_appeal(appeal=appeal, outcome=outcome, by=appeal.reviewer, now=answered)

    def appeal(self, decision: Decision, reviewer: Any, at: datetime, but: tuple[str, ...] = ()) -> Appeal:
        appeal = commands.record_appeal(
            decision=decision, made_by=AppealedBy.ADVOCATE, received_on=at.astimezone(ZONE).date(), reviewer=reviewer,
            once=uuid.UUID(int=self.rng.getrandbits(128), version=4), by=self.worker, now=at,
        )  # fmt: skip
        self.write(APPEAL_PURPOSE, appeal.pk, reviewer, at + DAY, but)
        return appeal

    def write(
        self, purpose: str, subject_id: uuid.UUID, author: Any, at: datetime, but: tuple[str, ...],
        only: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        response = response_for(purpose, subject_id)
        assert response is not None  # noqa: S101 - the command opened it
        for section in asked_by(response.version_id).sections:
            if section.key not in but and (not only or section.key in only):
                values = {asked.key: self._value(asked.key) for asked in section.answered}
                records.save_section(
                    response=response, section=section, values=values, revision=0, seen="", by=author, now=at
                )

    def _value(self, key: str) -> Value:
        return Value(coded=self.rng.choice(CODES[key])) if key in CODES else Value(words=self.rng.choice(WORDS[key]))
