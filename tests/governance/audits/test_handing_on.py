"""A reading goes to somebody who may read it; what was begun is not lost, and not seen by who takes over."""

import pytest
from django.urls import reverse

from governance.audits import charges, commands
from governance.audits.exceptions import NotTheirReading, ReadBySomebodyElse, ReadingGiven
from governance.models import AuditReading
from tests.factories.audits import DAY, codes_for, draw, give, note_down, readings, recorded, records_of
from tests.factories.people import PersonFactory
from tests.factories.supervision import NOON
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.people.enums import Role
from workforce_assurance.people.queries import zone

pytestmark = pytest.mark.usefixtures("no_banners")
WORD = "quinquereme"


@pytest.fixture
def reading(house, other_lead):
    records_of(house, 1)
    return readings(draw(house.governance, teams=[house.team], by=house.governance))[0]


def hand_on(reading, to, *, because="away", now=NOON):
    return commands.pass_reading(reading=reading, to=to, because=because, by=reading.reader, now=now)


def url_of(reading, name="audit_hand_on"):
    return reverse(f"governance:{name}", args=[reading.pk])


def test_somebody_else_reads_from_the_beginning_by_the_same_day(reading, house, other_lead):
    commands.keep_codes(reading=reading, codes=codes_for(reading, "not_met"), by=house.governance, now=NOON)
    taken = hand_on(reading, other_lead)
    reading.refresh_from_db()
    assert (taken.reader, taken.part, taken.due_at) == (other_lead, reading.part, reading.due_at)
    assert (reading.state, reading.passed_to, reading.passed_because) == ("passed_on", other_lead, "away")
    entry = TrailEntry.objects.get(action="audit reading handed on")
    assert (entry.facts["to"], entry.facts["because"]) == (str(other_lead.pk), "away")


def test_whoever_takes_over_late_has_two_working_days(reading, other_lead):
    late = reading.due_at + DAY
    assert hand_on(reading, other_lead, now=late).due_at > late + DAY


def test_what_was_written_stays_its_writers_and_no_other_sees_it(reading, house, other_lead):
    note_down(reading, WORD)
    taken = hand_on(reading, other_lead)
    pages = [url_of(reading, "audit_reading"), url_of(taken, "audit_reading")]
    assert [house.client("governance").get(page).status_code for page in pages] == [200, 404]
    assert WORD in house.client("governance").get(pages[0]).text
    client = house.client(other_lead)
    assert [client.get(page).status_code for page in pages] == [404, 200]
    assert WORD not in client.get(pages[1]).text


def test_what_was_begun_counts_nowhere(house, other_lead):
    records_of(house, 5)
    audit = draw(house.governance, teams=[house.team], by=house.governance)
    first, *others = readings(audit)
    commands.keep_codes(reading=first, codes=codes_for(first, "not_met"), by=house.governance, now=NOON)
    taken = hand_on(first, other_lead)
    for one in [taken, *others]:
        give(AuditReading.objects.select_related("unit__audit", "unit__team", "reader").get(pk=one.pk))
    page = house.client("governance").get(reverse("governance:audit", args=[audit.pk])).text
    assert ("5 of 5 (100 %)" in page, "Readings that somebody else took over" in page) == (True, True)
    assert "5 of 5" in house.client("governance").get(reverse("governance:audits")).text


def test_whoever_handed_it_on_reads_it_no_more(reading, house, other_lead):
    hand_on(reading, other_lead)
    reading.refresh_from_db()
    for refused in (
        lambda: commands.read(reading=reading, by=house.governance, now=NOON, zone=zone()),
        lambda: commands.keep_codes(reading=reading, codes={}, by=house.governance, now=NOON),
        lambda: hand_on(reading, other_lead),
    ):
        with pytest.raises(ReadingGiven):
            refused()
    with pytest.raises(NotTheirReading):
        commands.read(reading=readings_now(reading), by=house.governance, now=NOON, zone=zone())


