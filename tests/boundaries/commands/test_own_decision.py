"""Roundabout ways to one's own decision: renewals, appeals, hand-overs, rows written past the commands. Each ends in a sentence."""

import uuid

import pytest
from django.db import DatabaseError, transaction

from boundaries import charges
from boundaries.commands import (
    answer_appeal,
    approve_decision,
    decide_in_emergency,
    draft_decision,
    pass_visit,
    refuse_decision,
    renew_decision,
    send_to_gate,
)
from boundaries.enums import APPEAL_PURPOSE, AppealOutcome, RefusalReason
from boundaries.exceptions import HadAPartInIt, NobodyAtTheGate, NotAnOutsideReviewer, OwnDecision
from boundaries.gate import had_a_part, independent_reviewers, never_asked, who_is_asked
from boundaries.models import Appeal, Decision, GateVisit
from boundaries.queries import who_may_be_named
from tests.factories.boundaries import DAY, answer, appeal, at_the_gate, draft, in_effect, wanted, write_rationale
from tests.factories.people import PersonFactory, RoleGrantFactory
from tests.factories.supervision import NOON
from workforce_assurance.people.enums import Role

TODAY = NOON.date()
LATER = NOON + DAY


@pytest.fixture
def first(catalogue):
    """A warning that the manager asked for and the lead of the service let through."""
    return in_effect(catalogue.manager, catalogue.team, code="exclusion", approver=catalogue.lead)


def renewal_of(first, by, *, sent=True):
    """Drafted, written and sent to the gate by somebody else than whoever asked first."""
    renewal = renew_decision(decision=first, ends_at=NOON + 14 * DAY, once=uuid.uuid4(), by=by, now=LATER)
    write_rationale(renewal, now=LATER)
    if sent:
        send_to_gate(decision=renewal, by=by, now=LATER)
    renewal.refresh_from_db()
    return renewal


def emergency(by, team):
    decision = draft(by, team)
    return decide_in_emergency(decision=decision, by=by, now=NOON)


def test_whoever_asked_first_is_not_asked_about_the_renewal(catalogue, first):
    renewal = renewal_of(first, catalogue.worker)
    visit = renewal.visits.get()
    assert visit.asked == catalogue.lead
    assert catalogue.manager.pk in never_asked(renewal)
    assert GateVisit.objects.to_answer(catalogue.lead, on=TODAY).get() == visit
    assert approve_decision(decision=renewal, by=catalogue.lead, now=LATER).approver == catalogue.lead


def test_nor_as_supervisor_of_whoever_renews(catalogue):
    first = in_effect(catalogue.supervisor, catalogue.team, code="warning", approver=catalogue.manager)
    renewal = renewal_of(first, catalogue.worker)
    assert renewal.visits.get().asked == catalogue.manager


def test_a_renewal_above_which_only_whoever_asked_first_stands_goes_outside(catalogue, first):
    outsider = PersonFactory(full_name="Outside")
    type(catalogue.team).objects.exclude(pk=catalogue.team.pk).update(manager=outsider)
    catalogue.team.service.lead = None
    catalogue.team.service.save()
    renewal = renewal_of(first, catalogue.worker, sent=False)
    assert who_is_asked(renewal, now=LATER) is None
    with pytest.raises(NobodyAtTheGate):
        send_to_gate(decision=renewal, by=catalogue.worker, now=LATER)
    with pytest.raises(NotAnOutsideReviewer):
        send_to_gate(decision=renewal, outside=catalogue.manager, by=catalogue.worker, now=LATER)
    assert str(catalogue.manager.pk) not in dict(who_may_be_named(renewal, on=TODAY))


def test_no_list_leads_to_what_one_may_not_answer(catalogue, first):
    renewal = renewal_of(first, catalogue.worker)
    assert not GateVisit.objects.to_answer(catalogue.manager, on=TODAY).exists()
    assert not catalogue.manager.has_perm("boundaries.answer_at_gate", renewal)


