"""The page on which a worker prepares and releases, and what of it anybody else ever sees."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from supervision.commands import start_session
from tests.factories.supervision import NOON, SessionFactory
from tests.structured_templates.test_sentinel import tables_holding
from tests.supervision.preparing import answers_of, prepare
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.structured_templates.models import ResponseSection
from workforce_assurance.structured_templates.queries import response_for

KEPT, SHOWN, DRAFT = "quinquereme-kept", "quinquereme-shown", "quinquereme-draft"
OTHERS = ["manager", "governance", "administrator", "peer", "stranger"]


@pytest.fixture
def session(house):
    return SessionFactory(worker=house.worker, supervisor=house.supervisor, team=house.team)


@pytest.fixture
def response(session):
    return prepare(session, on_my_mind=SHOWN, keep_for_now=KEPT)


def page_of(session, part=""):
    return f"/supervision/{session.pk}/preparation/{part}"


def press(house, session, response, what, key="on_my_mind"):
    own = answers_of(response, session)[key]
    sent = {"answer": str(own.id), "seen": own.seen}
    return house.client("worker").post(page_of(session, f"{what}/"), sent, follow=True)


def test_it_is_empty_until_something_is_written_and_leads_there_in_one_press(house, session):
    prepare(session)
    client = house.client("worker")
    assert "Nothing is written yet." in client.get(page_of(session)).content.decode()
    answer = client.post(page_of(session, "write/"))
    response = response_for("supervision_preparation", session.pk)
    assert answer.url == reverse("record_section", args=[response.pk, "prepare"])
    page = client.get(answer.url).content.decode()
    assert "only you, unless you release it to Sasha Reed later." in page
    assert "Back to your preparation" in page


def test_saving_leads_to_what_can_be_released(house, session):
    prepare(session)
    client = house.client("worker")
    section = client.post(page_of(session, "write/")).url
    sent = {"q.on_my_mind": SHOWN, "revision": "1", "seen": "", "save": "1"}
    answer = client.post(section, sent, follow=True)
    assert answer.redirect_chain == [(page_of(session), 302)]
    assert "Release to Sasha Reed" in answer.content.decode()


def test_without_a_published_template_it_says_what_to_do(house, session):
    page = house.client("worker").post(page_of(session, "write/"), follow=True).content.decode()
    assert "Ask an administrator to publish one." in page


def test_the_supervisor_reads_what_is_released_and_nothing_else(house, session, response):
    start_session(session=session, by=house.supervisor, now=NOON)
    record = response_for("supervision", session.pk)
    pages = [f"/supervision/{session.pk}/", reverse("record_last_time", args=[record.pk])]
    client = house.client("supervisor")
    for page in pages:
        assert "Sam Okoro has released nothing." in client.get(page).content.decode()
    press(house, session, response, "release")
    for page in pages:
        shown = client.get(page).content.decode()
        assert (SHOWN in shown, KEPT in shown) == (True, False), page
    reads = TrailEntry.objects.filter(action="record.released_read", actor=house.supervisor)
    assert reads.count() == len(pages)


def test_the_worker_sees_when_it_was_read(house, session, response):
    press(house, session, response, "release")
    house.client("supervisor").get(f"/supervision/{session.pk}/")
    page = house.client("worker").get(page_of(session)).content.decode()
    assert "Sasha Reed was shown what you released on Mon 1 Mar 2027, 12:00." in page


def test_it_is_taken_back_until_the_session_is_started(house, session, response):
    press(house, session, response, "release")
    page = press(house, session, response, "take-back").content.decode()
    assert "Taken back: this answer is yours alone again." in page
    assert SHOWN not in house.client("supervisor").get(f"/supervision/{session.pk}/").content.decode()
    press(house, session, response, "release")
    start_session(session=session, by=house.supervisor, now=NOON)
    page = press(house, session, response, "take-back").content.decode()
    assert "The session has been started, so what you released stays released." in page
    assert "what you released stays released" in house.client("worker").get(page_of(session)).content.decode()


@pytest.mark.parametrize("sent", [{}, {"answer": "none"}, {"answer": "11111111-2222-4333-8444-555555555555"}])
@pytest.mark.parametrize("what", ["release", "take-back"])
def test_an_answer_that_is_not_theirs_is_answered_in_words(house, session, response, what, sent):
    answer = house.client("worker").post(page_of(session, f"{what}/"), sent, follow=True)
    assert answer.redirect_chain == [(page_of(session), 302)]
    assert "Nothing was changed." in answer.content.decode()


@pytest.mark.parametrize("who", ["supervisor", *OTHERS])
def test_nobody_else_opens_the_page_or_acts_on_it(house, session, response, who):
    client = house.client(who)
    assert client.get(page_of(session)).status_code == 404
    for part in ("write/", "release/", "take-back/"):
        assert client.post(page_of(session, part)).status_code == 404
    for name in ("record", "record_read", "record_check", "record_history", "record_last_time"):
        assert client.get(reverse(name, args=[response.pk])).status_code == 404
    assert client.get(reverse("record_section", args=[response.pk, "prepare"])).status_code == 404


@pytest.mark.parametrize("name", ["record", "record_read", "record_check", "record_sign", "record_history"])
def test_pages_of_what_is_signed_lead_back_to_the_preparation(house, session, response, name):
    assert house.client("worker").get(reverse(name, args=[response.pk])).url == page_of(session)


def test_what_is_not_released_stands_nowhere_that_anybody_else_could_read(house, session, response):
    client = house.client("worker")
    section = reverse("record_section", args=[response.pk, "prepare"])
    typed = {"q.want_to_bring": DRAFT, "revision": "1", "seen": "", "page": "p"}
    assert client.post(f"{section}autosave/", typed, headers={"X-Autosave": "1"}).status_code == 200
    assert ResponseSection.objects.filter(sealed_draft__isnull=False).exists()
    press(house, session, response, "release")
    pages = ["/", f"/supervision/{session.pk}/", "/supervision/", "/supervision/sessions.csv", "/my/data/"]
    pages += ["/supervision/calendar/", "/supervision/calendar/?view=list", "/set-up/trail/", "/my/data/export/"]
    for who in ("supervisor", *OTHERS):
        theirs = house.client(who)
        for page in pages:
            answer = theirs.get(page)
            body = b"".join(answer) if answer.streaming else answer.content
            hidden = [KEPT, DRAFT] if who == "supervisor" else [KEPT, DRAFT, SHOWN]
            assert [word for word in hidden if word.encode() in body] == [], (who, page)
    assert tables_holding("quinquereme") == set()


def test_one_s_own_unsaved_words_wait_and_are_said_to_wait(house, session, response):
    client = house.client("worker")
    section = reverse("record_section", args=[response.pk, "prepare"])
    client.post(f"{section}autosave/", {"q.want_to_bring": DRAFT, "revision": "1", "seen": ""})
    page = client.get(page_of(session)).content.decode()
    assert "You typed something that is not saved yet" in page
    assert DRAFT in client.get(section).content.decode()


def test_after_an_outcome_it_is_read_and_no_longer_changed(house, response, session):
    session.state, session.closed_at, session.closed_by = "not_needed", NOON, house.supervisor
    session.next_check = None
    session.save()
    page = house.client("worker").get(page_of(session)).content.decode()
    assert SHOWN in page
    assert ("Release to" in page, "/write/" in page) == (False, False)


def test_what_was_prepared_for_a_session_that_fell_through_is_one_press_away(house, response, session):
    session.state, session.closed_at, session.closed_by = "missed", NOON, house.supervisor
    session.next_check = None
    session.save()
    due_on = session.due_on + timedelta(days=7)
    following = SessionFactory(worker=house.worker, supervisor=house.supervisor, team=house.team, due_on=due_on)
    assert page_of(session) in house.client("worker").get(page_of(following)).content.decode()


def test_the_session_s_page_leads_the_worker_to_prepare_and_no_longer_starts_its_record(house, session):
    page = house.client("worker").get(f"/supervision/{session.pk}/").content.decode()
    assert page_of(session) in page
    assert house.client("worker").post(f"/supervision/{session.pk}/start/").status_code == 404


def test_the_page_costs_the_same_for_any_number_of_answers(house, session):
    client, costs = house.client("worker"), []
    for words in ({"on_my_mind": "a"}, {"on_my_mind": "b", "went_well": "b", "keep_for_now": "b"}):
        response = prepare(session, **words)
        press(house, session, response, "release")
        client.get(page_of(session))
        with CaptureQueriesContext(connection) as queries:
            client.get(page_of(session))
        costs.append(len(queries))
    assert costs[0] == costs[1]
    assert costs[0] <= 25
