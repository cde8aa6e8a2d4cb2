"""What Today shows of incidents: the way to log one and to support, and what waits for somebody to add the rest."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from workforce_assurance.action_log.queries import themes_ever
from workforce_assurance.common.dates import local_day
from workforce_assurance.common.navigation import Entry, register_entry
from workforce_assurance.common.panels import Found, Panel, PanelSource, Row, RowsSource, register_panel
from workforce_assurance.common.words import counted, long_day, long_instant
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from .answers import answered_repeats
from .commands.debriefs import CLIMB
from .debrief_page import status_of
from .enums import POLICY_KIND
from .models import Debrief, GuidancePolicy, Incident, Outcome
from .outcome_page import told_line
from .querysets import DebriefQuerySet, GuidancePolicyQuerySet, IncidentQuerySet, OutcomeQuerySet
from .repeats import WITHIN
from .repeats_page import open_url

AHEAD = timedelta(hours=24)
LATELY = timedelta(days=30)
SHOWN_OF_OUTCOMES = (
    *("because", "incident__reference", "action__title", "action__state", "action__due_on", "action__original_due_on"),
    *("action__closed_at", "action__cancelled_because"),
)


def log_or_get_support(_viewer: Any, _now: datetime) -> Panel:
    """The two ways that are one press away, for everybody."""
    rows = [
        Row(
            "Something happened at work",
            reverse("debriefs:log"),
            action="Log an incident",
            detail="Less than a minute.",
        ),
        Row("Somebody to talk to", reverse("help_now"), action="Get support"),
    ]
    return Panel("log_incident", "Did something happen?", rows, total=len(rows))


def to_finish(viewer: Any, _now: datetime) -> IncidentQuerySet:
    """Incidents of which only the four facts are known, and whose rest the viewer adds."""
    waiting = Incident.objects.to_describe().finished_by(viewer).select_related("team").order_by("-happened_at")
    return waiting.only("reference", "happened_at", "team__name")


def to_lead(viewer: Any, now: datetime) -> DebriefQuerySet:
    """Debriefs that the viewer leads or is asked to see to."""
    waiting = Debrief.objects.to_lead(viewer).filter(strand__in=CLIMB, opens_at__lte=now + AHEAD)
    shown = waiting.select_related("incident__team").order_by("due_at")
    return shown.only("strand", "state", "opens_at", "due_at", "incident__reference", "incident__team__name")


def _finished(viewer: Any, _now: datetime, found: Found) -> Panel:
    zone = people.zone_for(viewer)
    rows = [
        Row(
            text=f"Incident {incident.reference}", url=reverse("debriefs:incident", args=[incident.pk]),
            detail=f"{incident.team.name}, {long_instant(incident.happened_at, zone)}", action="Add the rest",
        )
        for incident in found.rows
    ]  # fmt: skip
    url = reverse("debriefs:incidents")
    return Panel("incidents_to_finish", "Incidents that wait for the rest", rows, all_url=url, total=found.total)


def _led(_viewer: Any, now: datetime, found: Found) -> Panel:
    """With the hours left in words."""
    rows = [_to_lead(debrief, now) for debrief in found.rows]
    url = reverse("debriefs:incidents")
    return Panel("debriefs_to_lead", "Debriefs to see to", rows, all_url=url, total=found.total)


def what_changed(viewer: Any, now: datetime) -> OutcomeQuerySet:
    """What was decided and done lately about what the viewer reported, or talked about in a debrief by name."""
    lately = Outcome.objects.told_to(viewer).latest_of_each().filter(at__gte=now - LATELY)
    return lately.select_related("incident", "action").order_by("-pk").only(*SHOWN_OF_OUTCOMES)


def _changed(viewer: Any, now: datetime, found: Found) -> Panel:
    zone = people.zone_for(viewer)
    lines = [told_line(outcome, now, zone) for outcome in found.rows]
    rows = [Row(line.label, line.url, line.status, line.tone, line.hint) for line in lines]
    url = reverse("debriefs:what_changed")
    return Panel("what_changed", "What changed because of what you told us", rows, all_url=url, total=found.total)


def _to_lead(debrief: Debrief, now: datetime) -> Row:
    status = status_of(debrief, now)
    return Row(
        text=f"{debrief.get_strand_display()}, {debrief.incident.team.name}",
        url=reverse("debriefs:debrief", args=[debrief.incident_id, debrief.pk]), status=status.words, tone=status.tone,
        detail=f"Incident {debrief.incident.reference}",
    )  # fmt: skip


def to_change(viewer: Any, now: datetime) -> GuidancePolicyQuerySet:
    """Policies of the viewer's that a debrief found in the way or missing, and that no change task is open for."""
    return GuidancePolicy.objects.waiting_for_a_change(now=now).owned_by(viewer).order_by("name").only("name")


def _owned(viewer: Any, _now: datetime, found: Found) -> Panel:
    opens = viewer.has_perm("action_log.open_action")
    rows = [
        Row(
            text=policy.name, url=f"{reverse('action_log:new')}?from={POLICY_KIND}:{policy.pk}" if opens else "",
            detail="A debrief found it in the way, missing or silent.", action="Open a change task" if opens else "",
        )
        for policy in found.rows
    ]  # fmt: skip
    url = reverse("debriefs:policies") if viewer.has_perm("debriefs.see_policies") else ""
    return Panel("policies_to_change", "Policies of yours to look at", rows, all_url=url, total=found.total)


def repeating(viewer: Any, now: datetime) -> Panel | None:
    """For whoever manages a team: a theme that repeats there and that nobody does anything about."""
    zone = people.zone_for(viewer)
    today = local_day(now, zone)
    if not reach.others_below(viewer, on=today).teams:
        return None
    teams = {team.pk: team for team in reach.teams_managed_by(viewer, on=today)}
    found = answered_repeats(teams, viewer=viewer, today=today, zone=zone, ended_since=today - WITHIN)
    waiting = [one.repeat for one in found if one.needs_an_action]
    labels = dict(themes_ever()) if waiting else {}
    rows = [
        Row(
            text=f"{labels.get(repeat.code, repeat.code)}, {teams[repeat.team_id].name}",
            url=open_url(repeat), action="Open an action",
            detail=f"{counted(repeat.number, 'incident')}, the last on {long_day(repeat.last)}",
        )
        for repeat in waiting
    ]  # fmt: skip
    url = reverse("debriefs:repeats")
    return Panel("themes_that_repeat", "A theme repeats", rows, all_url=url, total=len(rows)) if rows else None


def register() -> None:
    register_entry(Entry("incidents", "Incidents", "/incidents/", 25))
    register_panel(PanelSource("debriefs.log", 10, log_or_get_support))
    register_panel(RowsSource("debriefs.to_lead", 27, to_lead, _led))
    register_panel(RowsSource("debriefs.to_finish", 28, to_finish, _finished))
    register_panel(PanelSource("debriefs.repeating", 29, repeating))
    register_panel(RowsSource("debriefs.to_change", 29, to_change, _owned))
    register_panel(RowsSource("debriefs.what_changed", 45, what_changed, _changed))
