"""Where an alert leads its reader: to where something can be done, or to the alert itself, and never to a missing page."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from .models import Episode
from .registry import OBLIGATIONS


def pages_for(viewer: Any, episodes: Iterable[Episode], *, on: date) -> dict[uuid.UUID, str]:
    """The page of what each is about, for those that this person may open; asked once for each kind."""
    by_kind = defaultdict(list)
    for episode in episodes:
        by_kind[episode.obligation_kind].append(episode)
    found: dict[uuid.UUID, str] = {}
    for kind, of_kind in by_kind.items():
        if obligation := OBLIGATIONS.get(kind):
            ids = [episode.subject_id for episode in of_kind]
            opens = ids if obligation.open_to is None else set(obligation.open_to(viewer, ids, on=on))
            found |= {
                episode.pk: obligation.page(episode.subject_id) for episode in of_kind if episode.subject_id in opens
            }
    return found


def link_to(episode: Episode, viewer: Any, pages: dict[uuid.UUID, str]) -> str:
    """That page; else the alert's own; for a mailbox, which is nobody, the list, which shows its reader what is theirs."""
    if viewer is None:
        return f"{reverse('escalations')}?{urlencode({'state': 'all', 'reference': episode.reference})}"
    return pages.get(episode.pk) or reverse("escalation", args=[episode.pk])
