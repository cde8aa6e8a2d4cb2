"""What supervisors hold that somebody else has to take over: sessions, agreed actions, agreements, signatures."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workforce_assurance.audit import commands as audit
from workforce_assurance.audit.commands import Written
from workforce_assurance.escalations import commands as escalations
from workforce_assurance.people import queries as people
from workforce_assurance.people.charges import Charge, Held, register_charge

from .agreement_page import status_of_agreement
from .commands import cancel_group, cancel_session, plan_for
from .commands.groups import note_group
from .enums import SIGNATURE_KIND, Reason, Side, SignatureState
from .models import Adjustment, Agreement, GroupSession, Session, SignatureDue
from .words import long_day, long_instant

# Sessions and agreements go where the supervision line goes.
LINES = "people.lines"


def _open_sessions(person: Any) -> Any:
    return Session.objects.open().filter(supervisor=person).select_related("worker").order_by("planned_at", "pk")


def sessions_held(person: Any, *, now: datetime) -> list[Held]:
    zone = people.zone()
    return [
        Held(
            f"Session of {session.worker.full_name}",
            f"planned for {long_instant(session.planned_at, zone)}" + (", record begun" if session.started_at else ""),
        )
        for session in _open_sessions(person)
    ]


def pass_sessions(*, person: Any, successor: Any, leaves: bool, by: Any, now: datetime) -> int:
    """They follow the line; of one who leaves, those with a record are cancelled by the service and planned anew.

    That record stays with the two who began it: the successor comes to read nothing of it.
    """
    sessions = list(_open_sessions(person))
    for session in sessions:
        if leaves and session.started_at is not None:
            cancel_session(session=session, side=Side.SERVICE, reason=Reason.HANDOVER, by=by, now=now)
    plan_for(worker_ids={session.worker_id for session in sessions}, now=now)
    if successor is not None:
        told = SignatureDue.objects.waiting().filter(responsible=person).exclude(signer=successor)
        told.update(responsible=successor)
    return len(sessions)


def adjustments_held(person: Any, *, now: datetime) -> list[Held]:
    rows = Adjustment.objects.open().filter(owner=person).select_related("worker").order_by("check_on", "pk")
    return [Held(f"Adjustment for {row.worker.full_name}", f"looked at on {long_day(row.check_on)}") for row in rows]


def pass_adjustments(*, person: Any, successor: Any, leaves: bool, by: Any, now: datetime) -> int:
    """What was agreed to be done gets another owner; the words of it stay in the record."""
    rows = list(Adjustment.objects.open().filter(owner=person).select_for_update(of=("self",)))
    Adjustment.objects.filter(pk__in=[row.pk for row in rows]).update(owner=successor)
    facts = {"owner": str(successor.pk)}
    changes = [
        Written("adjustment handed over", "supervision.adjustment", row.pk, row.worker_id, facts) for row in rows
    ]
    audit.record_many(changes=changes, by=by, now=now)
    return len(rows)


def agreements_held(person: Any, *, now: datetime) -> list[Held]:
    today = people.today(now=now)
    rows = (
        Agreement.objects.not_ended().filter(supervisor=person).select_related("worker").order_by("worker__full_name")
    )
    return [Held(f"Agreement with {row.worker.full_name}", status_of_agreement(row, today).words) for row in rows]


def end_agreements(*, person: Any, successor: Any, leaves: bool, by: Any, now: datetime) -> int:
    """Each ends with the line between the two; the successor begins one of their own."""
    workers = set(Agreement.objects.not_ended().filter(supervisor=person).values_list("worker_id", flat=True))
    plan_for(worker_ids=workers, now=now)
    return len(workers)


def signatures_held(person: Any, *, now: datetime) -> list[Held]:
    rows = (
        SignatureDue.objects.waiting().filter(signer=person).select_related("session", "group").order_by("due_on", "pk")
    )
    return [Held(f"Record of {row.subject.reference}", f"to be signed by {long_day(row.due_on)}") for row in rows]


def let_signatures_go(*, person: Any, successor: Any, leaves: bool, by: Any, now: datetime) -> int:
    """Nobody signs for somebody else: of one who leaves, what is not signed stays so, and asks for it no more."""
    if not leaves:
        return 0
    rows = list(SignatureDue.objects.waiting().filter(signer=person).select_for_update(of=("self",)))
    keys = [row.pk for row in rows]
    gone = {"state": SignatureState.LEFT, "ended_at": now, "next_check": None}
    SignatureDue.objects.filter(pk__in=keys).update(**gone)
    for key in keys:
        escalations.close_episodes(kind=SIGNATURE_KIND, subject_id=key, because="not_needed", by=by, now=now)
    return len(rows)


def _open_groups(person: Any) -> Any:
    return GroupSession.objects.open().run_by(person).order_by("planned_at", "pk")


def groups_held(person: Any, *, now: datetime) -> list[Held]:
    zone = people.zone()
    return [
        Held(f"{group.get_kind_display()} {group.reference}", f"planned for {long_instant(group.planned_at, zone)}")
        for group in _open_groups(person)
    ]


def pass_groups(*, person: Any, successor: Any, leaves: bool, by: Any, now: datetime) -> int:
    """Of one who leaves, the successor facilitates those that nobody wrote in; the others do not meet."""
    groups = list(_open_groups(person)) if leaves else []
    for group in groups:
        if successor is None or not _may_facilitate(successor, group):
            cancel_group(group=group, reason=Reason.HANDOVER, by=by, now=now)
            continue
        GroupSession.objects.filter(pk=group.pk).update(facilitator=successor, call_link="")
        note_group("group passed on", group, by, now, to=str(successor.pk))
    return len(groups)


def _may_facilitate(successor: Any, group: GroupSession) -> bool:
    """Nobody who is invited, nobody with a group at that time, and no group whose record somebody else began."""
    if group.facilitator_id is None or group.started_at is not None:
        return False
    same_time = GroupSession.objects.open().filter(facilitator=successor, planned_at=group.planned_at)
    return not (same_time.exists() or group.attendances.filter(person=successor).exists())


CHARGES = (
    Charge(
        "supervision.sessions", "Open sessions they hold", 40, sessions_held, pass_sessions,
        "They follow the workers. One whose record is begun stays with the two who began it; when its supervisor leaves, "
        "it is cancelled by the service and another is planned with the successor.",
        follows=LINES,
    ),
    Charge(
        "supervision.agreements", "Supervision agreements", 41, agreements_held, end_agreements,
        "They end with the supervision line. The successor begins one of their own.", follows=LINES,
    ),
    Charge(
        "supervision.groups", "Groups they run", 44, groups_held, pass_groups,
        "Who moves keeps them. When they leave, the successor facilitates those that are not begun; a group of peers, one "
        "begun, or one that the successor is invited to does not meet.",
        follows=LINES,
    ),
    Charge(
        "supervision.adjustments", "Agreed adjustments they own", 42, adjustments_held, pass_adjustments,
        "The successor owns them and looks at them on their day. What was written about them stays in its record.",
    ),
    Charge(
        "supervision.signatures", "Records that wait for their signature", 43, signatures_held, let_signatures_go,
        "Nobody signs for somebody else: ask them to sign before they go. When they leave, what is not signed stays so.",
        ends=True,
    ),
)  # fmt: skip


def register() -> None:
    for charge in CHARGES:
        register_charge(charge)
