"""What Today shows of escalations: what waits for my answer, what is open, and how the sweep and the outbox are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.urls import reverse

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.panels import Found, Panel, Row
from workforce_assurance.outbox.queries import health
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from . import words
from .models import Episode, Start
from .queries import counted_by_rung, kept_back, known_among, last_sweep, open_hold, sweep_is_missed, waiting_starts
from .registry import OBLIGATIONS


def waiting_for_my_answer(viewer: Any, _now: datetime) -> QuerySet[Episode]:
    """What the viewer was told of and has not answered."""
    return Episode.objects.awaiting_answer_of(viewer).order_by("due_at", "pk")


def to_answer(viewer: Any, now: datetime, found: Found) -> Panel:
    """By the names that the viewer may know, else by its reference."""
    zone = people.zone_for(viewer)
    names = _names_to_know(found.rows, viewer, on=local_day(now, zone))
    rows = [_to_answer(episode, names.get(episode.pk, ""), now, zone) for episode in found.rows]
    url = reverse("escalations")
    return Panel("escalations.waiting", "Waiting for your answer", rows, all_url=url, total=found.total)


def _names_to_know(episodes: Sequence[Episode], viewer: Any, *, on: date) -> dict[UUID, str]:
    """Whom each is about, where its practice lets the viewer know of it and the person is in the viewer's reach."""
    known = known_among(episodes, viewer)
    if not known:
        return {}
    in_reach = reach.people_visible_to(viewer, on=on).filter(pk__in={episode.about_id for episode in known})
    names = dict(in_reach.values_list("pk", "full_name"))
    return {episode.pk: names[episode.about_id] for episode in known if episode.about_id in names}


def _to_answer(episode: Episode, name: str, now: datetime, zone: ZoneInfo) -> Row:
    return Row(
        text=words.named(episode, name) if name else f"{words.kind_of(episode)} {episode.reference}",
        url=reverse("escalation", args=[episode.pk]),
        status=words.status(episode, now=now, zone=zone),
        tone=words.EPISODE_TONES[episode.state],
        detail=episode.reference if name else "",
    )


def open_escalations(viewer: Any, now: datetime) -> Panel | None:
    """How many are open, by how far they have climbed, for governance leads."""
    if not reach.is_governance_lead(viewer):
        return None
    counts = counted_by_rung(Episode.objects.open().visible_to(viewer, on=local_day(now, people.zone_for(viewer))))
    rows = [
        Row(text=f"{number} at rung {position}", url=reverse("escalations") + "?state=open", tone="past_date")
        for position, number in sorted(counts.items(), reverse=True)
    ]
    return Panel(
        "escalations.open",
        "Open escalations",
        rows,
        empty="Nothing is past its date.",
        all_url=reverse("escalations"),
        total=sum(counts.values()),
    )


def waits_for_a_word(viewer: Any, now: datetime) -> Panel | None:
    """What does not go out until an administrator decides; nothing while all goes its way."""
    if not reach.is_administrator(viewer):
        return None
    rows = [_to_start(start) for start in waiting_starts()]
    if hold := open_hold():
        kept = kept_back(hold)
        text = f"{kept.notices} alerts in {kept.mails} mails are kept back; the most in a sweep was {hold.usual}"
        rows.append(Row(text, reverse("sent"), status="Waits for you", tone="past_date"))
    return Panel("escalations.word", "Alerts that wait for your decision", rows, total=len(rows)) if rows else None


def _to_start(start: Start) -> Row:
    obligation = OBLIGATIONS.get(start.obligation_kind)
    what = obligation.plural if obligation else start.obligation_kind
    text = f"Alerts about {what} have not begun: {start.notices} to {start.people} people at once"
    return Row(text, reverse("ladders"), status="Waits for you", tone="past_date")


def sweep_and_outbox(viewer: Any, now: datetime) -> Panel | None:
    """The last sweep, mail that waits and mail that could not be delivered, for administrators."""
    if not reach.is_administrator(viewer):
        return None
    last, mail, url = last_sweep(), health(), reverse("sent")
    missed = sweep_is_missed(now=now, last=last)
    swept = words.when(last.finished_at, people.zone_for(viewer)) if last else "not yet"
    rows = [
        Row("Last check of what is due", url, status=swept, tone="error" if missed else "done"),
        Row("Mail waiting", url + "?state=waiting", status=str(mail.waiting), tone="info"),
        Row(
            "Mail that could not be delivered",
            url + "?state=dead",
            status=str(mail.dead),
            tone="error" if mail.dead else "done",
        ),
    ]
    return Panel("escalations.sent", "What was sent", rows, all_url=url, total=len(rows))
