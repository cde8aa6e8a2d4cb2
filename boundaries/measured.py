"""The facts of restrictive decisions that measures count, by team and month: nothing is suppressed, and nothing imported counts."""

from __future__ import annotations

MONTH = "date_trunc('month', effective_at AT TIME ZONE %(zone)s)::date"
TOOK_EFFECT = "FROM boundaries_decision WHERE effective_at >= %(since_at)s AND effective_at < %(until_at)s AND brought_by_id IS NULL"

# Every decision that took effect, renewals among them.
DECISIONS = f"SELECT team_id, {MONTH} AS month, count(*) AS numerator {TOOK_EFFECT} GROUP BY 1, 2"

# Of decisions that took effect, those that had passed the gate by then.
GATE = f"""
SELECT team_id, {MONTH} AS month,
    count(*) FILTER (WHERE approved_at <= effective_at) AS numerator, count(*) AS denominator
{TOOK_EFFECT} GROUP BY 1, 2
"""

# Of decisions that took effect, those that passed the gate, before or after: it lets none through that lacks a part of the minimum
# set of its rationale.
RATIONALE = f"""
SELECT team_id, {MONTH} AS month, count(*) FILTER (WHERE approved_at IS NOT NULL) AS numerator, count(*) AS denominator
{TOOK_EFFECT} GROUP BY 1, 2
"""

# Of decisions that were in effect and ended in the month, those that ended in one way.
ENDED_MONTH = "date_trunc('month', ended_at AT TIME ZONE %(zone)s)::date"
ENDED = f"""
SELECT team_id, {ENDED_MONTH} AS month, count(*) FILTER (WHERE state = '{{state}}') AS numerator, count(*) AS denominator
FROM boundaries_decision
WHERE ended_at >= %(since_at)s AND ended_at < %(until_at)s AND effective_at IS NOT NULL
GROUP BY 1, 2
"""  # noqa: S608 - constants
LAPSED, OVERTURNED = ENDED.format(state="lapsed"), ENDED.format(state="overturned")

TOUCHED = f"""
SELECT {MONTH} FROM boundaries_decision WHERE effective_at IS NOT NULL
    AND (effective_at >= %(since)s OR approved_at >= %(since)s)
UNION SELECT {ENDED_MONTH} FROM boundaries_decision WHERE ended_at >= %(since)s
"""  # noqa: S608 - constants

# Wordings that a person confirmed, of texts that were looked through and could be opened, by the month of the text.
LABELS = """
SELECT scan.team_id, scan.month, count(hit.id) FILTER (WHERE reading.verdict = 'confirmed') AS numerator,
    count(DISTINCT scan.answer_id) AS denominator
FROM boundaries_labelscan scan
LEFT JOIN boundaries_labelhit hit ON hit.scan_id = scan.answer_id
LEFT JOIN boundaries_labelreading reading ON reading.hit_id = hit.id
WHERE scan.team_id IS NOT NULL AND NOT scan.is_unreadable AND scan.month >= %(first)s AND scan.month < %(end)s
GROUP BY 1, 2
"""
LABELS_TOUCHED = """
SELECT month FROM boundaries_labelscan WHERE read_at >= %(since)s
UNION SELECT scan.month FROM boundaries_labelreading reading JOIN boundaries_labelhit hit ON hit.id = reading.hit_id
    JOIN boundaries_labelscan scan ON scan.answer_id = hit.scan_id WHERE reading.judged_at >= %(since)s
"""

# Of criteria that two people scored without seeing each other's view, those with one score; by the month of the later view.
# Two views of one criterion are found by grouping: joined with themselves, scores take minutes where nothing is known of their number.
AGREEMENT = """
SELECT interaction.team_id, date_trunc('month', pair.given_at AT TIME ZONE %(zone)s)::date AS month,
    count(*) FILTER (WHERE pair.lowest = pair.highest) AS numerator, count(*) AS denominator
FROM (
    SELECT rating.review_id, max(rating.given_at) AS given_at, min(score.score) AS lowest, max(score.score) AS highest
    FROM boundaries_rating rating JOIN boundaries_criterionscore score ON score.rating_id = rating.id
    WHERE rating.part IN ('first', 'second') AND rating.state = 'given'
    GROUP BY rating.review_id, score.criterion_id
    HAVING count(*) = 2
) pair
JOIN boundaries_review review ON review.id = pair.review_id
JOIN boundaries_interaction interaction ON interaction.id = review.interaction_id
WHERE pair.given_at >= %(since_at)s AND pair.given_at < %(until_at)s
GROUP BY 1, 2
"""
AGREEMENT_TOUCHED = """
SELECT date_trunc('month', given_at AT TIME ZONE %(zone)s)::date FROM boundaries_rating WHERE given_at >= %(since)s
"""
