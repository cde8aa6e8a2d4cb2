"""What the pages of boundary standards show."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q
from django.urls import reverse

from workforce_assurance.common.dates import day_ending, local_day
from workforce_assurance.common.tables import Cell
from workforce_assurance.common.words import counted, long_day
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from ..models import Attestation, StandardException, StandardVersion
from .differences import PARTS, differences, lines
from .enums import Category, ExceptionAnswer, ExceptionBecause

LIBRARY = ("Standard", "About", "In force since", "For you")
EXCEPTIONS = ("Standard", "Team", "What is done instead", "Why", "Days", "Status")
# It is read at leisure, and talked about.
READ_BEFORE = timedelta(days=14)


def library(viewer: Any, zone: ZoneInfo, today: date) -> dict[str, Any]:
    """Every standard in force, and where the viewer stands with each; drafts for whoever changes them."""
    mine = {one.standard_id: one for one in Attestation.objects.of(viewer).in_its_present_meaning()}
    in_force = StandardVersion.objects.published().select_related("standard")
    may_change = viewer.has_perm("boundaries.change_standards")
    drafts = StandardVersion.objects.drafts().select_related("standard") if may_change else ()
    return {
        "headings": LIBRARY,
        "rows": [_row(one, mine.get(one.standard_id), zone, today) for one in in_force],
        "drafts": [_draft(one) for one in drafts],
        "may_change": may_change,
        "may_see_attestations": viewer.has_perm("boundaries.see_attestations"),
    }


def _row(version: StandardVersion, mine: Attestation | None, zone: ZoneInfo, today: date) -> list[Any]:
    since = long_day(local_day(version.published_at, zone)) if version.published_at else ""
    return [
        Cell(version.title, reverse("standards:standard", args=[version.standard.code])),
        Category(version.category).label, since, stands(mine, zone, today),
    ]  # fmt: skip


def stands(mine: Attestation | None, zone: ZoneInfo, today: date) -> Any:
    """Where somebody stands with a standard, in a word."""
    if mine is None or mine.state == "not_asked":
        return "Not asked of you"
    if mine.given_at:
        return Cell(f"Attested on {long_day(mine.given_at.astimezone(zone).date())}", tone="done")
    day = day_ending(mine.due_at, zone)
    return Cell(
        "Past its date" if day < today else f"To read by {long_day(day)}", tone="past_date" if day < today else "info"
    )


def _draft(version: StandardVersion) -> dict[str, str]:
    return {
        "label": version.title,
        "url": reverse("standards:draft", args=[version.standard.code]),
        "status": f"Version {version.number}, draft",
        "tone": "info",
    }


def card(version: StandardVersion, viewer: Any, zone: ZoneInfo, today: date) -> dict[str, Any]:
    """One standard as it is in force: its lines, exceptions that hold now, and what the viewer has to do with it."""
    standard = version.standard
    mine = Attestation.objects.of(viewer).filter(standard=standard, line=version.line).first()
    holds = standard.exceptions.holding(on=today).select_related("team", "standard")
    return {
        "version": version,
        "parts": parts(version),
        "category": Category(version.category).label,
        "code": standard.code,
        "mine": mine if mine and mine.state == "waits" else None,
        "stands": stands(mine, zone, today),
        "exceptions": [
            {"label": one.team.name, "value": f"{one.instead} (until {long_day(one.ends_on)})"} for one in holds
        ],
        "review_on": long_day(standard.review_on) if standard.review_on else "",
        "owner": standard.owner.full_name if standard.owner else "",
        "may_change": viewer.has_perm("boundaries.change_standards"),
        "to_read_again": standard.review_on is not None and standard.review_on <= today + READ_BEFORE,
        "history": history(standard, zone),
    }


def parts(version: StandardVersion) -> list[dict[str, Any]]:
    return [{"label": label, "lines": lines(getattr(version, name))} for name, label in PARTS]


def history(standard: Any, zone: ZoneInfo) -> list[dict[str, Any]]:
    """What changed from each version to the next, the latest first."""
    known = list(StandardVersion.objects.of(standard).exclude(state="draft").order_by("number"))
    pairs = list(pairwise(known))[::-1]
    return [
        {
            "title": f"Version {after.number}, {long_day(local_day(after.published_at, zone)) if after.published_at else ''}",
            "material": after.is_material,
            "differences": differences(before, after),
        }
        for before, after in pairs
    ]


def changed_since(attestation: Attestation, version: StandardVersion) -> list[Any]:
    """What changed since the meaning that this person attested before; all of it is new to whoever attested none."""
    last = (
        Attestation.objects.of(attestation.person)
        .given()
        .filter(standard=attestation.standard_id)
        .order_by("-line")
        .first()
    )
    if last is None:
        return []
    known = StandardVersion.objects.of(attestation.standard).filter(line=last.line).exclude(state="draft")
    before = known.order_by("-number").first()
    return differences(before, version) if before else []


def exceptions(viewer: Any, today: date) -> Any:
    rows = StandardException.objects.visible_to(viewer, on=today).select_related("standard", "team", "asked_by")
    return rows.order_by("answer", "-starts_on", "pk")


def exception_cells(one: StandardException, titles: dict[Any, str], today: date) -> list[Any]:
    return [
        Cell(titles.get(one.standard_id, one.standard.code), reverse("standards:exception", args=[one.pk])),
        one.team.name,
        one.instead,
        ExceptionBecause(one.because).label,
        f"{long_day(one.starts_on)} to {long_day(one.ends_on)}",
        exception_status(one, today),
    ]


def exception_status(one: StandardException, today: date) -> Any:
    if not one.answer:
        return Cell("Waits for its answer", tone="info")
    if one.answer == ExceptionAnswer.REFUSED:
        return "Refused"
    if one.ends_on < today:
        return "Over"
    return Cell("Holds" if one.starts_on <= today else "Approved", tone="done")


def titles_in_force() -> dict[Any, str]:
    """What each standard is called, by its key."""
    found = StandardVersion.objects.exclude(state="draft").order_by("number").values_list("standard", "title")
    return dict(found)


def waiting_by_team(viewer: Any, today: date) -> list[list[Any]]:
    """How many attestations are given and wait in each team that the viewer answers for. Names nobody."""
    teams = _teams(viewer, today)
    smallest = people.smallest_group_for(viewer)
    rows = Attestation.objects.in_its_present_meaning().exclude(state="not_asked")
    members = people.memberships(on=today).filter(team__in=list(teams)).values_list("person", "team")
    team_of = dict(members)
    counted_by: dict[Any, list[int]] = {key: [0, 0] for key in teams}
    found = rows.filter(person__in=list(team_of)).order_by().values("person").annotate(
        given=Count("pk", filter=Q(state="given")), asked=Count("pk")
    )  # fmt: skip
    for row in found:
        counts = counted_by[team_of[row["person"]]]
        counts[0], counts[1] = counts[0] + row["given"], counts[1] + row["asked"]
    sizes: dict[Any, int] = {}
    for team in team_of.values():
        sizes[team] = sizes.get(team, 0) + 1
    return [_team_row(teams[key], counts, sizes.get(key, 0), smallest) for key, counts in counted_by.items()]


def _teams(viewer: Any, today: date) -> dict[Any, Any]:
    """The teams below them, or those of the services that they govern, by service and name."""
    rows = reach.teams_managed_by(viewer, on=today)
    if reach.is_governance_lead(viewer):
        governed = reach.services_governed_by(viewer)
        every = people.teams_in(None).values()
        return {
            one.pk: one
            for one in sorted(every, key=lambda one: one.name)
            if governed is None or one.service_id in governed
        }
    return {one.pk: one for one in rows.order_by("name")}


def _team_row(team: Any, counts: list[int], size: int, smallest: int) -> list[Any]:
    given, asked = counts
    if size < smallest:
        return [team.name, f"Fewer than {counted(smallest, 'person').replace(' persons', ' people')}", ""]
    return [team.name, str(given), str(asked - given)]
