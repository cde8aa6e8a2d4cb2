"""Which themes an incident has: they come with the factors that are coded, and can be added and taken off."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.action_log import queries as actions
from workforce_assurance.action_log.commands import theme_came_back
from workforce_assurance.audit import commands as audit
from workforce_assurance.common.dates import local_day
from workforce_assurance.people import queries as people

from ..exceptions import ThemeNotInUse
from ..models import Incident, IncidentTheme


@transaction.atomic
def code_themes(*, incident: Incident, codes: Collection[str], by: Any, now: datetime) -> Incident:
    """Say which themes the incident has, over what was said before.

    :raises ThemeNotInUse: when one is neither on the list in use nor coded already
    """
    locked = Incident.objects.select_for_update(of=("self",), no_key=True).get(pk=incident.pk)
    before, asked = set(locked.themes.values_list("code", flat=True)), set(codes)
    added, taken_off = asked - before, before - asked
    if added - _in_use():
        raise ThemeNotInUse("Choose themes from the list that is in use.")
    locked.themes.filter(code__in=taken_off).delete()
    _add(locked, added, by, now, came_with_a_factor=False)
    if added or taken_off:
        audit.record(
            action="incident themes coded", subject_type="debriefs.incident", subject_id=locked.pk, by=by, now=now,
            facts={"reference": locked.reference, "added": sorted(added), "taken_off": sorted(taken_off)},
        )  # fmt: skip
    return locked


def follow_factors(incident: Incident, before: set[str], after: set[str], *, by: Any, now: datetime) -> None:
    """Let the themes of factors that were added come, and those of factors that were taken out leave.

    What the same factors brought before is left as it is, so that a theme that was taken off stays off.
    """
    incident.themes.filter(code__in=before - after, came_with_a_factor=True).delete()
    if added := after - before:
        _add(incident, added & _in_use(), by, now, came_with_a_factor=True)


def _in_use() -> set[str]:
    return {theme.code for theme in actions.themes_in_use()}


def _add(incident: Incident, codes: Collection[str], by: Any, now: datetime, *, came_with_a_factor: bool) -> None:
    """Code them, and let the owners of actions that were to end one of them hear at once."""
    IncidentTheme.objects.bulk_create(
        (IncidentTheme(incident=incident, code=code, came_with_a_factor=came_with_a_factor) for code in sorted(codes)),
        ignore_conflicts=True,
    )
    if codes:
        happened_on = local_day(incident.happened_at, people.zone())
        theme_came_back(codes=codes, team_id=incident.team_id, happened_on=happened_on, by=by, now=now)
