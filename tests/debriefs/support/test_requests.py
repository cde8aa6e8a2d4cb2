"""Asking for support oneself: who is told, and who never learns of it."""

import pytest
from django.db import IntegrityError

from debriefs.exceptions import NobodyAnswersIt, RequestEnded, SupportAskedFor
from debriefs.models import SupportKind, SupportRequest
from debriefs.support.charges import pass_support, support_held
from debriefs.support.commands import KindSaid, answer_request, ask_for_support, set_support, withdraw_request
from tests.factories.debriefs import NOON
from tests.factories.support import LATER, kind
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.outbox.commands import send_waiting
from workforce_assurance.outbox.models import Mail
from workforce_assurance.people.commands.support import Reached, save_contact


@pytest.fixture
def confidential(house):
    """The peer answers those who ask for a colleague."""
    kind()
    set_support(kinds={"peer": KindSaid(True, house.peer)}, recent_days=14, by=house.administrator, now=NOON)
    return SupportKind.objects.get(code="peer")


def text(answer):
    return answer.content.decode()


def test_whoever_answers_is_told_that_somebody_asks_and_sees_who_once_signed_in(house, confidential, mailoutbox):
    page = text(house.client("worker").post("/support/ask/peer/", follow=True))
    assert f"{house.peer.full_name} is told to sign in" in page
    send_waiting(clock=lambda: NOON)
    (mail,) = mailoutbox
    said = " ".join([mail.subject, mail.body, *(body for body, _ in mail.alternatives)])
    assert (mail.to, [name for name in ("Sam", "Okoro", "Sasha", "Morgan") if name in said]) == ([house.peer.email], [])
    assert "Sam Okoro" in text(house.client("peer").get("/support/"))
    assert "Somebody asks you for support" in text(house.client("peer").get("/"))


@pytest.mark.parametrize("who", ["supervisor", "manager", "governance", "administrator"])
def test_no_manager_learns_of_it_on_any_page(house, confidential, who):
    ask_for_support(kind=confidential, by=house.worker, now=NOON)
    client = house.client(who)
    assert "asks you for support" not in text(client.get("/"))
    assert "Sam Okoro" not in text(client.get("/support/")).partition("<main")[2].partition("<footer")[0]
    entry = TrailEntry.objects.get(action="support asked for")
    assert (entry.actor, entry.about_id, entry.facts) == (None, None, {})


def test_the_person_s_own_data_shows_it(house, confidential):
    ask_for_support(kind=confidential, by=house.worker, now=NOON)
    page = text(house.client("worker").get("/my/data/"))
    assert ("Support that you asked for" in page, house.peer.full_name in page) == (True, True)


def test_what_nobody_answers_is_refused_and_reached_outside(house):
    kind()
    assert "Nobody here is named for it" in text(house.client("worker").get("/support/"))
    for wanted in (kind("peer"), kind("time_off_task")):
        with pytest.raises(NobodyAnswersIt):
            ask_for_support(kind=wanted, by=house.worker, now=NOON)
    assert house.client("worker").post("/support/ask/nothing/").status_code == 404


def test_whoever_answers_a_kind_or_left_cannot_be_asked_for_it(house, confidential):
    with pytest.raises(NobodyAnswersIt):
        ask_for_support(kind=confidential, by=house.peer, now=NOON)
    type(house.peer).objects.filter(pk=house.peer.pk).update(is_active=False)
    with pytest.raises(NobodyAnswersIt):
        ask_for_support(kind=SupportKind.objects.get(code="peer"), by=house.worker, now=NOON)


def test_it_waits_once_and_ends_once(house, confidential):
    row = ask_for_support(kind=confidential, by=house.worker, now=NOON)
    with pytest.raises(SupportAskedFor):
        ask_for_support(kind=confidential, by=house.worker, now=NOON)
    assert "does not wait any more" in text(
        house.client("peer").post(f"/support/requests/{row.pk}/answered/", follow=True)
    )
    with pytest.raises(RequestEnded):
        answer_request(request=row, by=house.peer, now=LATER)
    with pytest.raises(RequestEnded):
        withdraw_request(request=row, by=house.worker, now=LATER)
    ask_for_support(kind=confidential, by=house.worker, now=LATER)
    assert SupportRequest.objects.count() == 2


def test_a_request_taken_back_sends_no_mail(house, confidential):
    row = ask_for_support(kind=confidential, by=house.worker, now=NOON)
    house.client("worker").post(f"/support/requests/{row.pk}/take-back/")
    send_waiting(clock=lambda: NOON)
    assert Mail.objects.values_list("state", "why").get() == (
        "superseded",
        "The request was answered, taken back or passed on.",
    )


def test_kinds_and_requests_pass_to_a_successor_without_a_name(house, confidential):
    row = ask_for_support(kind=confidential, by=house.worker, now=NOON)
    held = support_held(house.peer, now=LATER)
    assert [one.text for one in held] == ["Answers: A talk with a colleague", "A request for support"]
    assert pass_support(person=house.peer, successor=house.stranger, leaves=True, by=house.manager, now=LATER) == 2
    row.refresh_from_db()
    assert (row.to, support_held(house.peer, now=LATER)) == (house.stranger, [])


def test_a_request_that_would_pass_to_whoever_asked_ends(house, confidential):
    row = ask_for_support(kind=confidential, by=house.worker, now=NOON)
    pass_support(person=house.peer, successor=house.worker, leaves=True, by=house.manager, now=LATER)
    row.refresh_from_db()
    assert row.state == "withdrawn"


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"to": "person"}, "nobody_asks_themselves_for_support"),
        ({"state": "answered"}, "an_ended_request_for_support_says_when"),
        ({}, "a_request_for_support_waits_once"),
    ],
)
def test_a_request_that_contradicts_itself_is_refused(house, wrong, constraint):
    values = {"person": house.worker, "to": house.supervisor, "asked_at": NOON}
    SupportRequest.objects.create(**values)
    wrong = {"to": house.worker} if wrong.get("to") else wrong
    with pytest.raises(IntegrityError, match=constraint):
        SupportRequest.objects.create(**values | wrong)


def test_a_kind_that_nobody_here_answers_names_its_number(house):
    kind()
    reached = Reached("Assistance line", phone="020 7946 0233", kind="employee_assistance")
    save_contact(contact=None, reached=reached, by=house.administrator, now=NOON)
    assert "Assistance line: 020 7946 0233." in text(house.client("worker").get("/support/"))
