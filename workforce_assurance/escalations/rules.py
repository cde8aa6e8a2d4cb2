"""Who may do what with episodes and ladders: one predicate per sentence. Asked at the edge: the clock is read here."""

from __future__ import annotations

from typing import Any

import rules
from django.utils import timezone

from workforce_assurance.people import queries as people
from workforce_assurance.people.rules import is_administrator

from .models import Episode


@rules.predicate
def can_see_episode(viewer: Any, episode: Episode | None) -> bool:
    on = people.today(now=timezone.now())
    return episode is not None and Episode.objects.filter(pk=episode.pk).visible_to(viewer, on=on).exists()


@rules.predicate
def knows_of_episode(viewer: Any, episode: Episode | None) -> bool:
    on = people.today(now=timezone.now())
    return episode is not None and Episode.objects.filter(pk=episode.pk).known_to(viewer, on=on).exists()


rules.add_perm("escalations.see_episode", can_see_episode)
rules.add_perm("escalations.see_names_of_episode", knows_of_episode)
# Whoever was told may answer, and so may governance: an alert is answered by those who see it.
rules.add_perm("escalations.answer_episode", can_see_episode)
rules.add_perm("escalations.manage_ladders", is_administrator)
rules.add_perm("escalations.see_what_was_sent", is_administrator)
