"""The register and the page of one complaint: who sees what, filters in the address, and nothing that is said in a list."""

from datetime import date

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from governance.complaints.commands import name_people, note_told, pass_complaint
from governance.complaints.enums import AboutHead
from governance.complaints.printing import register_of
from governance.models import Complaint, ComplaintPolicy
from tests.factories.boundaries import draft, in_effect
from tests.factories.boundaries import kind as decision_kind
from tests.factories.complaints import DAY, WORD, acknowledged, answered, received, write_account, write_answer
from tests.factories.debriefs import log
from tests.factories.people import PersonFactory, TeamFactory
from tests.factories.supervision import NOON
from workforce_assurance.audit.models import TrailEntry

LIST = "/complaints/"
FORM = {
    "received_on_0": "1", "received_on_1": "3", "received_on_2": "2027", "theme": "waiting", "made_by": "person",
    "came_by": "phone", "case_reference": "HB-2207", "about_head": "", "once": "6f6f2f6e-6c51-4d07-9f0a-1f5a3f6d1b11",
}  # fmt: skip


@pytest.fixture
def complaint(house, team):
    return received(team, house.worker)


def page(complaint, name="complaint", *more):
    return reverse(f"complaints:{name}", args=[complaint.pk, *more])


def references(house, who, query=""):
    text = house.client(who).get(LIST + query).text
    return {one for one in Complaint.objects.values_list("reference", flat=True) if one in text}


@pytest.mark.parametrize("who", ["worker", "manager", "lead", "governance"])
def test_those_who_have_to_do_with_it_find_it_in_the_register(house, complaint, who):
    assert references(house, who) == {complaint.reference}


@pytest.mark.parametrize("who", ["peer", "stranger", "supervisor", "administrator"])
def test_nobody_else_finds_it(house, complaint, who):
    assert references(house, who) == set()
    assert house.client(who).get(page(complaint)).status_code == 404


def test_filters_stand_in_the_address(house, team):
    first, second = received(team, house.worker), received(team, house.worker, theme="support")
    answered(second)
    other = received(TeamFactory(name="Elsewhere", service=team.service), house.worker)
    asked = {
        f"?team={other.team_id}": {other},
        "?theme=waiting": {first, other},
        "?state=answered": {second},
        "?found=upheld": {second},
        "?state=past_date": set(),
        "?found=not_upheld": set(),
    }
    assert {query: references(house, "lead", query) for query in asked} == {
        query: {one.reference for one in found} for query, found in asked.items()
    }


def test_what_is_past_a_date_is_found_by_it(house, complaint, time_machine):
    time_machine.move_to(NOON + 4 * DAY)
    assert references(house, "manager", "?state=past_date") == {complaint.reference}
    assert "Received, acknowledgement past its date" in house.client("manager").get(LIST).text


def test_the_register_takes_as_many_questions_for_one_as_for_many(
    house, complaint, django_assert_max_num_queries, no_banners
):
    client = house.client("manager")
    client.get(LIST)
    with django_assert_max_num_queries(12) as first:
        client.get(LIST)
    for _ in range(10):
        received(complaint.team, house.worker)
    with django_assert_max_num_queries(len(first)):
        client.get(LIST)


def test_the_file_holds_codes_and_days_and_nobodys_name(house, complaint):
    write_account(complaint, word=WORD)
    text = b"".join(house.client("manager").get("/complaints/complaints.csv")).decode()
    assert (complaint.reference in text, "2027-03-04" in text) == (True, True)
    assert [name in text for name in (WORD, "Sam Okoro", "Morgan Hale")] == [False, False, False]


def test_a_worker_puts_one_on_record_and_writes_down_what_is_said(house, team):
    house.client("worker").get(LIST)
    received(team, house.peer)
    client = house.client("worker")
    shown = client.get("/complaints/new/")
    assert 'name="about_head"' in shown.text
    answer = client.post("/complaints/new/", form(shown, team), follow=True)
    made = Complaint.objects.get(recorded_by=house.worker)
    assert "Morgan Hale handles it" in answer.text
    assert (made.case_reference, made.received_on, made.theme) == ("HB-2207", date(2027, 3, 1), "waiting")
    assert "What they ask for" in answer.text


def form(shown, team, **changes):
    """What the form takes: the day as it came."""
    day = {name: value for name, value in FORM.items() if name.startswith("received_on")}
    rest = {name: value for name, value in FORM.items() if name not in day}
    return rest | {"received_on": "2027-03-01", "team": str(team.pk)} | changes


def test_a_name_is_no_case_reference_and_what_was_typed_stays(house, team):
    received(team, house.peer)
    client = house.client("worker")
    shown = client.get("/complaints/new/")
    answer = client.post("/complaints/new/", form(shown, team, case_reference="Robin", theme="support"))
    assert "A case reference has a number in it" in answer.text
    assert '<option value="support" selected>' in answer.text
    assert not Complaint.objects.filter(recorded_by=house.worker).exists()


