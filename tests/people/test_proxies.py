"""Attempts to sign in are counted by the visitor's own address, which a made-up header does not change."""

import pytest
from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.urls import reverse

from tests.factories.people import OrganisationFactory

pytestmark = pytest.mark.django_db

PROXY, LOAD_BALANCER = "172.18.0.2", "172.18.0.9"
VISITOR, NEIGHBOUR, FORGED = "203.0.113.7", "203.0.113.8", "198.51.100.1"
TOO_MANY = "Too many"
TRIES = 15


@pytest.fixture(autouse=True)
def _organisation():
    OrganisationFactory()
    cache.clear()


@pytest.fixture
def behind_one_proxy(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1


def seen_through(rf, forwarded):
    return get_adapter().get_client_ip(rf.get("/", REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=forwarded))


def attempt(client, number, forwarded):
    said = {"login": f"nobody{number}@harbour.example", "password": "not the right sentence"}
    told = {"REMOTE_ADDR": PROXY, "HTTP_X_FORWARDED_FOR": forwarded}
    return client.post(reverse("account_login"), said, **told).content.decode()


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, VISITOR, PROXY),
        (1, VISITOR, VISITOR),
        (1, f"{FORGED}, {VISITOR}", VISITOR),
        (1, f"{FORGED},{FORGED}, {VISITOR}", VISITOR),
        (2, f"{VISITOR}, {LOAD_BALANCER}", VISITOR),
        (2, f"{FORGED}, {VISITOR}, {LOAD_BALANCER}", VISITOR),
        (1, "", PROXY),
    ],
)
def test_only_what_our_own_proxies_wrote_is_believed(rf, settings, proxies, forwarded, address):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    assert seen_through(rf, forwarded) == address


def test_another_made_up_address_for_every_attempt_does_not_get_round_the_limit(client, behind_one_proxy):
    answers = [attempt(client, number, f"198.51.100.{number}, {VISITOR}") for number in range(TRIES)]
    assert TOO_MANY in answers[-1]


def test_one_visitors_attempts_do_not_lock_out_another_behind_the_same_proxy(client, behind_one_proxy):
    for number in range(TRIES):
        attempt(client, number, VISITOR)
    assert TOO_MANY not in attempt(client, 99, NEIGHBOUR)


def test_nobody_is_locked_out_in_the_name_of_another(client, behind_one_proxy):
    for number in range(TRIES):
        attempt(client, number, f"{NEIGHBOUR}, {VISITOR}")
    assert TOO_MANY not in attempt(client, 99, NEIGHBOUR)
