"""Rungs and letters in words."""

from datetime import date

import pytest

from workforce_assurance.escalations import words
from workforce_assurance.escalations.letters import Group, Item, subject, what_next, whole_list, why_you


def group(
    number: int = 1, *, past: bool = True, way: str = "supervisor", next_on: date | None = date(2026, 11, 12)
) -> Group:
    return Group("supervision session", "supervision sessions", 1, "supervisor", way, number, past, "manager", next_on)


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([group(3)], "3 supervision sessions past their date: reply by Thu 12 Nov"),
        ([group(1)], "1 supervision session past its date: reply by Thu 12 Nov"),
        ([group(2, past=False)], "2 supervision sessions due soon"),
        ([group(3), group(2, past=False)], "5 dates need you: reply by Thu 12 Nov"),
        ([group(3, next_on=None)], "3 supervision sessions past their date"),
    ],
)
def test_a_subject_counts_and_says_by_when(groups: list[Group], expected: str) -> None:
    assert subject(groups) == expected


@pytest.mark.parametrize("number", [1, 10, 1000, 1_000_000])
def test_a_subject_is_never_longer_than_sixty_characters(number: int) -> None:
    assert len(subject([group(number)])) <= 60


@pytest.mark.parametrize(
    ("way", "reason"),
    [
        ("supervisor", "you supervise the people concerned"),
        ("supervisor>deputy", "you stand in for somebody who cannot be reached at the moment"),
        ("handed_over", "somebody handed it over to you"),
        ("supervisor>manager>safety_net", "nobody else could be reached"),
    ],
)
def test_the_way_says_why_you(way: str, reason: str) -> None:
    assert why_you([group(way=way)]) == [reason]


def test_at_the_top_nobody_else_is_told() -> None:
    assert what_next([group(next_on=None)]).startswith("Nobody else is told after this")


def test_a_list_says_how_many_more_there_are() -> None:
    items = [Item("S-1", date(2026, 11, 2), past=True), Item("S-2", date(2026, 11, 10), past=False)]
    lines = whole_list(items, 39, date(2026, 11, 9))
    assert lines == ["S-1: 7 days past its date", "S-2: due on Tue 10 Nov", "and 37 more"]


@pytest.mark.parametrize(("position", "status"), [(1, "Told"), (2, "Passed over"), (3, "Not reached")])
def test_a_rung_says_whether_somebody_was_told(position: int, status: str) -> None:
    assert words.rung_status(position, 2, {1})["status"] == status
