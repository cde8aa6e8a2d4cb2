"""The gate: what passes it, by whom, and every way by which somebody might pass it for themselves."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from boundaries.commands import (
    approve_decision,
    decide_in_emergency,
    draft_decision,
    keep_time,
    lift_decision,
    refuse_decision,
    renew_decision,
    return_decision,
    send_to_gate,
    withdraw_decision,
)
from boundaries.enums import LiftReason, RefusalReason
from boundaries.exceptions import (
    NobodyAtTheGate,
    NoEmergency,
    NotAnOutsideReviewer,
    NotAtTheGate,
    NothingToSayMoreAbout,
    NotInThisState,
    NotTheirDecision,
    OwnDecision,
    RationaleIncomplete,
)
from boundaries.models import Decision
from tests.factories.boundaries import DAY, at_the_gate, draft, in_effect, wanted, write_rationale
from tests.factories.people import DeputyFactory, LeaveFactory, PersonFactory, RoleGrantFactory, TeamFactory
from tests.factories.supervision import NOON
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.people.enums import Role

HOUR = timedelta(hours=1)


def last():
    return TrailEntry.objects.filter(subject_type="boundaries.decision").order_by("id").last()


@pytest.mark.parametrize(
    ("code", "who"), [("warning", "supervisor"), ("exclusion", "manager"), ("ban", "lead"), ("discharge", "lead")]
)
def test_the_catalogue_says_who_is_asked(catalogue, code, who):
    decision = at_the_gate(catalogue.worker, catalogue.team, code=code)
    assert decision.visits.get().asked == getattr(catalogue, who)


def test_it_takes_effect_when_somebody_else_lets_it_through(catalogue):
    decision = at_the_gate(catalogue.worker, catalogue.team)
    assert (decision.state, decision.effective_at) == ("at_gate", None)
    done = approve_decision(decision=decision, by=catalogue.manager, now=NOON + HOUR)
    assert (done.state, done.approver, done.effective_at) == ("in_effect", catalogue.manager, NOON + HOUR)
    assert TrailEntry.objects.get(action="decision approved").facts == {
        "reference": decision.reference,
        "state": "approved",
        "outside": False,
        "afterwards": False,
    }


def test_what_begins_later_waits_for_its_time(catalogue):
    decision = at_the_gate(catalogue.worker, catalogue.team, starts_at=NOON + DAY)
    approve_decision(decision=decision, by=catalogue.manager, now=NOON)
    for now, state in ((NOON + HOUR, "approved"), (NOON + DAY, "in_effect"), (NOON + DAY, "in_effect")):
        keep_time(now=now)
        decision.refresh_from_db()
        assert decision.state == state
    assert decision.effective_at == NOON + DAY


@pytest.mark.parametrize(
    "area",
    ["facts", "risk", "less_restrictive", "proportionality", "time_limit", "step_down", "persons_view", "advocate"],
)
def test_nothing_of_the_minimum_set_may_be_missing(catalogue, area):
    decision = draft(catalogue.worker, catalogue.team)
    write_rationale(decision, but=(area,))
    with pytest.raises(RationaleIncomplete):
        send_to_gate(decision=decision, by=catalogue.worker, now=NOON)
    decision.refresh_from_db()
    assert decision.state == "drafted"


# Every way by which whoever asked might let it through.


def _as_a_requester(catalogue):
    return catalogue.worker


def _as_an_administrator(catalogue):
    RoleGrantFactory(person=catalogue.worker, role=Role.ADMINISTRATOR)
    return catalogue.worker


def _as_governance(catalogue):
    RoleGrantFactory(person=catalogue.worker, role=Role.GOVERNANCE_LEAD)
    return catalogue.worker


def _as_a_superuser(catalogue):
    catalogue.worker.is_superuser = True
    catalogue.worker.save()
    return catalogue.worker


def _as_a_deputy_of_the_approver(catalogue):
    DeputyFactory(person=catalogue.manager, deputy=catalogue.worker)
    LeaveFactory(person=catalogue.manager, starts_on=NOON.date(), ends_on=None)
    return catalogue.worker


def _as_the_new_manager_of_the_team(catalogue):
    catalogue.team.manager = catalogue.worker
    catalogue.team.save()
    catalogue.manager.manager = catalogue.worker
    catalogue.manager.save()
    return catalogue.worker


def _as_the_lead_of_the_service(catalogue):
    catalogue.team.service.lead = catalogue.worker
    catalogue.team.service.save()
    return catalogue.worker


WAYS = [
    _as_a_requester,
    _as_an_administrator,
    _as_governance,
    _as_a_superuser,
    _as_a_deputy_of_the_approver,
    _as_the_new_manager_of_the_team,
    _as_the_lead_of_the_service,
]


@pytest.mark.parametrize("way", WAYS)
def test_nobody_lets_their_own_decision_through(catalogue, way):
    decision = at_the_gate(catalogue.worker, catalogue.team)
    person = type(catalogue.worker).objects.get(pk=way(catalogue).pk)
    assert not person.has_perm("boundaries.answer_at_gate", decision)
    for command in (
        lambda: approve_decision(decision=decision, by=person, now=NOON),
        lambda: return_decision(decision=decision, say_more=["risk"], by=person, now=NOON),
        lambda: refuse_decision(decision=decision, reason=RefusalReason.LESS, by=person, now=NOON),
    ):
        with pytest.raises(OwnDecision):
            command()
    decision.refresh_from_db()
    assert (decision.state, decision.approver, decision.effective_at) == ("at_gate", None, None)


@pytest.mark.parametrize("way", WAYS)
def test_nobody_reviews_their_own_emergency(catalogue, way):
    decision = draft(catalogue.worker, catalogue.team)
    decide_in_emergency(decision=decision, by=catalogue.worker, now=NOON)
    write_rationale(decision)
    send_to_gate(decision=decision, by=catalogue.worker, now=NOON)
    person = type(catalogue.worker).objects.get(pk=way(catalogue).pk)
    with pytest.raises(OwnDecision):
        approve_decision(decision=decision, by=person, now=NOON)


def test_whoever_asked_first_does_not_let_a_renewal_by_somebody_else_through(catalogue):
    first = in_effect(catalogue.manager, catalogue.team, code="warning", approver=catalogue.lead)
    renewal = renew_decision(
        decision=first, ends_at=NOON + 20 * DAY, once=first.pk, by=catalogue.worker, now=NOON + DAY
    )
    write_rationale(renewal)
    send_to_gate(decision=renewal, by=catalogue.worker, now=NOON + DAY)
    with pytest.raises(OwnDecision):
        approve_decision(decision=renewal, by=catalogue.manager, now=NOON + DAY)


def test_a_draft_is_no_way_round_the_gate(catalogue):
    decision = draft(catalogue.worker, catalogue.team)
    write_rationale(decision)
    for person in (catalogue.worker, catalogue.manager, catalogue.administrator):
        with pytest.raises(NotInThisState):
            approve_decision(decision=decision, by=person, now=NOON)


@pytest.mark.parametrize("who", ["peer", "stranger", "administrator", "governance", "supervisor"])
def test_who_is_not_asked_and_not_above_does_not_answer(catalogue, who):
    decision = at_the_gate(catalogue.worker, catalogue.team)
    with pytest.raises(NotAtTheGate):
        approve_decision(decision=decision, by=getattr(catalogue, who), now=NOON)


def test_who_stands_in_or_stands_above_answers(catalogue):
    deputy, above = PersonFactory(), PersonFactory()
    catalogue.manager.manager = above
    catalogue.manager.save()
    decision = at_the_gate(catalogue.worker, catalogue.team)
    DeputyFactory(person=catalogue.manager, deputy=deputy)
    LeaveFactory(person=catalogue.manager, starts_on=NOON.date(), ends_on=None)
    for person in (deputy, above):
        with transaction.atomic():
            assert approve_decision(decision=decision, by=person, now=NOON).approver == person
            transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"approver": "worker", "approved_at": NOON}, "nobody_approves_their_own_decision"),
        ({"state": "approved"}, "no_decision_takes_effect_before_its_gate"),
        ({"state": "in_effect", "effective_at": NOON}, "moves along its states|no_decision_takes_effect"),
        ({"effective_at": NOON}, "no_decision_takes_effect_before_its_gate"),
        ({"requester": "manager"}, "who asked for a decision stays"),
        ({"state": "lapsed", "ended_at": NOON}, "moves along its states"),
    ],
)
def test_the_database_refuses_what_no_command_would_do(catalogue, changes, why):
    decision = at_the_gate(catalogue.worker, catalogue.team)
    known = {
        name: getattr(catalogue, value) if name in {"approver", "requester"} else value
        for name, value in changes.items()
    }
    with pytest.raises(DatabaseError, match=why):
        Decision.objects.filter(pk=decision.pk).update(**known)


def test_the_database_refuses_a_row_that_was_never_at_the_gate(catalogue):
    decision = draft(catalogue.worker, catalogue.team)
    known = {field.attname: getattr(decision, field.attname) for field in Decision._meta.concrete_fields}
    for changes in (
        {"state": "in_effect", "effective_at": NOON},
        {"state": "in_effect", "effective_at": NOON, "approver_id": catalogue.worker.pk, "approved_at": NOON},
        {"state": "lapsed", "effective_at": NOON, "ended_at": NOON},
    ):
        fresh = known | {"id": None, "once": None, "reference": "AAAAA-BBBBB"} | changes
        fresh["id"], fresh["once"] = catalogue.worker.pk, catalogue.worker.pk
        with pytest.raises(IntegrityError, match=r"before_its_gate|their_own_decision"), transaction.atomic():
            Decision.objects.create(**fresh)


def test_what_is_given_back_is_written_on_and_comes_again(catalogue):
    decision = at_the_gate(catalogue.worker, catalogue.team)
    with pytest.raises(NothingToSayMoreAbout):
        return_decision(decision=decision, say_more=["nonsense"], by=catalogue.manager, now=NOON)
    return_decision(decision=decision, say_more=["risk"], by=catalogue.manager, now=NOON)
    assert last().facts == {"reference": decision.reference, "state": "returned", "say_more": ["risk"]}
    send_to_gate(decision=decision, by=catalogue.worker, now=NOON + HOUR)
    assert list(decision.visits.values_list("outcome", flat=True)) == ["returned", ""]


def test_what_is_refused_never_takes_effect(catalogue):
    decision = at_the_gate(catalogue.worker, catalogue.team)
    done = refuse_decision(decision=decision, reason=RefusalReason.LESS, by=catalogue.manager, now=NOON)
    assert (done.state, done.refused_because, done.effective_at, done.approver) == ("refused", "less", None, None)
    with pytest.raises(NotInThisState):
        approve_decision(decision=decision, by=catalogue.manager, now=NOON)


def test_only_whoever_asked_sends_and_withdraws_it(catalogue):
    decision = draft(catalogue.worker, catalogue.team)
    write_rationale(decision)
    for command in (send_to_gate, decide_in_emergency, withdraw_decision):
        with pytest.raises(NotTheirDecision):
            command(decision=decision, by=catalogue.manager, now=NOON)
    send_to_gate(decision=decision, by=catalogue.worker, now=NOON)
    withdraw_decision(decision=decision, by=catalogue.worker, now=NOON)
    assert decision.visits.get().outcome == "withdrawn"
    assert not decision.deadlines.waiting().exists()


def test_one_form_makes_one_draft(catalogue):
    first = draft_decision(wanted=wanted(catalogue.team), once=catalogue.worker.pk, by=catalogue.worker, now=NOON)
    again = draft_decision(wanted=wanted(catalogue.team), once=catalogue.worker.pk, by=catalogue.worker, now=NOON)
    assert first == again


def test_a_small_team_names_somebody_from_outside_and_the_record_says_so(catalogue):
    alone = PersonFactory(team=TeamFactory(), receives_supervision=False)
    elsewhere = PersonFactory()
    TeamFactory(manager=elsewhere)
    decision = draft(alone, TeamFactory())
    write_rationale(decision)
    with pytest.raises(NobodyAtTheGate):
        send_to_gate(decision=decision, by=alone, now=NOON)
    for nobody in (alone, catalogue.peer):
        with pytest.raises(NotAnOutsideReviewer):
            send_to_gate(decision=decision, outside=nobody, by=alone, now=NOON)
    send_to_gate(decision=decision, outside=elsewhere, by=alone, now=NOON)
    done = approve_decision(decision=decision, by=elsewhere, now=NOON)
    assert (done.approver, done.is_approved_from_outside) == (elsewhere, True)


# An emergency.


def test_an_emergency_takes_effect_at_once_and_is_reviewed_by_the_end_of_the_next_working_day(catalogue):
    friday = datetime(2027, 3, 5, 12, tzinfo=UTC)
    decision = draft(catalogue.worker, catalogue.team, now=friday, ends_at=friday + 5 * DAY)
    done = decide_in_emergency(decision=decision, by=catalogue.worker, now=friday)
    assert (done.state, done.effective_at, done.approver) == ("emergency", friday, None)
    deadline = decision.deadlines.get()
    assert (deadline.kind, deadline.asked, deadline.due_at) == (
        "emergency",
        catalogue.manager,
        datetime(2027, 3, 9, 0, 0, tzinfo=UTC),
    )


def test_an_emergency_that_is_let_through_goes_on_and_one_that_is_refused_ends(catalogue):
    for answer, expected in ((approve_decision, "in_effect"), (refuse_decision, "refused")):
        decision = draft(catalogue.worker, catalogue.team)
        decide_in_emergency(decision=decision, by=catalogue.worker, now=NOON)
        with pytest.raises(RationaleIncomplete):
            send_to_gate(decision=decision, by=catalogue.worker, now=NOON)
        write_rationale(decision)
        send_to_gate(decision=decision, by=catalogue.worker, now=NOON)
        more = {"reason": RefusalReason.LESS} if answer is refuse_decision else {}
        done = answer(decision=decision, by=catalogue.manager, now=NOON + HOUR, **more)
        assert (done.state, done.effective_at) == (expected, NOON)
        assert not decision.deadlines.waiting().filter(kind="emergency").exists()


def test_what_the_catalogue_lets_wait_is_no_emergency(catalogue):
    decision = draft(catalogue.worker, catalogue.team, code="discharge")
    with pytest.raises(NoEmergency):
        decide_in_emergency(decision=decision, by=catalogue.worker, now=NOON)


@pytest.fixture(params=["lapsed", "lifted"])
def over(request, catalogue):
    """An emergency of a few hours, over before anybody looked at it."""
    decision = draft(catalogue.worker, catalogue.team, ends_at=NOON + 5 * HOUR)
    decide_in_emergency(decision=decision, by=catalogue.worker, now=NOON)
    if request.param == "lifted":
        lift_decision(decision=decision, reason=LiftReason.RISK_IS_OVER, by=catalogue.worker, now=NOON + HOUR)
    keep_time(now=NOON + 5 * HOUR)
    decision.refresh_from_db()
    assert decision.state == request.param
    return decision


def test_an_emergency_that_is_over_is_still_reviewed_and_nobody_reviews_their_own(catalogue, over):
    assert list(over.deadlines.waiting().values_list("kind", flat=True)) == ["emergency"]
    assert list(Decision.objects.to_write(catalogue.worker)) == [over]
    with pytest.raises(NotInThisState):
        approve_decision(decision=over, by=catalogue.manager, now=NOON + DAY)
    write_rationale(over)
    send_to_gate(decision=over, by=catalogue.worker, now=NOON + DAY)
    with pytest.raises(NotInThisState):
        send_to_gate(decision=over, by=catalogue.worker, now=NOON + DAY)
    with pytest.raises(OwnDecision):
        approve_decision(decision=over, by=catalogue.worker, now=NOON + DAY)
    return_decision(decision=over, say_more=["risk"], by=catalogue.manager, now=NOON + DAY)
    send_to_gate(decision=over, by=catalogue.worker, now=NOON + DAY)
    before = over.state
    done = approve_decision(decision=over, by=catalogue.manager, now=NOON + DAY)
    assert (done.state, done.approver, done.effective_at) == (before, catalogue.manager, NOON)
    assert not over.deadlines.waiting().exists()
    assert not Decision.objects.to_write(catalogue.worker).exists()


def test_of_an_emergency_that_is_over_it_is_kept_that_it_was_not_right(catalogue, over):
    write_rationale(over)
    send_to_gate(decision=over, by=catalogue.worker, now=NOON + DAY)
    before = over.state
    done = refuse_decision(decision=over, reason=RefusalReason.LESS, by=catalogue.manager, now=NOON + DAY)
    assert (done.state, done.approver, over.visits.get().outcome) == (before, None, "refused")
    assert not over.deadlines.waiting().exists()
    with pytest.raises(NotInThisState):
        send_to_gate(decision=over, by=catalogue.worker, now=NOON + DAY)


def test_what_was_at_the_gate_when_it_was_over_is_answered_there(catalogue):
    decision = draft(catalogue.worker, catalogue.team, ends_at=NOON + 5 * HOUR)
    decide_in_emergency(decision=decision, by=catalogue.worker, now=NOON)
    write_rationale(decision)
    send_to_gate(decision=decision, by=catalogue.worker, now=NOON)
    keep_time(now=NOON + 5 * HOUR)
    done = approve_decision(decision=decision, by=catalogue.manager, now=NOON + DAY)
    assert (done.state, done.approver) == ("lapsed", catalogue.manager)
