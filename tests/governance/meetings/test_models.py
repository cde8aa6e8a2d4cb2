"""What the database holds true of meetings, whoever writes to it."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from governance.models import AgendaItem, Amendment, Meeting, MeetingDecision, MeetingSeries, Seat
from tests.factories.meetings import begin, close, decide, held, item_of, prepared
from tests.factories.supervision import NOON


def refused(sentence, change, **more):
    with pytest.raises((IntegrityError, DatabaseError), match=sentence), transaction.atomic():
        change(**more)


def test_a_series_that_goes_on_has_a_name_of_its_own(house):
    series = begin(house.governance, house.manager)
    begin(house.governance, house.manager, name="Another")
    refused(
        "a_series_that_goes_on_has_a_name_of_its_own",
        MeetingSeries.objects.exclude(pk=series.pk).update,
        name=series.name,
    )


def test_a_series_ends_after_it_began(house):
    begin(house.governance, house.manager)
    refused("a_series_ends_after_it_began", MeetingSeries.objects.update, ended_at=NOON.replace(year=2026))


def test_a_series_has_one_meeting_at_a_time(house):
    series = begin(house.governance, house.manager)
    more = {"reference": "X", "series": series, "starts_at": NOON, "since": NOON}
    refused("a_series_has_one_meeting_at_a_time", Meeting.objects.create, **more)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("a_meeting_says_when_it_was_held", {"state": "held"}),
        ("a_meeting_says_when_it_was_held", {"held_at": NOON}),
        ("a_closed_meeting_says_when_and_until_when_it_is_amended", {"state": "closed", "held_at": NOON}),
    ],
)
def test_a_meeting_says_when_what_happened(house, name, change):
    begin(house.governance, house.manager)
    refused(name, Meeting.objects.update, **change)


def test_only_minutes_of_a_closed_meeting_are_approved_and_by_another(house):
    meeting = held(house.governance, house.manager)
    following = begin(house.governance, house.manager, name="Another").meetings.get()
    rows = Meeting.objects.filter(pk=meeting.pk)
    refused("only_minutes_of_a_closed_meeting_are_approved", rows.update, approved_in=following)
    decide(item_of(meeting), house.governance)
    close(meeting, house.governance)
    refused("no_meeting_approves_its_own_minutes", rows.update, approved_in=meeting)


def test_a_person_has_one_seat_in_a_meeting(house):
    meeting = prepared(house.governance, house.manager)
    refused("a_person_has_one_seat_in_a_meeting", Seat.objects.create, meeting=meeting, person=house.manager)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("what_is_deferred_says_why", {"outcome": "deferred"}),
        ("what_is_deferred_says_why", {"because": "time"}),
        ("what_is_merged_says_with_what", {"outcome": "merged"}),
        ("only_minutes_are_approved", {"outcome": "approved"}),
    ],
)
def test_an_outcome_says_what_belongs_to_it(house, name, change):
    held(house.governance, house.manager)
    refused(name, AgendaItem.objects.update, **change)


def test_no_item_is_taken_with_itself(house):
    item = item_of(held(house.governance, house.manager))
    rows = AgendaItem.objects.filter(pk=item.pk)
    refused("no_item_is_taken_with_itself", rows.update, outcome="merged", taken_with=item)


def test_a_record_stands_once_under_a_heading(house):
    item = item_of(held(house.governance, house.manager))
    again = {
        "meeting": item.meeting,
        "heading": item.heading,
        "subject_id": item.subject_id,
        "position": 1,
        "words": "X",
    }
    refused("a_record_stands_once_under_a_heading", AgendaItem.objects.create, **again)


def test_an_item_and_a_decision_say_what(house):
    meeting = prepared(house.governance, house.manager)
    nothing = {"meeting": meeting, "heading": "added", "subject_id": meeting.pk, "position": 1, "words": ""}
    refused("an_item_says_what_it_is_about", AgendaItem.objects.create, **nothing)
    going_on = held(house.governance, house.manager, name="Another")
    decide(item_of(going_on), house.governance)
    refused("a_decision_says_what", MeetingDecision.objects.update, words="")


def test_what_was_known_when_a_meeting_was_held_never_changes(house):
    held(house.governance, house.manager)
    refused("what was known when a meeting was held never changes", AgendaItem.objects.update, words="Otherwise")
    refused("what was known when a meeting was held never changes", AgendaItem.objects.all().delete)


def test_what_a_closed_meeting_decided_never_changes(house):
    meeting = held(house.governance, house.manager)
    decide(item_of(meeting), house.governance)
    close(meeting, house.governance)
    refused("what a closed meeting decided never changes", MeetingDecision.objects.update, words="Otherwise")


def test_an_amendment_never_changes(house):
    meeting = held(house.governance, house.manager)
    Amendment.objects.create(meeting=meeting, words="Said.", at=NOON, by=house.manager)
    refused("Cannot update", Amendment.objects.update, words="Otherwise")
