"""What came of an incident: noted with the action, or decided that nothing changes, and told by mail without its content."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.outbox import commands as outbox
from workforce_assurance.people import queries as people

from .. import told
from ..enums import INCIDENT_KIND, NothingBecause, OutcomeKind
from ..exceptions import DecidedAlready, SomethingChanges
from ..models import Debrief, Incident, NoOutcomeMail, Outcome, OutcomeTold

BATCH = 500
OF_STATE = {"done": OutcomeKind.DONE, "cancelled": OutcomeKind.CANCELLED}


def note_outcome(action: Any, now: datetime) -> None:
    """Note, in the transaction of the action log's command, what became of an action from an incident or a debrief."""
    incident = action.source_id
    if action.source_kind != INCIDENT_KIND:
        incident = Debrief.objects.values_list("incident_id", flat=True).get(pk=action.source_id)
    kind = OF_STATE.get(action.state, OutcomeKind.OPENED)
    # Opened again and closed again is no news; what stands now, the page says.
    Outcome.objects.bulk_create(
        [Outcome(incident_id=incident, action=action, kind=kind, at=now)], ignore_conflicts=True
    )  # fmt: skip


@transaction.atomic
def decide_nothing_changes(*, incident: Incident, because: NothingBecause, by: Any, now: datetime) -> Outcome:
    """Say to whoever reported it that nothing changes, and why.

    :raises DecidedAlready: when that was said before
    :raises SomethingChanges: when an action came of it
    """
    locked = Incident.objects.select_for_update(of=("self",), no_key=True).get(pk=incident.pk)
    kinds = set(locked.outcomes.values_list("kind", flat=True))
    if OutcomeKind.NOTHING in kinds:
        raise DecidedAlready("This was said before. Nothing was changed.")
    if kinds:
        raise SomethingChanges("An action came of this incident: whoever reported it is told of that.")
    outcome = Outcome.objects.create(incident=locked, kind=OutcomeKind.NOTHING, because=because, by=by, at=now)
    audit.record(
        action="nothing changes", subject_type="debriefs.incident", subject_id=locked.pk, by=by, now=now,
        facts={"reference": locked.reference, "because": because},
    )  # fmt: skip
    return outcome


def tell_what_changed(*, now: datetime) -> int:
    """Queue the mails about outcomes of which nobody was told yet; gives of how many. One mail for each person and run.

    Outside working hours it waits: what is to be told then is told in the morning, too.
    """
    if not people.is_working_time(now=now):
        return 0
    total = 0
    while number := _tell_some(now):
        total += number
    return total


@transaction.atomic
def _tell_some(now: datetime) -> int:
    rows = Outcome.objects.to_be_told().order_by("pk").select_related("incident", "action")
    outcomes = list(rows.select_for_update(skip_locked=True, of=("self",), no_key=True)[:BATCH])
    if not outcomes:
        return 0
    pairs = told.hearers_of(outcomes, now=now)
    if pairs:
        mails = outbox.mail_for_each(
            kind=told.KIND, recipients={person for _, person in pairs}, key=uuid.uuid4().hex, not_before={}, now=now
        )
        OutcomeTold.objects.bulk_create(
            OutcomeTold(outcome_id=outcome, person_id=person, mail_id=mails[person]) for outcome, person in pairs
        )
    Outcome.objects.filter(pk__in=[outcome.pk for outcome in outcomes]).update(told_at=now)
    return len(outcomes)


@transaction.atomic
def prefer_outcome_mails(*, person: Any, wants: bool, now: datetime) -> None:
    """Be told by mail that something was decided, or not; Today says it all the same."""
    if wants:
        changed = NoOutcomeMail.objects.filter(person=person).delete()[0] > 0
    else:
        _, changed = NoOutcomeMail.objects.get_or_create(person=person, defaults={"since": now})
    if changed:
        audit.record(
            action="mails about what changed switched on" if wants else "mails about what changed switched off",
            subject_type="debriefs.outcome_mails", subject_id=person.pk, by=person, now=now, about=person.pk,
        )  # fmt: skip
