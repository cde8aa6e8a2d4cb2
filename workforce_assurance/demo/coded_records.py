"""Records of everybody for the last quarter that is over: codes alone, written at once, so that there is something to count."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from supervision.models import Session
from supervision.sign_counts import PURPOSE, quarters_over
from workforce_assurance.common.dates import start_of_day
from workforce_assurance.structured_templates.asked import AskedVersion, asked_by
from workforce_assurance.structured_templates.contents import content_sha256
from workforce_assurance.structured_templates.enums import Part, ResponseState
from workforce_assurance.structured_templates.kinds import Value
from workforce_assurance.structured_templates.models import Answer, Response, ResponseParty, Signature, TemplateVersion

from .staff import SEED, ZONE
from .teams import SLIPPED

BATCH = 2000
# How often a sign is noted by at least one of the two, in a hundred records.
OFTEN = {
    "avoidance": 22, "irritation": 18, "rushing": 26, "reduced_curiosity": 12, "rigid_rules": 9,
    "emotional_withdrawal": 11, "over_escalation": 6, "faster_discharge": 5, "over_involvement": 14,
}  # fmt: skip
MORE = {SLIPPED: 1.8}
VIEWS = (("worker",), ("supervisor",), ("worker", "supervisor"), ("worker", "supervisor"))


def write_coded_records(*, now: datetime) -> int:
    """Signed records of every session of that quarter that has none; gives how many."""
    version = TemplateVersion.objects.get(template__key="supervision", state="published")
    asked = asked_by(version.pk)
    rows = [_Coded(session, version, asked) for session in _sessions(now)]
    _write(Response, [row.response for row in rows])
    _write(ResponseParty, [party for row in rows for party in row.parties()])
    _write(Answer, [answer for row in rows for answer in row.answers()])
    _write(Signature, [signature for row in rows for signature in row.signatures()])
    return len(rows)


def _sessions(now: datetime) -> list[Session]:
    (quarter,) = quarters_over(today=now.astimezone(ZONE).date(), number=1)
    first, end = start_of_day(quarter, ZONE), start_of_day(quarter + relativedelta(months=3), ZONE)
    held = Session.objects.took_place().filter(held_at__gte=first, held_at__lt=end, team__isnull=False)
    written = Response.objects.filter(purpose=PURPOSE).values("subject_id")
    return list(held.exclude(pk__in=written).select_related("worker", "supervisor", "team").order_by("reference"))


class _Coded:
    """One record: drift signs and the answers that every record needs, the same every time for the same session."""

    def __init__(self, session: Session, version: TemplateVersion, asked: AskedVersion) -> None:
        self.session = session
        self.rng = random.Random(f"{SEED} {session.reference}")  # noqa: S311
        self.done = session.held_at + timedelta(minutes=session.held_minutes)
        self.signed_at = self.done + timedelta(days=1)
        self.values = self._values(asked)
        self.response = Response(
            id=self._key(), version=version, purpose=PURPOSE, subject_id=session.pk, state=ResponseState.SIGNED,
            opened_at=session.held_at, finished_at=self.done, signed_at=self.signed_at,
            content_sha256=content_sha256(asked, self.values),
        )  # fmt: skip

    def parties(self) -> Iterator[ResponseParty]:
        for part, person in ((Part.AUTHOR, self.session.supervisor), (Part.SUBJECT, self.session.worker)):
            yield ResponseParty(response=self.response, person=person, part=part)

    def answers(self) -> Iterator[Answer]:
        for question_id, value in self.values.items():
            yield Answer(
                id=self._key(), response=self.response, question_id=question_id, author=self.session.supervisor,
                coded=value.coded, answered_at=self.session.held_at,
            )  # fmt: skip

    def signatures(self) -> Iterator[Signature]:
        sha256 = self.response.content_sha256
        for person, at in ((self.session.supervisor, self.done), (self.session.worker, self.signed_at)):
            yield Signature(response=self.response, person=person, at=at, content_sha256=sha256)

    def _values(self, asked: AskedVersion) -> dict[int, Value]:
        coded: dict[tuple[str, str], Any] = {
            ("recent_high_stress_events", "support"): [self.rng.choice(("peer", "time_off_task"))],
            ("boundary_challenges", "any"): "no",
            ("escalation_decisions", "any"): "no",
            ("case_review", "case"): f"LB-{self.rng.randrange(1000, 9999)}",
            ("case_review", "engagement"): self.rng.choice("233344"),
            ("case_review", "restrictions"): "no",
            ("drift_signs", "signs"): self._signs(),
        }
        found = {}
        for (section, key), code in coded.items():
            page = asked.section(section)
            question = page.question(key) if page else None
            if question is not None:
                found[question.id] = Value(coded=code)
        return found

    def _signs(self) -> dict[str, list[str]]:
        seen: dict[str, list[str]] = {"worker": [], "supervisor": []}
        more = MORE.get(self.session.team.name, 1)
        for code, often in OFTEN.items():
            if self.rng.randrange(100) < often * more:
                for view in self.rng.choice(VIEWS):
                    seen[view].append(code)
        return seen

    def _key(self) -> uuid.UUID:
        return uuid.UUID(int=self.rng.getrandbits(128), version=4)


def _write(model: Any, rows: list[Any]) -> None:
    model.objects.bulk_create(rows, batch_size=BATCH)
