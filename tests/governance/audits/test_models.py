"""What the database holds true of audits, whoever writes to it."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from governance.audits.commands import pass_reading
from governance.models import Audit, AuditReading, AuditUnit
from tests.factories.audits import draw, give, held_session, readings, records_of
from tests.factories.supervision import NOON


@pytest.fixture
def audit(house):
    records_of(house, 2)
    held_session(house.worker, house.supervisor, house.team)
    return draw(house.governance, teams=[house.team], by=house.governance)


def refused(sentence, change, **more):
    with pytest.raises((IntegrityError, DatabaseError), match=sentence), transaction.atomic():
        change(**more)


def copy_of(audit, **changes):
    names = (
        "of",
        "first_on",
        "last_on",
        "wanted",
        "second_share",
        "seed",
        "population",
        "size",
        "drawn_at",
        "drawn_by",
    )
    said = {name: getattr(audit, name) for name in names} | {
        "once": "7c9ebd9e-3b25-4b7c-8c5d-000000000000",
        "reference": "X",
    }
    return Audit(**(said | changes))


def test_a_drawn_audit_and_its_list_never_change(audit):
    refused("Cannot update", Audit.objects.update, seed="another")
    refused("Cannot update", AuditUnit.objects.update, is_drawn=False)
    refused("Cannot update or delete", AuditUnit.objects.filter(readings=None).delete)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("an_audit_has_days_in_order", {"last_on": NOON.date().replace(year=2020)}),
        ("none_or_a_tenth_to_a_fifth_is_read_twice", {"second_share": 5}),
        ("an_audit_reads_something", {"wanted": 0}),
        ("an_audit_reads_something", {"size": 9}),
    ],
)
def test_an_audit_is_one_that_can_be_drawn(audit, name, changes):
    refused(name, copy_of(audit, **changes).save)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("what_an_audit_leaves_out_is_not_drawn", {"is_drawn": True, "number": 9, "left_out_because": "no_record"}),
        ("what_is_drawn_has_a_number", {"is_drawn": True}),
        ("what_is_drawn_has_a_number", {"is_drawn": False, "number": 9}),
        ("a_number_stands_for_one_record_of_an_audit", {"is_drawn": True, "number": 1}),
    ],
)
def test_a_line_of_the_list_is_whole(audit, house, name, changes):
    said = {"audit": audit, "subject_id": audit.pk, "team": house.team, "parties": [], **changes}
    refused(name, AuditUnit(**said).save)


def test_a_record_stands_once_in_an_audit(audit, house):
    known = AuditUnit.objects.first().subject_id
    line = AuditUnit(audit=audit, subject_id=known, team=house.team, parties=[], is_drawn=False)
    refused("a_record_stands_once_in_an_audit", line.save)


def test_whoever_reads_has_no_part_in_it(audit, house):
    unit = readings(audit)[0].unit
    refused("has no part in what is read", AuditReading(unit=unit, part="second", reader=house.supervisor).save)


def test_only_what_was_drawn_is_read(audit, other_lead):
    unit = AuditUnit.objects.get(is_drawn=False)
    refused("only what was drawn is read", AuditReading(unit=unit, part="first", reader=other_lead).save)


def test_a_record_has_each_reading_once_and_by_another(audit, house, other_lead):
    unit = readings(audit)[0].unit
    refused("a_record_has_each_reading_once", AuditReading(unit=unit, part="first", reader=other_lead).save)
    refused("nobody_reads_a_record_twice", AuditReading(unit=unit, part="second", reader=house.governance).save)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("a_reading_that_was_handed_on_says_to_whom_when_and_why", {"state": "passed_on", "next_check": None}),
        ("a_reading_that_was_handed_on_says_to_whom_when_and_why", {"passed_because": "away"}),
        ("a_given_reading_says_when", {"state": "given", "given_at": NOON}),
        ("what_is_due_for_reading_has_somebody_above", {"responsible": None}),
    ],
)
def test_a_reading_is_whole(audit, name, changes):
    refused(name, AuditReading.objects.filter(pk=readings(audit)[0].pk).update, **changes)


def test_a_reading_that_was_handed_on_never_changes(audit, other_lead):
    first = readings(audit)[0]
    pass_reading(reading=first, to=other_lead, because="away", by=first.reader, now=NOON)
    refused("Cannot update", AuditReading.objects.filter(pk=first.pk).update, passed_because="no_time")


def test_a_given_reading_says_when_and_never_changes(audit):
    reading = readings(audit)[0]
    refused("a_given_reading_says_when", AuditReading.objects.filter(pk=reading.pk).update, state="given")
    give(reading)
    refused("Cannot update", AuditReading.objects.filter(pk=reading.pk).update, state="waits", given_at=None)