def readings_now(reading):
    rows = AuditReading.objects.waiting().select_related("unit__audit", "unit__team", "reader")
    return rows.get(unit=reading.unit)


def test_no_party_takes_it_over(house, other_lead):
    """Neither its worker nor its supervisor; nor whoever was asked before, or leads no governance."""
    recorded(other_lead, house.supervisor, house.team)
    reading = readings(draw(house.governance, teams=[house.team], by=house.governance))[0]
    for person in (other_lead, house.governance, house.manager):
        with pytest.raises(ReadBySomebodyElse):
            hand_on(reading, person)


def test_who_reads_the_other_part_does_not_take_it_over(house, other_lead):
    records_of(house, 1)
    audit = draw(house.governance, other_lead, teams=[house.team], by=house.governance, second_share=20)
    with pytest.raises(ReadBySomebodyElse):
        hand_on(readings(audit)[0], readings(audit, part="second")[0].reader)


def test_what_was_given_is_not_handed_on(reading, other_lead):
    give(reading)
    with pytest.raises(ReadingGiven):
        hand_on(reading, other_lead)


def test_it_is_handed_on_by_a_button(reading, house, other_lead):
    client = house.client("governance")
    assert "Robin Vale" in client.get(url_of(reading)).text
    found = client.post(url_of(reading), {"to": str(other_lead.pk), "because": "too_close"}, follow=True).text
    assert ("Robin Vale is asked to read number 1" in found, "too well to read it fairly" in found) == (True, True)


@pytest.mark.parametrize("changes", [{"to": ""}, {"to": "nonsense"}, {"because": ""}, {"because": "moves"}])
def test_a_wrong_choice_changes_nothing(reading, house, other_lead, changes):
    found = house.client("governance").post(
        url_of(reading), {"to": str(other_lead.pk), "because": "away"} | changes
    )  # fmt: skip
    assert (found.status_code, "There is something to put right" in found.text) == (200, True)
    assert AuditReading.objects.waiting().get().pk == reading.pk


def test_another_lead_hands_it_on_for_whoever_is_away_but_never_one_of_their_own(house, other_lead):
    recorded(house.worker, house.supervisor, house.team)
    recorded(other_lead, house.supervisor, house.team, days_ago=8)
    third = PersonFactory(full_name="Toni Marsh", receives_supervision=False, roles=[Role.GOVERNANCE_LEAD])
    audit = draw(house.governance, teams=[house.team], by=house.governance)
    seen = {one.unit.parties.count(other_lead.pk): one for one in readings(audit)}
    client = house.client(other_lead)
    assert [client.get(url_of(seen[count])).status_code for count in (0, 1)] == [200, 404]
    client.post(url_of(seen[0]), {"to": str(third.pk), "because": "away"})
    assert readings_now(seen[0]).reader == third


@pytest.mark.parametrize("persona", ["worker", "supervisor", "manager", "administrator"])
def test_nobody_else_hands_it_on(reading, house, persona):
    assert house.client(persona).get(url_of(reading)).status_code == 404


def test_readings_pass_on_with_what_somebody_answers_for(reading, house, other_lead):
    held = [one.text for one in charges.held(house.governance, now=NOON)]
    assert held == [f"Audit {reading.unit.audit.reference}, number 1"]
    assert charges.why_not(house.governance, other_lead, now=NOON) == ""
    assert "Choose somebody else" in charges.why_not(house.governance, house.manager, now=NOON)
    assert (
        charges.hand_over(person=house.governance, successor=other_lead, leaves=True, by=house.manager, now=NOON) == 1
    )
    assert readings_now(reading).reader == other_lead


def test_my_data_says_that_it_was_handed_on_and_why(reading, house, other_lead):
    page = house.client("governance").get(reverse("people:my_data")).text
    assert "Waits. By " in page
    hand_on(reading, other_lead)
    page = house.client("governance").get(reverse("people:my_data")).text
    assert ("Handed on Mon 1 Mar 2027, 12:00: they are away" in page, "Waits. By " in page) == (True, False)
