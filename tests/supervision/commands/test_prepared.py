"""Preparing for a session: what is the worker's own, what they release, and until when they take it back."""

from datetime import timedelta

import pytest

from supervision.commands import (
    cancel_session,
    prepare_session,
    release_prepared,
    start_session,
    take_back_prepared,
)
from supervision.exceptions import SessionAlreadyClosed, SessionAlreadyStarted
from supervision.models import Session
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.supervision import NOON, SessionFactory
from tests.supervision.preparing import answers_of, prepare
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.structured_templates.asked import asked_by
from workforce_assurance.structured_templates.commands import finish_response, read_released, save_section
from workforce_assurance.structured_templates.models import Release, Response
from workforce_assurance.structured_templates.refusals import AnswerChanged, MayNotWrite

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    OrganisationFactory()
    return SessionFactory()


@pytest.fixture
def response(session):
    return prepare(session, on_my_mind="The night shifts.", keep_for_now="Not this.")


def release(session, response, key="on_my_mind", **changes):
    own = answers_of(response, session)[key]
    said = {"answer_id": own.id, "seen": own.seen, "by": session.worker, "now": NOON} | changes
    release_prepared(session=session, **said)


def take_back(session, response, key="on_my_mind", **changes):
    own = answers_of(response, session)[key]
    take_back_prepared(session=session, **({"answer_id": own.id, "by": session.worker, "now": NOON} | changes))


def read(session, response, who=None):
    about = {"purpose": response.purpose, "subject_id": response.subject_id}
    return [one.shown.text for one in read_released(**about, by=who or session.supervisor, now=NOON)]


def actions():
    return list(TrailEntry.objects.filter(action__startswith="record.answer").values_list("action", flat=True))


def test_a_preparation_has_its_worker_as_its_only_party(session, response):
    assert list(response.parties.values_list("person", "part")) == [(session.worker_id, "subject")]
    assert prepare_session(session=session, by=session.worker, now=NOON) == response
    assert not Session.objects.get(pk=session.pk).started_at


def test_nobody_else_opens_it(session):
    for who in (session.supervisor, PersonFactory()):
        with pytest.raises(MayNotWrite):
            prepare_session(session=session, by=who, now=NOON)
    assert not Response.objects.exists()


def test_nothing_is_read_until_it_is_released_and_then_that_alone(session, response):
    assert read(session, response) == []
    release(session, response)
    assert read(session, response) == ["The night shifts."]
    assert read(session, response, PersonFactory()) == []


def test_releasing_twice_is_releasing_once(session, response):
    release(session, response)
    release(session, response)
    assert (Release.objects.count(), actions()) == (1, ["record.answer_released"])


def test_the_trail_says_which_question_was_released_to_whom_and_no_word_of_it(session, response):
    release(session, response)
    entry = TrailEntry.objects.get(action="record.answer_released")
    assert (entry.about_id, entry.facts) == (
        session.worker_id,
        {"question": "on_my_mind", "to": str(session.supervisor_id)},
    )


def test_what_is_changed_afterwards_is_the_worker_s_alone_until_they_release_it_again(session, response):
    release(session, response)
    prepare(session, now=NOON + timedelta(minutes=5), on_my_mind="Something else.")
    assert read(session, response) == []
    assert answers_of(response, session)["on_my_mind"].changed
    release(session, response)
    assert read(session, response) == ["Something else."]


def test_an_answer_that_is_emptied_is_released_to_nobody(session, response):
    release(session, response)
    section = asked_by(response.version_id).sections[0]
    save_section(
        response=response, section=section, values={"on_my_mind": None}, revision=1, seen="", by=session.worker, now=NOON
    )  # fmt: skip
    assert (Release.objects.count(), read(session, response)) == (0, [])


def test_what_changed_under_an_open_page_is_not_released(session, response):
    seen = answers_of(response, session)["on_my_mind"].seen
    prepare(session, now=NOON + timedelta(minutes=5), on_my_mind="Something else.")
    with pytest.raises(AnswerChanged):
        release(session, response, seen=seen)
    assert not Release.objects.exists()


def test_taking_back_leaves_nothing_to_read_and_is_in_the_trail(session, response):
    release(session, response)
    take_back(session, response)
    take_back(session, response)
    assert read(session, response) == []
    assert actions() == ["record.answer_released", "record.answer_taken_back"]


def test_once_the_session_is_started_it_stays_released_and_more_can_be(session, response):
    release(session, response)
    start_session(session=session, by=session.supervisor, now=NOON)
    with pytest.raises(SessionAlreadyStarted):
        take_back(session, response)
    release(session, response, "keep_for_now")
    assert read(session, response) == ["The night shifts.", "Not this."]


def test_after_an_outcome_nothing_changes(session, response):
    cancel_session(session=session, side="worker", reason="sickness", by=session.supervisor, now=NOON)
    for act in (release, take_back):
        with pytest.raises(SessionAlreadyClosed):
            act(session, response)
    with pytest.raises(SessionAlreadyClosed):
        prepare_session(session=session, by=session.worker, now=NOON)


def test_nobody_releases_the_answer_of_somebody_else(session, response):
    with pytest.raises(MayNotWrite):
        release(session, response, by=session.supervisor)
    with pytest.raises(MayNotWrite):
        take_back(session, response, by=session.supervisor)
    other = SessionFactory()
    theirs = prepare(other, on_my_mind="Mine.")
    with pytest.raises(MayNotWrite):
        release(session, response, answer_id=answers_of(theirs, other)["on_my_mind"].id)


def test_another_supervisor_reads_nothing_until_it_is_released_to_them(session, response):
    release(session, response)
    session.supervisor = PersonFactory()
    session.save()
    assert read(session, response) == []
    release(session, response)
    assert read(session, response) == ["The night shifts."]


def test_a_preparation_is_never_finished_or_signed(session, response):
    with pytest.raises(MayNotWrite):
        finish_response(response=response, by=session.worker, now=NOON)


def test_reading_leaves_a_row_about_the_worker_and_none_when_there_is_nothing(session, response):
    read(session, response)
    release(session, response)
    read(session, response)
    entry = TrailEntry.objects.get(action="record.released_read")
    assert (entry.actor, entry.about_id, entry.facts) == (session.supervisor, session.worker_id, {})
