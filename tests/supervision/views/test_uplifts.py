"""Adding a session soon, in the browser."""

import pytest

from supervision.models import Uplift
from tests.factories.supervision import publish


def address(person):
    return f"/supervision/workers/{person.pk}/add-soon/"


@pytest.mark.parametrize("who", ["supervisor", "manager"])
def test_whoever_supervises_or_manages_adds_a_session_soon(house, who):
    publish()
    answer = house.client(who).post(address(house.worker), {"within_days": "7", "reason": "incident"}, follow=True)
    page = answer.content.decode()
    assert "The session is asked for." in page
    assert "because of a critical incident" in page


@pytest.mark.parametrize("who", ["worker", "peer", "stranger", "governance", "administrator"])
def test_nobody_else_can(house, who):
    assert house.client(who).get(address(house.worker)).status_code == 404
    assert house.client(who).post(address(house.worker), {"within_days": "7", "reason": "flag"}).status_code == 404
    assert not Uplift.objects.exists()


@pytest.mark.parametrize(
    "typed", [{}, {"within_days": "0", "reason": "flag"}, {"within_days": "\x00", "reason": "x" * 9000}]
)
def test_what_is_wrong_is_said(house, typed):
    page = house.client("supervisor").post(address(house.worker), typed).content.decode()
    assert "There is a problem" in page or "error" in page
    assert not Uplift.objects.exists()


def test_it_is_taken_back_from_the_same_page(house):
    publish()
    client = house.client("supervisor")
    client.post(address(house.worker), {"within_days": "7", "reason": "asked"})
    assert "A wish of the worker: within 7 days" in client.get(address(house.worker)).content.decode()
    answer = client.post(f"/supervision/uplifts/{Uplift.objects.get().pk}/take-back/", follow=True)
    assert "It is taken back." in answer.content.decode()
    assert Uplift.objects.get().withdrawn_by == house.supervisor
