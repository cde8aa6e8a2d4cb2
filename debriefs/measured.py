"""The facts of incidents, debriefs and support that measures count, by team and month: nothing is suppressed here."""

from __future__ import annotations

from .repeats import WITHIN

# What whoever reports an incident may expect, and how soon support is offered.
WORD_BACK_DAYS, OFFER_DAYS = 30, 7

MONTH = "date_trunc('month', {} AT TIME ZONE %(zone)s)::date"

INCIDENTS = f"""
SELECT team_id, {MONTH.format("happened_at")} AS month, count(*) AS numerator
FROM debriefs_incident WHERE happened_at >= %(since_at)s AND happened_at < %(until_at)s
GROUP BY 1, 2
"""  # noqa: S608 - constants

CRITICAL = f"""
SELECT incident.team_id, {MONTH.format("incident.happened_at")} AS month, count(*) AS numerator
FROM debriefs_incident incident JOIN debriefs_incidenttype type ON type.id = incident.type_id AND type.is_critical
WHERE incident.happened_at >= %(since_at)s AND incident.happened_at < %(until_at)s
GROUP BY 1, 2
"""  # noqa: S608 - constants

# Of strands whose window has passed, those held inside it: exactly at its end counts (`clocks.in_time`). One that those
# involved chose not to have is not counted, nor one that is paused.
IN_TIME = f"""
SELECT incident.team_id, {MONTH.format("debrief.closes_at")} AS month,
    count(*) FILTER (WHERE debrief.state = 'held' AND debrief.held_at <= debrief.closes_at) AS numerator,
    count(*) AS denominator
FROM debriefs_debrief debrief JOIN debriefs_incident incident ON incident.id = debrief.incident_id
WHERE debrief.closes_at >= %(since_at)s AND debrief.closes_at < %(until_at)s AND debrief.closes_at < %(now)s
    AND debrief.state <> 'paused' AND debrief.not_held_reason <> 'declined'
GROUP BY 1, 2
"""  # noqa: S608 - constants

# Of incidents of a critical type that are a week old, those after which support was offered to anybody within that week.
OFFERED = f"""
SELECT incident.team_id, {MONTH.format("incident.happened_at")} AS month,
    count(*) FILTER (WHERE EXISTS (
        SELECT FROM debriefs_supportoffer offer WHERE offer.incident_id = incident.id
            AND offer.offered_at <= incident.logged_at + interval '{OFFER_DAYS} days'
    )) AS numerator,
    count(*) AS denominator
FROM debriefs_incident incident JOIN debriefs_incidenttype type ON type.id = incident.type_id AND type.is_critical
WHERE incident.happened_at >= %(since_at)s AND incident.happened_at < %(until_at)s
    AND incident.logged_at + interval '{OFFER_DAYS} days' < %(now)s
GROUP BY 1, 2
"""  # noqa: S608 - constants

# Of incidents of which a month has passed, those whose reporter had word of what came of them.
WORD_BACK = f"""
SELECT incident.team_id, {MONTH.format("incident.logged_at")} AS month,
    count(*) FILTER (WHERE word.at <= incident.logged_at + interval '{WORD_BACK_DAYS} days') AS numerator,
    count(*) AS denominator
FROM debriefs_incident incident
LEFT JOIN LATERAL (SELECT min(at) AS at FROM debriefs_outcome WHERE incident_id = incident.id) word ON TRUE
WHERE incident.logged_at >= %(since_at)s AND incident.logged_at < %(until_at)s
    AND incident.logged_at + interval '{WORD_BACK_DAYS} days' < %(now)s
GROUP BY 1, 2
"""  # noqa: S608 - constants

# Themes that repeat: in a team and month how many themes had an incident that was at least the third within 90 days (`repeats`).
REPEATED = f"""
SELECT team_id, date_trunc('month', day)::date AS month, count(DISTINCT code) AS numerator
FROM (
    SELECT incident.team_id, theme.code, (incident.happened_at AT TIME ZONE %(zone)s)::date AS day,
        (incident.happened_at AT TIME ZONE %(zone)s)::date
            - lag((incident.happened_at AT TIME ZONE %(zone)s)::date, 2) OVER (
                PARTITION BY incident.team_id, theme.code ORDER BY incident.happened_at, incident.id
            ) AS since_the_first
    FROM debriefs_incidenttheme theme JOIN debriefs_incident incident ON incident.id = theme.incident_id
    WHERE incident.happened_at >= %(since_at)s - interval '{WITHIN.days + 1} days' AND incident.happened_at < %(until_at)s
) coded
WHERE since_the_first <= {WITHIN.days} AND day >= %(first)s AND day < %(end)s
GROUP BY 1, 2
"""  # noqa: S608 - constants

# An incident that was logged since may make a third of others up to 90 days after it. Themes carry no time of their own: one that
# is coded later is found when everything is worked out, every night.
REPEATED_TOUCHED = f"""
SELECT DISTINCT date_trunc('month', day)::date
FROM debriefs_incident, LATERAL generate_series(
    happened_at AT TIME ZONE %(zone)s, happened_at AT TIME ZONE %(zone)s + interval '{WITHIN.days} days', interval '1 day'
) day
WHERE logged_at >= %(since)s
"""  # noqa: S608 - constants

# Months of everything that was logged, held, offered or answered since, and of windows that passed since.
TOUCHED = f"""
SELECT {MONTH.format("happened_at")} FROM debriefs_incident WHERE logged_at >= %(since)s
    OR (logged_at + interval '{OFFER_DAYS} days' >= %(since)s AND logged_at + interval '{OFFER_DAYS} days' < %(now)s)
UNION SELECT {MONTH.format("logged_at")} FROM debriefs_incident WHERE logged_at >= %(since)s
    OR (logged_at + interval '{WORD_BACK_DAYS} days' >= %(since)s AND logged_at + interval '{WORD_BACK_DAYS} days' < %(now)s)
UNION SELECT {MONTH.format("closes_at")} FROM debriefs_debrief
    WHERE closed_at >= %(since)s OR paused_at >= %(since)s OR (closes_at >= %(since)s AND closes_at < %(now)s)
UNION SELECT {MONTH.format("incident.happened_at")} FROM debriefs_supportoffer offer
    JOIN debriefs_incident incident ON incident.id = offer.incident_id WHERE offer.offered_at >= %(since)s
UNION SELECT {MONTH.format("incident.logged_at")} FROM debriefs_outcome outcome
    JOIN debriefs_incident incident ON incident.id = outcome.incident_id WHERE outcome.at >= %(since)s
"""  # noqa: S608 - constants