@pytest.mark.parametrize("who", ["manager", "worker"])
def test_the_database_lets_nobody_of_the_same_decision_be_asked_or_answer(catalogue, first, who):
    renewal, person = renewal_of(first, catalogue.worker), getattr(catalogue, who)
    visits = GateVisit.objects.filter(decision=renewal)
    for changes in (
        {"asked": person},
        {"answered_by": person, "answered_at": LATER, "outcome": "approved"},
        {"answered_by": person, "answered_at": LATER, "outcome": "refused"},
    ):
        with (
            pytest.raises(DatabaseError, match=r"at_the_gate|own_decision|nobody stands at the gate"),
            transaction.atomic(),
        ):
            visits.update(**changes)


def test_the_database_takes_no_visit_of_whoever_asked_first(catalogue, first):
    renewal = renewal_of(first, catalogue.worker, sent=False)
    with pytest.raises(DatabaseError, match="nobody stands at the gate who asked"):
        GateVisit.objects.bulk_create(
            [GateVisit(decision=renewal, sent_at=LATER, sent_by=catalogue.worker, asked=catalogue.manager)]
        )


def test_the_database_lets_nobody_approve_what_renews_their_own(catalogue, first):
    renewal = renewal_of(first, catalogue.worker)
    with pytest.raises(DatabaseError, match="nobody lets through what renews their own"):
        Decision.objects.filter(pk=renewal.pk).update(state="approved", approver=catalogue.manager, approved_at=LATER)


@pytest.mark.parametrize("changes", [{"renews": None, "first": None}, {"first": "itself", "renews": "itself"}])
def test_what_a_decision_renews_stays(catalogue, first, changes):
    renewal = renewal_of(first, catalogue.worker)
    changes = {name: renewal.pk if value else None for name, value in changes.items()}
    with pytest.raises(DatabaseError, match="what a decision renews stays"):
        Decision.objects.filter(pk=renewal.pk).update(**changes)


def test_what_was_let_through_becomes_no_renewal_of_ones_own(catalogue, first):
    other = in_effect(catalogue.worker, catalogue.team, approver=catalogue.manager)
    with pytest.raises(DatabaseError, match="nobody lets through what renews their own"):
        Decision.objects.filter(pk=other.pk).update(renews=first, first=first)


def test_a_form_that_is_sent_by_somebody_else_makes_no_second_requester(catalogue):
    mine = draft(catalogue.worker, catalogue.team)
    same = draft_decision(wanted=wanted(catalogue.team), once=mine.once, by=catalogue.manager, now=NOON)
    assert same.requester == catalogue.worker


def test_a_reviewer_named_during_an_emergency_is_not_asked_about_it(catalogue):
    decision = emergency(catalogue.worker, catalogue.team)
    assert catalogue.manager.pk in had_a_part(decision)
    appeal(decision, reviewer=catalogue.lead, by=catalogue.worker)
    write_rationale(decision)
    catalogue.team.manager = None
    catalogue.team.save()
    catalogue.worker.manager = None
    catalogue.worker.save()
    assert who_is_asked(Decision.objects.get(pk=decision.pk), now=NOON) not in {catalogue.lead, catalogue.worker}


def test_whoever_reviews_an_appeal_does_not_answer_at_the_gate_and_the_other_way_round(catalogue):
    decision = emergency(catalogue.worker, catalogue.team)
    appeal(decision, reviewer=catalogue.lead, by=catalogue.worker)
    write_rationale(decision)
    send_to_gate(decision=decision, by=catalogue.worker, now=NOON)
    catalogue.manager.manager = catalogue.lead
    catalogue.manager.save()
    # Above whoever is asked, and so somebody who might answer.
    with pytest.raises(HadAPartInIt):
        approve_decision(decision=decision, by=catalogue.lead, now=NOON)
    assert not catalogue.lead.has_perm("boundaries.answer_at_gate", decision)
    with pytest.raises(DatabaseError, match="reviews an appeal"):
        GateVisit.objects.filter(decision=decision).update(asked=catalogue.lead)


