"""Drawing an audit and reading for it: done, refused, and in the trail."""

import uuid

import pytest

from governance.audits import commands
from governance.audits.enums import AuditOf
from governance.audits.exceptions import (
    CodeUnknown,
    IsParty,
    NobodyToRead,
    NothingToAudit,
    NotTheirReading,
    NotTheirTeams,
    ReadingGiven,
    ReadingIncomplete,
)
from governance.models import Audit, AuditReading, AuditUnit
from tests.factories.audits import (
    DAY,
    action_in,
    codes_for,
    draw,
    give,
    held_session,
    readings,
    recorded,
    records_of,
    write_record,
)
from tests.factories.people import PersonFactory, RoleGrantFactory, TeamFactory
from tests.factories.supervision import NOON
from workforce_assurance.action_log.models import HandOver
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.people.enums import Role
from workforce_assurance.people.queries import zone


def test_a_draw_freezes_its_list_with_what_is_left_out(house):
    found = records_of(house, 3)
    held_session(house.worker, house.supervisor, house.team)
    write_record(held_session(house.peer, house.supervisor, house.team, days_ago=8), finish=False)
    audit = draw(house.governance, teams=[house.team], by=house.governance)
    assert (audit.population, audit.size) == (3, 3)
    assert sorted(AuditUnit.objects.values_list("left_out_because", flat=True)) == [
        "",
        "",
        "",
        "no_record",
        "unfinished",
    ]
    assert {one.unit.subject_id for one in readings(audit)} == {one.pk for one in found}
    assert TrailEntry.objects.filter(action="audit drawn", subject_id=str(audit.pk)).count() == 1


def test_the_same_form_draws_once(house):
    records_of(house, 1)
    wanted = commands.Wanted(
        AuditOf.SUPERVISION, [house.team], (NOON - 30 * DAY).date(), NOON.date(), 5, 0, [house.governance]
    )
    once = uuid.uuid4()
    draw(house.governance, teams=[house.team], by=house.governance)
    made = [commands.draw_audit(wanted=wanted, once=once, by=house.governance, now=NOON) for _ in range(2)]
    assert (made[0], Audit.objects.count()) == (made[1], 2)


def test_nothing_to_draw_is_said(house):
    with pytest.raises(NothingToAudit):
        draw(house.governance, teams=[house.team], by=house.governance)


def test_only_whoever_governs_all_the_teams_draws(house):
    records_of(house, 1)
    with pytest.raises(NotTheirTeams):
        draw(house.governance, teams=[house.team], by=house.manager)
    with pytest.raises(NotTheirTeams):
        draw(house.governance, teams=[], by=house.governance)
    lead = PersonFactory()
    RoleGrantFactory(person=lead, role=Role.GOVERNANCE_LEAD, service=house.team.service)
    elsewhere = TeamFactory()
    with pytest.raises(NotTheirTeams):
        draw(house.governance, teams=[house.team, elsewhere], by=lead)
    assert draw(lead, teams=[house.team], by=lead).size == 1


def test_only_leads_of_governance_read(house):
    records_of(house, 1)
    with pytest.raises(NobodyToRead):
        draw(house.manager, house.stranger, teams=[house.team], by=house.governance)


def test_nobody_reads_their_own_record(house, other_lead):
    """Neither as its supervisor, nor as its worker; two readings need two others."""
    recorded(house.worker, other_lead, house.team)
    recorded(other_lead, house.supervisor, house.team, days_ago=8)
    audit = draw(house.governance, other_lead, teams=[house.team], by=house.governance)
    assert {one.reader for one in readings(audit)} == {house.governance}
    with pytest.raises(NobodyToRead):
        draw(other_lead, teams=[house.team], by=house.governance)
    with pytest.raises(NobodyToRead):
        draw(house.governance, other_lead, teams=[house.team], by=house.governance, second_share=20)


@pytest.mark.parametrize("part", ["owner", "checker"])
def test_nobody_reads_their_own_action(house, part):
    lead = PersonFactory(team=house.team, roles=[Role.GOVERNANCE_LEAD])
    action_in(house.team, **({"owner": house.worker} | {part: lead}))
    with pytest.raises(NobodyToRead):
        draw(lead, teams=[house.team], by=house.governance, of="actions")


def test_whoever_an_action_was_handed_to_reads_it_no_more(house):
    action = action_in(house.team, owner=house.worker)
    audit = draw(house.governance, teams=[house.team], by=house.governance, of="actions")
    HandOver.objects.create(
        action=action, part="owner", from_person=house.worker, to_person=house.governance, reason="leaves",
        by=house.manager, at=NOON,
    )  # fmt: skip
    reading = readings(audit)[0]
    with pytest.raises(IsParty):
        commands.read(reading=reading, by=house.governance, now=NOON, zone=zone())
    with pytest.raises(IsParty):
        give(reading)


def test_a_reading_is_kept_and_given_once(house):
    records_of(house, 1)
    reading = readings(draw(house.governance, teams=[house.team], by=house.governance))[0]
    commands.keep_codes(reading=reading, codes=codes_for(reading, "not_met"), by=house.governance, now=NOON)
    commands.keep_codes(reading=reading, codes=codes_for(reading, ""), by=house.governance, now=NOON)
    with pytest.raises(ReadingIncomplete):
        commands.give_reading(reading=reading, by=house.governance, now=NOON)
    give(reading)
    reading.refresh_from_db()
    assert (reading.state, reading.given_at) == ("given", NOON)
    with pytest.raises(ReadingGiven):
        give(reading)
    assert TrailEntry.objects.filter(action="audit reading given").count() == 1


def test_nobody_else_gives_it_and_no_other_answer_is_taken(house, other_lead):
    records_of(house, 1)
    reading = readings(draw(house.governance, teams=[house.team], by=house.governance))[0]
    with pytest.raises(NotTheirReading):
        commands.keep_codes(reading=reading, codes={}, by=other_lead, now=NOON)
    with pytest.raises(NotTheirReading):
        commands.read(reading=reading, by=other_lead, now=NOON, zone=zone())
    with pytest.raises(CodeUnknown):
        commands.keep_codes(reading=reading, codes=codes_for(reading, "perhaps"), by=house.governance, now=NOON)


def test_a_share_is_read_twice_by_another(house, other_lead):
    records_of(house, 10)
    audit = draw(house.governance, other_lead, teams=[house.team], by=house.governance, second_share=20)
    firsts = {one.unit_id: one.reader_id for one in readings(audit)}
    seconds = readings(audit, part="second")
    assert (len(seconds), [firsts[one.unit_id] == one.reader_id for one in seconds]) == (2, [False, False])
    assert AuditReading.objects.count() == 12


def test_another_team_is_not_drawn_from(house):
    records_of(house, 1)
    elsewhere = TeamFactory()
    recorded(PersonFactory(team=elsewhere), house.supervisor, elsewhere)
    assert draw(house.governance, teams=[house.team], by=house.governance).population == 1
