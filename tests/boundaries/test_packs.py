"""Hard limits: what each rule allows and breaks at its edges, over the changes of the clocks, and what it says."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from boundaries.packs import Past, Proposal, Step, breaks, steps, words_of
from boundaries.shipped import CATALOGUE, described

LONDON = ZoneInfo("Europe/London")
NOON = datetime(2027, 6, 15, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LONGEST = {"rule": "longest", "kinds": ["exclusion"], "hours": 48}
MOST = {"rule": "most", "kinds": ["exclusion"], "times": 3, "months": 6}
WARNING = {"rule": "warning_first", "kinds": ["exclusion", "ban"], "warning": "warning", "days": 30}
RULES = (LONGEST, MOST, WARNING)


def proposal(**changes):
    said = {"kind": "exclusion", "ground": "threat", "starts_at": NOON, "ends_at": NOON + 48 * HOUR}
    return Proposal(**{**said, **changes})


def broken(rule, before=(), **changes):
    return bool(breaks(proposal(**changes), before, [rule], LONDON))


@pytest.mark.parametrize(
    ("starts_at", "hours", "expected"),
    [
        (NOON, 48, False),
        (NOON, 48.1, True),
        # Noon on Saturday to noon on Monday: 47 hours really pass when the clocks go forward, 49 when they go back.
        (datetime(2027, 3, 27, 12, tzinfo=LONDON), None, False),
        (datetime(2027, 10, 30, 12, tzinfo=LONDON), None, True),
    ],
)
def test_hours_really_pass(starts_at, hours, expected):
    begins = starts_at.astimezone(UTC)
    on_the_wall = (starts_at + 2 * DAY).astimezone(UTC)
    assert broken(LONGEST, starts_at=begins, ends_at=begins + hours * HOUR if hours else on_the_wall) is expected


def test_what_has_no_end_is_never_short_enough():
    assert broken(LONGEST, ends_at=None)


@pytest.mark.parametrize(
    ("days_before", "expected"),
    [
        ([1, 2], False),
        ([1, 2, 3], True),
        # 182 days before is 15 December: that day and later ones of the six months count, 183 counts no more.
        ([1, 2, 181], True),
        ([1, 2, 182], False),
    ],
)
def test_this_one_is_counted_with_those_of_six_months(days_before, expected):
    before = [Past("exclusion", "damage", NOON - days * DAY) for days in days_before]
    assert broken(MOST, before) is expected


def test_others_are_not_counted():
    before = [Past("ban", "threat", NOON - days * DAY) for days in (1, 2, 3, 4)]
    assert not broken(MOST, before)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ([], True),
        ([Past("warning", "threat", NOON - DAY)], False),
        ([Past("warning", "threat", NOON - 30 * DAY)], False),
        ([Past("warning", "threat", NOON - 31 * DAY)], True),
        ([Past("warning", "damage", NOON - DAY)], True),
        ([Past("exclusion", "threat", NOON - DAY)], True),
        ([Past("warning", "threat", NOON + DAY)], True),
    ],
)
def test_a_warning_of_the_same_comes_first(before, expected):
    assert broken(WARNING, before) is expected


def test_nobody_can_be_warned_first_in_an_emergency():
    assert not broken(WARNING, is_emergency=True)


def test_each_rule_that_is_broken_is_named_and_of_another_kind_none_is():
    before = [Past("exclusion", "damage", NOON - days * DAY) for days in (1, 2, 3)]
    assert breaks(proposal(ends_at=NOON + 72 * HOUR), before, RULES, LONDON) == [
        "At most 48 hours at a time",
        "At most 3 times in 6 months for the same person",
        "A warning on the same ground comes first, within 30 days before",
    ]
    assert breaks(proposal(kind="police_call"), before, RULES, LONDON) == []


def test_what_is_shipped_can_be_said_and_followed():
    rules = [rule for pack in described(CATALOGUE)["packs"] for rule in pack["rules"]]
    assert [words_of(rule) for rule in rules][-1] == (
        "Afterwards: put on record in the case file within 24 hours, talked about in the team within 48 hours, "
        "talked about with the person within 120 hours"
    )
    assert steps("ban", rules)[0] == Step("recorded", "Put on record in the case file", 24)
    assert steps("warning", rules) == []
