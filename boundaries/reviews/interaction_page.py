"""What the page of one interaction shows, to whom."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.action_log.sources import SOURCES
from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people
from workforce_assurance.structured_templates import commands as records
from workforce_assurance.structured_templates.queries import progress, response_for

from ..models import Interaction
from .enums import ACCOUNT_PURPOSE, SEEN_BY_WORKER
from .frame_list import status_of

Fact = dict[str, str]


def facts_of(interaction: Interaction) -> list[Fact]:
    """Codes and dates; the case reference only where there is one."""
    rows = [
        ("What", interaction.get_kind_display()),
        ("When", long_day(interaction.happened_on)),
        ("Team", f"{interaction.team.name}, {interaction.team.service.name}"),
        ("Case reference", interaction.case_reference),
        ("Came from", interaction.get_came_from_display()),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def page(interaction: Interaction, viewer: Any, now: datetime) -> dict[str, Any]:
    """Everything that its page shows to this viewer: the account to its worker alone."""
    is_own = interaction.worker_id == viewer.pk
    response = response_for(ACCOUNT_PURPOSE, interaction.pk) if is_own else None
    review = getattr(interaction, "review", None)
    writes = response is not None and review is None
    return {
        "interaction": interaction,
        "status": status_of(interaction),
        "facts": [
            *_whose(interaction, is_own),
            *facts_of(interaction),
            *_source(interaction, viewer, now),
            *_left_out(interaction),
        ],
        "writes": writes,
        "tasks": tasks_of(response, viewer) if writes else [],
        "sections": records.read_by_rule(response=response, by=viewer, now=now) if response and review else (),
        "review": review if is_own and review and review.state in SEEN_BY_WORKER else None,
        "may_leave_out": review is None
        and not interaction.left_out_because
        and viewer.has_perm("boundaries.leave_out_interaction", interaction),
    }


def tasks_of(response: Any, viewer: Any) -> list[Fact]:
    """The sections of a record as tasks."""
    return [
        {
            "label": task.title,
            "url": reverse("record_section", args=[response.pk, task.key]),
            "status": task.status,
            "tone": task.tone,
        }
        for task in progress(response, viewer)
    ]


def _whose(interaction: Interaction, is_own: bool) -> list[Fact]:
    return [{"label": "Worker", "value": "You" if is_own else interaction.worker.full_name}]


def _left_out(interaction: Interaction) -> list[Fact]:
    because = interaction.left_out_because
    return [{"label": "Left out because", "value": interaction.get_left_out_because_display()}] if because else []


def _source(interaction: Interaction, viewer: Any, now: datetime) -> list[Fact]:
    """The record that it came from, where the viewer may read that."""
    source, key = SOURCES.get(interaction.source_kind), interaction.source_id
    if source is None or key is None:
        return []
    if not source.readable(viewer, people.today(now=now)).filter(pk=key).exists():
        return []
    return [
        {
            "label": source.label,
            "value": source.references([key]).get(key, ""),
            "url": source.page(key),
            "change": "Open",
        }
    ]
