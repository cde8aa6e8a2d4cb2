"""When somebody is reminded of what falls due; and how what nobody was reminded of yet follows a new ladder."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import QuerySet

from workforce_assurance.common.dates import WorkingCalendar, at_local, day_ending

REMINDER_TIME = time(8)
# What nobody was reminded of yet, and nothing else: a reminder that went out stays where it was.
FOLLOW = """
UPDATE {table} AS waiting
SET reminder_at = new.reminder_at, next_check = coalesce(new.reminder_at, waiting.{end})
FROM unnest(%s::timestamptz[], %s::timestamptz[]) AS new (due_at, reminder_at)
WHERE waiting.due_at = new.due_at AND waiting.state = %s
    AND waiting.next_check = coalesce(waiting.reminder_at, waiting.{end})
    AND waiting.reminder_at IS DISTINCT FROM new.reminder_at{only}
"""


def reminder_for(day: date, working_days: int, calendar: WorkingCalendar, zone: ZoneInfo) -> datetime:
    """When somebody is reminded of what is due by the end of `day`."""
    return at_local(calendar.subtract(day, working_days), REMINDER_TIME, zone)


def follow_ladder(
    *,
    rows: QuerySet,
    end: str,
    state: str,
    working_days: int | None,
    calendar: WorkingCalendar,
    zone: ZoneInfo,
    only: str = "",
) -> int:
    """Move the reminders of these rows to so many working days before each is due, or to none; how many moved.

    The rows have `due_at`, `reminder_at`, `next_check` and `state`; `end` is the column of the instant at which they
    run out. `only` is a condition of our own words on `waiting`, where the table holds obligations of several kinds. One
    statement for all of them, in the caller's transaction.
    """
    ends = sorted(rows.filter(next_check__isnull=False).values_list("due_at", flat=True).distinct())
    days = [day_ending(due_at, zone) for due_at in ends]
    reminders = [None if working_days is None else reminder_for(day, working_days, calendar, zone) for day in days]
    with connection.cursor() as cursor:
        cursor.execute(
            FOLLOW.format(table=rows.model._meta.db_table, end=end, only=f" AND {only}" if only else ""),
            [ends, reminders, state],
        )
        return int(cursor.rowcount)
