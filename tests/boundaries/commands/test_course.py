"""What is in effect: it lapses by itself, is renewed through the gate, lifted, looked at again, and appealed."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from boundaries.commands import (
    answer_appeal,
    approve_decision,
    keep_time,
    lift_decision,
    look_again,
    renew_decision,
    send_to_gate,
)
from boundaries.enums import AppealOutcome, LiftReason, SameToday
from boundaries.exceptions import (
    AppealAlreadyAnswered,
    AppealIncomplete,
    AppealWaitsAlready,
    HadAPartInIt,
    NotInThisState,
    ReceivedAtAnotherTime,
)
from boundaries.models import Appeal, Decision
from tests.factories.boundaries import DAY, answer, appeal, draft, in_effect, write_rationale
from tests.factories.people import PersonFactory
from tests.factories.supervision import NOON
from workforce_assurance.audit.models import TrailEntry

HOUR = timedelta(hours=1)
END = NOON + 7 * DAY


@pytest.fixture
def decision(catalogue):
    return in_effect(catalogue.worker, catalogue.team, approver=catalogue.manager)


def state(decision):
    decision.refresh_from_db()
    return decision.state


def renewal_of(decision, by, *, to=None):
    renewal = renew_decision(decision=decision, ends_at=to or END + 7 * DAY, once=decision.pk, by=by, now=NOON)
    write_rationale(renewal)
    send_to_gate(decision=renewal, by=by, now=NOON)
    return renewal


def test_it_lapses_at_its_end_once_however_often_and_late_the_job_runs(catalogue, decision):
    keep_time(now=END - HOUR)
    assert state(decision) == "in_effect"
    for now in (END + 3 * DAY, END + 3 * DAY, END + 4 * DAY):
        keep_time(now=now)
    assert (state(decision), decision.ended_at, decision.ended_by) == ("lapsed", END + 3 * DAY, None)
    assert TrailEntry.objects.filter(action="decision lapsed").count() == 1
    assert not decision.deadlines.waiting().exists()


def test_lapsing_costs_the_same_for_one_as_for_ten(catalogue):
    counts = []
    for number in (1, 10):
        for _ in range(number):
            in_effect(catalogue.worker, catalogue.team, approver=catalogue.manager)
        with CaptureQueriesContext(connection) as asked:
            keep_time(now=END)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_what_was_renewed_through_the_gate_goes_on_without_a_gap(catalogue, decision):
    renewal = renewal_of(decision, catalogue.worker)
    approve_decision(decision=renewal, by=catalogue.manager, now=NOON + HOUR)
    assert (state(decision), state(renewal)) == ("in_effect", "approved")
    keep_time(now=END)
    assert (state(decision), state(renewal)) == ("renewed", "in_effect")
    assert (renewal.renews, renewal.first, renewal.effective_at) == (decision, decision, END)


def test_what_waits_at_the_gate_for_its_renewal_lapses_all_the_same(catalogue, decision):
    renewal = renewal_of(decision, catalogue.worker)
    keep_time(now=END)
    assert (state(decision), state(renewal)) == ("lapsed", "at_gate")


def test_a_renewal_begins_with_the_words_that_it_renews_and_is_drafted_once(catalogue, decision):
    first = renew_decision(decision=decision, ends_at=END + DAY, once=decision.pk, by=catalogue.worker, now=NOON)
    again = renew_decision(decision=decision, ends_at=END + DAY, once=catalogue.peer.pk, by=catalogue.worker, now=NOON)
    assert first == again
    send_to_gate(decision=first, by=catalogue.worker, now=NOON)
    assert state(first) == "at_gate"


def test_what_is_not_in_effect_is_neither_renewed_nor_lifted_nor_looked_at(catalogue):
    waiting = draft(catalogue.worker, catalogue.team)
    for refused in (
        lambda: renew_decision(decision=waiting, ends_at=END, once=waiting.pk, by=catalogue.worker, now=NOON),
        lambda: lift_decision(decision=waiting, reason=LiftReason.OTHER_WAY, by=catalogue.worker, now=NOON),
        lambda: look_again(decision=waiting, answer=SameToday.YES, by=catalogue.worker, now=NOON),
    ):
        with pytest.raises(NotInThisState):
            refused()


def test_it_is_lifted_before_its_time_with_a_code(catalogue, decision):
    done = lift_decision(decision=decision, reason=LiftReason.STEPPED_DOWN, by=catalogue.supervisor, now=NOON + HOUR)
    assert (done.state, done.ended_at, done.ended_by) == ("lifted", NOON + HOUR, catalogue.supervisor)
    assert TrailEntry.objects.get(action="decision lifted").facts["reason"] == "stepped_down"


# The clocks end with the local day, whatever the clocks on the wall do.


@pytest.mark.parametrize(
    ("approved", "ends", "same_today", "review"),
    [
        # The clocks go forward on 28 March 2027, in between.
        (
            datetime(2027, 3, 22, 12, tzinfo=UTC),
            28,
            datetime(2027, 4, 5, 23, tzinfo=UTC),
            datetime(2027, 4, 12, 23, tzinfo=UTC),
        ),
        # And back on 31 October.
        (
            datetime(2027, 10, 25, 12, tzinfo=UTC),
            28,
            datetime(2027, 11, 9, 0, tzinfo=UTC),
            datetime(2027, 11, 16, 0, tzinfo=UTC),
        ),
        # A week has no look after a fortnight.
        (datetime(2027, 3, 22, 12, tzinfo=UTC), 7, None, datetime(2027, 3, 23, 0, tzinfo=UTC)),
    ],
)
def test_what_is_asked_of_it_and_until_when(catalogue, approved, ends, same_today, review):
    decision = in_effect(
        catalogue.worker, catalogue.team, approver=catalogue.manager, now=approved, ends_at=approved + ends * DAY
    )
    found = dict(decision.deadlines.waiting().values_list("kind", "due_at"))
    assert found == {"review": review} | ({"same_today": same_today} if same_today else {})


# Would we decide the same today?


@pytest.mark.parametrize(
    ("said", "becomes", "asked_again"), [("yes", "in_effect", 0), ("partly", "in_effect", 1), ("no", "lifted", 0)]
)
def test_what_follows_from_the_look_a_fortnight_later(catalogue, said, becomes, asked_again):
    decision = in_effect(catalogue.worker, catalogue.team, approver=catalogue.lead, code="ban", ends_at=NOON + 90 * DAY)
    look_again(decision=decision, answer=SameToday(said), by=catalogue.worker, now=NOON + 14 * DAY)
    assert state(decision) == becomes
    assert decision.deadlines.waiting().filter(kind="same_today").count() == asked_again
    assert decision.looks.get().answer == said


# Appeals.


def appeal_of(decision, reviewer, by, **changes):
    return appeal(decision, reviewer=reviewer, by=by, **{"now": NOON + HOUR, **changes})


def test_an_appeal_has_a_clock_and_a_reviewer_and_keeps_its_outcome(catalogue, decision):
    waiting = appeal_of(decision, catalogue.lead, catalogue.worker)
    assert waiting.due_at == datetime(2027, 3, 16, 0, 0, tzinfo=UTC)
    with pytest.raises(AppealIncomplete):
        answer_appeal(appeal=waiting, outcome=AppealOutcome.STANDS, by=catalogue.lead, now=NOON + DAY)
    answer("boundaries.appeal", waiting.pk, by=catalogue.lead)
    for nobody in (catalogue.worker, catalogue.manager, catalogue.governance):
        with pytest.raises(HadAPartInIt):
            answer_appeal(appeal=waiting, outcome=AppealOutcome.STANDS, by=nobody, now=NOON + DAY)
    done = answer_appeal(appeal=waiting, outcome=AppealOutcome.STANDS, by=catalogue.lead, now=NOON + DAY)
    assert (done.outcome, done.decided_by, state(decision)) == ("stands", catalogue.lead, "in_effect")
    with pytest.raises(AppealAlreadyAnswered):
        answer_appeal(appeal=waiting, outcome=AppealOutcome.OVERTURNED, by=catalogue.lead, now=NOON + DAY)


def test_what_is_overturned_ends_with_what_would_renew_it(catalogue, decision):
    renewal = renewal_of(decision, catalogue.worker)
    waiting = appeal_of(decision, catalogue.lead, catalogue.worker)
    answer("boundaries.appeal", waiting.pk, by=catalogue.lead)
    answer_appeal(appeal=waiting, outcome=AppealOutcome.OVERTURNED, by=catalogue.lead, now=NOON + DAY)
    assert (state(decision), state(renewal), decision.ended_by) == ("overturned", "withdrawn", catalogue.lead)


def test_an_outcome_is_kept_also_when_the_decision_is_over(catalogue, decision):
    waiting = appeal_of(decision, catalogue.lead, catalogue.worker)
    answer("boundaries.appeal", waiting.pk, by=catalogue.lead)
    keep_time(now=END)
    answer_appeal(appeal=waiting, outcome=AppealOutcome.OVERTURNED, by=catalogue.lead, now=END + DAY)
    assert (state(decision), decision.appeals.get().outcome) == ("lapsed", "overturned")


@pytest.mark.parametrize("who", ["worker", "manager", "peer"])
def test_nobody_with_a_part_in_it_or_no_charge_reviews_an_appeal(catalogue, decision, who):
    with pytest.raises(HadAPartInIt):
        appeal_of(decision, getattr(catalogue, who), catalogue.worker)


def test_the_database_lets_nobody_with_a_part_in_it_review_an_appeal(catalogue, decision):
    waiting = appeal_of(decision, catalogue.lead, catalogue.worker)
    for who in (catalogue.worker, catalogue.manager):
        with pytest.raises(DatabaseError, match="had no part in the decision"), transaction.atomic():
            Appeal.objects.filter(pk=waiting.pk).update(reviewer=who)


def test_there_is_one_appeal_at_a_time_from_the_day_on_which_it_took_effect(catalogue, decision):
    for day in (NOON.date() - DAY, NOON.date() + DAY):
        with pytest.raises(ReceivedAtAnotherTime):
            appeal_of(decision, catalogue.lead, catalogue.worker, received_on=day)
    appeal_of(decision, catalogue.lead, catalogue.worker)
    with pytest.raises(AppealWaitsAlready):
        appeal_of(decision, catalogue.lead, catalogue.worker, once=catalogue.peer.pk)
    with pytest.raises(NotInThisState):
        appeal_of(draft(catalogue.worker, catalogue.team), catalogue.lead, catalogue.worker, once=PersonFactory().pk)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"ended_at": NOON}, "an_ended_decision_says_when"),
        ({"effective_at": None}, "what_is_in_effect_says_since_when"),
        ({"lifted_because": "other_way"}, "a_refused_or_lifted_decision_says_why"),
        ({"approved_at": None}, "an_approval_says_by_whom_and_when"),
        ({"starts_at": END}, "a_decision_ends_after_it_starts"),
        ({"first": "itself"}, "a_renewal_names_the_first_decision"),
        ({"source_kind": "debriefs.incident"}, "a_decision_from_a_record_names_it"),
    ],
)
def test_a_decision_that_contradicts_itself_is_refused(decision, changes, constraint):
    changes = {name: decision if value == "itself" else value for name, value in changes.items()}
    with pytest.raises(IntegrityError, match=constraint):
        Decision.objects.filter(pk=decision.pk).update(**changes)


@pytest.mark.django_db(transaction=True)
def test_jobs_beside_each_other_lapse_each_decision_once(catalogue):
    for _ in range(6):
        in_effect(catalogue.worker, catalogue.team, approver=catalogue.manager)

    def run():
        keep_time(now=END)
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert TrailEntry.objects.filter(action="decision lapsed").count() == 6
    assert not Decision.objects.filter(state="in_effect").exists()
