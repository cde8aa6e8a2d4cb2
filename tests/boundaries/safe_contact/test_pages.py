"""What pages of safe contact show and take, beyond who may open them."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from boundaries.models import SafeContactProtocol, TestCall, ThreatRoute
from boundaries.safe_contact.commands import record_test_call
from tests.factories.people import PersonFactory, RoleGrantFactory, ServiceFactory, TeamFactory
from tests.factories.safe_contact import in_use, route
from tests.factories.supervision import NOON
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import Person

ONCE = "7c9ebd9e-3b25-4b7c-8c5d-000000000000"
DAY = timedelta(days=1)


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("page", ["protocols", "routes", "whom_to_call"])
def test_a_list_asks_as_much_at_three_rows_as_at_one(house, no_banners, page):
    def one_more(number):
        in_use(house.team, house.worker, case_reference=f"HB-{number}")
        record_test_call(
            route=route(house.governance, who=f"Desk {number}"), answered=True, by=house.governance, now=NOON
        )

    address = reverse(f"safe_contact:{page}")
    one_more(1)
    found = [queries(house.client("manager"), address)]
    one_more(2)
    one_more(3)
    found.append(queries(house.client("manager"), address))
    assert found[0] == found[1]


def test_a_worker_says_what_the_team_does_and_the_manager_looks_at_it(house):
    said = {
        "team": str(house.team.pk), "case_reference": "HB-2041", "actions": ["in_twos", "ask_first"],
        "ends_on": (NOON + 40 * DAY).date().isoformat(), "once": ONCE,
    }  # fmt: skip
    for _ in range(2):
        house.client("worker").post(reverse("safe_contact:protocol_new"), said)
    protocol = SafeContactProtocol.objects.get()
    page = house.client("manager").get(reverse("safe_contact:protocol", args=[protocol.pk])).text
    assert page.index("We ask first") < page.index("Two of us go")
    house.client("manager").post(reverse("safe_contact:look_at", args=[protocol.pk]))
    protocol.refresh_from_db()
    assert protocol.reviewed_by == house.manager


def test_an_end_too_far_away_is_said_and_what_was_ticked_stays(house):
    said = {
        "team": str(house.team.pk), "case_reference": "HB-2041", "actions": ["in_twos"], "ends_on": "2030-01-01",
        "once": ONCE,
    }  # fmt: skip
    page = house.client("worker").post(reverse("safe_contact:protocol_new"), said).text
    assert ("after 92 days at the latest" in page, 'value="HB-2041"' in page) == (True, True)


@pytest.mark.parametrize("typed", ["Jane Smith 3/4/1980", "943 476 5919"])
def test_a_case_is_never_a_name_or_an_nhs_number(house, typed):
    said = {"team": str(house.team.pk), "case_reference": typed, "actions": ["in_twos"], "ends_on": "2027-03-20", "once": ONCE}  # fmt: skip
    page = house.client("worker").post(reverse("safe_contact:protocol_new"), said)
    assert (page.status_code, SafeContactProtocol.objects.count()) == (200, 0)


def test_setting_it_anew_begins_with_what_is_done_until_now(house):
    protocol = in_use(house.team, house.worker)
    address = reverse("safe_contact:protocol_new")
    assert "HB-2041" in house.client("worker").get(f"{address}?of={protocol.pk}").text
    for other in (f"?of={protocol.pk}", "?of=x"):
        assert "HB-2041" not in house.client("stranger").get(address + other).text


def test_the_list_is_narrowed_to_a_case(house):
    in_use(house.team, house.worker)
    in_use(house.team, house.worker, case_reference="HB-7")
    page = house.client("worker").get(reverse("safe_contact:protocols"), {"case": "hb-7"}).text
    assert ("HB-7" in page, "HB-2041" in page) == (True, False)


def test_whoever_answers_now_comes_first_and_none_of_another_service(house):
    service = house.team.service
    route(house.governance, who="Night manager", opens=time(20), closes=time(8))
    route(house.governance, who="Day manager", service=service, opens=time(8), closes=time(20))
    route(house.governance, who="Somewhere else", service=ServiceFactory())
    page = house.client("worker").get(reverse("safe_contact:whom_to_call")).text
    assert page.index("Day manager") < page.index("Night manager")
    assert ("Somewhere else" in page, "Open now, until 20:00" in page, "999" in page) == (False, True, True)


def test_without_a_route_the_page_still_says_whom_to_call(house):
    page = house.client("worker").get(reverse("safe_contact:whom_to_call")).text
    assert ("999" in page, "None is written yet" in page) == (True, True)


def test_a_route_is_added_changed_rung_and_taken_away_by_pages(house):
    client = house.client("governance")
    said = {
        "place": "out", "service": "", "who": "On-call manager", "phone": "020 7946 0000",
        "days": ["0", "1"], "opens": "17:00", "closes": "09:00", "once": ONCE,
    }  # fmt: skip
    client.post(reverse("safe_contact:route_new"), said)
    kept = ThreatRoute.objects.get()
    client.post(reverse("safe_contact:route_change", args=[kept.pk]), said | {"who": "Duty manager"})
    page = client.post(reverse("safe_contact:rung", args=[kept.pk]), {"answered": "no"}, follow=True).text
    assert ("Duty manager" in page, "Nobody answered" in page, "Mon, Tue, 17:00 to 09:00" in page) == (True, True, True)
    client.post(reverse("safe_contact:retire", args=[kept.pk]))
    assert (ThreatRoute.objects.in_use().count(), TestCall.objects.get().answered) == (0, False)


def test_a_number_that_is_no_number_is_sent_back(house):
    said = {"place": "out", "who": "Desk", "phone": "ask Ana", "days": ["0"], "opens": "9:00", "closes": "9:00", "once": ONCE}  # fmt: skip
    page = house.client("governance").post(reverse("safe_contact:route_new"), said).text
    assert ("Write the number in digits" in page, "ask Ana" in page) == (True, True)


def test_a_manager_rings_routes_of_their_service_and_of_everybody(house):
    theirs = route(house.governance, service=house.team.service)
    other = route(house.governance, service=TeamFactory().service)
    client = house.client("manager")
    assert client.post(reverse("safe_contact:rung", args=[theirs.pk]), {"answered": "yes"}).status_code == 302
    assert client.post(reverse("safe_contact:rung", args=[other.pk]), {"answered": "yes"}).status_code == 404


def test_today_asks_the_manager_to_look_and_whoever_keeps_routes_to_ring(house):
    in_use(house.team, house.worker, ends_on=(NOON + 3 * DAY).date())
    route(house.governance)
    today = {who: house.client(who).get("/").text for who in ("manager", "governance", "worker")}
    assert ["does it still help" in page for page in today.values()] == [True, False, False]
    assert ["test calls" in page for page in today.values()] == [False, True, False]


WHO = ["worker", "manager", "peer", "stranger", "governance", "administrator"]


@pytest.mark.parametrize("whose", ["theirs", "another's"])
def test_what_is_listed_and_what_may_be_opened_agree(house, whose):
    found = in_use(house.team if whose == "theirs" else TeamFactory(), house.governance)
    ours = RoleGrantFactory(person=PersonFactory(), role=Role.GOVERNANCE_LEAD, service=house.team.service).person
    people = [Person.objects.get(pk=getattr(house, name).pk) for name in WHO] + [ours]
    seen = [SafeContactProtocol.objects.visible_to(each, on=NOON.date()).exists() for each in people]
    listed = [SafeContactProtocol.objects.listed_for(each, on=NOON.date()).exists() for each in people]
    opened = [
        client.get(reverse("safe_contact:protocol", args=[found.pk])).status_code == 200
        for client in (house.client(each) for each in people)
    ]
    expected = [True, True, True, False, True, False, True] if whose == "theirs" else [False] * 4 + [True, False, False]
    assert (seen, listed, opened) == (expected, expected, expected)


def test_somebody_of_no_team_sees_no_protocol(house):
    in_use(house.team, house.worker)
    nobody = PersonFactory()
    assert SafeContactProtocol.objects.visible_to(nobody, on=NOON.date()).count() == 0
