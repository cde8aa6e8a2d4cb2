"""What the two people of a session want to talk about: added, put in order, ticked, taken back, carried to the next time."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from workforce_assurance.audit import commands as audit
from workforce_assurance.structured_templates import commands as records
from workforce_assurance.structured_templates.asked import Asked, AskedSection, asked_by
from workforce_assurance.structured_templates.enums import QuestionKind
from workforce_assurance.structured_templates.kinds import Value

from ..enums import SessionState
from ..exceptions import NotTheirTopic, SessionAlreadyClosed, TooManyTopics, TopicAlreadyTalkedAbout
from ..models import Session, Topic

PURPOSE = "supervision_topic"
AREA = "topic"
MOST = 20
WORDS = (QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT)


@transaction.atomic
def add_topic(*, session: Session, text: str, once: str, by: Any, now: datetime) -> Topic:
    """Add something to talk about; `once` names the press of the button, which counts once.

    :raises NotTheirTopic: when they are not one of the session's two people
    :raises SessionAlreadyClosed: when the session has an outcome
    :raises TooManyTopics: when there are as many as can be talked about
    :raises NoPublishedTemplate: when no template of the purpose is published
    """
    locked = _claim(session)
    if by.pk not in (locked.worker_id, locked.supervisor_id):
        raise NotTheirTopic("Topics are added by the two people of the session.")
    key = uuid.uuid5(locked.pk, f"{by.pk} {once}")
    if existing := Topic.objects.filter(pk=key).first():
        return existing
    if locked.topics.standing().count() >= MOST:
        raise TooManyTopics(f"There are {MOST} topics already. Take one back, or leave one for next time.")
    topic = Topic.objects.create(
        id=key, session=locked, added_by=by, added_at=now, position=_last(locked) + 1
    )  # fmt: skip
    response = records.open_response(
        purpose=PURPOSE, subject_id=topic.pk, author=locked.supervisor, subject=locked.worker, by=by, now=now
    )
    section, question = asked_in(response.version_id)
    records.save_section(
        response=response, section=section, values={question.key: Value(words=text)}, revision=0, seen="",
        by=by, now=now,
    )  # fmt: skip
    _record("topic added", topic, by, now)
    return topic


@transaction.atomic
def tick_topic(*, topic: Topic, talked: bool, by: Any, now: datetime) -> Topic:
    """Say that it was talked about, or that it was not after all; ticking it twice is ticking it once.

    :raises SessionAlreadyClosed: when the session has an outcome
    """
    locked = _claim_topic(topic)
    if (locked.talked_at is not None) == talked:
        return locked
    locked.talked_at, locked.talked_by = (now, by) if talked else (None, None)
    locked.is_for_next_time = False
    locked.save(update_fields=["talked_at", "talked_by", "is_for_next_time"])
    _record("topic talked about" if talked else "topic not talked about", locked, by, now)
    return locked


@transaction.atomic
def leave_topic_for_next_time(*, topic: Topic, later: bool, by: Any, now: datetime) -> Topic:
    """Keep it for the next session of the same two people, or for this one after all.

    :raises SessionAlreadyClosed: when the session has an outcome
    :raises TopicAlreadyTalkedAbout: when it was ticked
    """
    locked = _claim_topic(topic)
    if locked.talked_at is not None:
        raise TopicAlreadyTalkedAbout("This topic was talked about. Take the tick away first.")
    if locked.is_for_next_time != later:
        locked.is_for_next_time = later
        locked.save(update_fields=["is_for_next_time"])
        _record("topic left for next time" if later else "topic brought back", locked, by, now)
    return locked


@transaction.atomic
def move_topic_up(*, topic: Topic, by: Any, now: datetime) -> None:
    """Put it before the one above it; the first stays where it is.

    :raises SessionAlreadyClosed: when the session has an outcome
    """
    locked = _claim_topic(topic)
    standing = list(locked.session.topics.standing())
    at = [one.pk for one in standing].index(locked.pk)
    if at == 0:
        return
    standing.insert(at - 1, standing.pop(at))
    for position, one in enumerate(standing, start=1):
        one.position = position
    Topic.objects.bulk_update(standing, ["position"])
    _record("topic moved up", locked, by, now)


@transaction.atomic
def take_topic_back(*, topic: Topic, by: Any, now: datetime) -> None:
    """Take a topic of one's own off the list.

    :raises SessionAlreadyClosed: when the session has an outcome
    :raises NotTheirTopic: when somebody else added it
    :raises TopicAlreadyTalkedAbout: when it was ticked
    """
    locked = _claim_topic(topic)
    if locked.added_by_id != by.pk:
        raise NotTheirTopic("A topic is taken back by whoever added it.")
    if locked.talked_at is not None:
        raise TopicAlreadyTalkedAbout("This topic was talked about, so it stays.")
    locked.withdrawn_at = now
    locked.save(update_fields=["withdrawn_at"])
    _record("topic taken back", locked, by, now)


def carry_topics(session: Session, *, by: Any, now: datetime) -> int:
    """Give what was not talked about to the next open session of the same two people; how many. Called once it has its outcome."""
    waiting = session.topics.standing().filter(talked_at=None)
    if not waiting:
        return 0
    next_one = Session.objects.open().filter(worker=session.worker_id, supervisor=session.supervisor_id)
    following = next_one.order_by("planned_at").first()
    if following is None:
        return 0
    # They come first there: they have waited longest.
    following.topics.update(position=F("position") + len(waiting))
    for position, topic in enumerate(waiting, start=1):
        topic.session, topic.position, topic.is_for_next_time = following, position, False
        topic.carried_times += 1
        _record("topic carried", topic, by, now)
    Topic.objects.bulk_update(waiting, ["session", "position", "is_for_next_time", "carried_times"])
    return len(waiting)


def asked_in(version_id: uuid.UUID) -> tuple[AskedSection, Asked]:
    """The section about the topic and its question for words: no version without one can be published."""
    sections = (section for section in asked_by(version_id).sections if section.area == AREA)
    return next((s, q) for s in sections for q in s.answered if q.kind in WORDS)


def _claim(session: Session) -> Session:
    rows = Session.objects.select_for_update(of=("self",), no_key=True).select_related("worker", "supervisor")
    locked = rows.get(pk=session.pk)
    if locked.state != SessionState.PLANNED:
        raise SessionAlreadyClosed("This session has an outcome, so its topics no longer change.")
    return locked


def _claim_topic(topic: Topic) -> Topic:
    session = _claim(topic.session)
    locked = session.topics.standing().filter(pk=topic.pk).first()
    if locked is None:
        raise NotTheirTopic("This topic is no longer on the list of this session. Nothing was changed.")
    return locked


def _last(session: Session) -> int:
    return session.topics.aggregate(last=Max("position"))["last"] or 0


def _record(action: str, topic: Topic, by: Any, now: datetime) -> None:
    audit.record(
        action=action, subject_type="supervision.topic", subject_id=topic.pk, by=by, now=now,
        about=topic.session.worker_id, facts={"session": topic.session.reference},
    )  # fmt: skip
