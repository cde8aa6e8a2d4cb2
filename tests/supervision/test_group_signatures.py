"""The record of a group waits for the signature of whoever writes it, and for nobody else's."""

import pytest
from django.db import connection
from django.test import Client

from supervision import shipped
from supervision.commands import start_group
from supervision.enums import GroupKind
from supervision.models import SignatureDue
from supervision.signatures import claim, due, page
from tests.factories.groups import DAY, held, make_circle, make_group
from tests.factories.people import PersonFactory, SupervisionLineFactory
from tests.factories.supervision import NOON, publish
from workforce_assurance.escalations.commands import sweep
from workforce_assurance.escalations.models import Episode, Notice
from workforce_assurance.structured_templates.asked import asked_by
from workforce_assurance.structured_templates.commands import (
    finish_response,
    reopen_response,
    save_section,
    ship_template,
    sign,
)
from workforce_assurance.structured_templates.kinds import Value

pytestmark = pytest.mark.django_db


@pytest.fixture
def circle(time_machine):
    time_machine.move_to(NOON + DAY, tick=False)
    found = make_circle()
    publish(minutes=60)
    shipped.ship_ladders(NOON)
    for name in (shipped.GROUP, shipped.RESTORATIVE):
        ship_template(description=shipped.template(name), now=NOON)
    return found


# The one section with an answer that is asked for, and its question.
ASKED = {GroupKind.RESTORATIVE: ("together", "occasion")}


def finished(circle, **changes):
    group = held(make_group(circle, **changes), away=(circle.workers[3],))
    response = start_group(group=group, by=group.writer, now=NOON + DAY)
    key, question = ASKED.get(group.kind, ("theme", "theme"))
    section = asked_by(response.version_id).section(key)
    values = {question: Value(words="x")}
    save_section(
        response=response, section=section, values=values, revision=0, seen="", by=group.writer, now=NOON + DAY
    )
    return group, finish_response(response=response, by=group.writer, now=NOON + DAY)


@pytest.mark.parametrize("kind", list(GroupKind))
def test_it_waits_for_its_writer_alone(circle, kind):
    group, _ = finished(circle, kind=kind)
    waiting = SignatureDue.objects.get()
    assert (waiting.group, waiting.session, waiting.signer) == (group, None, group.writer)
    assert waiting.state == "waits"


def test_signing_ends_it(circle):
    group, response = finished(circle)
    sign(response=response, seen_sha256=response.content_sha256, by=group.facilitator, now=NOON + DAY)
    assert list(SignatureDue.objects.values_list("state", flat=True)) == ["signed"]


def test_writing_it_again_withdraws_it(circle):
    group, response = finished(circle)
    reopen_response(response=response, by=group.facilitator, now=NOON + DAY)
    assert list(SignatureDue.objects.values_list("state", flat=True)) == ["withdrawn"]


def test_whoever_supervises_the_writer_is_told_after_them_and_may_see_that_it_met(circle):
    above = PersonFactory(receives_supervision=False)
    SupervisionLineFactory(worker=circle.supervisor, supervisor=above)
    finished(circle)
    waiting = SignatureDue.objects.get()
    assert waiting.responsible == above
    client = Client()
    client.force_login(above)
    answer = client.get(page(waiting.pk))
    assert answer.status_code == 200
    assert "Kim Lee" not in answer.content.decode()


def test_a_claim_and_its_dry_run_name_the_group(circle):
    group, _ = finished(circle)
    row = SignatureDue.objects.get()
    said = (row.pk, group.reference, group.facilitator_id, row.responsible_id, row.due_at, row.due_at)
    assert list(due(row.reminder_at)) == [said]
    with connection.cursor() as cursor:
        cursor.execute(*claim(row.reminder_at, 10))
        assert cursor.fetchall() == [said]


def test_today_and_own_data_know_of_it(circle):
    group, _ = finished(circle)
    client = Client()
    client.force_login(group.facilitator)
    today = client.get("/").content.decode()
    assert "Group records to read and sign" in today
    assert "Sign by Tue 9 Mar 2027" in today
    assert group.reference in client.get("/my/data/").content.decode()
    other = Client()
    other.force_login(circle.workers[0])
    assert "Group records to read and sign" not in other.get("/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_writer_is_reminded_and_nobody_else_of_the_group(circle):
    group, _ = finished(circle)
    sweep(now=NOON + DAY)
    row = SignatureDue.objects.get()
    sweep(now=row.due_at)
    told = Notice.objects.filter(episode__in=Episode.objects.filter(obligation_kind="supervision.signature"))
    assert set(told.values_list("recipient", flat=True)) == {group.facilitator_id}