def test_a_decision_leads_to_a_complaint_that_is_linked_to_it(house, team):
    decision_kind()
    received(team, house.peer)
    decision = in_effect(house.worker, team, approver=house.manager)
    client = house.client("worker")
    address = f"/complaints/new/?from=boundaries.decision:{decision.pk}"
    assert address in client.get(reverse("boundaries:decision", args=[decision.pk])).text
    client.post(address, form(client.get(address), team))
    made = Complaint.objects.get(recorded_by=house.worker)
    assert [(row.kind, row.subject_id) for row in made.links.all()] == [("boundaries.decision", decision.pk)]


def test_nobody_links_a_decision_that_they_may_not_read(house, team):
    decision = draft(house.worker, team)
    received(team, house.peer)
    address = f"/complaints/new/?from=boundaries.decision:{decision.pk}"
    assert house.client("stranger").get(address).status_code == 404


def test_a_decision_shows_the_complaints_about_it_to_those_who_may_see_them(house, team):
    decision_kind()
    decision = in_effect(house.worker, team, approver=house.manager)
    complaint = received(team, house.peer, source=("boundaries.decision", decision.pk))
    where = reverse("boundaries:decision", args=[decision.pk])
    shown = {who: complaint.reference in house.client(who).get(where).text for who in ("manager", "worker")}
    assert shown == {"manager": True, "worker": False}


def test_an_incident_shows_the_complaints_about_it(house, team):
    incident = log(house.worker, team, now=NOON)
    complaint = received(team, house.worker, source=("debriefs.incident", incident.pk))
    assert complaint.reference in house.client("worker").get(reverse("debriefs:incident", args=[incident.pk])).text


def test_a_complaint_is_linked_by_the_reference_of_a_decision(house, team, complaint):
    decision_kind()
    decision = in_effect(house.worker, team, approver=house.manager)
    client = house.client("manager")
    text = client.post(page(complaint, "link"), {"reference": decision.reference.lower()}, follow=True).text
    assert f"Restrictive decision {decision.reference}" in text
    client.post(page(complaint, "unlink", complaint.links.get().pk))
    assert not complaint.links.exists()


def test_a_decision_that_they_may_not_read_is_as_if_it_were_none(house, team, complaint):
    elsewhere = TeamFactory(name="Elsewhere")
    decision = draft(PersonFactory(team=elsewhere), elsewhere)
    client = house.client("manager")
    texts = [
        client.post(page(complaint, "link"), {"reference": one}).text for one in (decision.reference, "AAAAA-BBBBB")
    ]
    assert ["No decision and no incident that you may read is called so" in text for text in texts] == [True, True]
    assert not complaint.links.exists()


def test_what_is_said_is_read_by_the_line_and_by_whoever_wrote_it_down(house, complaint):
    write_account(complaint, word=WORD)
    got = {
        who: house.client(who).get(page(complaint, "account")) for who in ("worker", "manager", "lead", "governance")
    }
    assert {who: answer.status_code for who, answer in got.items()} == {
        "worker": 200, "manager": 200, "lead": 200, "governance": 404,
    }  # fmt: skip
    assert all(WORD in got[who].text for who in ("worker", "manager", "lead"))
    assert TrailEntry.objects.filter(action="record.read").count() == 3


def test_what_is_said_stands_on_no_page_but_its_own(house, complaint):
    write_account(complaint, word=WORD)
    answered(complaint, word=WORD)
    for who in ("worker", "manager", "lead", "governance"):
        client = house.client(who)
        assert [WORD in client.get(one).text for one in ("/", LIST, page(complaint), "/my/data/")] == [False] * 4


def test_what_was_found_is_read_once_it_is_answered(house, complaint):
    write_answer(complaint, word=WORD)
    where = page(complaint, "found", complaint.handlings.get().pk)
    assert house.client("governance").get(where).status_code == 404
    answered(complaint, word=WORD)
    assert WORD in house.client("governance").get(where).text
    assert house.client("worker").get(where).status_code == 404


def test_whoever_takes_over_reads_what_was_written_before(house, complaint):
    write_answer(complaint, word=WORD)
    first = complaint.handlings.get()
    pass_complaint(complaint=complaint, to=house.lead, by=house.manager, now=NOON)
    client = house.client("lead")
    assert "Read what Morgan Hale wrote before" in client.get(page(complaint)).text
    assert WORD in client.get(page(complaint, "found", first.pk)).text


def test_somebody_whom_it_is_about_sees_nothing_until_they_are_told_and_no_word_then(house, complaint):
    write_account(complaint, word=WORD)
    name_people(complaint=complaint, ids=[house.peer.pk], by=house.manager, now=NOON)
    client = house.client("peer")
    assert client.get(page(complaint)).status_code == 404
    house.client("manager").post(page(complaint, "told", complaint.about.get().pk))
    assert (complaint.reference in client.get(page(complaint)).text, WORD in client.get(page(complaint)).text) == (
        True,
        False,
    )
    assert client.get(page(complaint, "account")).status_code == 404
    assert "you were told are about you" in client.get("/my/data/").text


