"""What the page of one incident shows, to whom: facts, people for those who may, the checklist, and what happened."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from workforce_assurance.action_log.beside import panels_beside
from workforce_assurance.action_log.sources import ways_on
from workforce_assurance.common.dates import local_day
from workforce_assurance.common.words import long_instant
from workforce_assurance.structured_templates import queries as records

from . import alike_page, changes, debrief_page, outcome_page
from .enums import ACCOUNT_PURPOSE, INCIDENT_KIND, Harm, HelpNeeded, ImmediateAction, IncidentState, NotificationState
from .harm import SHORT
from .models import Incident, Notification
from .names import name_shown, sees_the_name, who_sees_the_name
from .queries import themes_of
from .readings import readings_of
from .rules import standings_of
from .support import on_incident as support
from .words import notification_status, status_of

MAY = (
    "see_who_was_involved",
    "describe_incident",
    "code_themes",
    "hand_over_incident",
    "record_notification",
    "show_my_name",
    "write_account",
    "link_incident",
    "decide_nothing_changes",
    "see_who_read_it",
)
Fact = dict[str, str]


def page(incident: Incident, viewer: Any, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    """Everything that the page of one incident shows to this viewer."""
    may = {what: viewer.has_perm(f"debriefs.{what}", incident) for what in MAY}
    return {
        "incident": incident,
        "status": status_of(incident),
        "may": may,
        "is_mine": incident.reporter_id == viewer.pk,
        "name_words": name_words(incident, viewer),
        "facts": _facts(incident, viewer, zone),
        "rest": _rest(incident),
        "involved": _involved(incident) if may["see_who_was_involved"] else [],
        "checklist": [_line(row, may, now, zone) for row in incident.notifications.select_related("rule", "incident")],
        "account_url": _account_url(incident, viewer),
        "debriefs": [debrief_page.task(row, now, zone) for row in incident.debriefs.select_related("incident")],
        "outcomes": outcome_page.lines_of(incident, viewer, now, zone),
        "support_words": support.words(incident) if may["describe_incident"] else "",
        **alike_page.alike(incident, viewer, local_day(now, zone), zone),
        "readings": readings_of(incident, zone) if may["see_who_read_it"] else [],
        "events": _events(incident, viewer, zone),
        "ways_on": ways_on(INCIDENT_KIND, incident.pk),
        "beside": panels_beside(INCIDENT_KIND, incident.pk, viewer=viewer, now=now),
        "waits_for": _waits_for(incident, viewer, may),
    }


def _account_url(incident: Incident, viewer: Any) -> str:
    """Where the account is read or written, for its parties alone."""
    response = records.response_for(ACCOUNT_PURPOSE, incident.pk)
    if response is None or not viewer.has_perm("structured_templates.read_response", response):
        return ""
    return reverse("record" if response.state == "open" else "record_read", args=[response.pk])


def name_words(incident: Incident, viewer: Any) -> str:
    """For whoever logged it: who sees their name. For everybody else nothing."""
    return who_sees_the_name(incident.reporter_mode) if incident.reporter_id == viewer.pk else ""


def _facts(incident: Incident, viewer: Any, zone: ZoneInfo) -> list[Fact]:
    name = incident.reporter.full_name if incident.reporter else ""
    rows = [
        ("What", incident.type.label),
        ("More closely", incident.sub_category.label if incident.sub_category else ""),
        ("Team", f"{incident.team.name}, {incident.team.service.name}"),
        ("Where", incident.get_place_display()),
        ("When", long_instant(incident.happened_at, zone)),
        ("Needed help at the time", HelpNeeded(incident.help_needed).label),
        ("Logged", long_instant(incident.logged_at, zone)),
        ("Logged by", name_shown(incident.reporter_mode, name, standings_of(viewer, incident))),
        ("Reference", incident.reference),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _rest(incident: Incident) -> list[Fact]:
    graded = [(label, Harm(getattr(incident, name)).label) for name, label in SHORT.items() if getattr(incident, name)]
    done = ", ".join(ImmediateAction(code).label for code in incident.immediate_actions)
    factors = ", ".join(factor.label for factor in incident.factors.order_by("position"))
    rows = [*graded, ("Done at once", done), ("What contributed", factors), ("Themes", themes_of(incident))]
    return [{"label": label, "value": value} for label, value in rows if value]


def _involved(incident: Incident) -> list[Fact]:
    colleagues = incident.colleagues.select_related("person").order_by("person__full_name")
    served = ", ".join(incident.people_served.order_by("pk").values_list("case_reference", flat=True))
    rows = [(row.person.full_name, row.get_how_display()) for row in colleagues]
    return [
        {"label": label, "value": value} for label, value in [*rows, *([("People served", served)] if served else [])]
    ]


def _waits_for(incident: Incident, viewer: Any, may: dict[str, bool]) -> str:
    if incident.state != IncidentState.LOGGED:
        return ""
    if incident.finisher is None:
        return "Nobody is asked to add the rest yet."
    if incident.finisher_id == viewer.pk:
        return "You add the rest, when you can, or let somebody else do it."
    hidden = incident.finisher_id == incident.reporter_id and not _sees_name(incident, viewer)
    shown = may["see_who_was_involved"] and not hidden
    return f"{incident.finisher.full_name} adds the rest." if shown else "Somebody is asked to add the rest."


def _sees_name(incident: Incident, viewer: Any) -> bool:
    return sees_the_name(incident.reporter_mode, standings_of(viewer, incident))


def _line(row: Notification, may: dict[str, bool], now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    open_to = may["record_notification"] and row.state == NotificationState.WAITS
    return {
        "label": row.rule.whom,
        "hint": f"{row.rule.hint} By {long_instant(row.due_at, zone)}.".strip(),
        "url": reverse("debriefs:notification", args=[row.incident_id, row.pk]) if open_to else "",
        "status": notification_status(row, now).words,
        "tone": notification_status(row, now).tone,
    }


def _events(incident: Incident, viewer: Any, zone: ZoneInfo) -> list[dict[str, str]]:
    """What happened with it, newest first; names for those who see them."""
    found = [(incident.logged_at, "Logged")]
    if incident.described_at:
        found.append((incident.described_at, "Described"))
    involved = viewer.has_perm("debriefs.see_who_was_involved", incident)
    sees_name = _sees_name(incident, viewer)
    handed = incident.hand_overs.select_related("to", "by")
    found += [(row.at, _handed(row, incident, involved, sees_name)) for row in handed]
    sent = incident.notifications.filter(state=NotificationState.SENT).select_related("rule")
    found += [(row.sent_at, f"Told: {row.rule.whom}") for row in sent if row.sent_at]
    found += debrief_page.events_of(incident, involved)
    found += changes.events_of(incident)
    found += support.events(incident) if viewer.has_perm("debriefs.describe_incident", incident) else []
    found.append((incident.happened_at, "It happened"))
    # Sorted by time alone, so that what happened at one instant stays in this order.
    found.sort(key=lambda event: event[0], reverse=True)
    return [{"when": long_instant(when, zone), "text": text} for when, text in found]


def _handed(row: Any, incident: Incident, involved: bool, sees_name: bool) -> str:
    if not involved or (row.to_id == incident.reporter_id and not sees_name):
        return "Handed over to somebody who adds the rest"
    by = f" by {row.by.full_name}" if row.by and (row.by_id != incident.reporter_id or sees_name) else ""
    return f"Handed over to {row.to.full_name}{by}"
