"""Who was in post a year ago and still is: for a job that stores it, with nothing suppressed."""

from __future__ import annotations

from .time_in_post import POSTS

# People and posts carry no time at which they changed: what changed is found when everything is worked out, every night.
TOUCHED = "SELECT NULL::date WHERE FALSE"

# By team and month: of those in post in it when the year began that ends with the month, how many still are, in any team. A year
# before which nobody is known to have been in post is in none.
STAYED = f"""
WITH post AS MATERIALIZED ({POSTS}),
year AS (
    SELECT day::date AS month, (day + interval '1 month' - interval '1 year' - interval '1 day')::date AS began,
        (day + interval '1 month' - interval '1 day')::date AS ended
    FROM generate_series(%(first)s::timestamp, %(end)s::timestamp - interval '1 day', interval '1 month') day
),
still AS (
    SELECT DISTINCT year.month, post.person_id
    FROM year JOIN post ON post.first <= year.ended AND post.last >= year.ended
)
SELECT post.team_id, year.month, count(still.person_id) AS numerator, count(*) AS denominator
FROM year
JOIN post ON post.first <= year.began AND post.last >= year.began
LEFT JOIN still ON still.month = year.month AND still.person_id = post.person_id
GROUP BY 1, 2
"""  # noqa: S608 - constants
