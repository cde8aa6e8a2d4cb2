"""Offering support, answering as one likes, and who hears of it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from debriefs.enums import OfferAnswer
from debriefs.exceptions import KindNotOffered, LaterOnlyOnce, NotWithinAWhile, OfferOfAnother, SupportNotOffered
from debriefs.models import SupportOffer, SupportSettings
from debriefs.support.commands import KindSaid, answer_offer, set_support
from debriefs.support.panels import for_me, no_contact_since
from supervision.commands import hold_session
from tests.factories.debriefs import NOON
from tests.factories.people import PersonFactory
from tests.factories.supervision import SessionFactory
from tests.factories.support import LATER, incident_of, kind, offer
from workforce_assurance.audit.models import TrailEntry

DAY = timedelta(days=1)


def answered(row, answer, **changes):
    return answer_offer(**{"offer": row, "answer": OfferAnswer(answer), "by": row.to, "now": LATER, **changes})


def test_the_trail_says_that_it_was_offered_and_answered_never_what(house):
    row = answered(offer(house.worker, house.supervisor), "declined")
    assert (row.answer, row.answered_at) == ("declined", LATER)
    entries = TrailEntry.objects.filter(subject_type="debriefs.support_offer").order_by("id")
    assert [(entry.action, entry.actor, entry.facts) for entry in entries] == [
        ("support offered", house.supervisor, {}),
        ("support offer answered", house.worker, {}),
    ]


def test_what_the_organisation_does_not_offer_is_refused(house):
    set_support(kinds={kind().code: KindSaid(is_offered=False)}, recent_days=14, by=house.administrator, now=NOON)
    with pytest.raises(KindNotOffered):
        offer(house.worker, house.supervisor)


def test_it_waits_once_and_is_never_for_oneself_or_somebody_gone(house):
    offer(house.worker, house.supervisor)
    for to in (house.worker, house.supervisor, PersonFactory(is_active=False)):
        with pytest.raises(SupportNotOffered):
            offer(to, house.supervisor)
    answered(SupportOffer.objects.get(), "declined")
    assert offer(house.worker, house.supervisor, now=LATER).answer == ""


def test_nobody_answers_for_somebody_else(house):
    with pytest.raises(OfferOfAnother):
        answered(offer(house.worker, house.supervisor), "accepted", by=house.supervisor)


def test_later_brings_it_up_once_more_and_then_never_again(house):
    row = offer(house.worker, house.supervisor)
    for day in (None, NOON.date(), NOON.date() + 61 * DAY):
        with pytest.raises(NotWithinAWhile):
            answered(row, "later", again_on=day)
    answered(row, "later", again_on=NOON.date() + 7 * DAY)
    shown = [for_me(house.worker, NOON + days * DAY).exists() for days in (1, 6, 7, 34, 35)]
    assert shown == [False, False, True, True, False]
    with pytest.raises(LaterOnlyOnce):
        answered(row, "later", again_on=NOON.date() + 14 * DAY)
    assert answered(row, "accepted", now=NOON + 8 * DAY).answer == "accepted"
    assert not for_me(house.worker, NOON + 8 * DAY).exists()


def test_an_offer_that_nobody_answers_is_left_alone_after_four_weeks(house):
    offer(house.worker, house.supervisor)
    assert [for_me(house.worker, NOON + days * DAY).exists() for days in (0, 27, 28)] == [True, True, False]


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"answer": "accepted"}, "an_answered_offer_says_when"),
        ({"answer": "later", "answered_at": NOON}, "an_offer_put_off_says_until_when"),
        ({"offered_by": "worker"}, "nobody_offers_support_to_themselves"),
    ],
)
def test_an_offer_that_contradicts_itself_is_refused(house, wrong, constraint):
    values = {"kind": kind(), "to": house.worker, "offered_by": house.supervisor, "offered_at": NOON, **wrong}
    if isinstance(values["offered_by"], str):
        values["offered_by"] = house.worker
    with pytest.raises(IntegrityError, match=constraint):
        SupportOffer.objects.create(**values)


def test_the_same_offer_waits_once_in_the_database_too(house):
    values = {"kind": kind(), "to": house.worker, "offered_by": house.supervisor, "offered_at": NOON}
    SupportOffer.objects.create(**values)
    with pytest.raises(IntegrityError, match="an_offer_waits_once"):
        SupportOffer.objects.create(**values)


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [({"id": 2}, "there_is_one_setting_of_support"), ({"recent_days": 61}, "a_recent_event_is_1_to_60_days_old")],
)
def test_a_setting_of_support_that_cannot_be_is_refused(db, wrong, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        SupportSettings.objects.create(**wrong)


def names(viewer, now):
    return [row.person.full_name for row in no_contact_since(viewer, now)]


def test_a_supervisor_sees_with_whom_nobody_has_spoken_since_an_event(catalogue):
    incident_of(catalogue.worker, by=catalogue.worker, team=catalogue.team)
    incident_of(catalogue.worker, by=catalogue.worker, team=catalogue.team, now=NOON - DAY)
    assert names(catalogue.supervisor, LATER) == ["Sam Okoro"]
    # Nobody else has them on Today, and an event of long ago is not brought up.
    assert (names(catalogue.peer, LATER), names(catalogue.supervisor, NOON + 14 * DAY)) == ([], [])
    set_support(kinds={}, recent_days=20, by=catalogue.administrator, now=NOON)
    assert names(catalogue.supervisor, NOON + 14 * DAY) == ["Sam Okoro"]


def test_an_offer_by_anybody_or_a_session_since_is_a_contact(catalogue):
    incident_of(catalogue.worker, by=catalogue.worker, team=catalogue.team)
    row = offer(catalogue.worker, catalogue.manager)
    assert names(catalogue.supervisor, LATER) == []
    row.delete()
    session = SessionFactory(worker=catalogue.worker, supervisor=catalogue.supervisor, team=None)
    hold_session(session=session, held_at=NOON - 2 * DAY, minutes=60, by=catalogue.supervisor, now=NOON)
    assert names(catalogue.supervisor, LATER) == ["Sam Okoro"]
    type(session).objects.update(held_at=NOON)
    assert names(catalogue.supervisor, LATER) == []


def test_today_offers_support_to_whom_nobody_has_met(catalogue):
    incident_of(catalogue.worker, by=catalogue.worker, team=catalogue.team)
    page = catalogue.client("supervisor").get("/").content.decode()
    assert ("A word with somebody" in page, f"/support/offer/?to={catalogue.worker.pk}" in page) == (True, True)
