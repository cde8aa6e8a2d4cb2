"""What decisions give to other parts of the product: to a session that opens, to one's own data, and to a successor."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boundaries.commands import answer_appeal, approve_decision
from boundaries.enums import AppealOutcome
from boundaries.exceptions import HadAPartInIt
from tests.factories.boundaries import DAY, answer, appeal, at_the_gate, draft, in_effect
from tests.factories.people import PersonFactory, SupervisionLineFactory, TeamFactory
from tests.factories.supervision import NOON
from workforce_assurance.common.carry_over import CARRIED_OVER, Opening
from workforce_assurance.common.holdings import holdings_of
from workforce_assurance.people.charges import CHARGES

CARRIED = CARRIED_OVER["boundaries.waiting_for_review"]


def carried(viewer, worker, *, since=None, now=NOON):
    opening = Opening(session_id=worker.pk, worker_id=worker.pk, viewer=viewer, since=since, now=now)
    panel = CARRIED.build(opening, list(CARRIED.rows(opening)))
    return [(row.text, row.status, row.detail) for row in panel.rows] if panel else []


def test_a_session_opens_with_what_waits_and_with_what_is_of_high_risk_since(catalogue):
    at_the_gate(catalogue.worker, catalogue.team, case_reference="HB-1")
    in_effect(
        catalogue.worker, catalogue.team, approver=catalogue.lead, code="ban", case_reference="HB-2",
        ends_at=NOON + 90 * DAY,
    )  # fmt: skip
    in_effect(
        catalogue.worker, catalogue.team, approver=catalogue.manager, case_reference="HB-3", ends_at=NOON + 20 * DAY
    )
    draft(catalogue.worker, catalogue.team, case_reference="HB-4")
    ban = ("Ban, HB-2", "In effect", "High risk")
    waiting = ("Exclusion, HB-1", "At the gate", "")
    assert set(carried(catalogue.supervisor, catalogue.worker, since=NOON - DAY)) == {waiting, ban}
    assert carried(catalogue.supervisor, catalogue.worker, since=NOON + DAY) == [waiting]
    # Its review comes seven days before the end; the reminder of it three working days before.
    assert ("Exclusion, HB-3", "In effect", "") in carried(
        catalogue.supervisor, catalogue.worker, since=NOON + DAY, now=NOON + 13 * DAY
    )
    assert carried(catalogue.stranger, catalogue.worker) == []


def test_what_is_carried_over_costs_the_same_for_one_as_for_three(catalogue):
    counts = []
    for number in (1, 2):
        for _ in range(number):
            at_the_gate(catalogue.worker, catalogue.team)
        viewer = type(catalogue.supervisor).objects.get(pk=catalogue.supervisor.pk)
        with CaptureQueriesContext(connection) as asked:
            carried(viewer, catalogue.worker)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def held(person):
    found = {one.key: one for one in holdings_of(person, now=NOON) if one.key.startswith("boundaries.")}
    return {key: len(one.rows) for key, one in found.items()}


def test_everybody_sees_their_own_part_in_their_data(catalogue):
    decision = in_effect(catalogue.worker, catalogue.team, approver=catalogue.manager)
    appeal(decision, reviewer=catalogue.lead, by=catalogue.worker)
    keys = ("boundaries.asked_for", "boundaries.asked_about", "boundaries.reviewed")
    for person, numbers in ((catalogue.worker, (1, 0, 0)), (catalogue.manager, (0, 1, 0)), (catalogue.lead, (0, 0, 1))):
        assert {key: held(person)[key] for key in keys} == dict(zip(keys, numbers, strict=True))
    rows = [list(one.rows) for one in holdings_of(catalogue.worker, now=NOON) if one.key == "boundaries.asked_for"]
    assert [str(cell) for cell in rows[0][0]][1:3] == ["Exclusion", "Harbour outreach"]


# What passes to a successor.


def pass_on(key, person, to):
    charge = CHARGES[key]
    why = charge.why_not(person, to, now=NOON)
    if why:
        return why
    number = len(charge.held(person, now=NOON))
    assert charge.hand_over(person=person, successor=to, leaves=True, by=person, now=NOON) == number
    return number


def test_the_gate_passes_on_and_nobody_comes_to_answer_for_themselves(catalogue):
    decision = at_the_gate(catalogue.worker, catalogue.team)
    due_at = decision.deadlines.waiting().get().due_at
    assert "They asked for one of these decisions" in pass_on("boundaries.gate", catalogue.manager, catalogue.worker)
    assert pass_on("boundaries.gate", catalogue.manager, catalogue.supervisor) == 1
    visit, waiting = decision.visits.get(), decision.deadlines.waiting().get()
    assert (visit.asked, visit.is_outside) == (catalogue.supervisor, False)
    assert (waiting.asked, waiting.due_at) == (catalogue.supervisor, due_at)
    assert approve_decision(decision=decision, by=catalogue.supervisor, now=NOON).state == "in_effect"


def test_whoever_is_not_above_the_requester_counts_as_from_outside(catalogue):
    decision = at_the_gate(catalogue.worker, catalogue.team)
    pass_on("boundaries.gate", catalogue.manager, catalogue.stranger)
    assert approve_decision(decision=decision, by=catalogue.stranger, now=NOON).is_approved_from_outside


def test_reviews_pass_on_by_the_same_day(catalogue):
    decision = in_effect(catalogue.worker, catalogue.team, approver=catalogue.manager)
    before = decision.deadlines.waiting().get().due_at
    assert pass_on("boundaries.follow_ups", catalogue.worker, catalogue.peer) == 1
    after = decision.deadlines.waiting().get()
    assert (after.asked, after.due_at) == (catalogue.peer, before)


def test_an_appeal_passes_to_somebody_who_had_no_part_in_it(catalogue):
    decision = in_effect(catalogue.worker, catalogue.team, approver=catalogue.manager)
    first = appeal(decision, reviewer=catalogue.lead, by=catalogue.worker)
    answer("boundaries.appeal", first.pk, by=catalogue.lead, but=("answer",))
    assert "They had a part in one of these" in pass_on("boundaries.appeals", catalogue.lead, catalogue.manager)
    other = PersonFactory()
    SupervisionLineFactory(worker=PersonFactory(team=TeamFactory()), supervisor=other, starts_on=NOON.date() - DAY)
    assert pass_on("boundaries.appeals", catalogue.lead, other) == 1
    goes_on = decision.appeals.waiting().get()
    assert (goes_on.reviewer, goes_on.due_at) == (other, first.due_at)
    with pytest.raises(HadAPartInIt):
        answer_appeal(appeal=goes_on, outcome=AppealOutcome.STANDS, by=catalogue.lead, now=NOON)
    answer("boundaries.appeal", goes_on.pk, by=other)
    done = answer_appeal(appeal=goes_on, outcome=AppealOutcome.STANDS, by=other, now=NOON + timedelta(hours=1))
    assert done.outcome == "stands"
