"""Questions about ladders, episodes and notices."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from workforce_assurance.people import reach

from .registry import OBLIGATIONS


class EpisodeQuerySet(models.QuerySet):
    def not_closed(self) -> EpisodeQuerySet:
        """Episodes still on their way, the reminders included."""
        return self.exclude(state="closed")

    def open(self) -> EpisodeQuerySet:
        """Episodes of obligations that ran out and are not closed."""
        return self.filter(state="open")

    def kept_from(self, person_ids: Collection[uuid.UUID]) -> EpisodeQuerySet:
        """What one of these people may not learn of, whoever they are to it: its practice says so."""
        return self.filter(_is_kept_from(person_ids))

    def not_kept_from(self, person_ids: Collection[uuid.UUID]) -> EpisodeQuerySet:
        """What every one of these people may learn of, as far as anything else lets them."""
        return self.exclude(_is_kept_from(person_ids))

    def known_to(self, viewer: Any, *, on: date) -> EpisodeQuerySet:
        """Episodes about people whom the viewer answers for, or that the viewer was told of: these with names."""
        told = apps.get_model("escalations", "Notice").objects.filter(episode=OuterRef("pk"), recipient=viewer)
        acting = reach.stands_in_for(viewer, on=on)
        managed = Q(about__in=reach.people_managed_by(viewer, on=on).values("pk"))
        # Where nobody is responsible yet the worker stands in that place, and whoever stands in for them is a peer.
        responsible = Q(responsible__in=acting) & ~Q(responsible=F("about"))
        theirs = self.filter(Exists(told) | (responsible | managed) & ~Q(about=viewer))
        return theirs.not_kept_from([viewer.pk])

    def visible_to(self, viewer: Any, *, on: date) -> EpisodeQuerySet:
        """Episodes known to the viewer, and, without names, those in the services whose governance they lead."""
        if not viewer.is_active:
            return self.none()
        known = Q(pk__in=self.model.objects.known_to(viewer, on=on).values("pk"))
        if reach.is_governance_lead(viewer):
            governed = Q(about__in=reach.people_governed_by(viewer, on=on).values("pk")) & ~Q(about=viewer)
            return self.filter(known | governed).not_kept_from([viewer.pk])
        return self.filter(known)

    def unanswered(self) -> EpisodeQuerySet:
        """Episodes that ran out, of whose present rung nobody who was told has said anything yet."""
        answered = apps.get_model("escalations", "Reaction").objects.filter(
            episode=OuterRef("pk"), position=OuterRef("position")
        )
        return self.open().filter(~Exists(answered), position__gte=1)

    def awaiting_answer_of(self, viewer: Any) -> EpisodeQuerySet:
        """Episodes whose present rung told the viewer, and that the viewer has not answered yet."""
        get = apps.get_model
        told = get("escalations", "Notice").objects.filter(
            episode=OuterRef("pk"), position=OuterRef("position"), recipient=viewer, state__in=["waiting", "sent"]
        )
        answered = get("escalations", "Reaction").objects.filter(
            episode=OuterRef("pk"), position=OuterRef("position"), by=viewer
        )
        return self.not_closed().filter(Exists(told), ~Exists(answered)).not_kept_from([viewer.pk])


def _is_kept_from(person_ids: Collection[uuid.UUID]) -> Q:
    found = Q(pk__in=())
    for kind, obligation in OBLIGATIONS.items():
        if obligation.kept_from is not None:
            found |= Q(obligation_kind=kind, subject_id__in=obligation.kept_from(person_ids))
    return found


class NoticeQuerySet(models.QuerySet):
    def waiting(self) -> NoticeQuerySet:
        return self.filter(state="waiting")

    def visible_to(self, viewer: Any, *, on: date) -> NoticeQuerySet:
        """What was sent to the viewer, or is about to be; not what they may learn of no more."""
        kept = apps.get_model("escalations", "Episode").objects.kept_from([viewer.pk])
        return self.filter(recipient=viewer).exclude(episode__in=kept.values("pk"))

    def unfinished(self, *, since: datetime) -> NoticeQuerySet:
        """Notices that were written before that instant and have not ended."""
        return self.waiting().filter(created_at__lt=since)
