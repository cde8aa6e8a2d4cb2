"""The strands: asked for by the type, led, held, not held, paused with a reason that nobody else reads."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from debriefs.commands import (
    Description,
    debrief_not_held,
    describe_incident,
    hold_debrief,
    lead_debrief,
    name_policies,
    open_learning_record,
    pause_debrief,
    resume_debrief,
    stand_by_name,
)
from debriefs.enums import Involvement, NotHeldReason, PolicyEffect
from debriefs.exceptions import (
    CannotBeHandedTo,
    DebriefAlreadyEnded,
    DebriefNotHeld,
    DebriefNotPaused,
    HeldBeforeTheIncident,
    NobodyLeadsIt,
    NobodyThere,
    PauseNeedsAReason,
)
from debriefs.models import Debrief, GuidancePolicy
from tests.factories.debriefs import NOON, incident_type, log
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.structured_templates.purposes import PURPOSES
from workforce_assurance.structured_templates.queries import answers_readable_by, response_for

HOUR = timedelta(hours=1)
LATER = NOON + 5 * HOUR
WORD = "quinquereme"


@pytest.fixture
def incident(catalogue):
    return log(catalogue.worker, catalogue.team)


@pytest.fixture
def learning(incident):
    return incident.debriefs.get(strand="learning")


def held(debrief, by, **changes):
    return hold_debrief(**{"debrief": debrief, "held_at": LATER, "head_count": 4, "by": by, "now": LATER, **changes})


def last():
    return TrailEntry.objects.order_by("id").last()


def test_a_critical_incident_asks_for_every_strand_with_its_clock(catalogue, incident):
    hours = [
        (row.strand, (row.opens_at - incident.happened_at) // HOUR, (row.closes_at - incident.happened_at) // HOUR)
        for row in incident.debriefs.order_by("closes_at", "strand", "opens_at")
    ]
    assert hours == [
        ("hot", 0, 24),
        ("staff_support", 0, 24),
        ("learning", 12, 72),
        ("person_served", 0, 72),
        ("staff_support", 24, 72),
        ("staff_support", 504, 672),
    ]
    assert {row.asked for row in incident.debriefs.all()} == {catalogue.manager}
    # Check-ins climb no ladder.
    assert set(incident.debriefs.filter(next_check=None).values_list("strand", flat=True)) == {"staff_support"}


def test_another_type_asks_for_its_own_and_keeps_what_somebody_leads(catalogue, incident, learning):
    lead_debrief(debrief=learning, facilitator=catalogue.supervisor, by=catalogue.manager, now=LATER)
    said = Description(type=incident_type("threat"))
    describe_incident(incident=incident, said=said, by=catalogue.worker, now=LATER)
    assert sorted(incident.debriefs.values_list("strand", flat=True)) == ["hot", "learning"]


def test_an_incident_without_a_strand_asks_for_none(catalogue):
    assert not log(catalogue.worker, catalogue.team, type=incident_type("near_miss")).debriefs.exists()


def test_whoever_was_involved_and_leads_it_is_flagged_and_may(catalogue, incident, learning):
    said = Description(type=incident.type, colleagues={catalogue.peer.pk: Involvement.THERE})
    describe_incident(incident=incident, said=said, by=catalogue.worker, now=LATER)
    assert not lead_debrief(
        debrief=learning, facilitator=catalogue.supervisor, by=catalogue.manager, now=LATER
    ).facilitator_was_involved
    assert lead_debrief(
        debrief=learning, facilitator=catalogue.peer, by=catalogue.manager, now=LATER
    ).facilitator_was_involved
    assert last().facts["involved"] is True


def test_nobody_who_left_leads(catalogue, learning):
    catalogue.peer.is_active = False
    catalogue.peer.save()
    with pytest.raises(CannotBeHandedTo):
        lead_debrief(debrief=learning, facilitator=catalogue.peer, by=catalogue.manager, now=LATER)


def test_it_is_held_once_by_head_count_and_no_name(catalogue, learning):
    held(learning, catalogue.manager)
    learning.refresh_from_db()
    assert (learning.state, learning.head_count, learning.facilitator, learning.next_check) == (
        "held",
        4,
        catalogue.manager,
        None,
    )
    assert last().facts == {
        "reference": learning.reference,
        "strand": "learning",
        "in_time": True,
        "head_count": 4,
    }
    with pytest.raises(DebriefAlreadyEnded):
        held(learning, catalogue.manager)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"held_at": NOON - 2 * HOUR}, HeldBeforeTheIncident),
        ({"held_at": LATER + HOUR}, HeldBeforeTheIncident),
        ({"head_count": 0}, NobodyThere),
        ({"head_count": 61}, NobodyThere),
    ],
)
def test_what_cannot_be_is_refused(catalogue, learning, wrong, refusal):
    with pytest.raises(refusal):
        held(learning, catalogue.manager, **wrong)
    learning.refresh_from_db()
    assert learning.state == "waits"


def test_what_stood_in_the_way_is_a_code(catalogue, learning):
    debrief_not_held(debrief=learning, reason=NotHeldReason.COVER, by=catalogue.manager, now=LATER)
    assert (last().action, last().facts["reason"]) == ("debrief not held", "cover")
    with pytest.raises(DebriefAlreadyEnded):
        debrief_not_held(debrief=learning, reason=NotHeldReason.COVER, by=catalogue.manager, now=LATER)


def test_a_name_stands_there_by_one_s_own_choice_and_the_trail_names_nobody(catalogue, learning):
    with pytest.raises(DebriefNotHeld):
        stand_by_name(debrief=learning, wants=True, by=catalogue.worker, now=LATER)
    held(learning, catalogue.manager)
    for _ in range(2):
        stand_by_name(debrief=learning, wants=True, by=catalogue.worker, now=LATER)
    assert [row.person for row in learning.attendees.all()] == [catalogue.worker]
    assert last().actor is None
    stand_by_name(debrief=learning, wants=False, by=catalogue.worker, now=LATER)
    assert not learning.attendees.exists()


def test_policies_that_were_spoken_of_are_tied_to_the_list(catalogue, learning):
    first, second = GuidancePolicy.objects.all()[:2]
    with pytest.raises(DebriefNotHeld):
        name_policies(debrief=learning, said={first.pk: PolicyEffect.HELPED}, by=catalogue.manager, now=LATER)
    held(learning, catalogue.manager)
    for said in ({first.pk: PolicyEffect.HELPED}, {second.pk: PolicyEffect.HINDERED}):
        name_policies(debrief=learning, said=said, by=catalogue.manager, now=LATER)
    assert list(learning.policies.values_list("policy", "effect")) == [(second.pk, "hindered")]


def test_a_pause_needs_a_reason_stops_the_clock_and_keeps_what_in_time_is_measured_by(catalogue, learning):
    closes_at = learning.closes_at
    with pytest.raises(PauseNeedsAReason):
        pause_debrief(debrief=learning, why="  ", by=catalogue.manager, now=LATER)
    pause_debrief(debrief=learning, why=f"The police asked us to: {WORD}", by=catalogue.manager, now=LATER)
    learning.refresh_from_db()
    assert (learning.state, learning.next_check) == ("paused", None)
    with pytest.raises(DebriefAlreadyEnded):
        pause_debrief(debrief=learning, why="Again", by=catalogue.manager, now=LATER)
    resume_debrief(debrief=learning, by=catalogue.manager, now=LATER + 10 * HOUR)
    learning.refresh_from_db()
    assert (learning.closes_at, learning.due_at) == (closes_at, closes_at + 10 * HOUR)
    assert learning.next_check == learning.due_at
    with pytest.raises(DebriefNotPaused):
        resume_debrief(debrief=learning, by=catalogue.manager, now=LATER + 10 * HOUR)


def test_why_it_waits_is_read_by_its_writer_and_whoever_leads_the_team(catalogue, learning):
    pause = pause_debrief(debrief=learning, why=WORD, by=catalogue.worker, now=LATER)
    response = response_for("debriefs.pause", pause.pk)
    readers = {
        name
        for name in ("worker", "manager", "supervisor", "peer", "governance", "administrator")
        if answers_readable_by(response, getattr(catalogue, name)).exists()
    }
    assert readers == {"worker", "manager"}


def test_whoever_leads_it_writes_and_those_by_name_read(catalogue, learning):
    with pytest.raises(NobodyLeadsIt):
        open_learning_record(debrief=learning, by=catalogue.manager, now=LATER)
    lead_debrief(debrief=learning, facilitator=catalogue.supervisor, by=catalogue.manager, now=LATER)
    held(learning, catalogue.supervisor)
    stand_by_name(debrief=learning, wants=True, by=catalogue.worker, now=LATER)
    learning.refresh_from_db()
    response = open_learning_record(debrief=learning, by=catalogue.supervisor, now=LATER)
    assert open_learning_record(debrief=learning, by=catalogue.supervisor, now=LATER) == response
    assert list(response.parties.values_list("person__full_name", "part")) == [("Sasha Reed", "author")]
    reads = PURPOSES["debriefs.learning"].reads
    assert [reads(learning, person, LATER) for person in (catalogue.worker, catalogue.peer)] == [True, False]


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"state": "held"}, "a_held_debrief_says_when_and_how_many|an_ended_debrief"),
        ({"state": "not_held"}, "a_debrief_that_was_not_held_says_why|an_ended_debrief|only_a_waiting"),
        ({"state": "paused", "next_check": None}, "a_paused_debrief_says_since_when"),
        ({"due_at": NOON - 50 * HOUR}, "a_pause_only_adds_time"),
        ({"opens_at": NOON + 500 * HOUR}, "a_debrief_closes_after_it_opens"),
    ],
)
def test_a_debrief_that_contradicts_itself_is_refused(learning, wrong, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        Debrief.objects.filter(pk=learning.pk).update(**wrong)
