"""What supervision tells the others of meetings: who had a session or a group since when, and nothing of what was said."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from workforce_assurance.people.meetings import register_meetings

from .models import Attendance, Session


def had_a_session(person: OuterRef, moment: OuterRef) -> Exists:
    return Exists(Session.objects.took_place().filter(worker=person, held_at__gte=moment))


def was_in_a_group(person: OuterRef, moment: OuterRef) -> Exists:
    return Exists(Attendance.objects.were_there().filter(person=person, group__held_at__gte=moment))


def register() -> None:
    register_meetings(had_a_session)
    register_meetings(was_in_a_group)
