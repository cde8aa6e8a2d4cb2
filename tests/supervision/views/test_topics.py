"""Topics on the page of a session: adding one, pressing what stands beside it, and who sees them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from supervision.commands import add_topic, start_session
from supervision.models import Topic
from supervision.shipped import ship
from tests.factories.supervision import NOON, SessionFactory
from tests.structured_templates.test_sentinel import tables_holding
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.structured_templates.queries import response_for

WORDS = "quinquereme-topic"


@pytest.fixture
def session(house):
    ship(NOON)
    return SessionFactory(worker=house.worker, supervisor=house.supervisor, team=house.team)


def hub(session):
    return f"/supervision/{session.pk}/"


def add(house, session, text=WORDS, who="worker", **more):
    return house.client(who).post(f"{hub(session)}topics/", {"text": text, "once": text, **more})


def press(house, topic, what, who="worker"):
    return house.client(who).post(f"/supervision/topics/{topic.pk}/{what}/", follow=True)


@pytest.mark.parametrize("who", ["worker", "supervisor"])
def test_either_adds_one_and_both_see_it(house, session, who):
    assert add(house, session, who=who).url == f"{hub(session)}#panel-topics"
    for viewer in ("worker", "supervisor"):
        assert WORDS in house.client(viewer).get(hub(session)).content.decode()
    assert TrailEntry.objects.filter(action="topics.read").count() == 2


def test_it_stands_beside_the_record_too(house, session):
    add(house, session)
    start_session(session=session, by=house.supervisor, now=NOON)
    url = reverse("record_last_time", args=[response_for("supervision", session.pk).pk])
    assert WORDS in house.client("supervisor").get(url).content.decode()


@pytest.mark.parametrize("who", ["manager", "governance", "administrator", "peer", "stranger"])
def test_nobody_else_reads_adds_or_ticks(house, session, who):
    add(house, session)
    client, topic = house.client(who), Topic.objects.get()
    for page in (hub(session), "/", "/supervision/", "/my/data/export/", "/set-up/trail/"):
        answer = client.get(page)
        assert WORDS.encode() not in (b"".join(answer) if answer.streaming else answer.content)
    assert client.get(f"{hub(session)}topics/").status_code == 404
    assert client.post(f"/supervision/topics/{topic.pk}/talked/").status_code == 404
    record = response_for("supervision_topic", topic.pk)
    assert client.get(reverse("record_section", args=[record.pk, "topic"])).status_code == 404
    assert tables_holding(WORDS) == set()


@pytest.mark.parametrize("text", ["", "x" * 201, "a\x00b"])
def test_what_cannot_be_added_stays_in_the_box(house, session, text):
    answer = add(house, session, text=text)
    assert answer.status_code == 422
    assert text.replace("\x00", "\ufffd") in answer.content.decode()
    assert not Topic.objects.exists()


def test_a_refusal_keeps_the_words_on_the_page(house, session):
    session.state, session.closed_at, session.closed_by, session.next_check = "not_needed", NOON, house.worker, None
    session.save()
    answer = add(house, session)
    assert "its topics no longer change" in answer.content.decode()
    assert WORDS in answer.content.decode()


def test_what_is_pressed_beside_a_topic_is_done_and_leads_back(house, session):
    add(house, session)
    topic = Topic.objects.get()
    for what, words in (
        ("talked", "Not talked about after all"),
        ("not-talked", "Next time"),
        ("next-time", "For next time"),
        ("this-time", "Next time"),
        ("take-back", "Nothing stands here yet."),
    ):
        answer = press(house, topic, what)
        assert answer.redirect_chain == [(f"{hub(session)}#panel-topics", 302)]
        assert words in answer.content.decode(), what
    assert "no longer on the list" in press(house, topic, "talked").content.decode()
    assert press(house, topic, "made-up").status_code == 404


def test_order_changes_by_one_press(house, session):
    for text in ("first", "second"):
        add(house, session, text)
    page = press(house, Topic.objects.last(), "up", who="supervisor").content.decode()
    assert page.index("second") < page.index("first")


def test_the_page_costs_the_same_for_any_number_of_topics(house, session):
    client, costs = house.client("supervisor"), []
    for texts in (["a"], ["b", "c"]):
        for text in texts:
            add_topic(session=session, text=text, once=text, by=house.worker, now=NOON)
        client.get(hub(session))
        with CaptureQueriesContext(connection) as queries:
            client.get(hub(session))
        costs.append(len(queries))
    assert costs[0] == costs[1]
