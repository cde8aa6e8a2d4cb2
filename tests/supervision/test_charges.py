"""A change of supervisor hands over sessions, agreed actions and dates, and never a word that was written."""

from datetime import date, timedelta

import pytest
from django.test import Client

from supervision.commands import add_topic, plan_for, start_session, wait_for_signatures
from supervision.models import Adjustment, Agreement, Session, SignatureDue
from tests.factories.groups import make_circle, make_group
from tests.factories.people import PersonFactory
from tests.factories.supervision import NOON, AdjustmentFactory, SessionFactory
from tests.supervision.agreeing import agree
from tests.supervision.views.conftest import house  # noqa: F401
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.escalations.models import Episode, LadderVersion
from workforce_assurance.people.charges import held_by
from workforce_assurance.people.commands.handing_over import hand_over, leave
from workforce_assurance.people.enums import Role
from workforce_assurance.structured_templates.asked import asked_by
from workforce_assurance.structured_templates.commands import save_section
from workforce_assurance.structured_templates.kinds import Value
from workforce_assurance.structured_templates.models import Answer, Response

pytestmark = pytest.mark.django_db
SENTINEL = "Kingfisher-under-the-bridge"


@pytest.fixture
def cast(house):  # noqa: F811
    load_shipped(now=NOON)
    house.successor = PersonFactory(full_name="Robin Vale", team=house.team, receives_supervision=False)
    return house


def held_session_with_words(cast):
    before = SessionFactory(
        worker=cast.worker, supervisor=cast.supervisor, due_on=date(2027, 2, 15), planned_at=NOON - timedelta(days=14)
    )
    response = start_session(session=before, by=cast.supervisor, now=NOON - timedelta(days=14))
    section = asked_by(response.version_id).section("opening")
    save_section(
        response=response, section=section, values={"from_last_time": Value(words=SENTINEL)}, revision=0, seen="",
        by=cast.supervisor, now=NOON - timedelta(days=14),
    )  # fmt: skip
    Session.objects.filter(pk=before.pk).update(
        state="held", held_at=NOON - timedelta(days=14), held_minutes=60, closed_at=NOON, closed_by=cast.supervisor,
        next_check=None,
    )  # fmt: skip
    AdjustmentFactory(session=before, worker=cast.worker, owner=cast.supervisor)
    return before, response


def pass_on(cast, *, leaves=False):
    person = cast.supervisor
    successors = {holds.charge.key: cast.successor for holds in held_by(person, now=NOON)}
    if leaves:
        return leave(person=person, successors=successors, last_day=NOON.date(), by=cast.administrator, now=NOON)
    return hand_over(person=person, successors=successors, by=cast.administrator, now=NOON)


def pages_of(client, *addresses):
    return [client.get(address) for address in addresses]


