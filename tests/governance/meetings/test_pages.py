"""What pages of meetings show and take, beyond who may open them."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.meetings.commands import add_item
from governance.models import Meeting, MeetingDecision, MeetingSeries
from tests.factories.meetings import begin, close, decide, held, item_of
from tests.factories.supervision import NOON
from workforce_assurance.action_log.models import Action


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_list_asks_as_much_at_three_meetings_as_at_one(house, no_banners):
    begin(house.governance, house.manager)
    client, found = house.client("governance"), []
    for number in range(2):
        found.append(queries(client, reverse("governance:meetings")))
        begin(house.governance, house.manager, name=f"A {number}")
        begin(house.governance, house.manager, name=f"B {number}")
    assert found[0] == found[1]


def test_a_meeting_asks_as_much_at_three_decisions_as_at_one(house, no_banners):
    meeting = held(house.governance, house.manager)
    address, client, found = reverse("governance:meeting", args=[meeting.pk]), house.client("governance"), []
    for _ in range(2):
        decide(item_of(meeting), house.governance)
        found.append(queries(client, address))
        decide(item_of(meeting), house.governance)
    assert found[0] == found[1]


def test_a_lead_of_governance_begins_a_series(house):
    said = {
        "name": "Practice governance", "service": "", "every": "month", "day": "2027-03-10", "clock": "10:00",
        "chair": str(house.governance.pk), "members": [str(house.manager.pk)],
        "once": "7c9ebd9e-3b25-4b7c-8c5d-000000000000",
    }  # fmt: skip
    for _ in range(2):
        house.client("governance").post(reverse("governance:series_new"), said)
    assert (MeetingSeries.objects.get().name, Meeting.objects.get().state) == ("Practice governance", "planned")


def test_a_form_with_nothing_in_it_says_what_is_missing(house):
    page = house.client("governance").post(reverse("governance:series_new"), {})
    assert (page.status_code, "Error:" in page.text) == (200, True)


def test_a_decision_that_lacks_something_keeps_what_was_typed_and_is_marked(house):
    meeting = held(house.governance, house.manager)
    item, client = item_of(meeting), house.client("governance")
    said = {"words": "Write it down", "strength": "simpler", "once": "7c9ebd9e-3b25-4b7c-8c5d-000000000000"}
    client.post(reverse("governance:meeting_decide", args=[meeting.pk, item.pk]), said)
    shown = client.get(reverse("governance:meeting", args=[meeting.pk])).text
    closing = client.post(reverse("governance:meeting_close", args=[meeting.pk]), follow=True).text
    assert ("Something is missing" in shown, "lacks its reasons" in closing) == (True, True)
    assert MeetingDecision.objects.get().words == "Write it down"


def test_the_item_leads_to_the_action_that_came_of_it_and_back(house):
    meeting = held(house.governance, house.manager)
    item = item_of(meeting)
    decide(item, house.governance, owner=house.manager)
    close(meeting, house.governance)
    action, client = Action.objects.get(), house.client("manager")
    shown = client.get(reverse("governance:meeting_item", args=[meeting.pk, item.pk])).text
    back = client.get(reverse("action_log:action", args=[action.pk])).text
    assert (action.reference in shown, reverse("governance:meeting_item", args=[meeting.pk, item.pk]) in back) == (
        True, True,
    )  # fmt: skip


def test_an_item_of_another_meeting_is_not_there(house):
    meeting, other = held(house.governance, house.manager), held(house.governance, house.manager, name="Another")
    address = reverse("governance:meeting_item", args=[meeting.pk, item_of(other).pk])
    assert house.client("governance").get(address).status_code == 404


def test_today_shows_the_meetings_that_somebody_is_invited_to(house):
    begin(house.governance, house.manager)
    shown = [("Practice governance" in house.client(who).get("/").text) for who in ("manager", "worker")]
    assert shown == [True, False]


def test_noting_an_item_leads_to_the_next_open_one_and_from_the_last_to_the_meeting(house):
    meeting = held(house.governance, house.manager)
    last = add_item(meeting=meeting, words="Rooms", by=house.governance, now=NOON)
    client = house.client("governance")
    led = [
        client.post(reverse("governance:meeting_note", args=[meeting.pk, item.pk])).url
        for item in (item_of(meeting), last)
    ]
    assert led == [
        reverse("governance:meeting_item", args=[meeting.pk, last.pk]), reverse("governance:meeting", args=[meeting.pk]),
    ]  # fmt: skip
