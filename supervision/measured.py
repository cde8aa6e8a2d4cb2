"""The facts of supervision that measures count, by team and month: for a job that stores them, with nothing suppressed."""

from __future__ import annotations

from .completion import HELD, LONG_LATE_DAYS, count_of_every_team, on_time_of_every_team
from .sign_counts import signs_of_every_team

__all__ = ["DAYS", "LATE", "TOUCHED", "count_of_every_team", "on_time_of_every_team", "signs_of_every_team"]

# Held more than 28 days after the due date, of those held.
LATE = f"""
SELECT team_id, month, count(*) FILTER (WHERE days > {LONG_LATE_DAYS}) AS numerator, count(*) AS denominator
FROM ({HELD.format(of="team_id IS NOT NULL")}) held
GROUP BY 1, 2
"""  # noqa: S608 - constants

# The days from the due date to the day it was held, of each that was: team_id, month, days.
DAYS = HELD.format(of="team_id IS NOT NULL")

# Months with a session whose state changed since, or whose grace passed.
TOUCHED = """
SELECT date_trunc('month', due_on)::date FROM supervision_session
WHERE calendar_changed_at >= %(since)s OR (on_time_until >= %(since_day)s AND on_time_until < %(today)s)
"""
