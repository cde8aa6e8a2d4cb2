"""The page of support, offering it, and what an incident's page says of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from debriefs.models import SupportKind, SupportOffer
from tests.factories.people import PersonFactory
from tests.factories.support import incident_of, kind, offer


def text(answer):
    return answer.content.decode()


def test_it_is_offered_answered_and_changed_in_the_browser(house):
    kind()
    supervisor, worker = house.client("supervisor"), house.client("worker")
    said = text(supervisor.post("/support/offer/", {"to": str(house.worker.pk), "kind": "peer"}, follow=True))
    assert ("Sam Okoro sees your offer on Today." in said, "No answer" in said) == (True, True)
    assert "An offer for you" in text(worker.get("/"))
    address = f"/support/offers/{SupportOffer.objects.get().pk}/answer/"
    assert "brought up once more on 15 March" in text(
        worker.post(address, {"answer": "later", "weeks": "2"}, follow=True)
    )
    assert "Nobody asks why" in text(worker.post(address, {"answer": "declined"}, follow=True))
    assert "No, thank you" in text(supervisor.get("/support/"))


@pytest.mark.parametrize("typed", [{}, {"answer": "\x00"}, {"answer": "later", "weeks": "9999"}])
def test_a_wrong_answer_changes_nothing(house, typed):
    row = offer(house.worker, house.supervisor)
    answer = house.client("worker").post(f"/support/offers/{row.pk}/answer/", typed, follow=True)
    row.refresh_from_db()
    assert ("Choose one of the answers." in text(answer), row.answer) == (True, "")


@pytest.mark.parametrize("typed", [{}, {"to": "x" * 9000, "kind": "\x00"}])
def test_what_is_wrong_in_an_offer_is_said(house, typed):
    kind()
    page = text(house.client("supervisor").post("/support/offer/", typed))
    assert ("There is something to put right" in page, SupportOffer.objects.count()) == (True, 0)


def test_nobody_offers_to_people_outside_their_reach(house):
    kind()
    page = text(house.client("supervisor").post("/support/offer/", {"to": str(house.stranger.pk), "kind": "peer"}))
    assert ("Choose somebody from the list." in page, SupportOffer.objects.count()) == (True, 0)


def test_an_incident_says_how_much_was_offered_and_never_to_whom_or_what_they_said(catalogue):
    incident = incident_of(catalogue.worker, by=catalogue.worker, team=catalogue.team)
    kind()
    manager = catalogue.client("manager")
    manager.post(f"/incidents/{incident.pk}/offer-support/", {"to": str(catalogue.worker.pk), "kind": "peer"})
    row = SupportOffer.objects.get()
    assert row.incident == incident
    catalogue.client("worker").post(f"/support/offers/{row.pk}/answer/", {"answer": "declined"})
    page = text(manager.get(f"/incidents/{incident.pk}/"))
    assert ("1 offer made, 0 check-ins sent." in page, "Support was offered" in page, "thank you" in page) == (
        True,
        True,
        False,
    )
    assert "offer made" not in text(catalogue.client("governance").get(f"/incidents/{incident.pk}/"))


def test_only_those_involved_are_offered_something_after_an_incident(catalogue):
    incident = incident_of(catalogue.worker, by=catalogue.worker, team=catalogue.team)
    kind()
    page = text(catalogue.client("manager").get(f"/incidents/{incident.pk}/offer-support/"))
    assert ("Sam Okoro" in page, "Sasha Reed" in page) == (True, False)


def test_the_page_asks_the_same_however_much_stands_on_it(house, no_banners):
    client = house.client("worker")
    client.get("/support/")
    numbers = []
    for number in (1, 3):
        while SupportOffer.objects.count() < number:
            offer(house.worker, PersonFactory())
        with CaptureQueriesContext(connection) as seen:
            client.get("/support/")
        numbers.append(len(seen.captured_queries))
    assert numbers[0] == numbers[1]


def test_an_administrator_says_what_is_offered_and_who_answers(house):
    kind()
    client = house.client("administrator")
    typed = {"peer_offered": "on", "peer_answered_by": house.peer.full_name, "recent_days": "10"}
    assert "It is saved." in text(client.post("/set-up/support-offers/", typed, follow=True))
    offered = dict(SupportKind.objects.filter(is_offered=True).values_list("code", "answered_by"))
    assert offered == {"peer": house.peer.pk}
    assert "Enter a whole number from 1 to 60." in text(client.post("/set-up/support-offers/", {"recent_days": "0"}))


def test_my_data_says_what_was_offered_and_what_i_said(house):
    offer(house.worker, house.supervisor)
    page = text(house.client("worker").get("/my/data/"))
    assert ("Support offered to you" in page, "A talk with a colleague" in page) == (True, True)
