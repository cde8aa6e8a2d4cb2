"""Two years of invented complaints, by the product's own commands: some upheld, some late, and those of the team to show."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from boundaries.models import Decision
from governance.complaints import commands
from governance.complaints.enums import (
    ACCOUNT_PURPOSE,
    ANSWER_PURPOSE,
    COMPLAINT_KIND,
    CameBy,
    Finding,
    LinkKind,
    MadeBy,
    NoChange,
)
from governance.models import Complaint
from workforce_assurance.action_log import commands as action_log
from workforce_assurance.common.dates import local_day
from workforce_assurance.people.models import Team
from workforce_assurance.structured_templates import commands as records
from workforce_assurance.structured_templates.asked import Asked, asked_by
from workforce_assurance.structured_templates.kinds import Value
from workforce_assurance.structured_templates.queries import response_for

from .complaint_words import WORDS
from .sign_ins import administrator_to_show, worker_to_show
from .staff import SEED, ZONE, instant
from .teams import SLIPPED

DAY = timedelta(days=1)
MONTHS, IN_A_MONTH = 24, 5
THEMES = ("waiting", "being_heard", "being_heard", "information", "transitions", "environment", "decisions", "staffing")
FINDINGS = (Finding.UPHELD, Finding.UPHELD, Finding.PARTLY, Finding.PARTLY, Finding.NOT_UPHELD, Finding.NOT_UPHELD)
WITHOUT = (NoChange.PUT_RIGHT, NoChange.ALREADY, NoChange.NOT_OURS)
# After how many days they were answered: most well within four weeks, a few after them.
TAKES = (4, 9, 12, 15, 19, 22, 24, 26, 34, 41)


def first_month(now: datetime) -> date:
    """From which on the register of the invented organisation counts."""
    return now.date().replace(day=1) - relativedelta(months=MONTHS)


def register_complaints(*, now: datetime) -> int:
    """Write them; gives how many there are."""
    commands.set_policy(days=commands.Days(3, 20, first_month(now)), by=administrator_to_show(), now=now - 30 * DAY)
    told = _Told(now)
    for at in told.moments():
        told.old_one(at)
    told.of_the_team_to_show()
    return Complaint.objects.count()


class _Told:
    """One organisation's complaints, the same every time."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.rng = random.Random(f"{SEED} complaints")  # noqa: S311
        rows = Team.objects.select_related("service__lead", "manager").exclude(memberships=None)
        self.teams = list(rows.distinct().order_by("name", "pk"))

    def moments(self) -> Iterator[datetime]:
        """When they came, up to two months ago; what is newer is told apart."""
        last = local_day(self.now, ZONE) - 60 * DAY
        for back in range(MONTHS, 1, -1):
            first = self.now.date().replace(day=1) - relativedelta(months=back)
            days = sorted(self.rng.sample(range(28), IN_A_MONTH))
            yield from (instant(first + one * DAY, time(11)) for one in days if first + one * DAY <= last)

    def old_one(self, at: datetime) -> None:
        """One that is over: answered and closed, or taken back."""
        complaint = self.received(self.rng.choice(self.teams), at, theme=self.rng.choice(THEMES))
        if self.rng.random() < 0.06:
            commands.withdraw_complaint(complaint=complaint, by=self.handler(complaint), now=at + 3 * DAY)
            return
        said, takes = self.rng.choice((1, 1, 2, 2, 3, 6)), self.rng.choice(TAKES)
        # What is answered sooner says by itself that it came.
        if said <= takes:
            self.acknowledge(complaint, at + said * DAY)
        found = self.rng.choice(FINDINGS)
        self.answer(complaint, found, at + takes * DAY)
        self.close(complaint, found, at + (takes + 2) * DAY)

    def of_the_team_to_show(self) -> None:
        """Of the last weeks: one just came, one waits for its answer and belongs to a decision, one is late, one taught something."""
        team, worker, now = (
            Team.objects.select_related("service__lead", "manager").get(name=SLIPPED),
            worker_to_show(),
            self.now,
        )
        taught = self.received(team, now - 50 * DAY, by=worker, theme="waiting")
        self.acknowledge(taught, now - 49 * DAY)
        self.answer(taught, Finding.UPHELD, now - 30 * DAY)
        self.learn(taught, now - 29 * DAY)
        commands.close_complaint(complaint=taught, no_change=None, by=team.manager, now=now - 28 * DAY)
        late = self.received(team, now - 35 * DAY, by=worker, theme="information")
        self.acknowledge(late, now - 33 * DAY)
        decided = Decision.objects.filter(team=team, kind__code="ban", effective_at__isnull=False)
        decision = decided.order_by("-effective_at").first()
        assert decision is not None  # noqa: S101 - the decisions of the demonstration have one
        linked = self.received(
            team, now - 9 * DAY, by=worker, theme="decisions", made_by=MadeBy.ADVOCATE, case=decision.case_reference,
            source=(LinkKind.DECISION, decision.pk),
        )  # fmt: skip
        self.acknowledge(linked, now - 8 * DAY)
        self.received(team, now - 1 * DAY, by=worker, theme="being_heard")

    def received(
        self, team: Team, at: datetime, *, theme: str, by: Any = None, made_by: MadeBy | None = None, case: str = "",
        source: Any = None,
    ) -> Complaint:  # fmt: skip
        said = commands.Facts(
            team, theme, made_by or self.rng.choice((MadeBy.PERSON, MadeBy.PERSON, MadeBy.FAMILY, MadeBy.ADVOCATE, MadeBy.NEIGHBOUR)),
            self.rng.choice(list(CameBy)[:5]), case,
        )  # fmt: skip
        received = commands.Received(said, local_day(at, ZONE), source=source)
        by = by or team.manager or team.service.lead
        once = uuid.UUID(int=self.rng.getrandbits(128), version=4)
        complaint = commands.record_complaint(received=received, once=once, by=by, now=at)
        self.write(ACCOUNT_PURPOSE, complaint.pk, by, at)
        return complaint

    def handler(self, complaint: Complaint) -> Any:
        return complaint.handlings.current().select_related("handler").get().handler

    def acknowledge(self, complaint: Complaint, at: datetime) -> None:
        by = self.handler(complaint)
        commands.acknowledge_complaint(complaint=complaint, day=local_day(at, ZONE), by=by, now=at)

    def answer(self, complaint: Complaint, found: Finding, at: datetime) -> None:
        handling = complaint.handlings.current().select_related("handler").get()
        self.write(ANSWER_PURPOSE, handling.pk, handling.handler, at)
        commands.answer_complaint(
            complaint=complaint, found=found, day=local_day(at, ZONE), by=handling.handler, now=at
        )

    def close(self, complaint: Complaint, found: Finding, at: datetime) -> None:
        because = NoChange.NOTHING if found == Finding.NOT_UPHELD else self.rng.choice(WITHOUT)
        commands.close_complaint(complaint=complaint, no_change=because, by=self.handler(complaint), now=at)

    def learn(self, complaint: Complaint, at: datetime) -> None:
        """An action from it: of the team, done by whoever put it on record."""
        agreed = action_log.Agreed(
            "Say at the door how long it takes, and call when it takes longer", "improvement", "system",
            owner=complaint.recorded_by, due_on=(at + 60 * DAY).date(), checker=complaint.team.manager,
            theme=complaint.theme, source_kind=COMPLAINT_KIND, source_id=complaint.pk,
        )  # fmt: skip
        once = uuid.UUID(int=self.rng.getrandbits(128), version=4)
        action_log.open_action(agreed=agreed, by=complaint.team.manager, now=at, once=once)

    def write(self, purpose: str, subject_id: uuid.UUID, author: Any, at: datetime) -> None:
        response = response_for(purpose, subject_id)
        assert response is not None  # noqa: S101 - the command opened it
        for section in asked_by(response.version_id).sections:
            values = {asked.key: self._value(asked) for asked in section.answered}
            records.save_section(
                response=response, section=section, values=values, revision=0, seen="", by=author, now=at
            )

    def _value(self, asked: Asked) -> Value:
        if asked.key in WORDS:
            return Value(words=self.rng.choice(WORDS[asked.key]))
        return Value(coded=[self.rng.choice(asked.options).code])
