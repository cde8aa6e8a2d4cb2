"""Drift signs and the restorative share over time: for the two people of each record, and in codes alone."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supervision.commands import start_session
from supervision.shipped import ship
from tests.factories.people import PersonFactory
from tests.factories.supervision import NOON, SessionFactory
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.structured_templates.asked import asked_by
from workforce_assurance.structured_templates.commands import save_section
from workforce_assurance.structured_templates.kinds import Value
from workforce_assurance.structured_templates.models import Response

WORDS = "the night of the flood"


def address(house, worker=None):
    return f"/supervision/workers/{(worker or house.worker).pk}/over-time/"


def seen(worker=(), supervisor=()):
    return Value(coded={"worker": list(worker), "supervisor": list(supervisor)}, words=WORDS)


def a_record(house, *, day, supervisor=None, signs=None, finish=True, **sections):
    """A session that was held, with its record."""
    supervisor = supervisor or house.supervisor
    session = SessionFactory(worker=house.worker, supervisor=supervisor, held=True, due_on=day)
    response = start_session(session=session, by=supervisor, now=NOON)
    answers = sections | ({"drift_signs": {"signs": signs}} if signs else {})
    for key, values in answers.items():
        section = asked_by(response.version_id).section(key)
        save_section(response=response, section=section, values=values, revision=0, seen="", by=supervisor, now=NOON)
    if finish:
        # Not every needed answer is given here; what is read is whatever a finished record holds.
        at = NOON + timedelta(days=day.toordinal())
        Response.objects.filter(pk=response.pk).update(state="to_sign", finished_at=at, content_sha256="0" * 64)
    return response


@pytest.fixture
def shipped(house):
    ship(NOON)
    return house


def page(house, who, worker=None):
    return house.client(who).get(address(house, worker))


def test_each_of_the_two_sees_both_views_apart_and_no_word(shipped):
    a_record(shipped, day=date(2027, 1, 4), signs=seen(["avoidance", "rushing"], ["rushing"]))
    for who in ("worker", "supervisor"):
        content = page(shipped, who).content.decode()
        for said in (
            'data-label="Avoidance">Worker<',
            'data-label="Rushing">Both<',
            "Irritation",
            "2 signs in the worker",
        ):
            assert said in content
        assert WORDS not in content


@pytest.mark.parametrize("who", ["manager", "peer", "stranger", "governance", "administrator"])
def test_nobody_else_finds_it(shipped, who):
    a_record(shipped, day=date(2027, 1, 4), signs=seen(["avoidance"]))
    assert page(shipped, who).status_code == 404


def test_a_supervisor_sees_the_records_of_their_own_sessions_alone(shipped):
    before = PersonFactory(receives_supervision=False)
    a_record(shipped, day=date(2026, 12, 7), supervisor=before, signs=seen(["irritation"]))
    a_record(shipped, day=date(2027, 1, 4), signs=seen(["avoidance"]))
    sees = {
        who: [sign in page(shipped, who).context["signs"] for sign in ("Irritation", "Avoidance")]
        for who in ("worker", "supervisor")
    }
    assert sees == {"worker": [True, True], "supervisor": [False, True]}
    assert page(shipped, before).context["signs"] == ["Irritation"]


def test_a_record_that_is_still_written_is_not_in_it(shipped):
    a_record(shipped, day=date(2027, 1, 4), signs=seen(["avoidance"]), finish=False)
    content = page(shipped, "worker").content.decode()
    assert "No record of your supervision is finished yet." in content


def test_none_of_these_is_no_sign(shipped):
    a_record(shipped, day=date(2027, 1, 4), signs=seen(["none"], ["none"]))
    found = page(shipped, "worker")
    assert (found.context["signs"], "No record notes any so far." in found.content.decode()) == ([], True)


def test_three_records_with_next_to_nothing_restorative_give_a_hint(shipped):
    normative = {"current_caseload_risk": {"caseload": Value(coded="14"), "slipping": Value(words=WORDS)}}
    for number in range(3):
        assert "Little time to recover lately" not in page(shipped, "supervisor").content.decode()
        a_record(shipped, day=date(2027, 1, 4 + number), **normative)
    found = page(shipped, "supervisor")
    assert ("Little time to recover lately" in found.content.decode(), found.context["share_rows"][0].share) == (
        True,
        "0 %",
    )


def test_what_is_prepared_privately_counts_for_nobody(shipped):
    response = a_record(shipped, day=date(2027, 1, 4), finish=False)
    section = asked_by(response.version_id).section("prepare")
    save_section(
        response=response, section=section, values={"on_my_mind": Value(words=WORDS)}, revision=0, seen="",
        by=shipped.worker, now=NOON,
    )  # fmt: skip
    Response.objects.update(state="to_sign", finished_at=NOON, content_sha256="0" * 64)
    assert page(shipped, "worker").context["share_rows"][0].share == "Cannot be said"


def test_a_look_leaves_one_row_that_the_worker_can_see(shipped):
    a_record(shipped, day=date(2027, 1, 4), signs=seen(["avoidance"]))
    page(shipped, "supervisor")
    entry = TrailEntry.objects.get(action="records.codes_read")
    assert (entry.kind, entry.actor, entry.about_id, entry.facts) == (
        "read",
        shipped.supervisor,
        shipped.worker.pk,
        {"records": 1},
    )


def test_the_page_costs_the_same_for_one_and_for_three_records(shipped):
    costs = []
    for number in range(3):
        a_record(shipped, day=date(2027, 1, 4 + number), signs=seen(["avoidance"], ["rushing"]))
        client = shipped.client("supervisor")
        client.get(address(shipped))
        with CaptureQueriesContext(connection) as asked:
            client.get(address(shipped))
        costs.append(len(asked))
    assert costs[0] == costs[2]


def test_the_sessions_page_leads_there(shipped):
    response = a_record(shipped, day=date(2027, 1, 4))
    assert address(shipped) in shipped.client("worker").get(f"/supervision/{response.subject_id}/").content.decode()
