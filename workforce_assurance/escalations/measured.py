"""The facts of escalations that measures count, by team and month: nothing is suppressed here.

An obligation that began to run out and ended as done or missed counts in the month in which it ended, in the team of whom it was
about on that day. One that was moved, cancelled or not needed is out.
"""

from __future__ import annotations

CLOSED = """
SELECT membership.team_id, date_trunc('month', episode.closed_at AT TIME ZONE %(zone)s)::date AS month, episode.position,
    episode.closed_because = 'done' AS is_done, EXTRACT(epoch FROM episode.closed_at - episode.opened_at) / 86400 AS days
FROM escalations_episode episode
JOIN people_teammembership membership ON membership.person_id = episode.about_id
    AND membership.starts_on <= (episode.closed_at AT TIME ZONE %(zone)s)::date
    AND (membership.ends_on IS NULL OR membership.ends_on >= (episode.closed_at AT TIME ZONE %(zone)s)::date)
WHERE episode.state = 'closed' AND episode.closed_because IN ('done', 'missed')
    AND episode.closed_at >= %(since_at)s AND episode.closed_at < %(until_at)s
"""

# Of these, what was done before a rung above the given one was climbed.
DONE_BY = f"""
SELECT team_id, month, count(*) FILTER (WHERE is_done AND position <= {{rung}}) AS numerator, count(*) AS denominator
FROM ({CLOSED}) closed GROUP BY 1, 2
"""  # noqa: S608 - constants

# From the first notice to the end, of what was done when exactly this rung had been climbed: team_id, month, days.
DAYS_AT = f"SELECT team_id, month, days FROM ({CLOSED}) closed WHERE is_done AND position {{rung}}"  # noqa: S608 - constants

TOUCHED = """
SELECT date_trunc('month', closed_at AT TIME ZONE %(zone)s)::date FROM escalations_episode WHERE closed_at >= %(since)s
"""