@pytest.mark.parametrize("who", ["manager", "lead"])
def test_a_manager_whom_it_is_about_finds_nothing_of_it(house, team, who):
    complaint = received(team, house.worker, about_head=AboutHead("manager" if who == "manager" else "lead"))
    client = house.client(who)
    assert references(house, who) == set()
    assert [client.get(page(complaint, name)).status_code for name in ("complaint", "account", "pass")] == [404] * 3
    note_told(about=complaint.about.get(), by=house.governance, now=NOON)
    assert [client.get(page(complaint, name)).status_code for name in ("complaint", "account", "pass")] == [
        200, 404, 404,
    ]  # fmt: skip


def test_names_of_those_whom_it_is_about_stand_before_those_alone_who_follow_it(house, complaint):
    name_people(complaint=complaint, ids=[house.supervisor.pk], by=house.manager, now=NOON)
    shown = {who: "Sasha Reed" in house.client(who).get(page(complaint)).text for who in ("worker", "manager")}
    assert shown == {"worker": False, "manager": True}


def test_today_shows_what_one_handles(house, complaint):
    shown = {who: complaint.reference in house.client(who).get("/").text for who in ("manager", "worker", "lead")}
    assert shown == {"manager": True, "worker": False, "lead": False}


def test_it_is_acknowledged_answered_and_closed_by_forms(house, complaint):
    client, write = house.client("manager"), {"day": "2027-03-01"}
    assert "It is noted" in client.post(page(complaint, "acknowledge"), write, follow=True).text
    write_answer(complaint)
    said = client.post(page(complaint, "answer"), write | {"found": "partly"}, follow=True).text
    assert "Upheld in part" in said
    assert "Open an action from it" in said
    text = client.post(page(complaint, "close"), {"no_change": "nothing"}).text
    assert "It was upheld, so something was found" in text
    assert "It is closed" in client.post(page(complaint, "close"), {"no_change": "put_right"}, follow=True).text


def test_an_answer_that_lacks_something_is_refused_on_its_form(house, complaint):
    said = house.client("manager").post(page(complaint, "answer"), {"day": "2027-03-01", "found": "upheld"}).text
    assert "Something is missing before it can be answered" in said


def test_an_administrator_sets_the_days(house, complaint):
    client = house.client("administrator")
    assert 'value="20"' in client.get("/complaints/set-up/").text
    client.post("/complaints/set-up/", {"acknowledge": 2, "answer": 15, "counted_from": "2027-02-14"})
    now = ComplaintPolicy.objects.first()
    assert (now.acknowledge_working_days, now.answer_working_days, now.counted_from) == (2, 15, date(2027, 2, 1))


def test_a_refused_policy_says_so_at_its_field(house, complaint):
    text = house.client("administrator").post(
        "/complaints/set-up/", {"acknowledge": 9, "answer": 5, "counted_from": "2027-02-14"}
    )
    assert "Give an answer at least as many days" in text.text


def test_the_page_says_how_the_clock_was_kept(house, complaint, time_machine):
    later = NOON + 7 * DAY
    time_machine.move_to(later)
    acknowledged(complaint, now=later)
    assert "after its date" in house.client("manager").get(page(complaint)).text


def test_the_page_says_who_has_read_what_is_said_to_those_who_may(house, complaint):
    write_account(complaint, word=WORD)
    house.client("lead").get(page(complaint, "account"))
    shown = {
        who: "Lee Novak read it." in house.client(who).get(page(complaint)).text for who in ("manager", "governance")
    }
    assert shown == {"manager": True, "governance": False}


def test_a_case_is_found_by_its_reference(house, team):
    known = received(team, house.worker, case_reference="HB-2207")
    received(team, house.worker)
    assert references(house, "manager", "?case_reference=HB-2207") == {known.reference}


def test_what_is_printed_is_what_the_viewer_sees_narrowed_as_the_address_says(house, complaint):
    received(complaint.team, house.worker, theme="support")
    for viewer, asked, found in (
        (house.manager, {"theme": "support"}, 1), (house.manager, {}, 2), (house.peer, {}, 0),
    ):  # fmt: skip
        assert len(register_of(viewer, asked, NOON).context["rows"]) == found


def test_the_printed_register_names_nobody(house, complaint):
    write_account(complaint, word=WORD)
    document = register_of(house.manager, {}, NOON)
    text = render_to_string(document.template, document.context | {"title": document.title})
    assert complaint.reference in text
    assert [name in text for name in (WORD, "Sam Okoro", "Morgan Hale")] == [False, False, False]


def test_each_reads_beside_the_facts_what_it_is_to_them(house, complaint):
    name_people(complaint=complaint, ids=[house.peer.pk], by=house.manager, now=NOON)
    note_told(about=complaint.about.get(), by=house.manager, now=NOON)
    words = {"worker": "You put it on record.", "peer": "You were told that it is about you."}
    assert [said in house.client(who).get(page(complaint)).text for who, said in words.items()] == [True, True]
    assert "You put it on record." not in house.client("manager").get(page(complaint)).text
