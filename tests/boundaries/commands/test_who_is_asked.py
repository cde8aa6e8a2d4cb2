"""Nobody below whoever asks is asked; and what a person may answer is what their list shows, whatever stands where."""

import uuid

import pgtrigger
import pytest
from django.db import DatabaseError, transaction

from boundaries import charges
from boundaries.commands import approve_decision, pass_visit, renew_decision, send_to_gate
from boundaries.enums import DecisionState
from boundaries.exceptions import BelowWhoeverAsked, NobodyAtTheGate, NotAnOutsideReviewer
from boundaries.gate import never_asked, who_is_asked, why_not
from boundaries.models import Appeal, Decision, GateVisit
from boundaries.states import ENDED, FELT, ONLY_THROUGH_THE_GATE
from tests.factories.boundaries import DAY, at_the_gate, draft, in_effect, write_rationale
from tests.factories.people import DeputyFactory, LeaveFactory, PersonFactory, RoleGrantFactory, TeamFactory
from tests.factories.supervision import NOON
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import Person

TODAY = NOON.date()


def written(by, team, **changes):
    decision = draft(by, team, **changes)
    write_rationale(decision)
    return decision


# Nobody below whoever asks.


@pytest.mark.parametrize("code", ["warning", "exclusion", "ban"])
def test_whoever_leads_the_service_does_not_ask_the_manager_of_a_team_of_theirs(catalogue, code):
    decision = written(catalogue.lead, catalogue.team, code=code)
    assert who_is_asked(decision, now=NOON) is None
    with pytest.raises(NobodyAtTheGate):
        send_to_gate(decision=decision, by=catalogue.lead, now=NOON)


def test_they_name_somebody_from_outside_who_is_not_below_them(catalogue):
    elsewhere, decision = PersonFactory(), written(catalogue.lead, catalogue.team)
    TeamFactory(manager=elsewhere)
    for below in (catalogue.manager, catalogue.supervisor):
        with pytest.raises(NotAnOutsideReviewer):
            send_to_gate(decision=decision, outside=below, by=catalogue.lead, now=NOON)
    visit = send_to_gate(decision=decision, outside=elsewhere, by=catalogue.lead, now=NOON)
    assert (visit.asked, visit.is_outside) == (elsewhere, True)
    assert approve_decision(decision=decision, by=elsewhere, now=NOON).is_approved_from_outside


def test_a_supervisor_whom_whoever_asks_manages_is_passed_over(catalogue):
    catalogue.supervisor.manager = catalogue.worker
    catalogue.supervisor.save()
    decision = at_the_gate(catalogue.worker, catalogue.team, code="warning")
    assert decision.visits.get().asked == catalogue.manager


@pytest.fixture
def stands_in(catalogue):
    """Whom the worker manages is the deputy of the manager, who is asked and then away."""
    deputy = PersonFactory(manager=catalogue.worker)
    decision = at_the_gate(catalogue.worker, catalogue.team)
    DeputyFactory(person=catalogue.manager, deputy=deputy)
    LeaveFactory(person=catalogue.manager, starts_on=TODAY, ends_on=None)
    return decision, deputy


def test_nor_do_they_answer_as_a_deputy(stands_in):
    decision, deputy = stands_in
    with pytest.raises(BelowWhoeverAsked):
        approve_decision(decision=decision, by=deputy, now=NOON)
    assert not deputy.has_perm("boundaries.answer_at_gate", decision)


def test_nor_does_a_list_lead_them_there(stands_in):
    assert not GateVisit.objects.to_answer(stands_in[1], on=TODAY).exists()


def test_nor_are_they_asked_as_one(catalogue, stands_in):
    assert who_is_asked(written(catalogue.worker, catalogue.team), now=NOON) not in (None, stands_in[1])


def test_nor_does_it_pass_on_to_them(catalogue, stands_in):
    decision, deputy = stands_in
    assert "stands above them" in charges.why_not_at_the_gate(catalogue.manager, deputy, now=NOON)
    with pytest.raises(BelowWhoeverAsked):
        pass_visit(visit=decision.visits.get(), to=deputy, by=catalogue.administrator, now=NOON)


# What a person may answer, their list and the database agree: for everybody, wherever a decision stands.


