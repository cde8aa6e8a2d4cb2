"""Set-up of support contacts, and what "Get support" shows of them."""

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.people import OrganisationFactory, PersonFactory, ServiceFactory
from workforce_assurance.common import banners
from workforce_assurance.people.models import SupportContact

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    OrganisationFactory()
    person = PersonFactory(roles=["administrator"])
    client.force_login(person)
    return person


def contact(position=1, **fields):
    return SupportContact.objects.create(
        **({"name": f"Line {position}", "phone": "999", "position": position} | fields)
    )


def test_what_is_added_is_what_everybody_is_shown(client, administrator):
    typed = {"name": "On-call manager", "phone": "020 7946 0000", "text": "85258", "web": "https://example.org/help"}
    answer = client.post(reverse("people:support_add"), typed | {"hours": "Any hour"})
    client.logout()
    page = client.get("/help-now/").content.decode()

    assert (answer.status_code, answer.url) == (302, reverse("people:support"))
    for shown in ('href="tel:02079460000"', 'href="sms:85258"', 'href="https://example.org/help"', "Any hour"):
        assert shown in page


def test_while_nothing_is_written_the_shipped_lines_are_shown(client):
    assert "Samaritans" in client.get("/help-now/").content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "Nobody"}, "Give a number to call, a number for messages or a web page."),
        ({"name": "Words", "phone": "ring Sam"}, "Write the number in digits"),
        ({"name": "Script", "web": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"phone": "999"}, "is-invalid"),
        ({"name": "x" * 121, "phone": "999"}, "is-invalid"),
        ({"name": "Far", "phone": "999", "service": "nothing"}, "is-invalid"),
    ],
)
def test_what_cannot_be_used_is_said_and_kept(client, administrator, typed, said):
    page = client.post(reverse("people:support_add"), typed)
    assert (page.status_code, SupportContact.objects.count()) == (200, 0)
    assert said in page.content.decode() or "aria-invalid" in page.content.decode()
    assert next(iter(typed.values())) in page.content.decode()


def test_a_contact_is_changed_moved_and_taken_away(client, administrator):
    one, two = contact(1), contact(2, service=ServiceFactory(name="Harbour"))
    client.post(reverse("people:support_move", args=[two.pk]), {"direction": "up"})
    page = client.get(reverse("people:support_change", args=[one.pk])).content.decode()
    client.post(reverse("people:support_change", args=[one.pk]), {"name": "First", "phone": "111"})
    client.post(reverse("people:support_remove", args=[two.pk]))

    assert "Line 1" in page
    assert list(SupportContact.objects.values_list("name", "phone")) == [("First", "111")]


def test_the_last_one_for_everybody_is_kept_with_a_sentence(client, administrator):
    row = contact()
    answer = client.post(reverse("people:support_remove", args=[row.pk]), follow=True)
    assert "Add another first, or change this one." in answer.content.decode()
    assert SupportContact.objects.exists()


def test_three_cost_as_many_queries_as_one(client, administrator, monkeypatch):
    # A banner asks the database once a minute: not a matter of the page that is measured.
    monkeypatch.setattr(banners, "BANNERS", {})
    costs = []
    for positions in ((1,), (2, 3)):
        for position in positions:
            contact(position, service=ServiceFactory())
        for path in (reverse("people:support"), "/help-now/"):
            with CaptureQueriesContext(connection) as counted:
                client.get(path)
            costs.append(len(counted))
    assert costs[:2] == costs[2:]


def test_help_answers_somebody_signed_in_while_the_database_is_away(client, administrator):
    def away(*_):
        raise OperationalError

    with connection.execute_wrapper(away):
        page = client.get("/help-now/")
    assert page.status_code == 200
    assert "Samaritans" in page.content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"days": ["0"]}, "Give days and both times, or none of the three."),
        ({"opens": "25:00"}, "Enter a time, such as 10:00."),
        ({"days": ["9"]}, "9"),
    ],
)
def test_hours_that_do_not_fit_are_said(client, administrator, typed, said):
    page = client.post(reverse("people:support_add"), {"name": "One", "phone": "999", **typed}).content.decode()
    assert (said in page, SupportContact.objects.filter(name="One").exists()) == (True, False)


def test_get_support_says_whether_somebody_answers_now(client, administrator):
    days = [str(day) for day in range(7)]
    typed = {"name": "The line", "phone": "999", "days": days, "opens": "00:00", "closes": "00:00"}
    client.post(reverse("people:support_add"), typed)
    assert "Open at any hour" in client.get("/help-now/").content.decode()
