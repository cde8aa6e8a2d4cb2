"""Everybody in post with their job title and whoever is told after them; for what is asked of everybody."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Subquery, UUIDField
from django.db.models.functions import Coalesce

from workforce_assurance.people import queries as people


def posts(*, on: date) -> Any:
    """Key, job title and who is told after them: whoever supervises them, else manages them, else themselves."""
    line = people.supervision_lines(on=on).filter(worker=OuterRef("pk")).values("supervisor")[:1]
    told = Coalesce(Subquery(line), F("manager_id"), F("pk"), output_field=UUIDField())
    return people.people_in_post(on=on).order_by().values_list("pk", "job_title", told)
