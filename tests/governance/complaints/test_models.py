"""What the database refuses of complaints, whatever a command would do."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.db.utils import ProgrammingError

from governance.complaints.commands import name_people, pass_complaint
from governance.complaints.enums import ComplaintState
from governance.complaints.states import MOVES
from governance.models import (
    Complaint,
    ComplaintAbout,
    ComplaintClock,
    ComplaintHandling,
    ComplaintLink,
    ComplaintPolicy,
)
from tests.factories.complaints import DAY, answered, received
from tests.factories.supervision import NOON

REFUSED = (IntegrityError, InternalError, ProgrammingError)


@pytest.fixture
def complaint(house, team):
    return received(team, house.worker)


def refused(name, act):
    with pytest.raises(REFUSED, match=name), transaction.atomic():
        act()


def change(complaint, **columns):
    return lambda: Complaint.objects.filter(pk=complaint.pk).update(**columns)


DAYS = {"received_on": NOON.date()}


@pytest.mark.parametrize(
    ("sentence", "columns"),
    [
        ("an_acknowledged_complaint_says_since_when", {"state": "acknowledged"}),
        ("what_is_only_received_was_not_acknowledged", {"acknowledged_on": NOON.date()}),
        ("an_answered_complaint_says_when_and_what_was_found", {"found": "upheld"}),
        ("a_complaint_that_is_over_says_when_and_by_whom", {"ended_at": NOON}),
        ("only_a_closed_complaint_says_why_nothing_changes", {"no_change": "already"}),
        (
            "a_complaint_is_acknowledged_after_it_came",
            {"state": "acknowledged", "acknowledged_on": (NOON - DAY).date()},
        ),
        (
            "a_complaint_is_answered_after_it_was_acknowledged",
            {
                "state": "answered", "found": "upheld", "acknowledged_on": NOON.date(),
                "answered_on": (NOON - DAY).date(),
            },
        ),
        (
            "an_answered_complaint_says_when_and_what_was_found",
            {"state": "answered", "acknowledged_on": NOON.date(), "answered_on": NOON.date()},
        ),
    ],
)  # fmt: skip
def test_days_and_states_belong_together(complaint, sentence, columns):
    refused(sentence, change(complaint, **columns))


@pytest.mark.parametrize("column", ["received_on", "acknowledge_due_on", "answer_due_on"])
def test_when_a_complaint_came_and_its_clock_stay(complaint, column):
    refused("when a complaint came and its clock stay", change(complaint, **{column: getattr(complaint, column) + DAY}))


def test_a_complaint_is_due_after_it_came(complaint, house):
    before = {"acknowledge_due_on": complaint.received_on, "answer_due_on": complaint.received_on}
    row = {field.attname: getattr(complaint, field.attname) for field in Complaint._meta.concrete_fields}
    row |= {"id": house.worker.pk, "once": house.worker.pk, "reference": "OTHER", **before}
    refused("a_complaint_is_due_after_it_came", lambda: Complaint.objects.create(**row))


def test_a_complaint_moves_along_its_states(complaint):
    columns = {"state": "closed", "acknowledged_on": NOON.date(), "answered_on": NOON.date(), "found": "upheld"}
    ended = {"ended_at": NOON, "ended_by": complaint.recorded_by}
    refused("a complaint moves along its states", change(complaint, **columns, **ended))


def test_every_state_but_the_first_is_reached():
    assert {move.after for move in MOVES} == set(ComplaintState) - {ComplaintState.RECEIVED}


def test_one_person_handles_a_complaint(complaint, house):
    refused(
        "one_person_handles_a_complaint",
        lambda: ComplaintHandling.objects.create(complaint=complaint, handler=house.lead, began_at=NOON),
    )


def test_handling_ends_after_it_began(complaint):
    rows = ComplaintHandling.objects.filter(complaint=complaint)
    refused("handling_ends_after_it_began", lambda: rows.update(ended_at=NOON - timedelta(seconds=1)))


def test_nobody_handles_a_complaint_about_themselves(complaint, house):
    name_people(complaint=complaint, ids=[house.lead.pk], by=house.manager, now=NOON)
    rows = ComplaintHandling.objects.filter(complaint=complaint)
    refused("nobody handles a complaint about themselves", lambda: rows.update(handler=house.lead))


def test_nobody_whom_it_is_about_handles_it(complaint, house):
    refused(
        "nobody handles a complaint about themselves",
        lambda: ComplaintAbout.objects.create(complaint=complaint, person=house.manager, named_at=NOON),
    )


def test_whoever_handled_it_before_may_be_named(complaint, house):
    pass_complaint(complaint=complaint, to=house.lead, by=house.manager, now=NOON)
    name_people(complaint=complaint, ids=[house.manager.pk], by=house.lead, now=NOON)
    assert complaint.about.get().person == house.manager


def test_a_complaint_names_somebody_once(complaint, house):
    rows = [ComplaintAbout(complaint=complaint, person=house.peer, named_at=NOON) for _ in range(2)]
    refused("a_complaint_names_somebody_once", lambda: ComplaintAbout.objects.bulk_create(rows))


def test_who_was_told_says_when_and_by_whom(complaint, house):
    refused(
        "who_was_told_says_when_and_by_whom",
        lambda: ComplaintAbout.objects.create(complaint=complaint, person=house.peer, named_at=NOON, told_at=NOON),
    )


def link(complaint, **changes):
    said = {"kind": "debriefs.incident", "subject_id": complaint.pk, "linked_at": NOON} | changes
    return ComplaintLink(complaint=complaint, linked_by=complaint.recorded_by, **said)


def test_a_complaint_is_linked_once(complaint):
    rows = [link(complaint) for _ in range(2)]
    refused("a_complaint_is_linked_once", lambda: ComplaintLink.objects.bulk_create(rows))


def test_a_complaint_is_linked_to_decisions_and_incidents(complaint):
    refused("a_complaint_is_linked_to_decisions_and_incidents", link(complaint, kind="supervision.session").save)


def test_a_complaint_waits_once_for_one_thing(complaint):
    row = complaint.clocks.waiting().first()
    row.pk = complaint.pk
    refused("a_complaint_waits_once_for_one_thing", lambda: row.save(force_insert=True))


def test_what_is_met_of_a_complaint_is_checked_no_more(complaint):
    rows = ComplaintClock.objects.filter(complaint=complaint)
    refused("what_is_met_of_a_complaint_is_checked_no_more", lambda: rows.update(state="met", met_at=NOON))


@pytest.mark.parametrize("days", [(0, 5), (5, 4), (5, 131)])
def test_an_answer_takes_no_less_than_saying_that_it_came(complaint, days):
    row = {"counted_from": NOON.date().replace(day=1), "set_at": NOON}
    refused(
        "an_answer_takes_no_less_than_saying_that_it_came",
        lambda: ComplaintPolicy.objects.create(acknowledge_working_days=days[0], answer_working_days=days[1], **row),
    )


def test_complaints_are_counted_from_a_month_on(complaint):
    row = {"acknowledge_working_days": 3, "answer_working_days": 20, "set_at": NOON}
    refused(
        "complaints_are_counted_from_a_month_on",
        lambda: ComplaintPolicy.objects.create(counted_from=NOON.date() + DAY, **row),
    )


def test_what_held_for_complaints_stays(complaint):
    refused("what_held_for_complaints_stays", lambda: ComplaintPolicy.objects.update(answer_working_days=25))


def test_what_was_found_stays_with_the_day(house, team):
    complaint = answered(received(team, house.worker))
    refused("an_answered_complaint_says_when", change(complaint, found=""))
