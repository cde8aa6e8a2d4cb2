"""The facts of restrictive decisions that measures count, by team and month: nothing is suppressed here."""

from __future__ import annotations

MONTH = "date_trunc('month', effective_at AT TIME ZONE %(zone)s)::date"
TOOK_EFFECT = "FROM boundaries_decision WHERE effective_at >= %(since_at)s AND effective_at < %(until_at)s"

# Every decision that took effect, renewals among them.
DECISIONS = f"SELECT team_id, {MONTH} AS month, count(*) AS numerator {TOOK_EFFECT} GROUP BY 1, 2"

# Of decisions that took effect, those that had passed the gate by then.
GATE = f"""
SELECT team_id, {MONTH} AS month,
    count(*) FILTER (WHERE approved_at <= effective_at) AS numerator, count(*) AS denominator
{TOOK_EFFECT} GROUP BY 1, 2
"""

TOUCHED = f"""
SELECT {MONTH} FROM boundaries_decision WHERE effective_at IS NOT NULL
    AND (effective_at >= %(since)s OR approved_at >= %(since)s)
"""  # noqa: S608 - constants
