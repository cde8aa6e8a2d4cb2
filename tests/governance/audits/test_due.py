"""A reading is due by the end of a day: its reader is reminded, then told, and then who stands above them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from governance.audits.commands import give_days
from governance.audits.shipped import ship_ladder
from governance.models import AuditReading
from tests.factories.audits import DAY, draw, give, readings, records_of
from tests.factories.supervision import NOON
from workforce_assurance.escalations.commands import start_kind, sweep
from workforce_assurance.escalations.models import Episode, Notice

pytestmark = pytest.mark.usefixtures("no_banners")
KIND = "governance.audit_reading"
# Friday; reminded on Tuesday, three working days before.
READ_BY = (NOON + 4 * DAY).date()
OVER = NOON + 4 * DAY + timedelta(hours=12)


@pytest.fixture
def watched(house):
    """The shipped ladder, and a sweep that has begun with it."""
    ship_ladder(NOON - DAY)
    start_kind(kind=KIND, by=None, now=NOON - DAY)
    return house


@pytest.fixture
def reading(watched, other_lead):
    records_of(watched, 1)
    return readings(draw(watched.governance, teams=[watched.team], by=watched.governance, read_by=READ_BY))[0]


def told():
    return list(
        Notice.objects.filter(episode__obligation_kind=KIND).order_by("pk").values_list("recipient", "position")
    )


def test_a_reading_is_due_at_the_end_of_its_day(reading):
    assert (reading.due_at, reading.ran_out_at) == (OVER, None)
    sweep(now=OVER - timedelta(seconds=1))
    reading.refresh_from_db()
    assert reading.ran_out_at is None
    sweep(now=OVER)
    reading.refresh_from_db()
    assert (reading.ran_out_at, reading.next_check) == (OVER, None)


def test_its_reader_is_reminded_and_whoever_stands_above_is_told_after_them(reading, watched, other_lead):
    sweep(now=NOON)
    assert told() == []
    sweep(now=NOON + DAY)
    sweep(now=OVER)
    sweep(now=OVER + 6 * DAY)
    assert told() == [(watched.governance.pk, 0), (watched.governance.pk, 1), (other_lead.pk, 2)]


def test_giving_it_ends_what_was_told(reading):
    sweep(now=OVER)
    give(reading, now=OVER + DAY)
    sweep(now=OVER + 30 * DAY)
    assert set(Episode.objects.filter(obligation_kind=KIND).values_list("state", flat=True)) == {"closed"}


def test_an_audit_has_twenty_working_days_where_no_day_is_said(watched):
    records_of(watched, 1)
    audit = draw(watched.governance, teams=[watched.team], by=watched.governance)
    assert audit.read_by == (NOON + 28 * DAY).date()


def test_a_reading_from_before_there_were_days_gets_one(reading):
    AuditReading.objects.update(due_at=None, responsible=None, reminder_at=None, next_check=None)
    assert (give_days(now=NOON), give_days(now=NOON)) == (1, 0)
    reading.refresh_from_db()
    assert (reading.due_at > NOON, reading.responsible is not None) == (True, True)


def test_what_is_past_its_day_says_so_where_it_is_listed(reading, watched, time_machine):
    pages = ["/", reverse("governance:audits"), reverse("governance:audit", args=[reading.unit.audit_id])]
    pages.append(reverse("governance:audit_reading", args=[reading.pk]))
    client = watched.client("governance")
    assert ["Fri 5 Mar 2027" in client.get(page).text for page in pages] == [True] * 4
    time_machine.move_to(OVER, tick=False)
    client = watched.client("governance")
    assert ["Past its date" in client.get(page).text for page in pages] == [True] * 4
