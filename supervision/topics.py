"""What the two people of a session want to talk about, as its page and the page beside its record show it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.audit.commands import record_read
from workforce_assurance.common.panels import Panel, Row, Way
from workforce_assurance.common.together import fetch_together
from workforce_assurance.structured_templates.queries import first_words, words_about

from .commands.topics import PURPOSE
from .enums import SessionState
from .models import Session, Topic
from .words import counted


def panel(session: Session, viewer: Any, now: datetime, *, can_act: bool = False) -> list[Panel]:
    """The topics that this person may read, in order; their words leave a row in the trail before they are shown."""
    if viewer.pk not in (session.worker_id, session.supervisor_id):
        return []
    topics = session.topics.standing().select_related("added_by")
    answers = words_about(PURPOSE, session.topics.standing().order_by().values("pk"), viewer)
    fetch_together([topics, answers])
    words = first_words(answers)
    if words:
        record_read(
            action="topics.read", subject_type="supervision.session", subject_id=session.pk, by=viewer, now=now,
            about=session.worker_id, facts={"topics": len(words)},
        )  # fmt: skip
    acts = can_act and session.state == SessionState.PLANNED
    shown = [topic for topic in topics if topic.pk in words]
    rows = [_row(topic, words[topic.pk], _ways(topic, viewer, n) if acts else ()) for n, topic in enumerate(shown)]
    empty = "Nothing stands here yet. Both of you can add to it."
    return [Panel("topics", "What to talk about", rows, empty=empty, total=len(rows), most=len(rows) or 1)]


def _row(topic: Topic, words: str, ways: tuple[Way, ...]) -> Row:
    carried = topic.carried_times
    detail = [f"Added by {topic.added_by.full_name}"]
    detail += [f"carried {'once' if carried == 1 else counted(carried, 'time')}"] if carried else []
    status, tone = ("Talked about", "done") if topic.talked_at else ("", "")
    if topic.is_for_next_time:
        status, tone = "For next time", "info"
    return Row(text=words, status=status, tone=tone, detail=", ".join(detail), ways=ways)


def _ways(topic: Topic, viewer: Any, number: int) -> tuple[Way, ...]:
    if topic.talked_at:
        return (_way(topic, "not-talked", "Not talked about after all"),)
    if topic.is_for_next_time:
        return (_way(topic, "this-time", "Bring it back"),)
    ways = [_way(topic, "talked", "Talked about"), _way(topic, "next-time", "Next time")]
    ways += [_way(topic, "up", "Move up")] if number else []
    ways += [_way(topic, "take-back", "Take back")] if topic.added_by_id == viewer.pk else []
    return tuple(ways)


def _way(topic: Topic, what: str, label: str) -> Way:
    return Way(label, reverse("supervision:topic_act", args=[topic.pk, what]), posts=True)
