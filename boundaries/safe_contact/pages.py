"""What the pages of safe contact show."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from workforce_assurance.common.dates import day_ending
from workforce_assurance.common.opening import answer_at
from workforce_assurance.common.support import Contact, from_file
from workforce_assurance.common.tables import Cell, addresses
from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach
from workforce_assurance.people.views.edge import Edge

from ..models import SafeContactProtocol, TestCall, ThreatRoute
from .enums import Place, SafeAction
from .querysets import ProtocolQuerySet, RouteQuerySet

PROTOCOLS = ("Case", "Team", "What we do", "Until", "Looked at")
# What a row of the list is made of.
LISTED = ("pk", "case_reference", "team__name", "actions", "ends_on", "reviewed_at", "review_on")
ACTIONS = {action.value: action.label for action in SafeAction}
ROUTES = ("Who", "Where", "For", "Number", "Days and hours", "Last test call", "Status")
WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def protocols(viewer: Any, at: Edge) -> ProtocolQuerySet:
    """In use and theirs to act on: those of the whole team first."""
    rows = SafeContactProtocol.objects.holding(on=at.today).listed_for(viewer, on=at.today)
    return rows.order_by("case_reference", "team__name", "pk")


def case_of(reference: str) -> str:
    return reference or "With everybody"


def actions_of(codes: Collection[str]) -> list[str]:
    """What is done, in the order in which it is thought of: what helps the person comes first."""
    return [label for code, label in ACTIONS.items() if code in codes]


def protocol_rows(found: Iterable[tuple[Any, ...]], at: Edge) -> list[tuple[Any, ...]]:
    """Rows of the list, of the values `LISTED`."""
    page = addresses("safe_contact:protocol")
    return [
        (
            Cell(case_of(reference), page(key)), team, "; ".join(actions_of(codes)), long_day(ends_on),
            _looked_at(reviewed_at, review_on, at),
        )
        for key, reference, team, codes, ends_on, reviewed_at, review_on in found
    ]  # fmt: skip


def _looked_at(reviewed_at: datetime | None, review_on: date, at: Edge) -> Cell:
    """Whether somebody beside whoever set it has looked at it."""
    if reviewed_at:
        return Cell(f"Looked at on {long_day(reviewed_at.astimezone(at.zone).date())}", tone="done")
    past = review_on < at.today
    return Cell("Past its date" if past else f"By {long_day(review_on)}", tone="past_date" if past else "info")


def facts_of(protocol: SafeContactProtocol, at: Edge) -> list[dict[str, Any]]:
    rows = [
        ("Team", protocol.team.name),
        ("Set by", f"{protocol.set_by.full_name}, {long_day(protocol.set_at.astimezone(at.zone).date())}"),
        ("To be looked at by", "" if protocol.reviewed_by else long_day(protocol.review_on)),
        ("Looked at by", protocol.reviewed_by.full_name if protocol.reviewed_by else ""),
        ("Over after", "" if protocol.ended_at else long_day(protocol.ends_on)),
        ("Ended on", long_day(protocol.ended_at.astimezone(at.zone).date()) if protocol.ended_at else ""),
        *asked_of(protocol, at),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def asked_of(thing: SafeContactProtocol | ThreatRoute, at: Edge) -> list[tuple[str, str]]:
    """Who is asked to see to it by when, and what mails call it."""
    row = thing.upkeep.waiting().select_related("asked").first()
    if row is None:
        return []
    by = long_day(day_ending(row.due_at, at.zone))
    return [("Asked to see to it", f"{row.asked.full_name}, by {by}"), ("In mails", row.reference)]


def routes_for(viewer: Any, at: Edge) -> RouteQuerySet:
    """Those for everybody, and those of the services that they work in, lead or govern."""
    own = people.memberships(on=at.today).filter(person=viewer.pk).values_list("team__service", flat=True)
    led = reach.teams_managed_by(viewer, on=at.today).values_list("service", flat=True)
    return ThreatRoute.objects.in_use().of_services([*own, *led]).select_related("service")


def whom_to_call(viewer: Any, at: Edge) -> list[dict[str, Any]]:
    """Each place with whom to call from there: whoever answers at this moment before whoever does not."""
    found: dict[str, list[Contact]] = {place: [] for place in Place}
    for route in routes_for(viewer, at):
        found[route.place].append(contact_of(route, at))
    places = [(Place(place), sorted(rows, key=lambda one: one.is_closed)) for place, rows in found.items() if rows]
    return [{"label": place.label, "contacts": rows} for place, rows in places]


def emergencies() -> list[Contact]:
    return [one for one in from_file() if one.urgent]


def contact_of(route: ThreatRoute, at: Edge) -> Contact:
    answer = answer_at(route.hours, at.now, at.zone)
    return Contact(
        name=route.who, number=route.phone, service=route.service.name if route.service else "",
        open_now=answer.words, is_closed=not answer.is_open,
    )  # fmt: skip


def routes_kept(viewer: Any, at: Edge) -> RouteQuerySet:
    """Every route in use that they may ring, each with its last test call."""
    last = TestCall.objects.filter(route=OuterRef("pk")).order_by("-rang_at")
    rows = ThreatRoute.objects.rung_by(viewer, on=at.today).select_related("service", "owner").annotate(
        last_rang_at=Subquery(last.values("rang_at")[:1]), last_answered=Subquery(last.values("answered")[:1])
    )  # fmt: skip
    return rows.order_by("test_due_on", "pk")


def route_cells(route: Any, at: Edge) -> list[Any]:
    rang = long_day(route.last_rang_at.astimezone(at.zone).date()) if route.last_rang_at else "Never rung"
    return [
        Cell(route.who, reverse("safe_contact:route", args=[route.pk])), Place(route.place).label,
        route.service.name if route.service else "Everybody", Cell(route.phone, look="reference"),
        hours_in_words(route), rang, status_of(route, at),
    ]  # fmt: skip


def status_of(route: Any, at: Edge) -> Cell:
    """Whether it answered when it was rung last, and when it is to be rung."""
    if route.last_answered is False:
        return Cell("Nobody answered", tone="past_date")
    if route.test_due_on < at.today:
        return Cell("Test call past its date", tone="past_date")
    return Cell(f"Ring it by {long_day(route.test_due_on)}", tone="info" if route.last_rang_at else "waits")


def hours_in_words(route: ThreatRoute) -> str:
    """ "Every day, at any hour"; "Mon, Tue, 18:00 to 08:00"."""
    days = "Every day" if len(route.days) == len(WEEK) else ", ".join(WEEK[day] for day in sorted(route.days))
    if route.opens == route.closes:
        return f"{days}, at any hour"
    return f"{days}, {route.opens:%H:%M} to {route.closes:%H:%M}"


def calls_of(route: ThreatRoute, at: Edge) -> list[dict[str, Any]]:
    rows: Iterable[TestCall] = route.test_calls.select_related("rang_by")[:12]
    return [
        {
            "label": long_day(call.rang_at.astimezone(at.zone).date()),
            "value": f"{'Answered' if call.answered else 'Nobody answered'}: {call.phone}, rung by {call.rang_by.full_name}",
        }
        for call in rows
    ]
