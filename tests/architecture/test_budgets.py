"""The sizes to steer by: what is above them is listed at the end of a run; twice as much is no longer steering."""

from __future__ import annotations

from .budgets import FUNCTION, above


def test_nothing_is_twice_its_budget() -> None:
    assert [str(each) for each in above() if each.lines > max(2 * each.budget, FUNCTION)] == []
