"""Who may do what with sessions, policies and completion: one predicate per sentence.

A permission takes no day: whoever asks for one asks for now, so the clock is read here, at the edge of every request.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import rules
from django.utils import timezone
from django.utils.functional import cached_property

from workforce_assurance.common.dates import local_day
from workforce_assurance.people import reach
from workforce_assurance.people.queries import supervisor_of, zone_for
from workforce_assurance.structured_templates.over_time import has_written_about

from .enums import SessionState
from .models import Adjustment, Agreement, Attendance, GroupSession, Session
from .records import PURPOSE


def _today(person: Any) -> date:
    return local_day(timezone.now(), zone_for(person))


def _others(person: Any) -> reach.Others:
    return reach.others_below(person, on=_today(person))


class _Standing:
    """What somebody is to a session, found out once for the session that a request has loaded."""

    def __init__(self, person: Any, session: Session) -> None:
        self.person, self.session = person, session

    @cached_property
    def acts(self) -> bool:
        theirs, mine = self.session.supervisor_id, self.person.pk
        if mine in (theirs, self.session.worker_id) or self.session.state != SessionState.PLANNED:
            return False
        return theirs in reach.stands_in_for(self.person, on=_today(self.person))

    @cached_property
    def manages(self) -> bool:
        return reach.manages(self.person, self.session.worker, on=_today(self.person))

    @cached_property
    def governs(self) -> bool:
        if not reach.is_governance_lead(self.person):
            return False
        return reach.people_governed_by(self.person, on=_today(self.person)).filter(pk=self.session.worker_id).exists()


def _standing(person: Any, session: Session) -> _Standing:
    known = session.__dict__.setdefault("_standings", {})
    return known.setdefault(person.pk, _Standing(person, session))


@rules.predicate
def is_active(person: Any) -> bool:
    return bool(person.is_active)


@rules.predicate
def is_worker_of_session(person: Any, session: Session | None) -> bool:
    return session is not None and session.worker_id == person.pk


@rules.predicate
def is_supervisor_of_session(person: Any, session: Session | None) -> bool:
    return session is not None and session.supervisor_id == person.pk


@rules.predicate
def acts_for_its_supervisor(person: Any, session: Session | None) -> bool:
    """The supervisor's deputy, while the supervisor is away or gone and the session is open; never of their own."""
    return session is not None and _standing(person, session).acts


@rules.predicate
def nobody_opened_its_record(_person: Any, session: Session | None) -> bool:
    """A record belongs to the two who opened it; whoever stands in later does not come to read it."""
    return session is not None and session.started_at is None


@rules.predicate
def manages_the_worker(person: Any, session: Session | None) -> bool:
    return session is not None and _standing(person, session).manages


@rules.predicate
def governs_the_worker(person: Any, session: Session | None) -> bool:
    return session is not None and _standing(person, session).governs


@rules.predicate
def supervises_the_person(person: Any, worker: Any) -> bool:
    return worker is not None and reach.supervises(person, worker, on=_today(person))


@rules.predicate
def is_the_person(person: Any, worker: Any) -> bool:
    return worker is not None and worker.pk == person.pk


@rules.predicate
def wrote_a_record_of(person: Any, worker: Any) -> bool:
    return worker is not None and has_written_about(person, worker, purpose=PURPOSE)


@rules.predicate
def manages_the_person(person: Any, worker: Any) -> bool:
    return worker is not None and reach.manages(person, worker, on=_today(person))


@rules.predicate
def may_see_adjustment(person: Any, adjustment: Adjustment | None) -> bool:
    if adjustment is None:
        return False
    return Adjustment.objects.filter(pk=adjustment.pk).visible_to(person, on=_today(person)).exists()


@rules.predicate
def owns_adjustment(person: Any, adjustment: Adjustment | None) -> bool:
    return adjustment is not None and adjustment.owner_id == person.pk


@rules.predicate
def is_party_to_agreement(person: Any, agreement: Agreement | None) -> bool:
    return agreement is not None and person.pk in (agreement.worker_id, agreement.supervisor_id)


@rules.predicate
def is_supervisor_of_agreement(person: Any, agreement: Agreement | None) -> bool:
    return agreement is not None and agreement.supervisor_id == person.pk


@rules.predicate
def is_named_by_the_line(person: Any, worker: Any) -> bool:
    """The supervisor themselves: whoever stands in agrees nothing for them."""
    return worker is not None and supervisor_of(worker, on=_today(person)) == person


@rules.predicate
def is_administrator(person: Any) -> bool:
    return reach.is_administrator(person)


@rules.predicate
def is_governance_lead(person: Any) -> bool:
    return reach.is_governance_lead(person)


@rules.predicate
def manages_somebody(person: Any) -> bool:
    return _others(person).managed


@rules.predicate
def supervises_somebody(person: Any) -> bool:
    return _others(person).supervised


@rules.predicate
def sees_group(person: Any, group: GroupSession | None) -> bool:
    if group is None:
        return False
    return GroupSession.objects.filter(pk=group.pk).visible_to(person, on=_today(person)).exists()


