"""Past every command: statements written out, rows written in bulk, an instance saved, a role on top. Nobody comes to approve their own."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from boundaries.commands import pass_visit, send_to_gate
from boundaries.exceptions import NobodyAtTheGate, NotAnOutsideReviewer, OwnDecision
from boundaries.models import Decision, GateVisit
from tests.factories.boundaries import DAY, at_the_gate, draft, in_effect, write_rationale
from tests.factories.people import PersonFactory, RoleGrantFactory
from tests.factories.supervision import NOON
from workforce_assurance.people.enums import Role

HELD = (
    r"their_own_decision|renews their own|at_the_gate|stands at the gate|before_its_gate|who asked for a decision stays"
)


def statement(decision, **facts):
    """One UPDATE, as somebody with a database console would write it."""
    names = ", ".join(f"{name} = %s" for name in facts)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {decision._meta.db_table} SET {names} WHERE id = %s", [*facts.values(), decision.pk])


def in_bulk(row, **facts):
    changed = type(row).objects.get(pk=row.pk)
    for name, value in facts.items():
        setattr(changed, name, value)
    type(row).objects.bulk_update([changed], [row._meta.get_field(name).name for name in facts])


def saved(row, **facts):
    changed = type(row).objects.get(pk=row.pk)
    for name, value in facts.items():
        setattr(changed, name, value)
    changed.save()


def upserted(row, **facts):
    changed = type(row).objects.get(pk=row.pk)
    for name, value in facts.items():
        setattr(changed, name, value)
    fields = [row._meta.get_field(name).name for name in facts]
    type(row).objects.bulk_create([changed], update_conflicts=True, update_fields=fields, unique_fields=["id"])


WAYS = pytest.mark.parametrize("way", [statement, in_bulk, saved, upserted])


def refused(way, row, **facts):
    before = type(row).objects.filter(pk=row.pk).values().get()
    with pytest.raises(DatabaseError, match=HELD), transaction.atomic():
        way(row, **facts)
    assert type(row).objects.filter(pk=row.pk).values().get() == before


@pytest.fixture
def theirs(catalogue):
    """At the gate, asked for by somebody who holds every role there is, administrator included."""
    for role in Role.values:
        RoleGrantFactory(person=catalogue.worker, role=role)
    return at_the_gate(catalogue.worker, catalogue.team)


@WAYS
def test_nobody_is_written_in_as_approver_of_their_own(catalogue, theirs, way):
    refused(way, theirs, approver_id=catalogue.worker.pk, approved_at=NOON, state="approved")


@WAYS
def test_nor_where_it_takes_effect_with_it(catalogue, theirs, way):
    facts = {"approver_id": catalogue.worker.pk, "approved_at": NOON, "state": "in_effect", "effective_at": NOON}
    with pytest.raises(DatabaseError), transaction.atomic():
        way(theirs, **facts)


@WAYS
def test_nor_where_somebody_else_is_made_to_have_asked(catalogue, theirs, way):
    refused(way, theirs, requester_id=catalogue.peer.pk)


@WAYS
def test_nobody_is_written_in_as_asked_about_their_own(catalogue, theirs, way):
    refused(way, theirs.visits.get(), asked_id=catalogue.worker.pk)


@WAYS
@pytest.mark.parametrize("outcome", ["approved", "refused", "returned"])
def test_nobody_is_written_in_as_answering_about_their_own(catalogue, theirs, way, outcome):
    more = {"say_more": ["risk"]} if outcome == "returned" else {}
    refused(way, theirs.visits.get(), answered_by_id=catalogue.worker.pk, answered_at=NOON, outcome=outcome, **more)


@WAYS
def test_whoever_sent_it_is_not_changed_to_let_them_be_asked(catalogue, theirs, way):
    refused(way, theirs.visits.get(), sent_by_id=catalogue.peer.pk, asked_id=catalogue.worker.pk)


@WAYS
def test_nobody_is_written_in_who_asked_for_what_it_renews(catalogue, theirs, way):
    other = at_the_gate(catalogue.peer, catalogue.team)
    first = in_effect(catalogue.worker, catalogue.team, approver=catalogue.manager)
    facts = {"renews_id": first.pk, "first_id": first.pk, "approver_id": catalogue.worker.pk, "approved_at": NOON}
    with pytest.raises(DatabaseError, match="renews their own"), transaction.atomic():
        way(other, **facts)


def test_no_row_comes_in_with_its_requester_as_approver(catalogue, theirs):
    known = {field.attname: getattr(theirs, field.attname) for field in Decision._meta.concrete_fields}
    fresh = known | {"id": uuid.uuid4(), "once": uuid.uuid4(), "reference": "AAAAA-BBBBB", "state": "lapsed"}
    fresh |= {"approver_id": catalogue.worker.pk, "approved_at": NOON, "effective_at": NOON, "ended_at": NOON + DAY}
    names = ", ".join(fresh)
    with pytest.raises(DatabaseError, match="their_own_decision"), transaction.atomic(), connection.cursor() as cursor:
        marks = ", ".join(["%s"] * len(fresh))
        cursor.execute(f"INSERT INTO boundaries_decision ({names}) VALUES ({marks})", list(fresh.values()))
    with pytest.raises(DatabaseError, match="their_own_decision"), transaction.atomic():
        Decision.objects.bulk_create([Decision(**fresh)])


# Administrators, by what they may do to people and posts.


def test_an_administrator_does_not_name_themselves_as_the_reviewer_from_outside(catalogue):
    catalogue.worker.manager = None
    catalogue.worker.save()
    alone = PersonFactory(roles=[Role.ADMINISTRATOR])
    catalogue.team.manager, catalogue.team.service.lead = alone, None
    catalogue.team.save()
    catalogue.team.service.save()
    decision = draft(alone, catalogue.team)
    write_rationale(decision)
    with pytest.raises(NobodyAtTheGate):
        send_to_gate(decision=decision, by=alone, now=NOON)
    with pytest.raises(NotAnOutsideReviewer):
        send_to_gate(decision=decision, outside=alone, by=alone, now=NOON)


def test_an_administrator_who_makes_themselves_everybodys_manager_does_not_answer(catalogue, theirs, client):
    for person in (catalogue.manager, catalogue.lead, catalogue.supervisor):
        person.manager = catalogue.worker
        person.save()
    catalogue.team.manager = catalogue.worker
    catalogue.team.save()
    client.force_login(catalogue.worker)
    address = f"/decisions/{theirs.pk}/gate/"
    assert client.get(address, secure=True).status_code == 404
    for action in ("approve/", "return/", "refuse/"):
        assert client.post(address + action, {"reason": "less", "say_more": "risk"}, secure=True).status_code == 404
    assert not GateVisit.objects.to_answer(catalogue.worker, on=NOON.date()).exists()


def test_an_administrator_does_not_pass_it_to_themselves(catalogue, theirs):
    for to in (catalogue.worker, catalogue.lead):
        with pytest.raises(OwnDecision):
            pass_visit(visit=theirs.visits.get(), to=to, by=catalogue.worker, now=NOON)
