"""The mails about accounts: sent through the outbox, with links that are made at the door and kept nowhere."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from tests.factories.people import OrganisationFactory, PersonFactory
from workforce_assurance.outbox.commands import send_waiting
from workforce_assurance.outbox.models import Mail
from workforce_assurance.people.commands import accounts
from workforce_assurance.people.models import Person

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough sentence"
LINK = re.compile(r"http://[^\s]+/accounts/password/reset/key/[^\s]+")


@pytest.fixture
def sam():
    OrganisationFactory(name="Harbour Trust")
    return PersonFactory(full_name="Sam Okoro", email="sam@harbour.example")


def send():
    return send_waiting(clock=timezone.now)


def invited(sam):
    accounts.invite(person=sam, by=PersonFactory(), now=timezone.now())


def link_in(message):
    return LINK.search(message.get_body(("plain",)).get_content()).group()


def choose(client, link, password):
    """Follow the link as a browser does."""
    form = client.get(link, follow=True)
    return client.post(form.redirect_chain[-1][0], {"password1": password, "password2": password})


def test_an_invitation_leads_to_a_password_and_to_signing_in(sam, mail_server, client):
    invited(sam)
    send()

    message = mail_server.messages[0]
    assert message["To"] == "sam@harbour.example"
    assert message["Subject"].startswith("Your account is ready: choose a password by")
    assert "Harbour Trust" in message.get_body(("plain",)).get_content()
    choose(client, link_in(message), PASSWORD)
    client.post(reverse("account_login"), {"login": sam.email, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(sam.pk)


def test_a_link_works_once(sam, mail_server, client):
    invited(sam)
    send()
    link = link_in(mail_server.messages[0])
    choose(client, link, PASSWORD)

    client.get(link, follow=True)
    client.post(link, {"password1": "another sentence", "password2": "another sentence"})

    assert Person.objects.get(pk=sam.pk).check_password(PASSWORD)


def test_no_table_holds_the_link(sam, mail_server):
    invited(sam)
    send()
    key = link_in(mail_server.messages[0]).rstrip("/").rpartition("/")[2]

    with connection.cursor() as cursor:
        cursor.execute("SELECT text || payload::text || subject FROM outbox_mail")
        kept = cursor.fetchone()[0]

    assert key not in kept
    assert key.split("-", 1)[1] not in kept
    assert "(a link that is not kept)" in kept


def test_asking_for_a_new_password_sends_a_link(sam, mail_server, client):
    response = client.post(reverse("account_reset_password"), {"email": "Sam@harbour.example"})
    send()

    assert response.status_code == 302
    assert mail_server.messages[0]["Subject"] == "Choose a new password"
    choose(client, link_in(mail_server.messages[0]), PASSWORD)
    assert Person.objects.get(pk=sam.pk).check_password(PASSWORD)


def test_asking_for_nobody_sends_nothing_and_looks_the_same(sam, client):
    known = client.post(reverse("account_reset_password"), {"email": "sam@harbour.example"})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@harbour.example"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [mail.recipient for mail in Mail.objects.all()] == [sam]


def test_a_changed_password_is_told(sam, mail_server, client):
    invited(sam)
    send()
    choose(client, link_in(mail_server.messages[0]), PASSWORD)

    send()

    assert mail_server.messages[1]["Subject"] == "Your sign-in was changed"
    assert PASSWORD not in mail_server.messages[1].as_string()


@pytest.mark.parametrize("change", [{"is_active": False}, {"left_on": date(2025, 6, 1)}, {"email": None}])
def test_whoever_can_no_longer_sign_in_gets_no_link(sam, mail_server, change):
    invited(sam)
    Person.objects.filter(pk=sam.pk).update(**change)

    send()

    assert mail_server.messages == []
    assert Mail.objects.get().state == Mail.State.SUPERSEDED


def test_asking_twice_in_a_minute_sends_one(sam):
    now = timezone.now().replace(second=0)

    accounts.send_reset_link(person=sam, now=now)
    accounts.send_reset_link(person=sam, now=now + timedelta(seconds=20))

    assert Mail.objects.count() == 1
