"""Whether somebody answers at a moment: by day, past midnight, round the clock, and over a change of the clocks."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from workforce_assurance.common.opening import EVERY_DAY, Answer, Hours, answer_at

LONDON = ZoneInfo("Europe/London")
OFFICE = Hours(frozenset(range(5)), time(9), time(17))
NIGHTS = Hours(frozenset({4, 5}), time(22), time(6))
SUNDAYS = Hours(frozenset({6}), time(0), time(0))


def at(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    return datetime(2027, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "now", "is_open", "words"),
    [
        # 1 March 2027 is a Monday, by winter time.
        (OFFICE, at(1, 8, 59), False, "Opens at 09:00"),
        (OFFICE, at(1, 9), True, "Open now, until 17:00"),
        (OFFICE, at(1, 17), False, "Opens tomorrow at 09:00"),
        (OFFICE, at(5, 17), False, "Opens on Monday at 09:00"),
        (NIGHTS, at(5, 21), False, "Opens at 22:00"),
        (NIGHTS, at(6, 5, 59), True, "Open now, until 06:00"),
        (NIGHTS, at(6, 6), False, "Opens at 22:00"),
        (NIGHTS, at(7, 6), False, "Opens on Friday at 22:00"),
        (SUNDAYS, at(7, 12), True, "Open now, until 00:00"),
        (SUNDAYS, at(8, 0), False, "Opens on Sunday at 00:00"),
        # The clocks go forward on 28 March and back on 31 October.
        (NIGHTS, at(28, 4, 59), True, "Open now, until 06:00"),
        (NIGHTS, at(28, 5), False, "Opens on Friday at 22:00"),
        (OFFICE, at(29, 8), True, "Open now, until 17:00"),
        (OFFICE, at(1, 8, 59, month=11), False, "Opens at 09:00"),
    ],
)
def test_it_is_said_by_the_clock_on_the_wall(hours, now, is_open, words):
    assert answer_at(hours, now, LONDON) == Answer(is_open, words)


def test_round_the_clock_is_always_open():
    assert answer_at(Hours(EVERY_DAY, time(0), time(0)), at(1, 3), LONDON) == Answer(True, "Open at any hour")
