"""What evidence comes to: by examples with dates, and by what holds for all evidence whatever."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundaries.competency.enums import HELD, EvidenceKind, State
from boundaries.competency.standing import Need, Piece, lasts_until, standing, state_on

TODAY = date(2027, 3, 1)
DAY = timedelta(days=1)
E_LEARNING, ROLE_PLAY, OBSERVED = EvidenceKind.E_LEARNING, EvidenceKind.ROLE_PLAY, EvidenceKind.OBSERVED
# A refresh with a check every year, up to 30 days late; the whole every fourth year.
YEARLY = Need(ROLE_PLAY, 12, whole_every_months=48, late_days=30)
NEEDS = (Need(E_LEARNING, 24), YEARLY, Need(OBSERVED, 24))


def whole(on, kind=ROLE_PLAY, *, passed=True):
    return Piece(kind, on, check_passed=passed)


def refresh(on, *, passed=True):
    return Piece(ROLE_PLAY, on, is_refresh=True, check_passed=passed)


@pytest.mark.parametrize(
    ("days", "state"),
    [(-1, State.RAN_OUT), (0, State.RUNS_OUT), (90, State.RUNS_OUT), (91, State.COMPETENT)],
)
def test_the_last_day_still_counts_and_ninety_days_are_soon(days, state):
    assert state_on(TODAY + days * DAY, today=TODAY) == state


@pytest.mark.parametrize(
    ("pieces", "until"),
    [
        ([], None),
        ([whole(date(2026, 6, 1))], date(2027, 6, 1)),
        ([whole(date(2026, 6, 1), passed=False)], None),
        # Nothing to refresh.
        ([refresh(date(2026, 6, 1))], None),
        ([whole(date(2025, 6, 1)), refresh(date(2026, 5, 20))], date(2027, 5, 20)),
        # Without its check it does not renew.
        ([whole(date(2025, 6, 1)), refresh(date(2026, 5, 20), passed=False)], date(2026, 6, 1)),
        # Thirty days late is still a refresh, thirty-one is not.
        ([whole(date(2025, 6, 1)), refresh(date(2026, 7, 1))], date(2027, 7, 1)),
        ([whole(date(2025, 6, 1)), refresh(date(2026, 7, 2))], date(2026, 6, 1)),
        # In the fourth year a refresh lasts no longer than until the whole of it is due again.
        (
            [whole(date(2023, 2, 1)), *(refresh(date(year, 1, 20)) for year in (2024, 2025, 2026, 2027))],
            date(2027, 2, 1),
        ),
        ([whole(date(2023, 2, 1)), refresh(date(2027, 2, 2))], date(2024, 2, 1)),
        # What lies ahead does not count yet.
        ([whole(TODAY + DAY)], None),
        # Of two on one day, the refresh adds to the whole and takes nothing from it.
        ([refresh(date(2026, 6, 1)), whole(date(2026, 6, 1))], date(2027, 6, 1)),
    ],
)
def test_the_whole_lasts_a_year_and_refreshes_with_a_check_renew_it_until_the_fourth(pieces, until):
    assert lasts_until(YEARLY, pieces, today=TODAY) == until


def test_what_cannot_be_refreshed_is_taken_whole():
    observed = Need(OBSERVED, 12)
    pieces = [whole(date(2025, 6, 1), OBSERVED), Piece(OBSERVED, date(2026, 5, 1), is_refresh=True)]
    assert lasts_until(observed, pieces, today=TODAY) == date(2026, 6, 1)


def test_a_kind_that_asks_for_no_check_counts_without_one():
    coaching = Need(EvidenceKind.COACHING, 12, needs_check=False)
    pieces = [whole(date(2026, 6, 1), EvidenceKind.COACHING, passed=False)]
    assert lasts_until(coaching, pieces, today=TODAY) == date(2027, 6, 1)


def test_a_skill_lasts_as_long_as_the_first_of_its_kinds():
    pieces = [whole(date(2026, 6, 1), kind) for kind in (E_LEARNING, ROLE_PLAY, OBSERVED)]
    found = standing(NEEDS, pieces, today=TODAY)
    assert (found.state, found.until) == (State.COMPETENT, date(2027, 6, 1))


def test_whoever_lacks_one_kind_is_not_there_yet_even_where_another_ran_out():
    pieces = [whole(date(2020, 6, 1), E_LEARNING), whole(date(2026, 6, 1))]
    assert standing(NEEDS, pieces, today=TODAY).state == State.NOT_YET


def test_nothing_is_said_where_nothing_is_needed():
    assert standing((), [whole(TODAY)], today=TODAY) is None


# What holds for all evidence whatever.

DAYS = st.dates(date(2019, 1, 1), date(2028, 1, 1))
PIECES = st.builds(Piece, st.sampled_from(EvidenceKind), DAYS, is_refresh=st.booleans(), check_passed=st.booleans())
LISTS = st.lists(PIECES, max_size=12)
MONTHS = st.integers(1, 36)
NEED = st.builds(
    lambda kind, lasts, more, check, late: Need(kind, lasts, lasts + more if more else None, check, late),
    st.sampled_from(EvidenceKind),
    MONTHS,
    st.integers(0, 36),
    st.booleans(),
    st.integers(0, 60),
)


@given(LISTS, st.lists(MONTHS, min_size=1, max_size=3), DAYS, st.booleans())
def test_e_learning_alone_never_reaches_competent(pieces, months, today, needs_check):
    needs = [Need(E_LEARNING, lasts, lasts + 12, needs_check) for lasts in months]
    assert standing(needs, pieces, today=today).state == State.NOT_YET


@given(LISTS, st.lists(NEED, min_size=1, max_size=4), DAYS)
def test_whoever_is_competent_has_more_than_e_learning(pieces, needs, today):
    found = standing(needs, pieces, today=today)
    only = standing(needs, [one for one in pieces if one.kind == E_LEARNING], today=today)
    assert found.state not in HELD or only.state == State.NOT_YET


@given(LISTS, NEED, DAYS, DAYS)
def test_a_refresh_without_its_check_changes_nothing(pieces, need, on, today):
    more = [*pieces, Piece(need.kind, on, is_refresh=True, check_passed=False)]
    assert lasts_until(need, more, today=today) == lasts_until(need, pieces, today=today)


@given(LISTS, PIECES, NEED, DAYS)
def test_more_evidence_never_makes_it_run_out_earlier(pieces, one, need, today):
    before, after = (lasts_until(need, found, today=today) for found in (pieces, [*pieces, one]))
    assert before is None or (after is not None and after >= before)


@given(LISTS, NEED, DAYS, st.randoms())
def test_the_order_in_which_evidence_was_recorded_does_not_matter(pieces, need, today, rng):
    mixed = rng.sample(pieces, len(pieces))
    assert lasts_until(need, mixed, today=today) == lasts_until(need, pieces, today=today)


@given(LISTS, NEED, DAYS)
def test_refreshes_never_carry_it_past_the_day_on_which_the_whole_is_due(pieces, need, today):
    wholes = [one for one in pieces if one.kind == need.kind and not one.is_refresh]
    until = lasts_until(need, pieces, today=today)
    # The whole is due so many months after the last time that it was taken.
    if until is not None:
        longest = max(need.whole_every_months or 0, need.lasts_months)
        assert until <= max(one.on for one in wholes) + timedelta(days=31 * longest)


@given(LISTS, st.lists(NEED, min_size=1, max_size=4), DAYS)
def test_without_new_evidence_nobody_comes_to_competent_by_waiting(pieces, needs, today):
    past = [one for one in pieces if one.on <= today]
    order = [State.COMPETENT, State.RUNS_OUT, State.RAN_OUT]
    now, later = (standing(needs, past, today=day).state for day in (today, today + 200 * DAY))
    assert (now == later == State.NOT_YET) or order.index(later) >= order.index(now)
