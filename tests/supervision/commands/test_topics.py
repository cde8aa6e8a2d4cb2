"""Topics of a session: added once, read by two, ordered, ticked, taken back, carried."""

from datetime import date, timedelta

import pytest

from supervision.commands import (
    add_topic,
    hold_session,
    leave_topic_for_next_time,
    move_topic_up,
    take_topic_back,
    tick_topic,
)
from supervision.exceptions import NotTheirTopic, SessionAlreadyClosed, TooManyTopics, TopicAlreadyTalkedAbout
from supervision.models import Topic
from supervision.shipped import ship
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.supervision import NOON, SessionFactory
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.structured_templates.queries import first_words, words_about

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    OrganisationFactory()
    ship(NOON)
    return SessionFactory(due_on=date(2027, 3, 15))


def add(session, text="The rota", by=None, once=None):
    by = by or session.worker
    return add_topic(session=session, text=text, once=once or text, by=by, now=NOON)


def act(command, topic, by=None, **more):
    return command(topic=topic, by=by or topic.session.worker, now=NOON, **more)


def texts(session, viewer=None):
    topics = list(session.topics.standing())
    words = first_words(words_about("supervision_topic", [topic.pk for topic in topics], viewer or session.worker))
    return [words.get(topic.pk) for topic in topics]


def hold(session):
    hold_session(session=session, held_at=NOON, minutes=60, by=session.supervisor, now=NOON)


def test_both_add_and_read_and_nobody_else_reads(session):
    add(session)
    add(session, "A case", by=session.supervisor)
    assert texts(session) == texts(session, session.supervisor) == ["The rota", "A case"]
    assert texts(session, PersonFactory()) == [None, None]


def test_the_same_press_adds_it_once(session):
    assert add(session, once="1") == add(session, once="1")
    assert Topic.objects.count() == 1


def test_nobody_but_the_two_adds(session):
    with pytest.raises(NotTheirTopic):
        add(session, by=PersonFactory())
    assert not Topic.objects.exists()


def test_the_trail_knows_that_one_was_added_and_no_word_of_it(session):
    topic = add(session, "quinquereme")
    entry = TrailEntry.objects.get(action="topic added")
    assert (entry.subject_id, entry.about_id, entry.facts) == (
        str(topic.pk),
        session.worker_id,
        {"session": session.reference},
    )
    assert not any("quinquereme" in str(facts) for facts in TrailEntry.objects.values_list("facts", flat=True))


def test_there_are_twenty_at_most(session):
    for number in range(20):
        add(session, f"Topic {number}")
    with pytest.raises(TooManyTopics):
        add(session, "One more")


def test_one_is_moved_up_and_the_first_stays(session):
    for text in "abc":
        add(session, text)
    third = session.topics.last()
    for _ in range(3):
        act(move_topic_up, third)
    assert texts(session) == ["c", "a", "b"]


def test_ticking_says_who_and_when_and_can_be_undone(session):
    topic = act(tick_topic, add(session), by=session.supervisor, talked=True)
    assert (topic.talked_at, topic.talked_by) == (NOON, session.supervisor)
    topic = act(tick_topic, topic, talked=False)
    assert (topic.talked_at, topic.talked_by) == (None, None)


def test_what_was_talked_about_is_neither_taken_back_nor_left_for_next_time(session):
    topic = act(tick_topic, add(session), talked=True)
    with pytest.raises(TopicAlreadyTalkedAbout):
        act(take_topic_back, topic)
    with pytest.raises(TopicAlreadyTalkedAbout):
        act(leave_topic_for_next_time, topic, later=True)


def test_only_whoever_added_it_takes_it_back(session):
    topic = add(session)
    with pytest.raises(NotTheirTopic):
        act(take_topic_back, topic, by=session.supervisor)
    act(take_topic_back, topic)
    assert texts(session) == []
    with pytest.raises(NotTheirTopic):
        act(tick_topic, topic, talked=True)


def test_what_was_not_talked_about_comes_first_the_next_time(session):
    following = SessionFactory(
        worker=session.worker, supervisor=session.supervisor, due_on=session.due_on + timedelta(days=28)
    )
    add(following, "New")
    act(tick_topic, add(session, "Done"), talked=True)
    act(leave_topic_for_next_time, add(session, "Later"), later=True)
    add(session, "Forgotten")
    hold(session)
    assert texts(session) == ["Done"]
    assert texts(following) == ["Later", "Forgotten", "New"]
    carried = list(following.topics.values_list("carried_times", "is_for_next_time"))
    assert carried == [(1, False), (1, False), (0, False)]


def test_with_another_supervisor_topics_are_not_carried(session):
    add(session)
    SessionFactory(worker=session.worker, due_on=session.due_on + timedelta(days=28))
    hold(session)
    assert texts(session) == ["The rota"]


def test_after_an_outcome_topics_no_longer_change(session):
    topic = act(tick_topic, add(session), talked=True)
    hold(session)
    with pytest.raises(SessionAlreadyClosed):
        add(session, "Another")
    with pytest.raises(SessionAlreadyClosed):
        act(tick_topic, topic, talked=False)
