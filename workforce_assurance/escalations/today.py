"""What Today shows of escalations: what waits for my answer, what is open, and how the sweep and the outbox are."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.common.panels import Panel, Row
from workforce_assurance.outbox.queries import health
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from . import words
from .models import Episode
from .queries import counted_by_rung, last_sweep, sweep_is_missed

SHOWN = 7


def waiting_for_my_answer(viewer: Any, now: datetime) -> Panel | None:
    """What the viewer was told of and has not answered; nothing for whoever has nothing."""
    waiting = Episode.objects.awaiting_answer_of(viewer).order_by("due_at", "pk")
    first = list(waiting[: SHOWN + 1])
    if not first:
        return None
    zone = people.zone()
    rows = [
        Row(
            text=f"{words.kind_of(episode)} {episode.reference}",
            url=reverse("escalation", args=[episode.pk]),
            status=words.status(episode, now=now, zone=zone),
            tone=words.EPISODE_TONES[episode.state],
        )
        for episode in first[:SHOWN]
    ]
    total = len(first) if len(first) <= SHOWN else waiting.count()
    return Panel("escalations.waiting", "Waiting for your answer", rows, all_url=reverse("escalations"), total=total)


def open_escalations(viewer: Any, now: datetime) -> Panel | None:
    """How many are open, by how far they have climbed, for governance leads."""
    if not reach.is_governance_lead(viewer):
        return None
    counts = counted_by_rung(Episode.objects.open().visible_to(viewer, on=people.today(now=now)))
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


def sweep_and_outbox(viewer: Any, now: datetime) -> Panel | None:
    """The last sweep, mail that waits and mail that could not be delivered, for administrators."""
    if not reach.is_administrator(viewer):
        return None
    last, mail, url = last_sweep(), health(), reverse("sent")
    missed = sweep_is_missed(now=now)
    swept = words.when(last.finished_at, people.zone()) if last else "not yet"
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
