"""Working measures out: everything, or what was touched since the last run."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from django.db import connection, transaction

from workforce_assurance.common.dates import local_day, month_start, months, next_month
from workforce_assurance.people import queries as people

from ..comparing.filling import compare_teams
from ..models import MeasureRun
from .filling import days_of, fill, show
from .registry import Measure, Window, all_measures
from .standing import find_standings, without_standing

MONTHS = 36
# What was being written while the last run read is looked at again.
OVERLAP = timedelta(hours=1)
# One at a time; whoever comes second waits, and finds nothing left to do.
LOCK = "SELECT pg_advisory_xact_lock(hashtext('governance measures'))"


@transaction.atomic
def compute(*, now: datetime, full: bool = False) -> int:
    """Work out the months that are over: all of three years, or those that were touched since. How many values changed.

    May run twice, late, or beside itself: what stands already is not written again.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
    organisation = people.organisation()
    zone = ZoneInfo(organisation.time_zone)
    today = local_day(now, zone)
    whole = Window(month_start(today) - relativedelta(months=MONTHS), month_start(today), now, today, zone)
    last = MeasureRun.objects.first()
    full = full or last is None or last.smallest_group != organisation.smallest_group
    since = None if full or last is None else last.began_at - OVERLAP
    found = {
        measure.key: _compute(measure, whole, since=since, smallest=organisation.smallest_group)
        for measure in all_measures()
    }
    # A month settles with time alone: once a day, and where something changed.
    a_new_day = last is None or local_day(last.began_at, zone) != today
    unknown = without_standing(all_measures())
    anew = [one for one in all_measures() if full or a_new_day or found[one.key] or one in unknown]
    find_standings(measures=anew, now=now)
    compare_teams(measures=anew, smallest=organisation.smallest_group, today=today)
    changed = sum(found.values())
    MeasureRun.objects.create(
        began_at=now, ended_at=now, is_full=full, smallest_group=organisation.smallest_group, changed=changed
    )
    return changed


def _compute(measure: Measure, whole: Window, *, since: datetime | None, smallest: int) -> int:
    """Of one measure; after a full run what may be shown is worked out anew of every month, for teams move."""
    wanted = list(months(whole.first, whole.end))[:-1] if since is None else _touched(measure, whole, since)
    changed: dict[date, int] = {}
    for first, end in _stretches(wanted):
        changed |= fill(measure, Window(first, end, whole.now, whole.today, whole.zone))
    # Days may be others though as many are counted.
    anew = wanted if since is None or measure.days else list(changed)
    # What may be shown of one month that looks back depends on those beside it.
    anew = list(months(whole.first, whole.end))[:-1] if measure.looks_back and anew else anew
    days = days_of(measure, Window(anew[0], next_month(anew[-1]), whole.now, whole.today, whole.zone)) if anew else {}
    show(measure, sorted(anew), smallest=smallest, now=whole.now, days=days)
    return sum(changed.values())


def _touched(measure: Measure, whole: Window, since: datetime) -> list[date]:
    """The months that something happened to since, and those that came to their end since."""
    since_day = local_day(since, whole.zone)
    with connection.cursor() as cursor:
        cursor.execute(measure.touched, whole.values | {"since": since, "since_day": since_day})
        found = {month for (month,) in cursor.fetchall()}
    found |= {month for month in months(month_start(since_day), whole.end) if month < whole.end}
    return sorted(month for month in found if whole.first <= month < whole.end)


def _stretches(wanted: Iterable[date]) -> list[tuple[date, date]]:
    """Months that follow each other, as first day and first day after."""
    found: list[tuple[date, date]] = []
    for month in wanted:
        after = month + relativedelta(months=1)
        if found and found[-1][1] == month:
            found[-1] = (found[-1][0], after)
        else:
            found.append((month, after))
    return found
