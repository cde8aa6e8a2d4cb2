"""What changes safe contact: protocols that end, are looked at by another, and routes that are rung."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from boundaries.models import SafeContactProtocol, TestCall, ThreatRoute
from boundaries.safe_contact import commands, exceptions
from boundaries.safe_contact.enums import SafeAction
from tests.factories.safe_contact import in_use, route
from tests.factories.supervision import NOON
from workforce_assurance.audit.models import TrailEntry

DAY = timedelta(days=1)
TODAY = NOON.date()


def refused(sentence, change_rows, **more):
    with pytest.raises((IntegrityError, DatabaseError), match=sentence), transaction.atomic():
        change_rows(**more)


def holding(on=TODAY):
    return list(SafeContactProtocol.objects.holding(on=on))


def test_a_protocol_is_over_by_itself(house):
    protocol = in_use(house.team, house.worker, ends_on=TODAY + 10 * DAY)
    assert holding(TODAY + 10 * DAY) == [protocol]
    assert holding(TODAY + 11 * DAY) == []


@pytest.mark.parametrize(("case", "days", "fits"), [("HB-1", 92, True), ("HB-1", 93, False), ("", 93, True), ("", 367, False), ("", 0, False)])  # fmt: skip
def test_it_ends_within_its_longest_time(house, case, days, fits):
    agreed = commands.Agreed(house.team, case, [SafeAction.IN_TWOS], TODAY + days * DAY)
    if fits:
        commands.set_protocol(agreed=agreed, once=uuid.uuid4(), by=house.worker, now=NOON)
    else:
        with pytest.raises(exceptions.WrongEnd):
            commands.set_protocol(agreed=agreed, once=uuid.uuid4(), by=house.worker, now=NOON)
    assert SafeContactProtocol.objects.exists() is fits


def test_the_next_one_of_a_case_takes_the_place_of_the_one_before(house):
    before = in_use(house.team, house.worker)
    other = in_use(house.team, house.worker, case_reference="HB-7")
    after = in_use(house.team, house.manager, actions=[SafeAction.RING_BEFORE])
    before.refresh_from_db()
    assert (before.ended_by, set(holding())) == (house.manager, {after, other})


def test_sent_twice_it_is_set_once(house):
    agreed = commands.Agreed(house.team, "HB-1", [SafeAction.IN_TWOS], TODAY + DAY)
    once = uuid.uuid4()
    found = {commands.set_protocol(agreed=agreed, once=once, by=house.worker, now=NOON).pk for _ in range(2)}
    assert (len(found), SafeContactProtocol.objects.count()) == (1, 1)


def test_another_than_whoever_set_it_looks_at_it_once(house):
    protocol = in_use(house.team, house.manager)
    with pytest.raises(exceptions.SetByThem):
        commands.look_at_protocol(protocol=protocol, by=house.manager, now=NOON)
    commands.look_at_protocol(protocol=protocol, by=house.governance, now=NOON)
    with pytest.raises(exceptions.ReviewedAlready):
        commands.look_at_protocol(protocol=protocol, by=house.governance, now=NOON)
    protocol.refresh_from_db()
    assert (protocol.reviewed_by, protocol.ends_on) == (house.governance, TODAY + 56 * DAY)


def test_what_is_over_is_neither_looked_at_nor_ended(house):
    protocol = in_use(house.team, house.worker)
    commands.end_protocol(protocol=protocol, by=house.worker, now=NOON)
    for change in (commands.end_protocol, commands.look_at_protocol):
        with pytest.raises(exceptions.OverAlready):
            change(protocol=protocol, by=house.manager, now=NOON)


def test_the_database_refuses_what_no_command_does(house):
    protocol = in_use(house.team, house.worker)
    rows = SafeContactProtocol.objects.filter(pk=protocol.pk)
    refused("nobody_looks_at_a_protocol_that_they_set", rows.update, reviewed_by=house.worker, reviewed_at=NOON)
    refused("a_protocol_looked_at_says_when_and_by_whom", rows.update, reviewed_at=NOON)
    refused("an_ended_protocol_says_when_and_by_whom", rows.update, ended_at=NOON)
    refused("a_protocol_says_what_is_done", rows.update, actions=[])
    refused("a_protocol_says_what_is_done", rows.update, actions=["dangerous"])
    refused("a_protocol_is_looked_at_before_it_ends", rows.update, review_on=date(2100, 1, 1))
    refused("Cannot delete rows", lambda: rows._raw_delete(rows.db))
    copy = {name: getattr(protocol, name) for name in ("team", "case_reference", "actions", "set_at", "set_by", "review_on", "ends_on")}  # fmt: skip
    refused("a_case_has_one_protocol_in_a_team", SafeContactProtocol.objects.create, once=uuid.uuid4(), **copy)
    found = ThreatRoute.objects.filter(pk=route(house.governance).pk)
    refused("a_threat_route_has_days_of_the_week", found.update, days=[])
    refused("a_threat_route_has_days_of_the_week", found.update, days=[7])
    refused("a_threat_route_can_be_rung", found.update, phone="")
    call = commands.record_test_call(route=found.get(), answered=True, by=house.governance, now=NOON)
    refused("a_test_call_stays_as_it_was", TestCall.objects.filter(pk=call.pk).update, answered=False)


def test_a_new_number_is_to_be_rung_today_and_new_hours_are_not(house):
    found = route(house.governance)
    commands.record_test_call(route=found, answered=True, by=house.governance, now=NOON)
    later = NOON + 3 * DAY
    hours = route(house.governance, known=found, days=[5, 6], now=later)
    assert hours.test_due_on == TODAY + 28 * DAY
    number = route(house.governance, known=found, phone="020 7946 0001", now=later)
    assert number.test_due_on == later.date()


def test_a_route_that_did_not_answer_is_rung_again_tomorrow(house):
    found = route(house.governance)
    commands.record_test_call(route=found, answered=False, by=house.governance, now=NOON)
    found.refresh_from_db()
    assert found.test_due_on == TODAY + DAY
    assert set(ThreatRoute.objects.to_ring(by=TODAY + DAY)) == {found}


def test_a_route_taken_away_takes_no_call_and_keeps_those_it_had(house):
    found = route(house.governance)
    commands.record_test_call(route=found, answered=True, by=house.governance, now=NOON)
    commands.retire_route(route=found, by=house.governance, now=NOON)
    for change in (
        lambda: commands.record_test_call(route=found, answered=True, by=house.governance, now=NOON),
        lambda: commands.retire_route(route=found, by=house.governance, now=NOON),
        lambda: route(house.governance, known=found),
    ):
        with pytest.raises(exceptions.NotInUse):
            change()
    assert (found.test_calls.count(), ThreatRoute.objects.in_use().count()) == (1, 0)


def test_the_trail_holds_codes_and_no_case(house):
    in_use(house.team, house.worker)
    entry = TrailEntry.objects.get(action="safe contact set")
    assert ("HB-2041" in str(entry.facts), entry.facts["actions"]) == (False, ["ask_first", "in_twos"])
