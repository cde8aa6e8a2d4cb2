"""What escalations hold about a person, for their own eyes: what ran out about them, who was told, and what they were told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count
from django.urls import reverse

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.holdings import Holding, HoldingSource, Rows, register_holding
from workforce_assurance.common.tables import Cell
from workforce_assurance.people.queries import zone_for

from . import words
from .models import Episode, Notice


def about(person: Any, now: datetime) -> Holding:
    zone = zone_for(person)

    def cells(episode: Episode) -> tuple[Any, ...]:
        status = words.status(episode, now=now, zone=zone)
        opened = words.when(episode.opened_at, zone)
        return (episode.reference, words.kind_of(episode), opened, status, episode.number_of_notices)

    found = Episode.objects.filter(about=person.pk).annotate(number_of_notices=Count("notices"))
    columns = ("Reference", "What", "Taken up", "Status", "Alerts")
    rows = Rows(found.order_by("-opened_at", "pk"), cells)
    return Holding("escalations.about", "What ran out, or nearly did, for you", columns, rows, "Nothing has run out.")


def alerts_about(person: Any, _now: datetime) -> Holding:
    """By what somebody was to them, not by name: whom a rung found is theirs to know, not the worker's."""
    zone = zone_for(person)

    def cells(notice: Notice) -> tuple[Any, ...]:
        told = words.STEPS.get(notice.way.split(">")[-1], notice.way).capitalize()
        return (notice.episode.reference, told, words.when(notice.created_at, zone), notice.get_state_display())

    found = Notice.objects.filter(episode__about=person.pk).exclude(recipient=person.pk)
    rows = Rows(found.select_related("episode").order_by("-id"), cells)
    columns = ("Reference", "Who was told", "Written", "State")
    return Holding("escalations.alerts_about", "Alerts to others about your dates", columns, rows, "Nobody was told.")


def alerts_to(person: Any, now: datetime) -> Holding:
    zone = zone_for(person)

    def cells(notice: Notice) -> tuple[Any, ...]:
        link = Cell(notice.episode.reference, reverse("escalation", args=[notice.episode_id]))
        why, written = words.way_in_words(notice.way).capitalize(), words.when(notice.created_at, zone)
        return (link, words.kind_of(notice.episode), why, written, notice.get_state_display())

    found = Notice.objects.visible_to(person, on=local_day(now, zone)).select_related("episode").order_by("-id")
    columns = ("Reference", "What", "Asked for", "Written", "State")
    return Holding("escalations.alerts_to", "Alerts to you", columns, Rows(found, cells), "You were told of nothing.")


def register() -> None:
    for order, build in enumerate((about, alerts_about, alerts_to), start=50):
        register_holding(HoldingSource(f"escalations.{build.__name__}", order, build))