def test_a_new_supervisor_sees_open_actions_and_dates_and_no_earlier_word(cast):
    before, response = held_session_with_words(cast)
    plan_for(worker_ids=[cast.worker.pk], now=NOON)
    coming = Session.objects.open().order_by("due_on").first()
    for person in (cast.worker, cast.supervisor):
        add_topic(session=coming, text=f"{SENTINEL} {person.pk}", once="1", by=person, now=NOON)
    pass_on(cast)
    client = cast.client(cast.successor)
    hub = client.get(f"/supervision/{coming.pk}/").content.decode()
    assert "Open adjustments" in hub
    adjustment = Adjustment.objects.get()
    for address in (
        f"/supervision/{coming.pk}/",
        f"/supervision/adjustments/{adjustment.pk}/check/",
        "/supervision/",
        "/",
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert SENTINEL not in answer.content.decode(), address
    for page in ("", "read/", "check/", "sign/", "history/", "last-time/", "sections/opening/"):
        assert client.get(f"/records/{response.pk}/{page}").status_code == 404, page
    assert client.get(f"/supervision/{before.pk}/").status_code == 404


def test_neither_a_query_nor_a_permission_gives_a_new_supervisor_an_earlier_answer(cast):
    _, response = held_session_with_words(cast)
    pass_on(cast)
    assert not Answer.objects.readable_by(cast.successor).exists()
    assert not Response.objects.visible_to(cast.successor).exists()
    permissions = ("read_response", "write_response", "sign_response", "amend_response")
    assert not any(cast.successor.has_perm(f"structured_templates.{name}", response) for name in permissions)


def test_the_former_supervisor_keeps_their_records_and_loses_what_comes_later(cast):
    before, response = held_session_with_words(cast)
    plan_for(worker_ids=[cast.worker.pk], now=NOON)
    pass_on(cast)
    client, coming = cast.client("supervisor"), Session.objects.open().order_by("due_on").first()
    assert SENTINEL in client.get(f"/records/{response.pk}/read/").content.decode()
    assert [answer.status_code for answer in pages_of(client, f"/supervision/{before.pk}/", f"/supervision/{coming.pk}/")] == [
        200, 404,
    ]  # fmt: skip
    later = start_session(session=coming, by=cast.successor, now=NOON)
    assert client.get(f"/records/{later.pk}/").status_code == 404


def test_open_sessions_follow_and_agreed_actions_get_a_new_owner(cast):
    held_session_with_words(cast)
    plan_for(worker_ids=[cast.worker.pk], now=NOON)
    pass_on(cast)
    assert set(Session.objects.open().values_list("supervisor", flat=True)) == {cast.successor.pk}
    assert Adjustment.objects.get().owner == cast.successor
    assert TrailEntry.objects.get(action="adjustment handed over").facts == {"owner": str(cast.successor.pk)}


def test_a_begun_record_stays_with_the_two_who_began_it(cast):
    plan_for(worker_ids=[cast.worker.pk], now=NOON)
    begun = Session.objects.open().order_by("due_on").first()
    response = start_session(session=begun, by=cast.supervisor, now=NOON)
    pass_on(cast)
    begun.refresh_from_db()
    assert (begun.state, begun.supervisor) == ("planned", cast.supervisor)
    assert cast.client(cast.successor).get(f"/records/{response.pk}/").status_code == 404


def test_whoever_leaves_leaves_no_session_behind(cast):
    plan_for(worker_ids=[cast.worker.pk], now=NOON)
    begun = Session.objects.open().order_by("due_on").first()
    start_session(session=begun, by=cast.supervisor, now=NOON)
    pass_on(cast, leaves=True)
    begun.refresh_from_db()
    assert (begun.state, begun.side, begun.reason) == ("cancelled", "service", "handover")
    coming = Session.objects.open()
    assert coming.exists()
    assert set(coming.values_list("supervisor", flat=True)) == {cast.successor.pk}


def test_an_agreement_ends_and_a_missing_signature_is_asked_for_no_more(cast):
    agree(cast.worker, cast.supervisor, now=NOON)
    before, _ = held_session_with_words(cast)
    wait_for_signatures(subject_id=before.pk, of={cast.worker.pk, cast.supervisor.pk}, signed=True, now=NOON)
    pass_on(cast, leaves=True)
    assert Agreement.objects.get().state == "ended"
    assert set(SignatureDue.objects.values_list("signer", "state", "responsible")) == {
        (cast.supervisor.pk, "left", SignatureDue.objects.get(signer=cast.supervisor).responsible_id),
        (cast.worker.pk, "waits", cast.successor.pk),
    }


def test_a_group_of_one_who_leaves_is_facilitated_by_the_successor_or_does_not_meet():
    circle = make_circle()
    group, inviting = (
        make_group(circle),
        make_group(circle, people=circle.workers[1:], planned_at=NOON + timedelta(days=9)),
    )
    successor = circle.workers[0]
    successors = {"people.lines": PersonFactory(), "people.managed": successor}
    administrator = PersonFactory(roles=[Role.ADMINISTRATOR])
    group.attendances.filter(person=successors["people.lines"]).delete()
    inviting.attendances.create(person=successors["people.lines"])
    leave(person=circle.supervisor, successors=successors, last_day=NOON.date(), by=administrator, now=NOON)
    group.refresh_from_db()
    inviting.refresh_from_db()
    assert (group.state, group.facilitator) == ("planned", successors["people.lines"])
    assert (inviting.state, inviting.reason) == ("cancelled", "handover")


def test_the_next_rungs_ask_the_successor(cast):
    late = SessionFactory(
        worker=cast.worker, supervisor=cast.supervisor, due_on=date(2027, 2, 1), missed_flagged_at=NOON
    )
    ladder = LadderVersion.objects.get(obligation_kind="supervision.session")
    Episode.objects.create(
        obligation_kind="supervision.session", subject_id=late.pk, reference=late.reference, about=cast.worker,
        responsible=cast.supervisor, due_at=late.due_at, runs_out_at=late.missed_after, counted_from=late.missed_after,
        ladder=ladder, position=1, state="open", opened_at=NOON,
    )  # fmt: skip
    pass_on(cast)
    assert Episode.objects.get().responsible == cast.successor


def test_the_page_lists_what_is_held_in_names_and_dates(cast):
    held_session_with_words(cast)
    plan_for(worker_ids=[cast.worker.pk], now=NOON)
    client = Client()
    client.force_login(cast.administrator)
    page = client.get(f"/people/{cast.supervisor.pk}/hand-over/").content.decode()
    assert "Workers they supervise: 1" in page
    assert "Session of Sam Okoro" in page
    assert "Adjustment for Sam Okoro, looked at on Mon 29 Mar 2027" in page
    assert SENTINEL not in page
