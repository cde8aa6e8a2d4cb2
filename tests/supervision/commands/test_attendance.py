"""Who was there is corrected with a reason until the record is signed, and counts anew."""

import pytest

from supervision import shipped
from supervision.commands import Was, correct_attendance
from supervision.enums import AttendanceState, CorrectedBecause
from supervision.exceptions import GroupNotHeld, NobodyCame, RecordSigned
from supervision.group_panels import group_records_to_read
from tests.factories.groups import AWAY, DAY, THERE, held, make_circle, make_group
from tests.factories.supervision import NOON, publish
from tests.supervision.test_group_record import client_of, written
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.structured_templates.commands import ship_template

pytestmark = pytest.mark.django_db
LATER = NOON + DAY


@pytest.fixture
def circle(time_machine):
    time_machine.move_to(LATER, tick=False)
    found = make_circle()
    publish(longest_gap_days=28, minutes=60)
    ship_template(description=shipped.template(shipped.GROUP), now=NOON)
    return found


def correct(circle, group, *, because=CorrectedBecause.SLIP, **was):
    everybody = {person.pk: THERE for person in circle.workers}
    changed = {circle.workers[int(key[1:])].pk: state for key, state in was.items()}
    return correct_attendance(
        group=group, attendance=everybody | changed, because=because, by=circle.supervisor, now=LATER
    )


def state_of(group, person):
    return group.attendances.values_list("state", "minutes", "counted_minutes").get(person=person)


def test_whoever_was_put_down_by_mistake_counts_for_nothing_and_the_others_anew(circle):
    group = held(make_group(circle))
    correct(circle, group, w0=AWAY, w1=Was(AttendanceState.PARTLY, 30))
    assert state_of(group, circle.workers[0]) == ("absent", None, None)
    assert state_of(group, circle.workers[1])[:2] == ("partly", 30)


def test_the_trail_says_why_and_how_many_and_of_whom_nothing(circle):
    group = held(make_group(circle))
    correct(circle, group, because=CorrectedBecause.SAID_SO, w0=AWAY)
    last = TrailEntry.objects.filter(action="group attendance corrected").get()
    assert (last.facts["because"], last.facts["changed"], last.facts["there"]) == ("said_so", 1, 3)


def test_before_it_is_held_and_when_nobody_is_left_it_is_refused(circle):
    group = make_group(circle)
    with pytest.raises(GroupNotHeld):
        correct(circle, group)
    with pytest.raises(NobodyCame):
        correct(circle, held(group), w0=AWAY, w1=AWAY, w2=AWAY, w3=AWAY)
    assert group.attendances.filter(state="attended").count() == 4


def test_once_the_record_is_signed_it_stays(circle):
    group, _ = signed(circle)
    with pytest.raises(RecordSigned):
        correct(circle, group, w0=AWAY)


def signed(circle):
    group, response, *_ = written(circle)
    return group, response


def test_the_page_corrects_it_and_says_a_missing_reason(circle):
    group = held(make_group(circle))
    address = f"/supervision/groups/{group.pk}/correct/"
    client = client_of(circle.supervisor)
    was = {f"was-{person.pk}": "attended" for person in circle.workers}
    assert "Error:" in client.post(address, was).content.decode()
    client.post(address, was | {f"was-{circle.workers[0].pk}": "absent", "because": "slip"})
    assert state_of(group, circle.workers[0])[0] == "absent"
    assert client_of(circle.workers[0]).get(address).status_code == 404


def test_today_says_that_a_group_s_record_can_be_read_until_it_was_read(circle):
    group, response = signed(circle)
    there = [row.person for row in group.attendances.filter(state="attended").select_related("person")]
    away = [row.person for row in group.attendances.filter(state="absent").select_related("person")]
    assert [group_records_to_read(person, LATER).count() for person in [*there, *away]] == [1] * len(there) + [0] * len(
        away
    )
    client = client_of(there[0])
    assert "Group records that you can read" in client.get("/").content.decode()
    client.get(f"/records/{response.pk}/read/")
    assert group_records_to_read(there[0], LATER).count() == 0