def put(decision, state, approver):
    """Let it stand there, whichever way leads there; with what the constraints ask of that state."""
    facts = {"state": state, "is_emergency": state in ("emergency", "emergency_at_gate")}
    if state in ONLY_THROUGH_THE_GATE:
        facts |= {"approver": approver, "approved_at": NOON}
    if state in FELT:
        facts["effective_at"] = NOON
    if state in ENDED:
        facts["ended_at"] = NOON
    facts |= {"refused": {"refused_because": "less"}, "lifted": {"lifted_because": "risk_over"}}.get(state, {})
    with pgtrigger.ignore("boundaries.Decision:a_decision_moves_along_its_states"):
        Decision.objects.filter(pk=decision.pk).update(**facts)


@pytest.fixture
def line(catalogue):
    """Three of one line: the peer asked first, the worker renews it, and somebody from outside renews that; one appeal waits, one is over.

    The lead's deputy is asked at each, and everybody else is about: with roles, above, below, away, away for another.
    """
    third, reviewed, reviewer = PersonFactory(team=catalogue.team), PersonFactory(), PersonFactory()
    TeamFactory(manager=reviewer)
    TeamFactory(manager=reviewed)
    first = in_effect(catalogue.peer, catalogue.team, approver=catalogue.manager)
    found = [first]
    for by in (catalogue.worker, third):
        put(found[-1], "in_effect", catalogue.lead)
        at = NOON + len(found) * DAY
        ends_at = NOON + (7 + 10 * len(found)) * DAY
        found.append(renew_decision(decision=found[-1], ends_at=ends_at, once=uuid.uuid4(), by=by, now=at))
        found[-2].refresh_from_db()
    for one, outcome in ((reviewed, "stands"), (reviewer, "")):
        decided = {"decided_at": NOON, "decided_by": one} if outcome else {}
        Appeal.objects.create(
            once=uuid.uuid4(), decision=first, made_by="person", received_on=TODAY, recorded_at=NOON,
            recorded_by=catalogue.worker, reviewer=one, due_at=NOON + DAY, outcome=outcome, **decided,
        )  # fmt: skip
    for who in ("worker", "peer", "supervisor"):
        for role in Role.values:
            RoleGrantFactory(person=getattr(catalogue, who), role=role)
    PersonFactory(manager=catalogue.worker, full_name="Below")
    return found


def waits_for(decision, asked):
    """It waits at the gate for them, as it might have before anything else was true of them."""
    with pgtrigger.ignore("boundaries.GateVisit:nobody_stands_at_the_gate_for_their_own"):
        return GateVisit.objects.create(decision=decision, sent_at=NOON, sent_by=decision.requester, asked=asked)


@pytest.mark.parametrize("state", DecisionState.values)
def test_the_list_shows_what_one_may_answer_wherever_it_stands(catalogue, line, state):
    for decision, asked in ((one, person) for one in line for person in Person.objects.exclude(pk=one.requester_id)):
        with transaction.atomic():
            put(decision, state, catalogue.lead)
            decision.refresh_from_db()
            visit = waits_for(decision, asked)
            listed = GateVisit.objects.to_answer(asked, on=TODAY).filter(pk=visit.pk).exists()
            assert listed == (why_not(decision, visit, asked, on=TODAY) is None), asked.full_name
            transaction.set_rollback(True)


@pytest.mark.parametrize("at", [0, 1, 2])
def test_whoever_stands_in_is_shown_what_they_may_answer(catalogue, line, at):
    deputies, absent = list(Person.objects.exclude(pk=line[at].requester_id)), PersonFactory()
    LeaveFactory(person=absent, starts_on=TODAY, ends_on=None)
    visit = waits_for(line[at], absent)
    for deputy in deputies:
        with transaction.atomic():
            DeputyFactory(person=absent, deputy=deputy)
            known = Person.objects.get(pk=deputy.pk)
            listed = GateVisit.objects.to_answer(known, on=TODAY).exists()
            assert listed == (why_not(line[at], visit, known, on=TODAY) is None), known.full_name
            transaction.set_rollback(True)


@pytest.mark.parametrize("at", [0, 1, 2])
def test_the_database_refuses_to_ask_exactly_those_who_are_never_asked(catalogue, line, at):
    decision, never = line[at], never_asked(line[at])
    assert len(never) == 4
    for asked in Person.objects.all():
        try:
            with transaction.atomic():
                GateVisit.objects.create(decision=decision, sent_at=NOON, sent_by=decision.requester, asked=asked)
                transaction.set_rollback(True)
            refused = False
        except DatabaseError:
            refused = True
        assert refused == (asked.pk in never), asked.full_name
