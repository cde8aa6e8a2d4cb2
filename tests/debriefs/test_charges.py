"""What somebody holds of incidents and debriefs passes to a successor."""

from datetime import timedelta

from debriefs.charges import debriefs_held, incidents_held, pass_debriefs, pass_incidents
from debriefs.commands import debrief_not_held, lead_debrief
from debriefs.enums import NotHeldReason
from tests.factories.debriefs import NOON, log

LATER = NOON + timedelta(hours=5)


def test_incidents_that_wait_for_the_rest_pass_to_a_successor(catalogue):
    incident = log(catalogue.worker, catalogue.team)
    held = incidents_held(catalogue.worker, now=LATER)
    assert [(row.text, row.detail) for row in held] == [(f"Incident {incident.reference}", "Mon 1 Mar 2027")]
    said = {"person": catalogue.worker, "successor": catalogue.supervisor, "leaves": True, "by": catalogue.manager}
    assert pass_incidents(**said, now=LATER) == 1
    incident.refresh_from_db()
    assert (incident.finisher, incidents_held(catalogue.worker, now=LATER)) == (catalogue.supervisor, [])


def test_debriefs_to_see_to_pass_to_a_successor_and_ended_ones_stay(catalogue):
    incident = log(catalogue.worker, catalogue.team)
    hot, learning = (incident.debriefs.get(strand=strand) for strand in ("hot", "learning"))
    debrief_not_held(debrief=hot, reason=NotHeldReason.TIME, by=catalogue.manager, now=LATER)
    lead_debrief(debrief=learning, facilitator=catalogue.peer, by=catalogue.manager, now=LATER)
    assert [row.text for row in debriefs_held(catalogue.peer, now=LATER)] == [f"Debrief {learning.reference}"]
    for person in (catalogue.peer, catalogue.manager):
        said = {"person": person, "successor": catalogue.supervisor, "leaves": True, "by": catalogue.governance}
        pass_debriefs(**said, now=LATER)
        assert debriefs_held(person, now=LATER) == []
    learning.refresh_from_db()
    hot.refresh_from_db()
    assert (learning.facilitator, learning.asked, hot.asked) == (
        catalogue.supervisor,
        catalogue.supervisor,
        catalogue.manager,
    )
