"""What an agreement does to due dates: it tightens, it is named, and it never loosens."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision.cadence import (
    Agreed,
    Anchor,
    Cadence,
    Lapse,
    Leave,
    MinutesPerMonth,
    Period,
    PerPeriod,
    Ratio,
    Since,
    Worker,
    loosens,
    next_due,
    wanted,
)
from supervision.credit import Contact, Kind
from tests.supervision.test_cadence_properties import workers as any_workers
from workforce_assurance.common.dates import WorkingCalendar

CALENDAR = WorkingCalendar()
TODAY = date(2027, 3, 3)
STANDARD = Cadence("Organisation standard", 28, 5, 60, minimum_minutes=45)
HELD = Anchor(date(2027, 3, 1), Since.HELD)
AGREED = Agreed(date(2027, 2, 1), 14, 60)


def because(worker: Worker, today: date = TODAY) -> str:
    due = next_due(worker, calendar=CALENDAR, today=today)
    assert due is not None
    return due.because


def test_a_due_date_that_the_agreement_sets_names_it():
    worker = Worker(STANDARD, HELD, agreed=AGREED)
    assert because(worker) == "Due by 15 March: 14 days after the session of 1 March (agreement of 1 February 2027)."


def test_every_due_date_ahead_names_it():
    worker = Worker(STANDARD, HELD, agreed=AGREED)
    found = wanted(worker, calendar=CALENDAR, today=TODAY, horizon=date(2027, 4, 30))
    assert [due.due_on for due in found] == [date(2027, 3, 15) + timedelta(days=14 * n) for n in range(4)]
    assert all(due.because.endswith("(agreement of 1 February 2027).") for due in found)


def test_a_policy_that_has_grown_as_tight_is_named_again():
    worker = Worker(replace(STANDARD, longest_gap_days=14), HELD, agreed=AGREED)
    assert because(worker).endswith("(Organisation standard).")


def test_a_tighter_policy_wins():
    worker = Worker(replace(STANDARD, longest_gap_days=7), HELD, agreed=AGREED)
    assert because(worker) == "Due by 8 March: 7 days after the session of 1 March (Organisation standard)."


def test_it_counts_from_the_day_it_was_signed_so_that_nothing_has_passed_at_once():
    agreed = replace(AGREED, agreed_on=TODAY)
    worker = Worker(STANDARD, Anchor(date(2027, 2, 10), Since.HELD), agreed=agreed)
    assert because(worker) == "Due by 10 March: 28 days after the session of 10 February (Organisation standard)."
    late = Worker(STANDARD, Anchor(date(2027, 2, 25), Since.HELD), agreed=agreed)
    assert because(late) == "Due by 17 March: 14 days after the agreement of 3 March (agreement of 3 March 2027)."


def test_leave_stretches_it_as_it_stretches_the_policy():
    worker = Worker(STANDARD, HELD, leave=(Leave(date(2027, 3, 8), date(2027, 3, 12)),), agreed=AGREED)
    assert because(worker).startswith("Due by 20 March: 14 days after the session of 1 March, not counting 5 on leave")


def test_a_session_shorter_than_agreed_is_no_whole_one():
    short = Contact(date(2027, 3, 1), 50, Kind.ONE_TO_ONE, 1, False, date(2027, 3, 1))
    worker = Worker(STANDARD, Anchor(date(2027, 2, 1), Since.HELD), contacts=(short,), agreed=AGREED)
    assert "held for 50 of 60 minutes" in because(worker)
    assert worker.planned_minutes == 60
    assert replace(worker, agreed=replace(AGREED, least_minutes=75)).planned_minutes == 75


def test_a_missed_session_is_caught_up_by_the_agreed_day_when_that_comes_sooner():
    lapse = Lapse(date(2027, 3, 2), TODAY, "missed")
    agreed = replace(AGREED, longest_gap_days=3)
    worker = Worker(STANDARD, Anchor(date(2027, 2, 27), Since.HELD), lapse=lapse, agreed=agreed)
    due = next_due(worker, calendar=CALENDAR, today=TODAY)
    assert due is not None
    assert due.due_on == date(2027, 3, 5)


@pytest.mark.parametrize(
    ("cadence", "gap", "minutes", "words"),
    [
        (STANDARD, 28, 45, []),
        (STANDARD, 29, 45, ["Every 29 days is less often", "agree on 28 days or fewer"]),
        (STANDARD, 14, 30, ["30 minutes is shorter", "Agree on 45 minutes or more"]),
        (replace(STANDARD, longest_gap_days=None, quota=MinutesPerMonth(90)), 61, 60, []),
        (replace(STANDARD, longest_gap_days=None, quota=PerPeriod(1, Period.MONTH)), 62, 60, ["agree on 61 days"]),
        (replace(STANDARD, longest_gap_days=None, quota=Ratio(40, 35)), 9, 60, ["agree on 8 days"]),
    ],
)
def test_what_is_looser_than_the_policy_is_said_in_a_sentence(cadence, gap, minutes, words):
    said = " ".join(loosens(cadence, longest_gap_days=gap, least_minutes=minutes))
    assert all(part in said for part in words)
    assert bool(said) == bool(words)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), gap=st.integers(1, 60), since=st.integers(-200, 0))
def test_no_agreement_makes_a_due_date_later(data, gap, since):
    cadence = Cadence("Any", data.draw(st.none() | st.integers(1, 60)), 5, 60, quota=data.draw(
        st.none() | st.just(MinutesPerMonth(90)) | st.just(PerPeriod(2, Period.MONTH)) | st.just(Ratio(40, 35))
    ))  # fmt: skip
    worker = replace(data.draw(any_workers(st.just(cadence))), agreed=None)
    agreed = Agreed(TODAY + timedelta(days=since), gap, 1)
    without = next_due(worker, calendar=CALENDAR, today=TODAY)
    with_it = next_due(replace(worker, agreed=agreed), calendar=CALENDAR, today=TODAY)
    if without is None:
        return
    assert with_it is not None
    assert TODAY <= with_it.due_on <= without.due_on
