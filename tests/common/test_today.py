"""Today of whoever has something in every panel: few queries, and the same for one row and for three."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from debriefs.models import Debrief
from supervision.enums import GROUP_PURPOSE
from supervision.models import Attendance, GroupSession, Session, SignatureDue
from tests.factories.action_log import done, hand_in, open_one
from tests.factories.debriefs import IncidentFactory, log
from tests.factories.people import OrganisationFactory, PersonFactory, RoleGrantFactory, TeamFactory
from tests.factories.supervision import NOON, AdjustmentFactory, AgreementFactory, SessionFactory, publish
from workforce_assurance.common import banners
from workforce_assurance.common.panels import panels_for
from workforce_assurance.common.references import new_reference
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.escalations.models import Episode, Hold, LadderVersion, Notice, Sweep
from workforce_assurance.outbox.models import Mail
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import Person
from workforce_assurance.structured_templates.models import Response, ResponseParty, TemplateVersion

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
YESTERDAY = date(2027, 2, 28)

FILLED = {
    *("past_their_date", "todays_sessions", "to_sign", "my_next_session", "past_in_my_reach", "agreements"),
    *("adjustments_to_look_at", "todays_groups", "my_next_group", "group_records_to_sign"),
    *("my_actions", "actions_to_check", "actions_to_look_at", "actions_past_below_me"),
    *("debriefs_to_lead", "incidents_to_finish", "escalations.waiting"),
}


@pytest.fixture
def boss(time_machine: Any, monkeypatch: pytest.MonkeyPatch) -> Person:
    """Manages a team, supervises its people, and is supervised."""
    time_machine.move_to(NOON, tick=False)
    monkeypatch.setattr(banners, "BANNERS", {})
    OrganisationFactory()
    load_shipped(now=NOON)
    publish()
    Sweep.objects.create(started_at=NOON, finished_at=NOON)
    Hold.objects.create(found_at=NOON, usual=3)
    return PersonFactory(full_name="Ines Duarte", supervisor=PersonFactory(), receives_supervision=True)


def fill(boss: Person) -> None:
    """One more row in every panel."""
    team = TeamFactory(manager=boss)
    worker, other = (PersonFactory(team=team, supervisor=one, date_joined=NOON) for one in (boss, PersonFactory()))
    of_sessions(boss, worker, other)
    of_actions(boss, worker)
    of_groups(boss, other)
    IncidentFactory(finisher=boss)
    incident = log(other, team)
    Debrief.objects.filter(incident=incident, strand="hot").update(facilitator=boss)
    tell(boss, worker)


def of_sessions(boss: Person, worker: Person, other: Person) -> None:
    late, held = ({"due_on": YESTERDAY - number * DAY} for number in (1, 60))
    SessionFactory(worker=worker, supervisor=boss, **late)
    SessionFactory(worker=worker, supervisor=boss, due_on=NOON.date(), planned_at=NOON + HOUR)
    SessionFactory(worker=other, supervisor=PersonFactory(), **late)
    SessionFactory(worker=boss, supervisor=PersonFactory(), due_on=NOON.date() + DAY * Session.objects.count())
    session = SessionFactory(worker=worker, supervisor=boss, held=True, **held)
    AdjustmentFactory(session=session, check_on=NOON.date())
    AgreementFactory(worker=worker, supervisor=boss)
    to_sign("supervision", session, boss, session=session)


def of_actions(boss: Person, worker: Person) -> None:
    open_one(owner=boss)
    hand_in(open_one(owner=worker, by=boss))
    open_one(owner=worker, now=NOON - 30 * DAY, due_on=YESTERDAY)
    long_ago = NOON - 120 * DAY
    done(open_one(owner=boss, now=long_ago, due_on=long_ago.date() + DAY), now=long_ago)


def of_groups(boss: Person, other: Person) -> None:
    group(boss, NOON - HOUR)
    Attendance.objects.create(group=group(other, NOON + DAY), person=boss)
    written = group(boss, NOON + 2 * DAY)
    to_sign(GROUP_PURPOSE, written, boss, group=written)


def group(facilitator: Person, at: datetime) -> GroupSession:
    return GroupSession.objects.create(
        reference=new_reference(), kind="group", facilitator=facilitator, planned_by=facilitator, minutes=90,
        planned_at=at - GroupSession.objects.count() * MINUTE,
    )  # fmt: skip


def to_sign(purpose: str, subject: Any, signer: Person, **link: Any) -> None:
    version = TemplateVersion.objects.filter(template__purpose=purpose).first()
    said = {"state": "to_sign", "opened_at": NOON, "finished_at": NOON, "content_sha256": "0" * 64}
    response = Response.objects.create(version=version, purpose=purpose, subject_id=subject.pk, **said)
    ResponseParty.objects.create(response=response, person=signer, part="author")
    until = {"finished_at": NOON, "due_on": NOON.date() + 7 * DAY, "due_at": NOON + 8 * DAY}
    SignatureDue.objects.create(signer=signer, responsible=signer, **until, **link)


def tell(boss: Person, worker: Person) -> None:
    session = Session.objects.get(worker=worker, due_on=YESTERDAY - DAY)
    ladder = LadderVersion.objects.get(obligation_kind="supervision.session", state="published")
    ends = {"due_at": session.due_at, "runs_out_at": session.due_at, "counted_from": session.due_at}
    episode = Episode.objects.create(
        obligation_kind="supervision.session", subject_id=session.pk, reference=session.reference, about=worker,
        responsible=boss, ladder=ladder, position=1, state="open", opened_at=NOON, **ends,
    )  # fmt: skip
    mail = Mail.objects.create(kind="escalations", dedupe_key=session.pk, created_at=NOON, next_attempt_at=NOON)
    Notice.objects.create(episode=episode, position=1, recipient=boss, way="supervisor", created_at=NOON, mail=mail)


def queries(client: Client) -> int:
    client.get("/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/")
    return len(asked)


@pytest.mark.parametrize("role", [None, Role.GOVERNANCE_LEAD, Role.DATA_PROTECTION])
def test_twelve_queries_at_most_and_the_same_for_one_row_and_for_three(boss: Person, client: Client, role: str) -> None:
    if role:
        RoleGrantFactory(person=boss, role=role)
    fill(boss)
    client.force_login(boss)
    shown = {panel.key for panel in panels_for(boss, now=NOON)}
    one = queries(client)
    for _ in range(2):
        fill(boss)
    assert (queries(client), one <= MOST_QUERIES) == (one, True)
    assert shown >= FILLED


def test_an_administrator_s_costs_the_same_for_one_and_for_three(boss: Person, client: Client) -> None:
    administrator = PersonFactory(roles=[Role.ADMINISTRATOR])
    tell(administrator, SessionFactory(worker=boss, due_on=YESTERDAY - DAY).worker)
    client.force_login(administrator)
    one = queries(client)
    PersonFactory.create_batch(2)
    assert (queries(client), one <= MOST_QUERIES) == (one, True)


def test_whoever_has_nothing_to_do_costs_four(client: Client, boss: Person) -> None:
    client.force_login(PersonFactory())
    assert queries(client) == 4
