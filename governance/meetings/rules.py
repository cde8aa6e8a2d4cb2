"""Who may do what with governance meetings: one predicate per sentence. Asked at the edge: the clock is read here."""

from __future__ import annotations

from typing import Any

import rules
from django.utils import timezone

from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from ..models import Meeting, MeetingSeries


@rules.predicate
def is_active(person: Any) -> bool:
    return bool(person.is_active)


@rules.predicate
def leads_governance(person: Any) -> bool:
    return reach.is_governance_lead(person)


@rules.predicate
def governs_series(person: Any, series: MeetingSeries | None) -> bool:
    return series is not None and MeetingSeries.objects.filter(pk=series.pk).governed_by(person).exists()


@rules.predicate
def runs_it(person: Any, meeting: Meeting | None) -> bool:
    """Whoever chairs it, or leads the governance that it belongs to."""
    return meeting is not None and Meeting.objects.filter(pk=meeting.pk).run_by(person).exists()


@rules.predicate
def is_invited_or_runs_it(person: Any, meeting: Meeting | None) -> bool:
    return meeting is not None and Meeting.objects.filter(pk=meeting.pk).visible_to(person).exists()


@rules.predicate
def was_there_lately(person: Any, meeting: Meeting | None) -> bool:
    """Whoever was there, for as long as minutes may be amended."""
    if meeting is None:
        return False
    on = people.today(now=timezone.now())
    return Meeting.objects.filter(pk=meeting.pk, approved_in=None).to_amend(person, on=on).exists()


rules.add_perm("governance.begin_series", is_active & leads_governance)
rules.add_perm("governance.change_series", is_active & governs_series)
rules.add_perm("governance.see_meeting", is_active & is_invited_or_runs_it)
rules.add_perm("governance.run_meeting", is_active & runs_it)
rules.add_perm("governance.amend_minutes", is_active & was_there_lately)
