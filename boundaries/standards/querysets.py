"""Questions about standards, attestations, what is to be talked over, and exceptions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from workforce_assurance.common.versions import VersionQuerySet
from workforce_assurance.people import reach

from .enums import AttestationState, ExceptionAnswer


class StandardVersionQuerySet(VersionQuerySet):
    def of(self, standard: Any) -> StandardVersionQuerySet:
        return self.filter(standard=standard)

    def in_force_at(self, moment: datetime) -> StandardVersionQuerySet:
        """Of each standard the version that was in force then: the last one that was published by that moment."""
        rows = self.filter(published_at__lte=moment).order_by("standard_id", "-number").distinct("standard_id")
        return rows.select_related("standard")


class AttestationQuerySet(models.QuerySet):
    def waiting(self) -> AttestationQuerySet:
        return self.filter(state=AttestationState.WAITS)

    def of(self, person: Any) -> AttestationQuerySet:
        return self.filter(person=person)

    def given(self) -> AttestationQuerySet:
        return self.filter(state=AttestationState.GIVEN)

    def in_its_present_meaning(self) -> AttestationQuerySet:
        """Those of the meaning that is in force, whether given or waiting."""
        versions = apps.get_model("boundaries", "StandardVersion").objects.published()
        return self.filter(Exists(versions.filter(standard=OuterRef("standard"), line=OuterRef("line"))))


class PromptQuerySet(models.QuerySet):
    def to_talk_over(self) -> PromptQuerySet:
        return self.filter(talked_over_at=None)

    def of(self, person_id: Any) -> PromptQuerySet:
        return self.filter(person=person_id)


class ExceptionQuerySet(models.QuerySet):
    def to_answer(self) -> ExceptionQuerySet:
        return self.filter(answer="")

    def holding(self, *, on: date) -> ExceptionQuerySet:
        """Approved ones on their days; they are over by themselves."""
        return self.filter(answer=ExceptionAnswer.APPROVED, starts_on__lte=on, ends_on__gte=on)

    def asked_for_by(self, person: Any) -> ExceptionQuerySet:
        return self.filter(asked_by=person)

    def answered_for_by(self, person: Any, *, on: date) -> ExceptionQuerySet:
        """Those that this person may answer: of teams below them, or of services whose governance they lead; none of their own."""
        return self._in_charge(person, on).exclude(asked_by=person)

    def _in_charge(self, person: Any, on: date) -> ExceptionQuerySet:
        services = Q(team__service__lead=person)
        if reach.is_governance_lead(person):
            governed = reach.services_governed_by(person)
            services |= Q() if governed is None else Q(team__service__in=governed)
            if governed is None:
                return self.all()
        return self.filter(services)

    def visible_to(self, viewer: Any, *, on: date) -> ExceptionQuerySet:
        """Those that hold, for everybody: it is what a team does. Others for who asked and who may answer."""
        if not viewer.is_active:
            return self.none()
        return self.holding(on=on) | self.asked_for_by(viewer) | self._in_charge(viewer, on)
