"""What records hold of a person, for their own eyes: counts and dates, and the way to what they may read. Never a word of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q
from django.urls import reverse

from workforce_assurance.common.dates import in_words, local_day
from workforce_assurance.common.holdings import Holding, HoldingSource, Rows, register_holding
from workforce_assurance.common.tables import Cell
from workforce_assurance.people.queries import zone_for

from .enums import Part, ResponseState
from .models import DismissedHint, KeptText, Response, ResponseSection
from .purposes import PURPOSES


def records_of(person: Any, _now: datetime) -> Holding:
    """The records whose party they are; of nobody else's record does it say anything."""
    zone = zone_for(person)
    # All people of each: `visible_to` narrows to the person's own row, so the keys are asked for apart.
    found = Response.objects.filter(pk__in=Response.objects.visible_to(person).values("pk"))
    mine = Count("answers", filter=Q(answers__author=person.pk))
    found = found.annotate(number_of_mine=mine).prefetch_related("parties__person").order_by("-opened_at", "pk")
    columns = ("Record", "Written by", "About the work of", "Opened", "Signed", "Answers you gave")
    rows = Rows(found, lambda response: _record(response, zone))
    return Holding("records", "Records in which you have a part", columns, rows, "No record is held here.")


def drafts_of(person: Any, now: datetime) -> Holding:
    """What they have typed and not saved: where, since when, and how old; the text is on its page, for them alone."""
    zone = zone_for(person)
    found = ResponseSection.objects.filter(author=person.pk, sealed_draft__isnull=False).defer("sealed_draft")
    found = found.select_related("section", "response").order_by("-updated_at", "pk")
    rows = Rows(found, lambda row: (_draft(row), *_age(row.updated_at, now, zone)))
    columns = ("Section", "Last typed", "Age")
    return Holding("drafts", "Drafts of yours, read by you alone", columns, rows, "No draft is kept.")


def kept_of(person: Any, now: datetime) -> Holding:
    zone = zone_for(person)
    found = KeptText.objects.filter(person=person.pk).defer("sealed").order_by("-kept_at", "pk")
    rows = Rows(found, lambda row: (Cell(row.path, row.path), *_age(row.kept_at, now, zone)))
    columns = ("Page", "Kept", "Age")
    title = "Text of yours that could not be saved, kept for you alone"
    return Holding("kept", title, columns, rows, "Nothing is kept.")


def dismissed_of(person: Any, _now: datetime) -> Holding:
    """The wordings that they want no hint at any more, by record."""
    found = DismissedHint.objects.filter(person=person.pk).select_related("response").order_by("response", "code")
    rows = Rows(found, lambda row: (Cell(_label(row.response), _page(row.response)), row.code))
    title = "Hints at wordings that you dismissed, known to you alone"
    return Holding("dismissed", title, ("Record", "Wording"), rows, "You dismissed none.")


def _record(response: Response, zone: ZoneInfo) -> tuple[Any, ...]:
    names = {party.part: party.person.full_name for party in response.parties.all()}
    group = "A group" if Part.SUBJECT not in names else ""
    signed = in_words(response.signed_at, zone) if response.signed_at else response.get_state_display()
    return (
        Cell(_label(response), _page(response)),
        names.get(Part.AUTHOR) or names.get(Part.SUBJECT, ""),
        group or names[Part.SUBJECT],
        in_words(response.opened_at, zone),
        signed,
        response.number_of_mine,
    )


def _draft(row: ResponseSection) -> Cell:
    is_open = row.response.state == ResponseState.OPEN
    url = reverse("record_section", args=[row.response_id, row.section.key]) if is_open else _page(row.response)
    return Cell(f"{_label(row.response)}: {row.section.title}", url)


def _label(response: Response) -> str:
    return PURPOSES[response.purpose].label if response.purpose in PURPOSES else response.purpose


def _page(response: Response) -> str:
    return reverse("record" if response.state == ResponseState.OPEN else "record_read", args=[response.pk])


def _age(since: datetime, now: datetime, zone: ZoneInfo) -> tuple[str, str]:
    days = (local_day(now, zone) - local_day(since, zone)).days
    return in_words(since, zone), "Today" if days < 1 else f"{days} {'day' if days == 1 else 'days'}"


def register() -> None:
    for order, (key, build) in enumerate(
        {"records": records_of, "drafts": drafts_of, "kept": kept_of, "dismissed": dismissed_of}.items(), start=40
    ):
        register_holding(HoldingSource(f"structured_templates.{key}", order, build))
