"""What a pack lists one by one: actions, escalations, audits, meetings. References, dates and states, and nothing that anybody wrote."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from workforce_assurance.action_log import queries as log
from workforce_assurance.common.dates import local_day
from workforce_assurance.escalations import queries as ladders
from workforce_assurance.escalations.registry import OBLIGATIONS
from workforce_assurance.people import queries as people

from ..models import Audit, Meeting
from .scope import Scope, staff_of
from .tables import Table

ACTIONS = (
    "reference",
    "team",
    "kind",
    "strength",
    "opened",
    "first due",
    "due",
    "state",
    "handed in",
    "closed",
    "owner",
)


def action_rows(scope: Scope) -> Any:
    return log.actions_between(scope.team_ids, since=scope.since, until=scope.until, viewer=scope.maker, on=scope.today)


def actions(scope: Scope) -> Table:
    found = list(action_rows(scope).select_related("owner", "team"))
    staff = staff_of(scope, [one.owner for one in found])
    rows = [
        (
            one.reference, one.team.name if one.team else "None", one.get_kind_display(), one.get_strength_display(),
            _day(one.opened_at, scope), one.original_due_on.isoformat(), one.due_on.isoformat(), one.get_state_display(),
            _day(one.done_at, scope), _day(one.closed_at, scope), staff[one.owner_id],
        )
        for one in found
    ]  # fmt: skip
    return Table("actions", "Actions that were open in the period. What they say is left out.", ACTIONS, rows)


ESCALATIONS = ("reference", "what", "due", "ran out", "highest rung", "acknowledged", "closed", "because")


def escalation_rows(scope: Scope) -> Any:
    found = ladders.ran_out_between(since=scope.since, until=scope.until, viewer=scope.maker, on=scope.today)
    if scope.team_ids is not None:
        there = people.memberships(on=scope.today).filter(team__in=scope.team_ids)
        found = found.filter(about__in=there.values("person"))
    return found.order_by("runs_out_at", "reference", "pk")


def escalations(scope: Scope) -> Table:
    rows = [
        (
            one.reference, OBLIGATIONS[one.obligation_kind].singular if one.obligation_kind in OBLIGATIONS else "",
            _day(one.due_at, scope), _day(one.runs_out_at, scope), one.position, "yes" if one.is_acknowledged else "no",
            closed := _day(one.closed_at, scope), one.get_closed_because_display() if closed else "",
        )
        for one in escalation_rows(scope)
    ]  # fmt: skip
    about = "What ran out in the period and was escalated. Whom it is about is left out."
    return Table("escalations", about, ESCALATIONS, rows)


AUDITS = ("reference", "of", "teams", "from", "to", "there were", "drawn", "drawn on", "readings asked for", "given")


def audit_rows(scope: Scope) -> Any:
    """Those that were drawn in the period, of teams of the place alone."""
    found = Audit.objects.governed_by(scope.maker).filter(drawn_at__gte=scope.since, drawn_at__lt=scope.until)
    if scope.team_ids is not None:
        found = found.exclude(teams__in=people.teams().exclude(pk__in=scope.team_ids))
    return found.order_by("drawn_at", "reference")


def audits(scope: Scope) -> Table:
    counted = audit_rows(scope).with_progress(as_of=scope.as_of).annotate(of_teams=Count("teams", distinct=True))
    rows = [
        (
            one.reference, one.get_of_display(), one.of_teams, one.first_on.isoformat(), one.last_on.isoformat(),
            one.population, one.size, _day(one.drawn_at, scope), one.asked, one.given,
        )
        for one in counted
    ]  # fmt: skip
    about = "Audits that were drawn in the period. What they found of records is a measure."
    return Table("audits", about, AUDITS, rows)


def meeting_rows(scope: Scope) -> Any:
    held = Meeting.objects.visible_to(scope.maker).filter(held_at__gte=scope.since, held_at__lt=scope.until)
    if scope.place.key:
        here = (
            {"series__service": scope.place.key}
            if scope.place.kind == "service"
            else {"series__service__teams": scope.place.key}
        )
        held = held.filter(**here)
    return held


def meetings(scope: Scope) -> Table:
    counted = meeting_rows(scope).select_related("series__service").annotate(
        talked=Count("items", filter=~Q(items__outcome=""), distinct=True), decided=Count("items__decisions", distinct=True)
    )  # fmt: skip
    rows = [
        (
            one.reference, one.series.service.name if one.series.service else "Organisation", _day(one.held_at, scope),
            _day(one.closed_at, scope), one.talked, one.decided, "yes" if one.approved_in_id else "no",
        )
        for one in counted.order_by("held_at", "reference")
    ]  # fmt: skip
    header = ("reference", "of", "held", "closed", "items with an outcome", "decisions", "minutes approved")
    return Table("meetings", "Governance meetings that were held in the period.", header, rows)


def _day(moment: datetime | None, scope: Scope) -> str:
    return local_day(moment, scope.zone).isoformat() if moment and moment <= scope.as_of else ""
