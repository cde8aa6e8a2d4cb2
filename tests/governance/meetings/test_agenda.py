"""What an agenda finds by itself."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from boundaries.commands import keep_time
from debriefs.models import IncidentTheme
from governance.meetings import commands
from governance.models import MeasureStanding
from tests.factories import boundaries
from tests.factories.action_log import done, hand_in, open_one
from tests.factories.audits import action_in, draw
from tests.factories.debriefs import IncidentFactory
from tests.factories.meetings import begin, prepared
from tests.factories.people import ServiceFactory, TeamFactory
from tests.factories.supervision import NOON

DAY = timedelta(days=1)


def words(meeting, heading):
    return list(meeting.items.filter(heading=heading).values_list("words", flat=True))


def from_debrief(house, **more):
    """An action that came from an incident of the house's team."""
    incident = IncidentFactory(team=house.team)
    return open_one(
        owner=house.worker, by=house.manager, source_kind="debriefs.incident", source_id=incident.pk, **more
    )


def test_actions_of_debriefs_stand_there_past_their_date_and_waiting_for_their_check(catalogue):
    late, waits = from_debrief(catalogue), from_debrief(catalogue, title="Make a quiet room")
    hand_in(waits)
    open_one(owner=catalogue.worker, by=catalogue.manager)
    meeting = prepared(catalogue.governance, catalogue.manager, now=NOON + 20 * DAY)
    assert words(meeting, "past_date") == [f"{late.reference}: {late.title}. 5 days past its date."]
    assert words(meeting, "to_check") == [f"{waits.reference}: Make a quiet room. Done, and not checked for 20 days."]


def test_open_findings_of_audits_stand_there_until_they_are_past_their_date(catalogue):
    action_in(catalogue.team, owner=catalogue.worker)
    audit = draw(catalogue.governance, teams=[catalogue.team], by=catalogue.governance, of="actions")
    finding = open_one(owner=catalogue.worker, by=catalogue.manager, source_kind="governance.audit", source_id=audit.pk)
    before = words(prepared(catalogue.governance, catalogue.manager), "findings")
    later = prepared(catalogue.governance, catalogue.manager, now=NOON + 20 * DAY, name="Later")
    assert [one.split(": ")[0] for one in before] == [finding.reference]
    assert [one.split(": ")[0] for one in words(later, "past_date")] == [finding.reference]
    assert words(later, "findings") == []


def test_actions_whose_look_has_come_stand_there_one_by_one(catalogue):
    action = from_debrief(catalogue)
    done(action)
    assert words(prepared(catalogue.governance, catalogue.manager, now=NOON + 89 * DAY), "looks") == []
    meeting = prepared(catalogue.governance, catalogue.manager, now=NOON + 91 * DAY, name="Later")
    assert words(meeting, "looks") == [f"{action.reference}: {action.title}. Nothing came back so far."]


def test_decisions_that_lapsed_since_the_last_meeting_stand_there(catalogue):
    decision = boundaries.in_effect(
        catalogue.worker, catalogue.team, approver=catalogue.manager, ends_at=NOON + 3 * DAY
    )
    keep_time(now=NOON + 4 * DAY)
    meeting = prepared(catalogue.governance, catalogue.manager, now=NOON + 5 * DAY)
    assert [one.split(":")[0] for one in words(meeting, "restrictions")] == [decision.reference]


def test_appeals_that_wait_stand_there(catalogue):
    decision = boundaries.in_effect(catalogue.worker, catalogue.team, approver=catalogue.manager)
    boundaries.appeal(decision, reviewer=catalogue.lead, by=catalogue.supervisor)
    meeting = prepared(catalogue.governance, catalogue.manager)
    assert [one.endswith("waits for its answer.") for one in words(meeting, "appeals")] == [True]


def test_a_meeting_of_a_service_is_about_its_teams_alone(catalogue):
    other = TeamFactory(service=ServiceFactory(name="Elsewhere"))
    from_debrief(catalogue)
    meeting = prepared(catalogue.governance, catalogue.manager, now=NOON + 20 * DAY, service=other.service)
    assert not meeting.items.exists()


def test_of_a_heading_the_most_pressing_stand_there_with_the_number_of_all(catalogue):
    for _ in range(12):
        from_debrief(catalogue)
    meeting = prepared(catalogue.governance, catalogue.manager, now=NOON + 20 * DAY)
    assert (len(words(meeting, "past_date")), meeting.totals["past_date"]) == (10, 12)


def test_building_asks_as_much_at_three_records_as_at_one(catalogue, no_banners):
    def asked(name):
        meeting = begin(catalogue.governance, catalogue.manager, name=name, now=NOON + 20 * DAY).meetings.get()
        with CaptureQueriesContext(connection) as captured:
            commands.prepare_meeting(meeting=meeting, by=catalogue.governance, now=NOON + 20 * DAY)
        return len(captured)

    from_debrief(catalogue)
    first = asked("One")
    from_debrief(catalogue)
    from_debrief(catalogue)
    assert asked("Two") == first


def test_nobody_is_named_on_an_agenda(catalogue):
    late = from_debrief(catalogue)
    hand_in(from_debrief(catalogue))
    meeting = prepared(catalogue.governance, catalogue.manager, now=NOON + 20 * DAY)
    said = " ".join(meeting.items.values_list("words", flat=True))
    names = [late.owner.full_name, catalogue.manager.full_name, catalogue.supervisor.full_name]
    assert [name for name in names if name in said] == []


def test_two_themes_of_the_same_incidents_stand_there_both(catalogue):
    for days in (1, 2, 3):
        incident = IncidentFactory(team=catalogue.team, happened_at=NOON - days * DAY)
        IncidentTheme.objects.bulk_create(
            IncidentTheme(incident=incident, code=code, came_with_a_factor=True) for code in ("alarms", "handover")
        )
    meeting = prepared(catalogue.governance, catalogue.manager)
    assert [one.endswith("Nobody does anything about it yet.") for one in words(meeting, "repeats")] == [True, True]


def signal(words, **where):
    MeasureStanding.objects.create(
        measure="supervision.on_time", version=1, month=NOON.date().replace(day=1), look="concern", is_signal=True,
        since=NOON, words=words, **where,
    )  # fmt: skip


def test_signals_in_the_measures_stand_there_of_a_service_its_own_alone(catalogue):
    elsewhere = TeamFactory(service=ServiceFactory(name="Elsewhere"))
    signal("Here: lower than is usual", team=catalogue.team)
    signal("There: lower than is usual", team=elsewhere)
    signal("Everywhere: lower than is usual")
    everywhere = prepared(catalogue.governance, catalogue.manager, now=NOON)
    here = prepared(
        catalogue.governance, catalogue.manager, now=NOON, name="Of the service", service=catalogue.team.service
    )
    assert len(words(everywhere, "signals")) == 3
    assert words(here, "signals") == ["Here: lower than is usual"]


def test_a_signal_found_anew_is_the_same_item(catalogue):
    signal("Lower than is usual", team=catalogue.team)
    meeting = prepared(catalogue.governance, catalogue.manager, now=NOON)
    before = list(meeting.items.filter(heading="signals").values_list("subject_id", flat=True))
    MeasureStanding.objects.all().delete()
    signal("Lower than is usual", team=catalogue.team)
    commands.build_again(meeting=meeting, by=catalogue.governance, now=NOON)
    assert list(meeting.items.filter(heading="signals").values_list("subject_id", flat=True)) == before
