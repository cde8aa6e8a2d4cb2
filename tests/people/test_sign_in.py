"""Signing in by e-mail: who can, who no longer can, and how often one may try."""

import time
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from tests.factories.people import OrganisationFactory, PersonFactory
from workforce_assurance.people.adapters import AccountAdapter
from workforce_assurance.people.models import Person

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough sentence"
YESTERDAY = timedelta(days=-1)


@pytest.fixture(autouse=True)
def _organisation():
    OrganisationFactory()


def sign_in(client, email="sam@harbour.example", password=PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def signed_in(client):
    return "_auth_user_id" in client.session


def test_a_person_signs_in_with_address_and_password_whatever_the_case(client):
    PersonFactory(email="sam@harbour.example", password=PASSWORD)

    response = sign_in(client, "Sam@Harbour.example")

    assert (response.status_code, response.url) == (302, "/")
    assert signed_in(client)


def test_a_password_is_kept_as_argon2id(client):
    person = PersonFactory(password=PASSWORD)

    assert person.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize("state", ["inactive", "left", "unknown", "wrong password", "no password yet"])
def test_who_may_not_sign_in_is_not_signed_in(client, state):
    person = PersonFactory(email="sam@harbour.example", password=PASSWORD)
    if state == "inactive":
        Person.objects.update(is_active=False)
    if state == "left":
        Person.objects.update(left_on=timezone.now().date() + YESTERDAY * 2)
    if state == "no password yet":
        person.set_unusable_password()
        person.save()

    sign_in(
        client,
        email="nobody@harbour.example" if state == "unknown" else person.email,
        password="something else" if state == "wrong password" else PASSWORD,
    )

    assert not signed_in(client)


@pytest.mark.parametrize("change", [{"is_active": False}, {"left_on": date(2025, 6, 1)}])
def test_who_leaves_is_signed_out_at_the_next_request(client, change):
    person = PersonFactory(email="sam@harbour.example", password=PASSWORD)
    sign_in(client)
    Person.objects.filter(pk=person.pk).update(**change)

    response = client.get(reverse("account_change_password"))

    assert (response.status_code, response.url.split("?")[0]) == (302, reverse("account_login"))


def test_who_leaves_today_works_until_the_end_of_the_organisations_day(client):
    person = PersonFactory(password=PASSWORD, left_on=date(2026, 7, 1))
    with time_machine.travel(datetime(2026, 7, 1, 12, tzinfo=UTC), tick=False) as clock:
        client.force_login(person, backend="workforce_assurance.people.backends.InPostBackend")
        # Half an hour before midnight in London, in summer.
        clock.move_to(datetime(2026, 7, 1, 22, 30, tzinfo=UTC))
        before = client.get(reverse("account_change_password")).status_code
        clock.move_to(datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
        after = client.get(reverse("account_change_password")).status_code

    assert (before, after) == (200, 302)


def test_a_person_who_left_cannot_begin_by_passkey_either(rf):
    person = PersonFactory(left_on=date(2025, 6, 1))

    response = AccountAdapter().pre_login(rf.post("/"), person, email_verification="none")

    assert response.url == reverse("account_inactive")


def test_guessing_at_one_account_is_slowed_down_and_not_locked_out(client):
    PersonFactory(email="sam@harbour.example", password=PASSWORD)
    with time_machine.travel(datetime(2026, 3, 4, 12, tzinfo=UTC), tick=False) as clock:
        for _ in range(5):
            sign_in(client, password="a wrong guess")
        refused = sign_in(client)
        assert not signed_in(client)
        assert "Too many" in refused.content.decode()
        clock.shift(timedelta(minutes=6))
        sign_in(client)
        assert signed_in(client)


def test_guessing_is_counted_by_address_too(client):
    with time_machine.travel(datetime(2026, 3, 4, 12, tzinfo=UTC), tick=False):
        answers = [sign_in(client, email=f"nobody{n}@harbour.example") for n in range(11)]

    assert "Too many" in answers[-1].content.decode()
    assert "Too many" not in answers[0].content.decode()


def test_signing_up_is_not_open(client):
    assert client.get(reverse("account_signup")).status_code == 404
    client.post(reverse("account_signup"), {"email": "new@harbour.example", "password1": PASSWORD})

    assert not Person.objects.exists()


def test_a_session_ends_when_the_password_changes(client):
    person = PersonFactory(email="sam@harbour.example", password=PASSWORD)
    sign_in(client)
    person.set_password("another long sentence")
    person.save()

    assert client.get(reverse("account_change_password")).status_code == 302
    assert Session.objects.count() <= 1


def test_nobody_changes_their_own_address(client):
    person = PersonFactory(password=PASSWORD)
    client.force_login(person)

    asked = client.post(reverse("account_email"), {"email": "mine@elsewhere.example", "action_add": ""})

    assert asked.status_code == 404
    assert not EmailAddress.objects.filter(email="mine@elsewhere.example").exists()


def codes(secret):
    """The code that an authenticator app shows now."""
    counter = int(time.time()) // 30
    return format_hotp_value(hotp_value(secret, counter))


def test_a_second_step_is_added_and_asked_for(client):
    person = PersonFactory(email="sam@harbour.example", password=PASSWORD)
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": codes(secret)})
    assert Authenticator.objects.filter(user=person, type="totp").exists()
    client.post(reverse("account_logout"))

    first = sign_in(client)

    assert first.url == reverse("mfa_authenticate")
    assert not signed_in(client)
    Authenticator.objects.filter(type="recovery_codes").delete()
    client.post(first.url, {"code": "000000"})
    assert not signed_in(client)
    cache.clear()
    client.post(first.url, {"code": codes(secret)})
    assert signed_in(client)


def test_a_passkey_can_be_offered(client):
    client.force_login(PersonFactory(password=PASSWORD), backend="workforce_assurance.people.backends.InPostBackend")

    assert client.get(reverse("mfa_index")).status_code == 200