@rules.predicate
def facilitates_group(person: Any, group: GroupSession | None) -> bool:
    return group is not None and group.facilitator_id == person.pk


@rules.predicate
def is_in_group(person: Any, group: GroupSession | None) -> bool:
    """Invited to it; whoever writes the notes of a peer group is one of them."""
    if group is None:
        return False
    known: dict[Any, bool] = group.__dict__.setdefault("_those_in_it", {})
    if person.pk not in known:
        known[person.pk] = Attendance.objects.filter(group=group.pk, person=person.pk).exists()
    return known[person.pk]


@rules.predicate
def is_group_of_peers(_person: Any, group: GroupSession | None) -> bool:
    return group is not None and group.facilitator_id is None


@rules.predicate
def manages_the_facilitator(person: Any, group: GroupSession | None) -> bool:
    if group is None or group.facilitator is None:
        return False
    return reach.manages(person, group.facilitator, on=_today(person))


runs_group = facilitates_group | (is_group_of_peers & is_in_group)
rules.add_perm("supervision.plan_group", is_active & (supervises_somebody | manages_somebody))
rules.add_perm("supervision.plan_peer_group", is_active)
rules.add_perm("supervision.see_group", is_active & sees_group)
rules.add_perm("supervision.see_group_people", is_active & (facilitates_group | is_in_group))
rules.add_perm("supervision.run_group", is_active & runs_group)
rules.add_perm("supervision.move_group", is_active & (runs_group | manages_the_facilitator))
rules.add_perm("supervision.cancel_group", is_active & (runs_group | manages_the_facilitator))
rules.add_perm("supervision.open_group_record", is_active & (facilitates_group | is_in_group))

holds_it = is_supervisor_of_session | acts_for_its_supervisor

rules.add_perm(
    "supervision.see_session", is_active & (is_worker_of_session | holds_it | manages_the_worker | governs_the_worker)
)
rules.add_perm("supervision.hold_session", is_active & holds_it)
opens_it = is_worker_of_session | is_supervisor_of_session | (acts_for_its_supervisor & nobody_opened_its_record)
rules.add_perm("supervision.open_record", is_active & opens_it)
# The record begins when it is held: until then the worker has their preparation.
starts_it = is_supervisor_of_session | (acts_for_its_supervisor & nobody_opened_its_record)
rules.add_perm("supervision.start_record", is_active & starts_it)
# Its words are read by the two; whoever stands in is one of them once they start it.
rules.add_perm("supervision.talk_in_session", is_active & (is_worker_of_session | is_supervisor_of_session))
rules.add_perm("supervision.prepare_session", is_active & is_worker_of_session)
rules.add_perm("supervision.cancel_session", is_active & holds_it)
rules.add_perm("supervision.move_session", is_active & ~is_worker_of_session & (holds_it | manages_the_worker))
rules.add_perm("supervision.miss_session", is_active & ~is_worker_of_session & (holds_it | manages_the_worker))
rules.add_perm("supervision.set_place", is_active & ~is_worker_of_session & (holds_it | manages_the_worker))
# The link of a call is for the two who meet, and for whoever stands in.
rules.add_perm("supervision.see_call_link", is_active & (is_worker_of_session | holds_it))
rules.add_perm("supervision.add_uplift", is_active & (supervises_the_person | manages_the_person))
rules.add_perm("supervision.set_series", is_active & (supervises_the_person | manages_the_person))
# Whose page it is opens it; what each sees there are the records whose party they are.
rules.add_perm("supervision.see_over_time", is_active & (is_the_person | supervises_the_person | wrote_a_record_of))
rules.add_perm("supervision.see_adjustment", is_active & may_see_adjustment)
rules.add_perm("supervision.check_adjustment", is_active & may_see_adjustment)
see_that_there_is_one = manages_the_worker | governs_the_worker
rules.add_perm("supervision.see_agreement", is_active & (is_party_to_agreement | see_that_there_is_one))
rules.add_perm("supervision.draft_agreement", is_active & is_named_by_the_line)
rules.add_perm("supervision.change_agreement", is_active & is_supervisor_of_agreement)
rules.add_perm("supervision.see_cadence", is_active & (supervises_somebody | manages_somebody))
rules.add_perm("supervision.supervise", is_active & supervises_somebody)
rules.add_perm("supervision.see_sign_counts", is_active & (is_governance_lead | manages_somebody))
rules.add_perm("supervision.see_completion", is_active & (is_governance_lead | manages_somebody))
rules.add_perm("supervision.see_coverage", is_active & (is_administrator | is_governance_lead | manages_somebody))
rules.add_perm("supervision.see_spans", is_active & (is_governance_lead | manages_somebody))
# Who cancelled is for the managers of those two, and for nobody who only counts.
rules.add_perm("supervision.see_cancelling", is_active & manages_somebody)
rules.add_perm("supervision.set_up_cadence", is_active & is_administrator)
