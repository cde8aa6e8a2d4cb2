"""What is held about somebody's times, calendar and reminders, for their own eyes."""

from datetime import date, time

import pytest

from supervision.commands import make_calendar_link, prefer_reminders
from supervision.holdings import arrangements_of
from supervision.models import Series
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.supervision import NOON

pytestmark = pytest.mark.django_db


def test_usual_times_links_and_wishes_are_held_and_the_link_itself_is_not():
    OrganisationFactory()
    worker, supervisor = PersonFactory(full_name="Sam Okoro"), PersonFactory(full_name="Sasha Reed")
    Series.objects.create(
        worker=worker,
        supervisor=supervisor,
        weekday=1,
        clock=time(11),
        starts_on=date(2027, 3, 2),
        set_by=supervisor,
        set_at=NOON,
    )
    make_calendar_link(person=worker, now=NOON)
    prefer_reminders(person=worker, wants=False, now=NOON)
    assert arrangements_of(worker, NOON).rows == [
        ("Usual time of Sam Okoro with Sasha Reed", "Tuesdays at 11:00, every 4 weeks"),
        ("Calendar link made", "Mon 1 Mar 2027, 12:00, in use"),
        ("No reminders to prepare", "Since Mon 1 Mar 2027, 12:00"),
    ]
