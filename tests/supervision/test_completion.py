"""What counts as supervision held on time, by the definition of the measure."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from supervision.cadence import MinutesPerMonth
from supervision.completion import Count, completion, count_of_workers
from tests.factories.people import LeaveFactory, PersonFactory, TeamFactory
from tests.factories.supervision import NOON, SessionFactory, publish

pytestmark = pytest.mark.django_db
JANUARY = date(2027, 1, 1)


@pytest.fixture
def team():
    return TeamFactory()


def counted(team, *, today=date(2027, 6, 1), smallest=3):
    found = completion(
        teams=[team.pk], first=JANUARY, end=date(2027, 4, 1), today=today, zone=ZoneInfo("Europe/London"),
        smallest=smallest,
    )  # fmt: skip
    return found.counts.get((team.pk, JANUARY), Count()), found


def a_session(team, **values):
    return SessionFactory(team=team, **{"due_on": date(2027, 1, 15), **values})


def held(team, days_after, **values):
    at = datetime(2027, 1, 15, 10, tzinfo=UTC) + timedelta(days=days_after)
    return a_session(team, held=True, planned_at=at, **values)


def test_held_on_time_late_and_not_at_all_stand_apart(team):
    held(team, 7)
    held(team, 8)
    a_session(team, missed=True)
    a_session(team)
    count, _ = counted(team)
    assert (count, count.not_held) == (Count(due=4, on_time=1, late=1), 2)


def test_held_late_in_the_evening_of_the_last_day_is_on_time(team):
    SessionFactory(team=team, held=True, due_on=date(2027, 6, 1), planned_at=datetime(2027, 6, 8, 22, 30, tzinfo=UTC))
    found = completion(
        teams=[team.pk], first=date(2027, 6, 1), end=date(2027, 7, 1), today=date(2027, 8, 1),
        zone=ZoneInfo("Europe/London"), smallest=3,
    )  # fmt: skip
    assert found.counts[team.pk, date(2027, 6, 1)].on_time == 1


def test_held_in_part_counts_and_is_shown_apart(team):
    held(team, 0, state="partly_held")
    assert counted(team)[0] == Count(due=1, on_time=1, partly=1)


def test_what_is_not_past_its_grace_is_out_even_when_it_was_held(team):
    held(team, 0)
    a_session(team)
    assert counted(team, today=date(2027, 1, 22))[0] == Count()


def test_what_was_not_needed_is_out_and_what_the_service_cancelled_stays_in(team):
    a_session(team, state="not_needed", closed_at=NOON, closed_by=PersonFactory())
    a_session(team, state="cancelled", side="service", reason="cover", closed_at=NOON, closed_by=PersonFactory())
    assert counted(team)[0] == Count(due=1)


def test_whoever_had_left_or_was_on_long_leave_is_out(team):
    a_session(team, worker=PersonFactory(left_on=date(2027, 1, 14)))
    for first, last in ((date(2027, 1, 1), date(2027, 1, 28)), (date(2027, 1, 10), None)):
        a_session(team, worker=LeaveFactory(starts_on=first, ends_on=last).person)
    a_session(team, worker=LeaveFactory(starts_on=date(2027, 1, 10), ends_on=date(2027, 1, 20)).person)
    assert counted(team)[0] == Count(due=1)


def test_how_long_leave_is_long_is_a_matter_of_the_policy(team):
    policy = publish(long_leave_days=14, now=datetime(2026, 6, 1, tzinfo=UTC))
    worker = LeaveFactory(starts_on=date(2027, 1, 10), ends_on=date(2027, 1, 24)).person
    a_session(team, worker=worker, policy=policy)
    assert counted(team)[0] == Count()


def test_the_same_is_counted_over_workers_wherever_they_work(team):
    one = held(team, 0)
    held(team, 0)
    found = count_of_workers(
        workers=[one.worker_id], first=JANUARY, end=date(2027, 4, 1), today=date(2027, 6, 1),
        zone=ZoneInfo("Europe/London"),
    )  # fmt: skip
    assert found == Count(due=1, on_time=1)


def test_timeliness_is_days_from_the_due_date(team):
    for days in (0, 1, 2, 3, 40):
        held(team, days)
    _, found = counted(team)
    times = found.timeliness[team.pk, None]
    assert (times.held, times.median, times.over_28.percent) == (5, 2.0, 20.0)


def test_timeliness_is_given_of_each_team_and_month(team):
    for days in (0, 1, 2, 3, 40):
        held(team, days)
    _, found = counted(team)
    assert {key: times.median for key, times in found.timeliness.items()} == dict.fromkeys(
        [(team.pk, JANUARY), (team.pk, None), (None, JANUARY), (None, None)], 2.0
    )


def test_small_groups_and_their_timeliness_are_not_given(team):
    held(team, 0)
    _, found = counted(team, smallest=5)
    assert (found.cell(team.pk, JANUARY), found.of_team(team.pk), found.whole(5)) == (None, None, None)
    assert found.timeliness == {}


def by_the_minute(team, worker, *days, minutes=60, policy=None):
    """Sessions of a worker under ninety minutes a month, held on these days of January."""
    policy = policy or publish(
        name="Ninety", longest_gap_days=None, quota=MinutesPerMonth(90), team_id=team.pk, minutes=60,
        now=datetime(2026, 6, 1, tzinfo=UTC),
    )  # fmt: skip
    for day in days:
        at = datetime(2027, 1, day, 10, tzinfo=UTC)
        SessionFactory(
            team=team, worker=worker, policy=policy, due_on=at.date(), held=True, planned_at=at, held_minutes=minutes
        )
    return policy


def test_minutes_in_a_month_count_once_for_each_worker_and_month(team):
    policy = by_the_minute(team, PersonFactory(), 5, 26)
    by_the_minute(team, PersonFactory(), 12, policy=policy)
    assert counted(team)[0] == Count(due=2, on_time=1)


def test_a_short_month_stays_short_whatever_the_next_one_has(team):
    worker = PersonFactory()
    policy = by_the_minute(team, worker, 12)
    at = datetime(2027, 2, 3, 10, tzinfo=UTC)
    SessionFactory(
        team=team, worker=worker, policy=policy, due_on=at.date(), held=True, planned_at=at, held_minutes=300
    )
    count, found = counted(team)
    assert (count, found.counts[team.pk, date(2027, 2, 1)]) == (Count(due=1), Count(due=1, on_time=1))


def test_a_month_that_is_not_over_is_out(team):
    by_the_minute(team, PersonFactory(), 5, 26)
    assert counted(team, today=date(2027, 1, 31))[0] == Count()


def test_a_month_of_leave_or_with_a_session_that_was_not_needed_is_out(team):
    policy = by_the_minute(team, LeaveFactory(starts_on=date(2027, 1, 10), ends_on=date(2027, 2, 3)).person, 5)
    worker = PersonFactory()
    by_the_minute(team, worker, 5, policy=policy)
    a_session(team, worker=worker, state="not_needed", closed_at=NOON, closed_by=PersonFactory(), policy=policy)
    assert counted(team)[0] == Count()


def test_whoever_left_within_the_month_is_out(team):
    by_the_minute(team, PersonFactory(left_on=date(2027, 1, 20)), 5)
    assert counted(team)[0] == Count()
