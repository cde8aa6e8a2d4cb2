"""What leaves by mail: to whom, saying what, and what is checked at the door."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.conftest import MailServer
from tests.factories.escalations import MONDAY, Cast, cast, promise
from tests.factories.people import DeputyFactory, LeaveFactory
from workforce_assurance.escalations.commands import close_episodes, sweep
from workforce_assurance.escalations.models import Notice
from workforce_assurance.outbox.commands import send_waiting
from workforce_assurance.outbox.models import Mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def send(now=MONDAY) -> dict[str, int]:
    return dict(send_waiting(clock=lambda: now))


def states() -> list[tuple[str, str]]:
    notices = Notice.objects.order_by("id").select_related("recipient")
    return [(str(notice.recipient or "safety net"), notice.state) for notice in notices]


def test_an_alert_reaches_the_supervisor(people: Cast, mail_server: MailServer) -> None:
    promise(people)
    sweep(now=MONDAY)
    assert send() == {"sent": 1}
    message = mail_server.wait_for(1)[0]
    assert (message["To"], message["Subject"]) == (
        people.supervisor.email,
        "1 practice date past its date: reply by Thu 12 Nov",
    )
    assert states() == [("Sol Supervisor", "sent")]


def test_an_alert_names_nobody_and_says_what_to_do(people: Cast, mail_server: MailServer) -> None:
    date = promise(people)
    sweep(now=MONDAY)
    send()
    message = mail_server.wait_for(1)[0]
    text = message.get_body(("plain",)).get_content()
    assert "Wren" not in str(message)
    for said in (
        date.reference,
        "Why you: you supervise",
        "press Acknowledge",
        "the manager is told on Thu 12 Nov",
        "/help-now/",
    ):
        assert said in text


def test_an_alert_is_marked_as_automatic_and_answers_go_to_the_organisation(
    people: Cast, mail_server: MailServer
) -> None:
    promise(people)
    sweep(now=MONDAY)
    send()
    message = mail_server.wait_for(1)[0]
    assert (message["Auto-Submitted"], message["Reply-To"], message["Message-ID"]) == (
        "auto-generated",
        "safety.net@harbour.example",
        Mail.objects.get().message_id,
    )


def test_a_long_list_is_cut_at_twenty(people: Cast, mail_server: MailServer) -> None:
    sweep(now=MONDAY)
    for _ in range(57):
        promise(people)
    sweep(now=MONDAY)
    send()
    text = mail_server.wait_for(1)[0].get_body(("plain",)).get_content()
    assert (text.count("past its date\r\n") + text.count("past its date\n"), "and 37 more" in text) == (20, True)


def test_what_was_done_in_the_meantime_is_not_sent(people: Cast, mail_server: MailServer) -> None:
    date = promise(people)
    sweep(now=MONDAY)
    date.done = True
    date.save()
    assert send() == {"superseded": 1}
    assert (states(), mail_server.messages) == ([("Sol Supervisor", "superseded")], [])


def test_after_closing_nothing_more_is_sent(people: Cast, mail_server: MailServer) -> None:
    date = promise(people)
    sweep(now=MONDAY)
    close_episodes(kind="practice.date", subject_id=date.pk, because="done", by=people.supervisor, now=MONDAY)
    for days in range(30):
        sweep(now=MONDAY + timedelta(days=days))
        send(MONDAY + timedelta(days=days))
    assert (states(), mail_server.messages) == ([("Sol Supervisor", "superseded")], [])


def test_somebody_who_went_on_leave_is_passed_over_at_the_door(people: Cast, mail_server: MailServer) -> None:
    promise(people)
    sweep(now=MONDAY)
    deputy = DeputyFactory(person=people.supervisor).deputy
    LeaveFactory(person=people.supervisor)
    assert send() == {"superseded": 1, "sent": 1}
    assert [message["To"] for message in mail_server.wait_for(1)] == [deputy.email]
    assert states() == [("Sol Supervisor", "superseded"), (deputy.full_name, "sent")]


def test_an_undeliverable_alert_goes_to_the_safety_net(people: Cast, mail_server: MailServer) -> None:
    promise(people)
    sweep(now=MONDAY)
    mail_server.refuses.add(people.supervisor.email)
    send()
    assert [message["To"] for message in mail_server.wait_for(1)] == ["safety.net@harbour.example"]
    assert states() == [("Sol Supervisor", "dead"), ("safety net", "sent")]
    people.supervisor.refresh_from_db()
    assert people.supervisor.email_bounced_at == MONDAY


def test_a_refused_address_is_passed_over_from_then_on(people: Cast, mail_server: MailServer) -> None:
    promise(people)
    mail_server.refuses.add(people.supervisor.email)
    sweep(now=MONDAY)
    send()
    promise(people)
    sweep(now=MONDAY + timedelta(minutes=5))
    assert states()[-1] == ("Mona Manager", "waiting")


def test_one_mail_for_each_person_and_sweep_even_when_the_first_is_gone(
    people: Cast, mail_server: MailServer, settings
) -> None:
    promise(people)
    sweep(now=MONDAY)
    send()
    promise(people)
    sweep(now=MONDAY + timedelta(minutes=5))
    send(MONDAY + timedelta(minutes=5))
    assert len(mail_server.wait_for(2)) == 2
    assert timezone.is_aware(Mail.objects.latest("created_at").ended_at)
