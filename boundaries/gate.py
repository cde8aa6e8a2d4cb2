"""The supervision gate: who is asked about a decision, and why somebody may not answer. The one place that pages, imports and rules ask."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from workforce_assurance.people import posts, reach
from workforce_assurance.people import queries as people
from workforce_assurance.people.enums import Role

from .enums import DeadlineKind, GateRole
from .exceptions import BelowWhoeverAsked, HadAPartInIt, NotAtTheGate, OwnDecision, Refused
from .models import Appeal, Deadline, Decision, GateVisit
from .states import WRITTEN

REVIEWS = "You review an appeal against this decision, or one that belongs to it. Somebody else answers at its gate. Nothing was changed."
OWN = "You asked for this decision, or for one that it renews. Somebody else answers at its gate. Nothing was changed."
BELOW = "Whoever asked for this decision stands above you. Somebody else answers at its gate. Nothing was changed."
NOT_THEIRS = "Whoever is asked at the gate answers, or somebody above them. Nothing was changed."


def who_is_asked(decision: Decision, *, now: datetime) -> Any | None:
    """Who stands at its gate; nobody when nobody who does not stand below whoever asks can be asked."""
    requester, role, never = decision.requester, decision.kind.gate_role, never_asked(decision)
    on = people.today(now=now)

    def may(person: Any) -> bool:
        return person.is_active and person.pk not in never and not stands_below(person, decision, on=on)

    supervisor = people.supervisor_of(requester, on=on)
    pair = (requester.pk, supervisor.pk if supervisor and may(supervisor) else requester.pk)
    found = reach.find_recipients(role, [pair], may_know=lambda person, _: may(person), now=now)[pair].person
    return found or _of_the_team(decision.team, role, now, but=never, below=requester.pk)


def stands_below(person: Any, decision: Decision, *, on: date) -> bool:
    """Whether whoever asked for it stands above them: they would answer to the one whose decision they let through."""
    return posts.stands_above(decision.requester_id, person.pk, on=on)


def never_asked(decision: Decision) -> set[uuid.UUID]:
    """Who answers neither at its gate nor is asked there: whoever asked for it or for one that it renews, and whoever reviews an appeal."""
    chain = _chain(decision)
    reviewers = Appeal.objects.waiting().filter(decision__in=chain).values_list("reviewer_id", flat=True)
    return {decision.requester_id, *chain.values_list("requester_id", flat=True), *reviewers}


def _of_the_team(
    team: Any, role: str, now: datetime, *, but: set[uuid.UUID], below: uuid.UUID | None = None
) -> Any | None:
    """Whoever manages the team that it is about, else whoever leads its service; or who stands in for them. None of those `below`."""
    on = people.today(now=now)
    present = people.people_in_post(on=on).present(on=on).filter(is_active=True).exclude(pk__in=but)
    if below is not None:
        present = present.exclude(pk__in=posts.people_below(below, on=on).values("pk"))
    heads = [team.service.lead] if role == GateRole.SERVICE_LEAD else [team.manager, team.service.lead]
    asked = [one for head in heads if head for one in (head, people.deputy_of(head, on=on)) if one]
    known = present.in_bulk([one.pk for one in asked])
    return next((known[one.pk] for one in asked if one.pk in known), None)


def _is_active(person: Any, _worker: uuid.UUID) -> bool:
    return bool(person.is_active)


def above(person: Any, team: Any, *, now: datetime) -> Any:
    """Who is told after whoever is asked: a manager above them, or whoever leads the service; else they stand there too."""
    pair = (person.pk, person.pk)
    found = reach.find_recipients("manager", [pair], may_know=_is_active, now=now)[pair].person
    return found or _of_the_team(team, GateRole.SERVICE_LEAD, now, but={person.pk}) or person


def outside_reviewers(decision: Decision, *, on: date) -> Any:
    """Whom a small team may name: everybody who stands at some gate, but those who are never asked or stand below whoever asks."""
    below = posts.people_below(decision.requester_id, on=on).values("pk")
    in_charge = people.people_in_charge(on=on).filter(is_active=True)
    return in_charge.exclude(pk__in=never_asked(decision)).exclude(pk__in=below)


def independent_reviewers(decision: Decision, *, on: date) -> Any:
    """Who may review an appeal: whoever stands at some gate or leads governance, and had no part in the decision."""
    in_charge = people.people_in_charge(on=on) | people.people_in_post(on=on).filter(
        pk__in=people.holders_of(Role.GOVERNANCE_LEAD, on=on).values("pk")
    )
    return in_charge.filter(is_active=True).exclude(pk__in=had_a_part(decision))


def had_a_part(decision: Decision) -> set[uuid.UUID]:
    """Who asked for it, for what it renews or for what renews it, let one of these through, or was asked to."""
    chain = _chain(decision)
    visits = GateVisit.objects.filter(decision__in=chain)
    asked = Deadline.objects.waiting().filter(decision__in=chain, kind__in=[DeadlineKind.GATE, DeadlineKind.EMERGENCY])
    found = [*chain.values_list("requester_id", "approver_id"), *visits.values_list("asked_id", "answered_by_id")]
    return {key for row in [*found, *asked.values_list("asked_id")] for key in row if key}


def _chain(decision: Decision) -> Any:
    """The decision, what it renews, and what renews the same."""
    first = decision.first_id or decision.pk
    return Decision.objects.filter(first=first) | Decision.objects.filter(pk=first)


def is_reviewed_afterwards(decision: Decision) -> bool:
    """Whether it is an emergency that was over before its review: the answer at the gate says what is found, and moves nothing."""
    return decision.is_emergency and Decision.objects.over_before_their_review().filter(pk=decision.pk).exists()


def may_be_written(decision: Decision) -> bool:
    """Whether its requester writes on: it is not at the gate, and its gate is still to come."""
    if decision.state in WRITTEN:
        return True
    return is_reviewed_afterwards(decision) and not decision.visits.waiting().exists()


def own(requester_id: uuid.UUID, person_id: uuid.UUID) -> bool:
    """Whether somebody would let through what they asked for: the one point that asks it, for pages, imports and administrators."""
    return requester_id == person_id


def asked_for_it(decision: Decision, person: Any) -> bool:
    """Whether they asked for it, or for any decision that it renews."""
    return own(decision.requester_id, person.pk) or _chain(decision).filter(requester=person).exists()


def why_not(decision: Decision, visit: GateVisit, person: Any, *, on: date) -> Refused | None:
    """Why this person may not answer at the gate, or nothing when they may. No role makes an exception."""
    if asked_for_it(decision, person) or visit.sent_by_id == person.pk:
        return OwnDecision(OWN)
    if person.pk in never_asked(decision):
        return HadAPartInIt(REVIEWS)
    if stands_below(person, decision, on=on):
        return BelowWhoeverAsked(BELOW)
    asked = people.person_by_id(visit.asked_id)
    if not person.is_active or asked is None:
        return NotAtTheGate(NOT_THEIRS)
    if asked.pk in reach.stands_in_for(person, on=on) or reach.manages(person, asked, on=on):
        return None
    return NotAtTheGate(NOT_THEIRS)
