"""The facts of complaints that measures count, by team and month: nothing is suppressed here.

Of each team and month one source counts, and never both: the file, where one brought in how many complaints there were, else the
register, from the month on from which an administrator said that it counts.
"""

from __future__ import annotations

MONTH = "date_trunc('month', {})::date"
COUNTED_FROM = "(SELECT counted_from FROM governance_complaintpolicy ORDER BY set_at DESC, id DESC LIMIT 1)"
IN_WINDOW = "{day} >= %(first)s AND {day} < %(end)s"

# Of each team and month of which contacts are known, the complaints that a file says, else those of the register: there none is 0.
RATE = f"""
SELECT contacts.team_id, contacts.month, COALESCE(brought.value::float8, counted.complaints, 0) AS numerator,
    contacts.value::float8 AS denominator
FROM governance_teammonth contacts
LEFT JOIN governance_teammonth brought
    ON brought.team_id = contacts.team_id AND brought.month = contacts.month AND brought.figure = 'complaints'
LEFT JOIN (
    SELECT team_id, {MONTH.format("received_on")} AS month, count(*) AS complaints
    FROM governance_complaint WHERE {IN_WINDOW.format(day="received_on")} GROUP BY 1, 2
) counted ON counted.team_id = contacts.team_id AND counted.month = contacts.month
WHERE contacts.figure = 'contacts' AND contacts.value > 0 AND {IN_WINDOW.format(day="contacts.month")}
    AND (brought.value IS NOT NULL OR contacts.month >= {COUNTED_FROM})
"""  # noqa: S608 - constants

# By the month in which they came, so that a file and the register count alike; of the register, those that are answered.
UPHELD = f"""
SELECT upheld.team_id, upheld.month, upheld.value::float8 AS numerator, received.value::float8 AS denominator
FROM governance_teammonth upheld
JOIN governance_teammonth received
    ON received.team_id = upheld.team_id AND received.month = upheld.month AND received.figure = 'complaints'
    AND received.value > 0
WHERE upheld.figure = 'complaints_upheld' AND {IN_WINDOW.format(day="upheld.month")}
UNION ALL
SELECT complaint.team_id, {MONTH.format("complaint.received_on")},
    (count(*) FILTER (WHERE complaint.found IN ('upheld', 'partly')))::float8, count(*)::float8
FROM governance_complaint complaint
WHERE complaint.found <> '' AND {IN_WINDOW.format(day="complaint.received_on")}
    AND complaint.received_on >= {COUNTED_FROM}
    AND NOT EXISTS (
        SELECT FROM governance_teammonth brought
        WHERE brought.figure = 'complaints' AND brought.team_id = complaint.team_id
            AND brought.month = {MONTH.format("complaint.received_on")}
    )
GROUP BY 1, 2
"""  # noqa: S608 - constants

# Of complaints whose last day to be answered has passed and that were not taken back, those acknowledged and answered by their days.
CLOCK = f"""
SELECT team_id, {MONTH.format("answer_due_on")} AS month,
    count(*) FILTER (WHERE acknowledged_on <= acknowledge_due_on AND answered_on <= answer_due_on) AS numerator,
    count(*) AS denominator
FROM governance_complaint
WHERE {IN_WINDOW.format(day="answer_due_on")} AND answer_due_on < %(today)s AND state <> 'withdrawn'
GROUP BY 1, 2
"""  # noqa: S608 - constants

TOUCHED = f"""
SELECT {MONTH.format("received_on")} FROM governance_complaint WHERE changed_at >= %(since)s
UNION
SELECT {MONTH.format("answer_due_on")} FROM governance_complaint
WHERE changed_at >= %(since)s OR (answer_due_on >= %(since_day)s - 1 AND answer_due_on < %(today)s)
UNION
SELECT month FROM governance_teammonth
WHERE figure = 'contacts' AND EXISTS (SELECT FROM governance_complaintpolicy WHERE set_at >= %(since)s)
"""  # noqa: S608 - constants
