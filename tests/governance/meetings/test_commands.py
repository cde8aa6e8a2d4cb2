"""What changes a meeting: its series, agenda, outcomes, decisions and minutes."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from governance.meetings import commands, exceptions
from governance.meetings.enums import Because, Every, Presence
from governance.models import AgendaItem, Meeting, MeetingSeries
from tests.factories.action_log import done, open_one
from tests.factories.meetings import begin, close, decide, everybody_there, held, item_of, prepared
from tests.factories.people import PersonFactory
from tests.factories.supervision import NOON
from workforce_assurance.action_log.models import Action
from workforce_assurance.audit.models import TrailEntry

DAY = timedelta(days=1)


def added(meeting):
    return list(meeting.items.filter(heading="added").values_list("words", flat=True))


def test_a_series_begins_with_a_planned_meeting_that_invites_its_people(house):
    series = begin(house.governance, house.manager)
    meeting = series.meetings.get()
    assert (meeting.state, meeting.starts_at) == ("planned", NOON + DAY)
    assert set(meeting.seats.values_list("person", flat=True)) == {house.governance.pk, house.manager.pk}


def test_the_same_form_sent_twice_begins_one_series(house):
    once, wanted = uuid.uuid4(), commands.Wanted("Practice", None, Every.MONTH, house.governance, [house.manager])
    for _ in range(2):
        commands.begin_series(wanted=wanted, first_at=NOON, once=once, by=house.governance, now=NOON)
    assert (MeetingSeries.objects.count(), Meeting.objects.count()) == (1, 1)


def test_two_series_that_go_on_have_different_names(house):
    begin(house.governance, house.manager)
    with pytest.raises(exceptions.SeriesHasAName):
        begin(house.governance, house.manager)


def test_a_name_is_free_again_when_its_series_has_ended(house):
    commands.end_series(series=begin(house.governance, house.manager), by=house.governance, now=NOON)
    assert begin(house.governance, house.manager).meetings.count() == 1


def test_a_series_with_a_meeting_under_way_does_not_end(house):
    meeting = prepared(house.governance, house.manager)
    with pytest.raises(exceptions.NotInThisState):
        commands.end_series(series=meeting.series, by=house.governance, now=NOON)


def test_whoever_is_not_invited_any_more_loses_the_seat(house):
    series = begin(house.governance, house.manager)
    wanted = commands.Wanted(series.name, None, Every.QUARTER, house.governance, [house.supervisor])
    commands.change_series(series=series, wanted=wanted, by=house.governance, now=NOON)
    seats = series.meetings.get().seats.values_list("person", flat=True)
    assert set(seats) == {house.governance.pk, house.supervisor.pk}


def test_bringing_it_up_to_date_keeps_what_somebody_added_or_put_off(catalogue):
    meeting = prepared(catalogue.governance, catalogue.manager)
    item = commands.add_item(meeting=meeting, words="Parking", by=catalogue.governance, now=NOON)
    commands.defer_item(item=item, because=Because.TIME, by=catalogue.governance, now=NOON)
    for _ in range(2):
        commands.build_again(meeting=meeting, by=catalogue.governance, now=NOON + DAY)
    assert [(one.words, one.outcome) for one in meeting.items.all()] == [("Parking", "deferred")]


def test_an_item_is_taken_with_another_and_taken_up_again(house):
    meeting = prepared(house.governance, house.manager)
    first, second = (
        commands.add_item(meeting=meeting, words=words, by=house.governance, now=NOON) for words in ("One", "Two")
    )
    commands.merge_item(item=second, into=first, by=house.governance, now=NOON)
    second.refresh_from_db()
    assert (second.outcome, second.taken_with) == ("merged", first)
    commands.take_up_item(item=second, by=house.governance, now=NOON)
    second.refresh_from_db()
    assert (second.outcome, second.taken_with) == ("", None)


def test_an_item_is_not_taken_with_itself_nor_with_one_that_is_taken_with_another(house):
    meeting = prepared(house.governance, house.manager)
    one, two, three = (
        commands.add_item(meeting=meeting, words=words, by=house.governance, now=NOON) for words in ("1", "2", "3")
    )
    commands.merge_item(item=two, into=one, by=house.governance, now=NOON)
    for item, into in ((one, one), (three, two), (one, three)):
        with pytest.raises(exceptions.CannotMergeThere):
            commands.merge_item(item=item, into=into, by=house.governance, now=NOON)


def test_a_meeting_needs_two_people(house):
    meeting = prepared(house.governance, house.manager)
    presence = dict.fromkeys(everybody_there(meeting), Presence.AWAY) | {house.governance.pk: Presence.PRESENT}
    with pytest.raises(exceptions.NobodyPresent):
        commands.hold_meeting(meeting=meeting, presence=presence, by=house.governance, now=NOON)


def test_a_meeting_does_not_close_while_an_item_is_open(house):
    meeting = held(house.governance, house.manager)
    with pytest.raises(exceptions.ItemsLeft):
        close(meeting, house.governance)


@pytest.mark.parametrize("missing", [{"reasons": ""}, {"owner": None}, {"due_on": None}])
def test_a_meeting_does_not_close_while_a_decision_lacks_something(house, missing):
    meeting = held(house.governance, house.manager)
    decide(item_of(meeting), house.governance, **missing)
    with pytest.raises(exceptions.DecisionIncomplete):
        close(meeting, house.governance)


def test_what_is_missing_can_be_said_before_it_closes(house):
    meeting = held(house.governance, house.manager)
    decision = decide(item_of(meeting), house.governance, owner=None)
    said = commands.Decided(decision.words, decision.strength, decision.reasons, house.manager, decision.due_on)
    commands.change_decision(decision=decision, decided=said, by=house.governance, now=NOON)
    close(meeting, house.governance)
    assert Action.objects.get().owner == house.manager


def test_decisions_become_actions_that_lead_back_when_it_closes(house):
    meeting = held(house.governance, house.manager)
    decision = decide(item_of(meeting), house.governance, owner=house.manager)
    assert not Action.objects.exists()
    close(meeting, house.governance)
    action = Action.objects.get()
    assert (action.title, action.owner, action.strength, action.source_kind, action.source_id) == (
        decision.words, house.manager, "simpler", "governance.meeting_decision", decision.pk,
    )  # fmt: skip


def test_a_decision_whose_owner_has_left_is_named_and_nothing_closes(house):
    meeting = held(house.governance, house.manager)
    gone = PersonFactory(left_on=date(2027, 1, 31))
    decide(item_of(meeting), house.governance, owner=gone)
    with pytest.raises(exceptions.DecisionIncomplete, match="Write down how shifts hand over"):
        close(meeting, house.governance)
    meeting.refresh_from_db()
    assert (meeting.state, Action.objects.count()) == ("held", 0)


def test_what_the_chair_does_is_checked_by_somebody_else_who_was_there(house):
    meeting = held(house.governance, house.manager)
    decide(item_of(meeting), house.governance, owner=house.governance)
    close(meeting, house.governance)
    assert Action.objects.get().checker == house.manager


def test_a_decision_that_is_taken_back_leaves_its_item_open(house):
    meeting = held(house.governance, house.manager)
    item = item_of(meeting)
    commands.take_decision_back(decision=decide(item, house.governance), by=house.governance, now=NOON)
    item.refresh_from_db()
    assert (item.outcome, meeting.decisions.count()) == ("", 0)


def test_closing_plans_the_next_meeting_at_the_same_hour_on_a_working_day(house):
    meeting = held(house.governance, house.manager)
    commands.note_item(item=item_of(meeting), by=house.governance, now=NOON)
    close(meeting, house.governance)
    following = meeting.series.meetings.exclude(pk=meeting.pk).get()
    # Noon on 2 April in London, where clocks have changed since.
    assert (following.state, following.starts_at, following.since) == (
        "planned", datetime(2027, 4, 2, 11, tzinfo=UTC), NOON,
    )  # fmt: skip


def test_what_was_put_off_stands_on_the_next_agenda_with_its_reason(house):
    meeting = held(house.governance, house.manager)
    commands.defer_item(item=item_of(meeting), because=Because.FACTS, by=house.governance, now=NOON)
    close(meeting, house.governance)
    following = meeting.series.meetings.get(state="planned")
    commands.prepare_meeting(meeting=following, by=house.governance, now=NOON + DAY)
    assert [one.words for one in following.items.filter(heading="deferred")] == [
        "Handover between shifts (something has to be found out first)"
    ]


def test_minutes_are_approved_at_the_next_meeting(house):
    meeting = held(house.governance, house.manager)
    commands.note_item(item=item_of(meeting), by=house.governance, now=NOON)
    close(meeting, house.governance)
    following = meeting.series.meetings.get(state="planned")
    commands.prepare_meeting(meeting=following, by=house.governance, now=NOON + DAY)
    commands.hold_meeting(meeting=following, presence=everybody_there(following), by=house.governance, now=NOON + DAY)
    commands.approve_minutes(item=item_of(following, "minutes"), by=house.governance, now=NOON + DAY)
    meeting.refresh_from_db()
    assert meeting.approved_in == following


def test_minutes_are_amended_by_those_who_were_there_for_ten_working_days(house):
    meeting = held(house.governance, house.manager)
    commands.note_item(item=item_of(meeting), by=house.governance, now=NOON)
    close(meeting, house.governance)
    commands.amend_minutes(meeting=meeting, words="It was the late shift.", by=house.manager, now=NOON + 14 * DAY)
    with pytest.raises(exceptions.MayNotAmend):
        commands.amend_minutes(meeting=meeting, words="Too late.", by=house.manager, now=NOON + 15 * DAY)
    with pytest.raises(exceptions.MayNotAmend):
        commands.amend_minutes(meeting=meeting, words="Not there.", by=house.supervisor, now=NOON)
    assert [one.words for one in meeting.amendments.all()] == ["It was the late shift."]


def test_what_was_known_stays_as_it_was_when_the_meeting_was_held(catalogue):
    action = open_one(owner=catalogue.worker, by=catalogue.manager, source_kind="hand")
    meeting = held(catalogue.governance, catalogue.manager)
    before = list(meeting.items.values_list("words", flat=True))
    done(action, now=NOON + DAY)
    with pytest.raises(exceptions.NotInThisState):
        commands.build_again(meeting=meeting, by=catalogue.governance, now=NOON + DAY)
    assert list(meeting.items.values_list("words", flat=True)) == before


def test_every_step_leaves_a_row_in_the_trail_without_a_word(house):
    meeting = held(house.governance, house.manager, words="SENTINEL of an item")
    decide(item_of(meeting), house.governance, words="SENTINEL of a decision", reasons="SENTINEL of reasons")
    close(meeting, house.governance)
    rows = TrailEntry.objects.filter(subject_type__startswith="governance.")
    said = list(rows.order_by("pk").values_list("action", flat=True))
    assert said == [
        "meeting series begun", "meeting prepared", "agenda item added", "meeting held", "agenda item settled",
        "meeting decision recorded", "meeting closed",
    ]  # fmt: skip
    assert not any("SENTINEL" in str(row) for row in TrailEntry.objects.values_list())


def test_an_agenda_of_another_state_is_refused(house):
    series = begin(house.governance, house.manager)
    meeting = series.meetings.get()
    for command in (commands.build_again, commands.close_meeting):
        with pytest.raises(exceptions.NotInThisState):
            command(meeting=meeting, by=house.governance, now=NOON)
    assert not AgendaItem.objects.exists()
