"""Each measure against facts counted by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from boundaries.commands import decide_in_emergency
from boundaries.shipped import ship as ship_decisions
from boundaries.shipped import ship_ladders
from debriefs.commands import debrief_not_held, decide_nothing_changes, hold_debrief
from debriefs.models import Debrief
from governance.measures.registry import MEASURES, all_measures
from tests.factories.action_log import done, hand_in, open_one
from tests.factories.boundaries import draft, in_effect, write_rationale
from tests.factories.debriefs import incident_type, log
from tests.factories.people import LeaveFactory, PersonFactory
from tests.factories.supervision import NOON, SessionFactory
from tests.factories.support import offer
from workforce_assurance.action_log.commands import extend_action
from workforce_assurance.action_log.models import Action, Look

FEBRUARY, MARCH = date(2027, 2, 1), date(2027, 3, 1)
TEAM = "Harbour outreach"
DAY = timedelta(days=1)


def session(house, day, *, held=None, **more):
    """A session due on that day of February with a week of grace, and held so many days after it."""
    due = date(2027, 2, day)
    at = datetime(2027, 2, day, 10, tzinfo=UTC)
    when = {"held": True, "held_at": at + held * DAY, "closed_at": at + held * DAY} if held is not None else {}
    worker = more.pop("worker", house.worker)
    return SessionFactory(
        worker=worker, supervisor=house.supervisor, team=house.team, due_on=due, planned_at=at, **when, **more
    )


def test_supervision_is_on_time_by_its_due_date_with_its_grace(house, values_of):
    session(house, 1, held=0)
    session(house, 2, held=7)
    session(house, 3, held=8)
    session(house, 4, missed=True)
    assert values_of("supervision.on_time") == {(TEAM, FEBRUARY): (2, 4)}


def test_supervision_that_is_not_past_its_grace_or_falls_into_long_leave_is_out(house, values_of):
    session(house, 1, held=0)
    away = PersonFactory(team=house.team)
    LeaveFactory(person=away, starts_on=date(2027, 1, 1), ends_on=date(2027, 3, 31))
    session(house, 2, worker=away, missed=True)
    session(house, 28, held=0)
    assert values_of("supervision.on_time", now=datetime(2027, 3, 3, 12, tzinfo=UTC)) == {(TEAM, FEBRUARY): (1, 1)}


def test_supervision_held_more_than_28_days_after_its_date_is_counted_of_those_held(house, values_of):
    session(house, 1, held=28)
    session(house, 2, held=29)
    session(house, 3, missed=True)
    assert values_of("supervision.late") == {(TEAM, FEBRUARY): (1, 2)}


def test_incidents_are_counted_in_the_month_in_which_they_happened_in_the_organisations_zone(house, values_of):
    # Half past midnight in London, in summer time, is the evening before in UTC.
    log(house.worker, house.team, happened_at=datetime(2027, 2, 10, tzinfo=UTC))
    at = datetime(2027, 3, 31, 23, 30, tzinfo=UTC)
    log(house.worker, house.team, happened_at=at, now=at + DAY)
    found = values_of("incidents")
    assert found[TEAM, FEBRUARY] == (1, None)
    assert found[TEAM, MARCH] == (0, None)
    assert found[TEAM, date(2027, 4, 1)] == (1, None)


def test_a_team_without_incidents_counts_none_from_the_first_incident_of_the_organisation_on(house, values_of):
    log(house.worker, house.team, happened_at=datetime(2027, 2, 10, tzinfo=UTC))
    assert sorted(month for _, month in values_of("incidents")) == [
        FEBRUARY, MARCH, date(2027, 4, 1), date(2027, 5, 1)
    ]  # fmt: skip


def test_only_types_that_the_catalogue_calls_critical_are_critical(house, values_of):
    log(house.worker, house.team, happened_at=NOON - 10 * DAY)
    other = incident_type().version.types.filter(is_critical=False).first()
    log(house.worker, house.team, happened_at=NOON - 10 * DAY, type=other)
    assert values_of("incidents.critical")[TEAM, FEBRUARY] == (1, None)


def strands(house, at=datetime(2027, 2, 1, tzinfo=UTC)):
    incident = log(house.worker, house.team, happened_at=at, now=at + timedelta(hours=1))
    return list(incident.debriefs.order_by("closes_at", "pk"))


def test_a_debrief_is_in_time_up_to_the_very_end_of_its_window(house, values_of):
    exact, late, *_ = strands(house)
    hold_debrief(debrief=exact, held_at=exact.closes_at, head_count=3, by=house.supervisor, now=NOON)
    hold_debrief(
        debrief=late, held_at=late.closes_at + timedelta(seconds=1), head_count=3, by=house.supervisor, now=NOON
    )
    number = sum(1 for one in strands_of(house) if one.closes_at < datetime(2027, 3, 1, tzinfo=UTC))
    assert values_of("debriefs.in_time")[TEAM, FEBRUARY] == (1, number)


def strands_of(house):
    return Debrief.objects.filter(incident__team=house.team)


def test_a_debrief_that_those_involved_did_not_want_or_that_is_paused_is_out(house, values_of):
    before = len([one for one in strands(house) if one.closes_at < datetime(2027, 3, 1, tzinfo=UTC)])
    first, second, third, *_ = strands_of(house).order_by("closes_at", "pk")
    debrief_not_held(debrief=first, reason="declined", by=house.supervisor, now=NOON)
    debrief_not_held(debrief=second, reason="cover", by=house.supervisor, now=NOON)
    strands_of(house).filter(pk=third.pk).update(state="paused", paused_at=NOON, next_check=None)
    assert values_of("debriefs.in_time")[TEAM, FEBRUARY] == (0, before - 2)


def test_support_counts_where_it_was_offered_within_a_week(house, values_of):
    at = datetime(2027, 2, 1, 12, tzinfo=UTC)
    soon, later, _never = (log(house.worker, house.team, now=at) for _ in range(3))
    offer(house.worker, house.supervisor, incident=soon, now=at + 7 * DAY)
    offer(house.worker, house.supervisor, incident=later, now=at + 8 * DAY)
    assert values_of("support.offered")[TEAM, FEBRUARY] == (1, 3)


def test_word_back_counts_within_thirty_days_and_silence_counts_too(house, values_of):
    at = datetime(2027, 2, 1, 12, tzinfo=UTC)
    told, late, _silent = (log(house.worker, house.team, now=at) for _ in range(3))
    for incident, days in ((told, 30), (late, 31)):
        decide_nothing_changes(incident=incident, because="in_place", by=house.manager, now=at + days * DAY)
    assert values_of("incidents.word_back")[TEAM, FEBRUARY] == (1, 3)


@pytest.fixture
def decisions(house):
    ship_ladders(NOON)
    ship_decisions(NOON)
    return house


def test_decisions_count_in_the_month_in_which_they_take_effect(decisions, values_of):
    in_effect(decisions.worker, decisions.team, approver=decisions.manager)
    draft(decisions.worker, decisions.team)
    assert values_of("decisions")[TEAM, MARCH] == (1, None)


def test_an_emergency_takes_effect_before_its_gate(decisions, values_of):
    in_effect(decisions.worker, decisions.team, approver=decisions.manager)
    urgent = draft(decisions.worker, decisions.team)
    write_rationale(urgent)
    decide_in_emergency(decision=urgent, by=decisions.worker, now=NOON)
    assert values_of("decisions.gate") == {(TEAM, MARCH): (1, 2)}


def test_an_action_is_on_time_by_its_original_date_whatever_was_extended(house, values_of):
    owner = PersonFactory(team=house.team)
    in_time = open_one(owner=owner, by=house.supervisor)
    hand_in(in_time, now=NOON + 14 * DAY)
    extended = open_one(owner=owner, by=house.supervisor)
    extend_action(action=extended, due_on=date(2027, 4, 30), reason="larger", by=extended.checker, now=NOON + DAY)
    hand_in(Action.objects.get(pk=extended.pk), now=NOON + 20 * DAY)
    open_one(owner=owner, by=house.supervisor)
    assert values_of("actions.on_time") == {(TEAM, MARCH): (1, 3)}


def test_an_action_that_belongs_to_no_team_is_in_no_value(house, values_of):
    open_one(owner=PersonFactory(), by=house.supervisor)
    assert values_of("actions.on_time") == {}


def test_actions_that_change_the_system_are_counted_of_those_opened(house, values_of):
    owner = PersonFactory(team=house.team)
    open_one(owner=owner, by=house.supervisor)
    open_one(owner=owner, by=house.supervisor, strength="reminder")
    assert values_of("actions.system") == {(TEAM, MARCH): (1, 2)}


def test_an_action_is_shown_effective_where_its_theme_can_be_counted_and_did_not_come_back(house, values_of):
    owner = PersonFactory(team=house.team)
    for recurrences in (0, 2, None):
        action = done(open_one(owner=owner, by=house.supervisor))
        Look.objects.filter(action=action).update(
            state="met", decision="keep", recurrences=recurrences, ended_at=NOON, ended_by=owner, next_check=None
        )
    assert values_of("actions.effective") == {(TEAM, MARCH): (1, 2)}


def test_every_measure_says_in_words_what_it_is():
    assert len(MEASURES) >= 12
    for measure in all_measures():
        assert all((measure.definition, measure.numerator, measure.denominator, measure.owner, measure.records.path))
        assert measure.lag_days > 0
