"""What the records of supervision are about: the article's five areas, who writes, and what opens a session ready."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.common.dates import local_day
from workforce_assurance.people import reach
from workforce_assurance.people.queries import today, zone_for
from workforce_assurance.structured_templates.purposes import Purpose, register_purpose

from . import last_time, prepared
from .commands import agree_adjustments, wait_for_signatures
from .commands.prepared import PURPOSE as PREPARATION
from .commands.topics import AREA
from .commands.topics import PURPOSE as TOPIC
from .enums import NOT_HELD, SessionState
from .models import Session, Topic

PURPOSE = "supervision"
# The article's words.
REQUIRED_AREAS = {
    "recent_high_stress_events": "Recent high-stress events",
    "current_caseload_risk": "Current caseload risk",
    "boundary_challenges": "Boundary challenges",
    "escalation_decisions": "Escalation decisions",
    "case_review": "One case reviewed for trauma-informed engagement and least-restrictive practice",
}
AREAS = {**REQUIRED_AREAS, "drift_signs": "Drift signs", "adjustments": "Agreed adjustments"}


def page(subject_id: uuid.UUID) -> str:
    return reverse("supervision:session", args=[subject_id])


def subject(subject_id: uuid.UUID) -> Session | None:
    return Session.objects.select_related("worker", "supervisor").filter(pk=subject_id).first()


def title(session: Session, viewer: Any) -> str:
    """ "Supervision of Sam Okoro, 3 March 2027": who and when, never what about."""
    day = local_day(session.held_at or session.planned_at, zone_for(viewer))
    return f"Supervision of {session.worker.full_name}, {day.day} {day:%B %Y}"


def may_write(session: Session | None, person: Any, now: datetime) -> bool:
    """Its two people, and who stands in for the supervisor, while the session has not ended without taking place."""
    if session is None or session.state in NOT_HELD or not person.is_active:
        return False
    if person.pk in (session.worker_id, session.supervisor_id):
        return True
    return session.supervisor_id in reach.stands_in_for(person, on=today(now=now))


def title_of_preparation(session: Session, viewer: Any) -> str:
    return f"Preparing: {title(session, viewer)}"


def may_prepare(session: Session | None, person: Any, _now: datetime) -> bool:
    """The worker, until the session has an outcome."""
    if session is None or session.state != SessionState.PLANNED or not person.is_active:
        return False
    return bool(person.pk == session.worker_id)


def page_of_topic(topic_id: uuid.UUID) -> str:
    topic = Topic.objects.filter(pk=topic_id).first()
    return page(topic.session_id) if topic else reverse("supervision:sessions")


def topic_by_key(topic_id: uuid.UUID) -> Topic | None:
    return Topic.objects.select_related("session__worker").filter(pk=topic_id).first()


def title_of_topic(topic: Topic, viewer: Any) -> str:
    return f"Topic: {title(topic.session, viewer)}"


def may_write_topic(topic: Topic | None, person: Any, _now: datetime) -> bool:
    """Whoever added it, until it is talked about, taken back, or the session has its outcome."""
    if topic is None or topic.talked_at or topic.withdrawn_at or not person.is_active:
        return False
    return bool(topic.session.state == SessionState.PLANNED and topic.added_by_id == person.pk)


def register() -> None:
    _register_record()
    _register_preparation()
    _register_topic()


def _register_record() -> None:
    register_purpose(
        Purpose(
            key=PURPOSE,
            label="Supervision",
            areas=AREAS,
            required_areas=frozenset(REQUIRED_AREAS),
            adjustments_agreed=agree_adjustments,
            page=page,
            title=title,
            aside=prepared.beside_the_record,
            may_write=may_write,
            waits_for_signatures=wait_for_signatures,
            subject=subject,
        )
    )


def _register_preparation() -> None:
    register_purpose(
        Purpose(
            key=PREPARATION,
            label="Preparing for supervision",
            page=lambda subject_id: reverse("supervision:preparation", args=[subject_id]),
            title=title_of_preparation,
            aside=last_time.panels_of,
            may_write=may_prepare,
            subject=subject,
            is_signed=False,
            page_name="your preparation",
            released_to=lambda session: session.supervisor,
        )
    )


def _register_topic() -> None:
    register_purpose(
        Purpose(
            key=TOPIC,
            label="Topic for supervision",
            areas={AREA: "The topic"},
            required_areas=frozenset({AREA}),
            page=page_of_topic,
            title=title_of_topic,
            may_write=may_write_topic,
            subject=topic_by_key,
            is_signed=False,
        )
    )
