"""Policies, sessions and adjustments for the tests."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import factory
from factory.django import DjangoModelFactory

from supervision import models
from supervision.cadence import Step
from supervision.commands import Terms, draft_policy, publish_policy
from supervision.enums import AdjustmentKind
from supervision.references import new_reference

from .people import PersonFactory

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)


def publish(*, now: datetime = NOON, **changes: Any) -> models.CadencePolicy:
    """A published policy: every 28 days, 5 working days of grace, 90 minutes, for the organisation."""
    values: dict[str, Any] = {
        "name": "Organisation standard",
        "longest_gap_days": 28,
        "grace_working_days": 5,
        "minutes": 90,
        "phase_in": (),
        **changes,
    }
    return publish_policy(policy=draft_policy(terms=Terms(**values), by=None, now=now), by=None, now=now)


PHASE_IN = (Step(42, 7), Step(None, 14, until_months=6))


class SessionFactory(DjangoModelFactory):
    """An open session planned at ten on its due date, with five days of grace."""

    class Meta:
        model = models.Session

    reference = factory.LazyFunction(new_reference)
    worker = factory.SubFactory(PersonFactory)
    supervisor = factory.SubFactory(PersonFactory)
    due_on = date(2027, 3, 15)
    on_time_until = factory.LazyAttribute(lambda o: o.due_on + timedelta(days=7))
    due_because = factory.LazyAttribute(lambda o: f"Due by {o.due_on:%d %B}: 28 days after (Organisation standard).")
    planned_at = factory.LazyAttribute(lambda o: datetime(o.due_on.year, o.due_on.month, o.due_on.day, 10, tzinfo=UTC))
    minutes = 90
    due_at = factory.LazyAttribute(lambda o: _midnight_after(o.due_on))
    reminder_at = factory.LazyAttribute(lambda o: o.due_at - timedelta(days=3))
    missed_after = factory.LazyAttribute(lambda o: _midnight_after(o.on_time_until))
    next_check = factory.LazyAttribute(lambda o: o.reminder_at if o.state == "planned" else None)
    state = "planned"

    class Params:
        held = factory.Trait(
            state="held",
            held_at=factory.SelfAttribute("planned_at"),
            held_minutes=90,
            closed_at=factory.SelfAttribute("planned_at"),
            closed_by=factory.SelfAttribute("supervisor"),
        )
        missed = factory.Trait(
            state="missed",
            closed_at=factory.SelfAttribute("due_at"),
            closed_by=factory.SelfAttribute("supervisor"),
            side="service",
            reason="cover",
        )


class AdjustmentFactory(DjangoModelFactory):
    class Meta:
        model = models.Adjustment

    session = factory.SubFactory(SessionFactory)
    row = factory.Sequence(str)
    kind = AdjustmentKind.PEER_SUPPORT
    worker = factory.SelfAttribute("session.worker")
    owner = factory.SelfAttribute("session.supervisor")
    starts_on = date(2027, 3, 1)
    check_on = date(2027, 3, 29)


class AdjustmentCarryFactory(DjangoModelFactory):
    """One more session that carried it on."""

    class Meta:
        model = models.AdjustmentCarry

    adjustment = factory.SubFactory(AdjustmentFactory)
    session = factory.SubFactory(
        SessionFactory,
        held=True,
        worker=factory.SelfAttribute("..adjustment.worker"),
        supervisor=factory.SelfAttribute("..adjustment.session.supervisor"),
        due_on=factory.Sequence(lambda n: date(2026, 1, 1) + timedelta(days=n)),
    )
    by = factory.SelfAttribute("session.supervisor")
    at = NOON


class AgreementFactory(DjangoModelFactory):
    """One that is being written; `in_force` was signed by both on 1 February 2027."""

    class Meta:
        model = models.Agreement

    reference = factory.LazyFunction(new_reference)
    worker = factory.SubFactory(PersonFactory)
    supervisor = factory.SubFactory(PersonFactory)
    longest_gap_days = 14
    least_minutes = 60
    place = "room"
    drafted_at = NOON - timedelta(days=30)

    class Params:
        in_force = factory.Trait(
            state="signed",
            agreed_on=date(2027, 2, 1),
            review_on=date(2028, 2, 1),
            due_at=datetime(2028, 2, 2, tzinfo=UTC),
            reminder_at=datetime(2028, 1, 18, 8, tzinfo=UTC),
            next_check=factory.SelfAttribute("reminder_at"),
        )


class UpliftFactory(DjangoModelFactory):
    class Meta:
        model = models.Uplift

    worker = factory.SubFactory(PersonFactory)
    reason = "incident"
    asked_on = date(2027, 3, 1)
    within_days = 7
    added_at = NOON


def _midnight_after(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)
