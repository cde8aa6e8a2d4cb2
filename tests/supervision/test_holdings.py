"""What is held about somebody's times, calendar and reminders, for their own eyes."""

from datetime import date, time

import pytest

from supervision.commands import add_topic, make_calendar_link, prefer_reminders, take_topic_back, tick_topic
from supervision.holdings import arrangements_of, topics_of
from supervision.models import Series
from supervision.shipped import ship
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.supervision import NOON, SessionFactory

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


def test_topics_one_added_are_held_by_what_became_of_them_and_without_their_words():
    OrganisationFactory()
    ship(NOON)
    session = SessionFactory()
    for text in ("quinquereme-one", "quinquereme-two", "quinquereme-three"):
        add_topic(session=session, text=text, once=text, by=session.worker, now=NOON)
    talked, back, _ = session.topics.all()
    tick_topic(topic=talked, talked=True, by=session.worker, now=NOON)
    take_topic_back(topic=back, by=session.worker, now=NOON)
    rows = topics_of(session.worker, NOON).rows
    assert {row[:2] for row in rows} == {(session.reference, "Mon 1 Mar 2027, 12:00")}
    assert sorted(row[2] for row in rows) == ["Taken back", "Talked about", "Waits"]
    assert topics_of(session.supervisor, NOON).rows == []
