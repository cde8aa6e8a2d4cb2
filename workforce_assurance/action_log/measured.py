"""The facts of actions that measures count, by team and month: nothing is suppressed here.

An action that belongs to no team is in none of them.
"""

from __future__ import annotations

MONTH = "date_trunc('month', {} AT TIME ZONE %(zone)s)::date"

# Of actions whose ORIGINAL due date has passed, those that were handed in by it, and not given back since.
ON_TIME = """
SELECT team_id, date_trunc('month', original_due_on)::date AS month,
    count(*) FILTER (
        WHERE state IN ('to_check', 'done') AND (done_at AT TIME ZONE %(zone)s)::date <= original_due_on
    ) AS numerator,
    count(*) AS denominator
FROM action_log_action
WHERE team_id IS NOT NULL AND state <> 'cancelled'
    AND original_due_on >= %(first)s AND original_due_on < %(end)s AND original_due_on < %(today)s
GROUP BY 1, 2
"""

# Of looks whether an action worked, those that found its theme not to have come back; where that can be counted.
EFFECTIVE = f"""
SELECT action.team_id, {MONTH.format("look.ended_at")} AS month,
    count(*) FILTER (WHERE look.recurrences = 0) AS numerator, count(*) AS denominator
FROM action_log_look look JOIN action_log_action action ON action.id = look.action_id
WHERE action.team_id IS NOT NULL AND look.state = 'met' AND look.recurrences IS NOT NULL
    AND look.ended_at >= %(since_at)s AND look.ended_at < %(until_at)s
GROUP BY 1, 2
"""  # noqa: S608 - constants

# Of actions that were opened, those that change the system rather than ask people to remember.
SYSTEM = f"""
SELECT team_id, {MONTH.format("opened_at")} AS month,
    count(*) FILTER (WHERE strength = 'system') AS numerator, count(*) AS denominator
FROM action_log_action
WHERE team_id IS NOT NULL AND state <> 'cancelled' AND opened_at >= %(since_at)s AND opened_at < %(until_at)s
GROUP BY 1, 2
"""  # noqa: S608 - constants

# Actions by the month in which they were opened.
OPENED = f"""
SELECT team_id, {MONTH.format("opened_at")} AS month, count(*) AS numerator
FROM action_log_action
WHERE team_id IS NOT NULL AND state <> 'cancelled' AND opened_at >= %(since_at)s AND opened_at < %(until_at)s
GROUP BY 1, 2
"""  # noqa: S608 - constants

# Each action that was open when a month ended, with its age in days.
OPEN_AT_THE_END = """
SELECT action.team_id, calendar.month, EXTRACT(epoch FROM calendar.ended_at - action.opened_at) / 86400 AS days
FROM (
    SELECT day::date AS month, (day + interval '1 month') AT TIME ZONE %(zone)s AS ended_at
    FROM generate_series(%(first)s::timestamp, %(end)s::timestamp - interval '1 day', interval '1 month') day
) calendar
JOIN action_log_action action ON action.opened_at < calendar.ended_at
    AND (action.closed_at IS NULL OR action.closed_at >= calendar.ended_at)
WHERE action.team_id IS NOT NULL
"""
OPEN = f"SELECT team_id, month, count(*) AS numerator FROM ({OPEN_AT_THE_END}) waiting GROUP BY 1, 2"  # noqa: S608 - constants

# The months at whose end an action was open that was opened or closed since; those that ended since are always worked out.
OPEN_TOUCHED = """
SELECT DISTINCT date_trunc('month', day)::date
FROM action_log_action, LATERAL generate_series(
    date_trunc('month', opened_at AT TIME ZONE %(zone)s), COALESCE(closed_at, %(now)s) AT TIME ZONE %(zone)s, interval '1 month'
) day
WHERE opened_at >= %(since)s OR closed_at >= %(since)s
"""

# Months of what was opened, handed in, checked, extended, opened again or looked at since, and of dates that passed.
TOUCHED = f"""
SELECT date_trunc('month', original_due_on)::date FROM action_log_action
    WHERE opened_at >= %(since)s OR done_at >= %(since)s OR closed_at >= %(since)s
        OR (original_due_on >= %(since_day)s AND original_due_on < %(today)s)
UNION SELECT date_trunc('month', action.original_due_on)::date FROM action_log_deadline deadline
    JOIN action_log_action action ON action.id = deadline.action_id WHERE deadline.set_at >= %(since)s
UNION SELECT {MONTH.format("opened_at")} FROM action_log_action WHERE opened_at >= %(since)s OR closed_at >= %(since)s
UNION SELECT {MONTH.format("ended_at")} FROM action_log_look WHERE ended_at >= %(since)s
"""  # noqa: S608 - constants
