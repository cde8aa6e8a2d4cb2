"""Actions that come from a note beside a chart."""

from django.urls import reverse

from governance.measures.enums import NoteKind
from governance.measures.judging import add_note
from governance.measures.registry import MEASURES
from governance.measures.shown import ORGANISATION, Place
from governance.measures.sources import NOTE_KIND, readable, references
from tests.factories.people import PersonFactory, RoleGrantFactory
from workforce_assurance.action_log.models import Action
from workforce_assurance.people.enums import Role

from .conftest import SUMMER, store
from .test_pages import ON_TIME, STEADY, asked, page_of
from .test_pages import place as place  # noqa: PLC0414 - the same places

MEASURE = MEASURES["supervision.on_time"]


def note(house, where=ORGANISATION):
    return add_note(
        measure=MEASURE, place=where, month=SUMMER.date().replace(month=3, day=1), kind=NoteKind.DOING,
        words="Two more supervisors are being trained", by=house.governance, now=SUMMER,
    )  # fmt: skip


def sees(row, viewer):
    return readable(viewer, SUMMER.date()).filter(pk=row.pk).exists()


def test_an_action_from_a_note_stands_beside_the_chart(place):
    store("supervision.on_time", place.team, STEADY)
    row = note(place, Place("team", place.team.pk))
    client = place.client("manager")
    address = f"{reverse('action_log:new')}?from={NOTE_KIND}:{row.pk}"
    assert client.get(address).status_code == 200
    said = {
        "title": "Train two supervisors", "kind": "improvement", "strength": "staffing", "owner": str(place.worker.pk),
        "due_on": "2027-06-20",
    }  # fmt: skip
    form = client.get(address).context["form"]
    said |= {name: form[name].value() or "" for name in form.fields if name not in said}
    answer = client.post(address, said, follow=True)
    action = Action.objects.filter(source_kind=NOTE_KIND, source_id=row.pk).first()
    assert action is not None, answer.context["form"].errors
    assert action.team_id == place.team.pk
    assert action.reference in page_of(place, "manager", ON_TIME)


def test_a_note_of_a_team_is_read_by_whoever_answers_for_it(place):
    row = note(place, Place("team", place.team.pk))
    local = PersonFactory(receives_supervision=False)
    RoleGrantFactory(person=local, role=Role.GOVERNANCE_LEAD, service=place.service)
    assert all(sees(row, viewer) for viewer in (place.manager, place.lead, place.governance, local))
    assert not any(sees(row, viewer) for viewer in (place.worker, place.peer, place.stranger, place.administrator))


def test_a_note_of_the_organisation_is_read_by_whoever_sees_any_measure(place):
    row = note(place)
    assert sees(row, place.manager)
    assert not sees(row, place.worker)


def test_a_note_of_another_service_is_read_by_nobody_else(place):
    row = note(place, Place("team", place.elsewhere.pk))
    assert not any(sees(row, viewer) for viewer in (place.manager, place.lead))
    assert sees(row, place.governance)


def test_a_note_is_named_by_its_measure_and_month(place):
    row = note(place)
    assert references([row.pk]) == {row.pk: "Supervision on time, Mar 2027"}


def test_the_page_asks_as_much_with_three_notes_as_with_one(place, no_banners):
    store("supervision.on_time", place.team, STEADY)
    note(place)
    client = place.client("governance")
    once = asked(client, ON_TIME)
    note(place)
    note(place)
    assert asked(client, ON_TIME) == once
