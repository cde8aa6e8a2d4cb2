"""Pages of audits: allowed, forbidden, wrong input, and that nothing private and no name is on the page that reads."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.audits.results import FEWEST
from governance.models import Audit, AuditReading
from tests.factories.audits import DAY, action_in, codes_for, draw, give, note_down, readings, recorded, records_of
from tests.factories.people import PersonFactory
from tests.factories.supervision import NOON
from tests.structured_templates.test_sentinel import tables_holding
from workforce_assurance.action_log import commands as action_log
from workforce_assurance.audit.models import TrailEntry

pytestmark = pytest.mark.usefixtures("no_banners")
WORD = "quinquereme"


def stands_in(page, name):
    """As a word of its own: "same" holds no Sam."""
    return re.search(rf"\b{re.escape(name)}\b", page, re.IGNORECASE) is not None


def plan(house, **changes):
    said = {
        "of": "supervision", "teams": [str(house.team.pk)], "first_on": (NOON - 90 * DAY).date().isoformat(),
        "last_on": NOON.date().isoformat(), "size": "20", "lots": "", "second_share": "0",
        "read_by": (NOON + 20 * DAY).date().isoformat(),
        "readers": [str(house.governance.pk)], "once": "7c9ebd9e-3b25-4b7c-8c5d-3f0f7d3a1b11",
    }  # fmt: skip
    return said | changes


def test_nothing_private_and_no_name_stands_where_it_is_read(house):
    helper = PersonFactory(full_name="Kim Novak", team=house.team)
    words = f"Sam and sasha reed spoke with Kim about HB-2207. {WORD}."
    recorded(house.worker, house.supervisor, house.team, words=words, private="trireme", helper=helper)
    audit = draw(house.governance, teams=[house.team], by=house.governance)
    page = house.client("governance").get(reverse("governance:audit_reading", args=[readings(audit)[0].pk])).text
    assert WORD in page
    assert "[worker] and [supervisor] spoke with [colleague] about [reference]" in page
    hidden = ("trireme", "Sam", "Okoro", "Sasha", "Reed", "Kim", "Novak", "HB-2207")
    assert [name for name in hidden if stands_in(page, name)] == []


def test_a_reading_stands_in_the_access_log_of_its_people(house):
    session = recorded(house.worker, house.supervisor, house.team)
    audit = draw(house.governance, teams=[house.team], by=house.governance)
    house.client("governance").get(reverse("governance:audit_reading", args=[readings(audit)[0].pk]))
    read = TrailEntry.objects.get(action="record.read_for_audit")
    assert (read.actor, read.about_id) == (house.governance, house.worker.pk)
    history = house.client("worker").get(reverse("record_history", args=[read.subject_id])).text
    assert "For an audit, without names and without anything private" in history
    assert session.reference not in audit.reference


def test_an_action_is_read_without_names(house):
    action = action_in(house.team, owner=house.worker, checker=house.supervisor, title="Sam orders alarm buttons")
    action_log.submit_evidence(action=action, kind="seen", words="Sasha saw them", by=house.worker, now=NOON)
    audit = draw(house.governance, teams=[house.team], by=house.governance, of="actions")
    page = house.client("governance").get(reverse("governance:audit_reading", args=[readings(audit)[0].pk])).text
    assert "[owner] orders alarm buttons" in page
    assert "[checker] saw them" in page
    assert [name for name in ("Sam", "Okoro", "Sasha", "Reed", action.reference) if stands_in(page, name)] == []
    assert TrailEntry.objects.get(action="action read for an audit").about_id == house.worker.pk


def test_what_was_given_is_closed_to_its_reader(house):
    recorded(house.worker, house.supervisor, house.team, words=WORD)
    reading = readings(draw(house.governance, teams=[house.team], by=house.governance))[0]
    note_down(reading, "Dates are missing")
    give(reading)
    page = house.client("governance").get(reverse("governance:audit_reading", args=[reading.pk])).text
    assert ("You gave it on" in page, "Dates are missing" in page, WORD in page) == (True, True, False)


def test_notes_are_read_by_whoever_wrote_them_alone(house, other_lead, client):
    records_of(house, FEWEST)
    audit = draw(house.governance, teams=[house.team], by=house.governance)
    for one in readings(audit):
        note_down(one, WORD)
        give(one)
    client.force_login(other_lead)
    page = client.get(reverse("governance:audit", args=[audit.pk])).text
    assert ("What was found" in page, WORD in page, tables_holding(WORD)) == (True, False, set())


def test_answers_are_saved_and_given_by_buttons(house):
    records_of(house, 2)
    first, second = readings(draw(house.governance, teams=[house.team], by=house.governance))
    url = reverse("governance:audit_reading", args=[first.pk])
    client = house.client("governance")
    assert client.post(url, codes_for(first, "")).url == url
    assert "Something is missing" in client.post(url, codes_for(first, "") | {"give": "1"}).text
    given = client.post(url, codes_for(first) | {"give": "1"})
    assert given.url == reverse("governance:audit_reading", args=[second.pk])
    assert client.post(given.url, codes_for(second) | {"give": "1"}).url == reverse(
        "governance:audit", args=[first.unit.audit_id]
    )


def test_the_list_leads_to_plan_one_and_to_what_waits(house):
    client = house.client("governance")
    assert "None was drawn yet" in client.get(reverse("governance:audits")).text
    records_of(house, 1)
    audit = draw(house.governance, teams=[house.team], by=house.governance)
    page = client.get(reverse("governance:audits")).text
    assert [words in page for words in (audit.reference, "0 of 1", "For you to read")] == [True, True, True]
    assert f"Audit {audit.reference}, number 1" in client.get("/").text


@pytest.mark.parametrize("persona", ["worker", "supervisor", "manager", "administrator"])
def test_nobody_else_finds_anything(house, persona):
    records_of(house, 1)
    audit = draw(house.governance, teams=[house.team], by=house.governance)
    pages = [
        reverse("governance:audits"), reverse("governance:audit_new"), reverse("governance:audit", args=[audit.pk]),
        reverse("governance:audit_reading", args=[readings(audit)[0].pk]),
    ]  # fmt: skip
    assert [house.client(persona).get(page).status_code for page in pages] == [404] * 4


def test_another_lead_reads_nothing_that_they_were_not_asked_for(house, other_lead, client):
    records_of(house, 1)
    reading = readings(draw(house.governance, teams=[house.team], by=house.governance))[0]
    client.force_login(other_lead)
    assert client.get(reverse("governance:audit_reading", args=[reading.pk])).status_code == 404


def test_a_look_before_draws_nothing(house):
    records_of(house, 3)
    found = house.client("governance").post(reverse("governance:audit_new"), plan(house, preview="1"))
    assert ("3 of 3" in found.text, Audit.objects.count()) == (True, 0)


def test_a_plan_is_drawn(house):
    records_of(house, 3)
    draw(house.governance, teams=[house.team], by=house.governance)
    found = house.client("governance").post(reverse("governance:audit_new"), plan(house), follow=True)
    assert "3 of 3 are drawn" in found.text
    assert "Drawn again just now" in found.text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"last_on": "2020-01-01"}, "does not lie before the first"),
        ({"read_by": "2020-01-01"}, "from today on, and within a year"),
        ({"read_by": "2028-12-31"}, "from today on, and within a year"),
        ({"read_by": "9999-12-31"}, ""),
        ({"size": "0"}, "greater than or equal to 1"),
        ({"readers": []}, ""),
        ({"first_on": "2020-01-01", "last_on": "2020-02-01"}, "Nothing of these days can be drawn"),
        ({"teams": ["nonsense"]}, ""),
    ],
)
def test_what_cannot_be_drawn_is_said_and_kept(house, changes, words):
    records_of(house, 1)
    found = house.client("governance").post(reverse("governance:audit_new"), plan(house, **changes))
    assert (found.status_code, words in found.text, "There is something to put right" in found.text) == (
        200,
        True,
        True,
    )
    assert Audit.objects.count() == 0


def test_results_wait_for_five_and_for_the_viewers_own_readings(house, other_lead, client):
    records_of(house, FEWEST)
    audit = draw(house.governance, teams=[house.team], by=house.governance)
    url = reverse("governance:audit", args=[audit.pk])
    client.force_login(other_lead)
    *most, last = readings(audit)
    for one in most:
        give(one, case_review="not_met", caseload="na")
    assert "Shown once 5 are read; 4 are so far." in client.get(url).text
    assert "once you have given your readings" in house.client("governance").get(url).text
    give(last, caseload="na")
    page = client.get(url).text
    assert [words in page for words in ("1 of 5 (20 %)", "4 to 62 %", "Not computable", "5 of 5 (100 %)")] == [True] * 4


def test_agreement_stands_there_once_two_have_read(house, other_lead):
    records_of(house, 10)
    audit = draw(house.governance, other_lead, teams=[house.team], by=house.governance, second_share=20)
    for one in AuditReading.objects.select_related("unit__audit", "unit__team", "reader"):
        give(one)
    page = house.client("governance").get(reverse("governance:audit", args=[audit.pk])).text
    assert ("How alike two people read" in page, "100 %" in page, "Not computable" in page) == (True, True, True)


def test_lots_say_of_each_team_whether_it_is_accepted(house, other_lead, client):
    records_of(house, 19)
    audit = draw(house.governance, teams=[house.team], by=house.governance, lots="95_65")
    for number, one in enumerate(readings(audit)):
        give(one, "met" if number > 3 else "not_met")
    client.force_login(other_lead)
    page = client.get(reverse("governance:audit", args=[audit.pk])).text
    assert ("15 of 19" in page, "Not accepted" in page) == (True, True)


def test_a_finding_becomes_an_action_that_leads_back(house):
    records_of(house, 1)
    audit = draw(house.governance, teams=[house.team], by=house.governance)
    url = reverse("governance:audit", args=[audit.pk])
    client = house.client("governance")
    source = f"{reverse('action_log:new')}?from=governance.audit:{audit.pk}"
    assert (source.replace("&", "&amp;") in client.get(url).text, client.get(source).status_code) == (True, 200)
    agreed = action_log.Agreed(
        "Say in the template where a boundary is held", "improvement", "system", owner=house.manager,
        due_on=(NOON + 30 * DAY).date(), source_kind="governance.audit", source_id=audit.pk,
    )  # fmt: skip
    action = action_log.open_action(agreed=agreed, by=house.governance, now=NOON)
    page = client.get(url).text
    assert ("Say in the template where a boundary is held" in page, action.reference in page) == (True, True)
    assert url in client.get(reverse("action_log:action", args=[action.pk])).text


def test_the_list_asks_as_much_at_one_row_and_at_three(house):
    records_of(house, 1)
    draw(house.governance, teams=[house.team], by=house.governance)
    client, url = house.client("governance"), reverse("governance:audits")
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(url)
    for _ in range(2):
        draw(house.governance, teams=[house.team], by=house.governance)
    with CaptureQueriesContext(connection) as three:
        client.get(url)
    assert len(three) == len(one)


def test_what_somebody_read_stands_in_what_is_held_of_them(house):
    records_of(house, 1)
    audit = draw(house.governance, teams=[house.team], by=house.governance)
    page = house.client("governance").get(reverse("people:my_data")).text
    assert f"{audit.reference}, number 1" in page