def test_a_reviewer_who_came_to_have_a_part_answers_no_more(catalogue):
    decision = in_effect(catalogue.worker, catalogue.team, approver=catalogue.manager)
    waiting = appeal(decision, reviewer=catalogue.lead, by=catalogue.worker)
    answer(APPEAL_PURPOSE, waiting.pk, by=catalogue.lead)
    # Drafted by the reviewer, of all people.
    renew_decision(decision=decision, ends_at=NOON + 14 * DAY, once=uuid.uuid4(), by=catalogue.lead, now=LATER)
    with pytest.raises(HadAPartInIt):
        answer_appeal(appeal=waiting, outcome=AppealOutcome.STANDS, by=catalogue.lead, now=LATER)
    waiting.refresh_from_db()
    assert waiting.outcome == ""
    elsewhere = PersonFactory(full_name="Governance", roles=[Role.GOVERNANCE_LEAD])
    assert (
        charges.pass_appeals(
            person=catalogue.lead, successor=elsewhere, leaves=False, by=catalogue.administrator, now=LATER
        )
        == 1
    )
    assert Appeal.objects.waiting().get().reviewer == elsewhere


@pytest.mark.parametrize("part", ["worker", "manager"])
def test_the_database_takes_no_reviewer_who_had_a_part_in_what_it_renews(catalogue, first, part):
    renewal = approve_decision(decision=renewal_of(first, catalogue.worker), by=catalogue.lead, now=LATER)
    assert not independent_reviewers(renewal, on=TODAY).filter(pk=getattr(catalogue, part).pk).exists()
    with pytest.raises(DatabaseError, match="had no part"):
        Appeal.objects.create(
            once=uuid.uuid4(), decision=renewal, made_by="person", received_on=TODAY, recorded_at=LATER,
            recorded_by=catalogue.worker, reviewer=getattr(catalogue, part), due_at=LATER + 10 * DAY,
        )  # fmt: skip


def test_the_database_takes_no_reviewer_who_was_asked_at_the_gate(catalogue):
    decision = at_the_gate(catalogue.worker, catalogue.team)
    catalogue.manager.manager = catalogue.lead
    catalogue.manager.save()
    approve_decision(decision=decision, by=catalogue.lead, now=NOON)
    with pytest.raises(DatabaseError, match="had no part"):
        Appeal.objects.create(
            once=uuid.uuid4(), decision=decision, made_by="person", received_on=TODAY, recorded_at=LATER,
            recorded_by=catalogue.worker, reviewer=catalogue.manager, due_at=LATER + 10 * DAY,
        )  # fmt: skip


def test_an_administrator_does_not_choose_who_answers_for_what_they_asked_for(catalogue):
    RoleGrantFactory(person=catalogue.worker, role=Role.ADMINISTRATOR)
    decision = at_the_gate(catalogue.worker, catalogue.team)
    with pytest.raises(OwnDecision):
        pass_visit(visit=decision.visits.get(), to=catalogue.lead, by=catalogue.worker, now=NOON)
    assert decision.visits.get().asked == catalogue.manager


def test_no_successor_is_asked_about_what_they_review(catalogue):
    decision = emergency(catalogue.worker, catalogue.team)
    appeal(decision, reviewer=catalogue.lead, by=catalogue.worker)
    write_rationale(decision)
    send_to_gate(decision=decision, by=catalogue.worker, now=NOON)
    why = charges.why_not_at_the_gate(catalogue.manager, catalogue.lead, now=NOON)
    assert why.startswith("They review an appeal")
    with pytest.raises(HadAPartInIt):
        pass_visit(visit=decision.visits.get(), to=catalogue.lead, by=catalogue.administrator, now=NOON)


def test_what_was_refused_to_one_is_not_let_through_by_them_as_a_renewal(catalogue, first):
    renewal = renewal_of(first, catalogue.worker)
    for command in (
        lambda: approve_decision(decision=renewal, by=catalogue.manager, now=LATER),
        lambda: refuse_decision(decision=renewal, reason=RefusalReason.LESS, by=catalogue.manager, now=LATER),
    ):
        with pytest.raises(OwnDecision):
            command()


@pytest.mark.parametrize("action", ["", "approve/", "return/", "refuse/"])
def test_the_pages_of_the_gate_are_missing_for_whoever_asked(catalogue, client, first, action):
    renewal = renewal_of(first, catalogue.worker)
    address = f"/decisions/{renewal.pk}/gate/{action}"
    for person in (catalogue.worker, catalogue.manager):
        client.force_login(person)
        ask = client.post if action else client.get
        assert ask(address, {"reason": "less", "say_more": "risk"}, secure=True).status_code == 404
    renewal.refresh_from_db()
    assert renewal.state == "at_gate"
