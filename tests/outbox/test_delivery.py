"""The sender: one end for every mail, retries, the cap, poison, and what several senders do."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from tests.conftest import MailServer, free_port
from tests.factories.people import OrganisationFactory, PersonFactory
from workforce_assurance.outbox.commands import enqueue, send_waiting
from workforce_assurance.outbox.models import Mail
from workforce_assurance.outbox.registry import MAIL_KINDS, MailKind, Prepared, Superseded

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 9, 12, tzinfo=UTC)
KIND = "tests.hello"


class Kind:
    """A kind of mail that says hello, raises for some and supersedes others."""

    def __init__(self) -> None:
        self.poison: set[str] = set()
        self.over: set[str] = set()
        self.told: list[tuple[str, str]] = []

    def prepare(self, mails: Sequence[Mail], now: datetime) -> dict:
        return {mail.pk: self._one(mail) for mail in mails}

    def _one(self, mail: Mail) -> Prepared | Superseded:
        if mail.dedupe_key in self.poison:
            raise ZeroDivisionError
        if mail.dedupe_key in self.over:
            return Superseded("It is over.")
        return Prepared(mail.recipient.email, "Hello", "Hello.", "<p>Hello.</p>")

    def ended(self, mails: Sequence[Mail], now: datetime) -> None:
        self.told += [(mail.dedupe_key, mail.state) for mail in mails]


@pytest.fixture
def kind(monkeypatch: pytest.MonkeyPatch) -> Kind:
    kind = Kind()
    monkeypatch.setitem(MAIL_KINDS, KIND, MailKind(KIND, "Hello", kind.prepare, kind.ended))
    OrganisationFactory()
    return kind


def queue(*keys: str, now: datetime = NOW) -> list[Mail]:
    return [enqueue(kind=KIND, dedupe_key=key, recipient=PersonFactory(), payload={}, now=now) for key in keys]


def send(now: datetime = NOW) -> dict[str, int]:
    return dict(send_waiting(clock=lambda: now))


def states() -> dict[str, str]:
    return dict(Mail.objects.order_by("dedupe_key").values_list("dedupe_key", "state"))


def test_a_waiting_mail_is_sent_and_its_kind_is_told(kind: Kind, mail_server: MailServer) -> None:
    (mail,) = queue("a")
    assert send() == {"sent": 1}
    mail.refresh_from_db()
    assert (mail.state, mail.subject, mail.to_address, mail.settled) == ("sent", "Hello", mail.recipient.email, True)
    assert (kind.told, len(mail_server.wait_for(1))) == ([("a", "sent")], 1)


def test_asking_twice_with_the_same_key_queues_one_mail(kind: Kind) -> None:
    person = PersonFactory()
    mails = [enqueue(kind=KIND, dedupe_key="a", recipient=person, payload={}, now=NOW) for _ in range(2)]
    assert (mails[0], Mail.objects.count()) == (mails[1], 1)


def test_a_kind_that_nobody_registered_is_refused() -> None:
    with pytest.raises(KeyError):
        enqueue(kind="nobody", dedupe_key="a", recipient=None, payload={}, now=NOW)


def test_what_is_over_at_the_door_is_not_sent(kind: Kind, mail_server: MailServer) -> None:
    kind.over.add("a")
    queue("a", "b")
    assert send() == {"superseded": 1, "sent": 1}
    assert (states(), sorted(kind.told)) == ({"a": "superseded", "b": "sent"}, [("a", "superseded"), ("b", "sent")])


def test_a_mail_that_cannot_be_prepared_holds_up_no_other(kind: Kind, mail_server: MailServer) -> None:
    kind.poison.add("b")
    queue("a", "b", "c")
    assert send() == {"sent": 2, "set_aside": 1}
    assert states() == {"a": "sent", "b": "waiting", "c": "sent"}
    assert Mail.objects.get(dedupe_key="b").why == "It could not be prepared (ZeroDivisionError)."


def test_an_address_refused_for_good_ends_at_once_and_is_noted(kind: Kind, mail_server: MailServer) -> None:
    mail, _ = queue("a", "b")
    mail_server.refuses.add(mail.recipient.email)
    assert send() == {"refused": 1, "sent": 1}
    mail.recipient.refresh_from_db()
    assert (states(), mail.recipient.email_bounced_at) == ({"a": "dead", "b": "sent"}, NOW)


def test_an_address_refused_for_now_is_tried_again_later(kind: Kind, mail_server: MailServer) -> None:
    mail, _ = queue("a", "b")
    mail_server.defers.add(mail.recipient.email)
    assert (send(), send(NOW + timedelta(seconds=45))) == ({"later": 1, "sent": 1}, {})
    mail_server.defers.clear()
    assert send(NOW + timedelta(seconds=75)) == {"sent": 1}


def test_the_waits_grow_to_an_hour_and_end_after_three_days(kind: Kind, mail_server: MailServer) -> None:
    (mail,) = queue("a")
    mail_server.defers.add(mail.recipient.email)
    waits, now = [], NOW
    while mail.state == "waiting":
        send(now)
        mail.refresh_from_db()
        waits.append(round((mail.next_attempt_at - now).total_seconds() / 60, 1))
        now = max(now, mail.next_attempt_at)
    for wait, minutes in zip(waits, [1, 2, 4, 8, 16, 32, 60, 60], strict=False):
        assert 0.8 * minutes - 0.1 <= wait <= 1.2 * minutes + 0.1
    assert (mail.state, timedelta(hours=72) <= now - NOW <= timedelta(hours=74)) == ("dead", True)


def test_a_server_that_is_away_costs_two_tries_and_loses_nothing(kind: Kind, settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    queue(*"abcdef")
    assert send() == {"down": 2}
    assert sorted(Mail.objects.values_list("attempts", flat=True)) == [0, 0, 0, 0, 1, 1]


def test_the_cap_holds_for_every_minute(kind: Kind, mail_server: MailServer, settings: object) -> None:
    settings.OUTBOX_SEND_PER_MINUTE = 3
    queue(*"abcdefgh")
    sent = [send(NOW + timedelta(seconds=second)).get("sent", 0) for second in (0, 30, 61, 90, 122)]
    assert sent == [3, 0, 3, 0, 2]


def test_a_leased_mail_is_left_to_its_sender_until_the_lease_runs_out(kind: Kind, mail_server: MailServer) -> None:
    (mail,) = queue("a")
    until = NOW + timedelta(seconds=30)
    Mail.objects.update(lease=mail.pk, leased_until=until, attempts=1)
    assert (send(), send(until)) == ({}, {"sent": 1})


def test_a_sender_without_time_left_gives_its_mails_back(kind: Kind, mail_server: MailServer, settings: object) -> None:
    settings.OUTBOX_LEASE = 1
    queue("a", "b")
    moments = iter(NOW + timedelta(seconds=n * 11) for n in range(100))
    assert dict(send_waiting(clock=lambda: next(moments))) == {}
    assert set(Mail.objects.values_list("state", "lease", "attempts")) == {("waiting", None, 0)}


def test_the_kind_is_told_again_until_it_knows(
    kind: Kind, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue("a")

    def broken(mails: Sequence[Mail], now: datetime) -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(MAIL_KINDS, KIND, MailKind(KIND, "Hello", kind.prepare, broken))
    send()
    assert list(Mail.objects.values_list("state", "settled")) == [("sent", False)]
    monkeypatch.setitem(MAIL_KINDS, KIND, MailKind(KIND, "Hello", kind.prepare, kind.ended))
    send()
    assert kind.told == [("a", "sent")]


def test_no_more_senders_than_there_are_places(kind: Kind, mail_server: MailServer, settings: object) -> None:
    settings.OUTBOX_SENDERS = 0
    queue("a")
    assert send() == {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database "
            "WHERE locktype = 'advisory' AND datname = current_database()"
        )
        assert cursor.fetchone() == (0,)


def test_every_attempt_has_the_same_message_id(kind: Kind, mail_server: MailServer) -> None:
    (mail,) = queue("a")
    send()
    Mail.objects.update(state="waiting", ended_at=None)
    send()
    assert {message["Message-ID"] for message in mail_server.wait_for(2)} == {mail.message_id}
