"""The organisation and its calendar: founded once, changed by administrators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from workforce_assurance.audit.commands import record
from workforce_assurance.common.refusals import Refusal
from workforce_assurance.common.shipped import load_shipped

from ..enums import Role
from ..holiday_calendar import public_holidays
from ..models import Holiday, Organisation, Person, RoleGrant

# The year in hand and two more: long enough for what is planned, short enough for what governments announce.
YEARS_AHEAD = 2


class AlreadyFounded(Exception):
    """There is an organisation; the first run is over."""


class HolidayAlreadyThere(Refusal):
    words = "That day is a holiday already."


@dataclass(frozen=True)
class FirstAdministrator:
    name: str
    email: str
    password: str


@transaction.atomic
def found_organisation(*, administrator: FirstAdministrator, now: datetime, **settings: Any) -> Person:
    """Make the organisation, its first administrator, its holidays and the shipped data; give the administrator.

    :raises AlreadyFounded: when somebody did before, or at the same moment
    """
    try:
        with transaction.atomic():
            organisation = Organisation.objects.create(**settings)
    except IntegrityError as error:
        raise AlreadyFounded from error
    person = Person.objects.create_user(
        administrator.email,
        administrator.password,
        full_name=administrator.name,
        receives_supervision=False,
    )
    RoleGrant.objects.create(person=person, role=Role.ADMINISTRATOR)
    record(action="organisation.founded", subject_type="organisation", subject_id=organisation.pk, by=person, now=now)
    seed_holidays(first_year=now.year, by=person, now=now)
    load_shipped(now=now)
    return person


@transaction.atomic
def change_organisation(*, changes: dict[str, Any], by: Person, now: datetime) -> Organisation:
    """Change the organisation's settings; the trail keeps which, not what they were."""
    organisation = Organisation.objects.select_for_update().get()
    changed = sorted(name for name, value in changes.items() if getattr(organisation, name) != value)
    for name in changed:
        setattr(organisation, name, changes[name])
    if changed:
        organisation.save(update_fields=changed)
        record(
            action="organisation.changed",
            subject_type="organisation",
            subject_id=organisation.pk,
            by=by,
            now=now,
            facts={"changed": changed},
        )
    return organisation


@transaction.atomic
def seed_holidays(*, first_year: int, by: Person, now: datetime) -> int:
    """Add the country's public holidays of that year and the two after it, where no holiday is yet; give how many."""
    organisation = Organisation.objects.get()
    years = range(first_year, first_year + YEARS_AHEAD + 1)
    known = set(Holiday.objects.values_list("day", flat=True))
    found = public_holidays(organisation.country, organisation.subdivision, years)
    new = [Holiday(day=day, name=name) for day, name in found.items() if day not in known]
    Holiday.objects.bulk_create(new)
    facts = {"first_year": first_year, "added": len(new)}
    record(action="holidays.seeded", subject_type="calendar", subject_id=1, by=by, now=now, facts=facts)
    return len(new)


@transaction.atomic
def add_holiday(*, day: date, name: str, by: Person, now: datetime) -> Holiday:
    """:raises HolidayAlreadyThere: when that day is one already"""
    holiday, is_new = Holiday.objects.get_or_create(day=day, defaults={"name": name})
    if not is_new:
        raise HolidayAlreadyThere
    record(action="holiday.added", subject_type="holiday", subject_id=day, by=by, now=now)
    return holiday


@transaction.atomic
def remove_holiday(*, day: date, by: Person, now: datetime) -> None:
    """Make it a working day again; a day that is no holiday stays as it is."""
    removed, _ = Holiday.objects.filter(day=day).delete()
    if removed:
        record(action="holiday.removed", subject_type="holiday", subject_id=day, by=by, now=now)
