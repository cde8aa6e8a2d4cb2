"""The record of a session as supervision's pages show it: its steps, how far they are, what it said in codes."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from workforce_assurance.structured_templates import queries as records
from workforce_assurance.structured_templates.enums import Part, QuestionKind, ResponseState

from . import signing
from .models import Session, SignatureDue
from .words import long_day

PURPOSE = "supervision"


@dataclass(frozen=True)
class Task:
    """One line of the task list."""

    label: str
    status: str
    tone: str = ""
    url: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Record:
    """What is shown of the record to one of its two people."""

    url: str
    action: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Sign:
    """A drift sign of a record, and in whose view."""

    label: str
    seen_by: str


def record_of(session: Session, viewer: Any, *, today: date) -> Record | None:
    """The record, when there is one and the viewer is one of its two people."""
    found = records.record_about(PURPOSE, session.pk) if session.started_at else None
    if found is None:
        return None
    response, parties = found
    part = parties.part_of(viewer)
    if part is None:
        return None
    if response.state == ResponseState.OPEN:
        return _being_written(response, part, viewer)
    return _written(session, response, viewer, today)


def drift_signs_in(session: Session, viewer: Any) -> QuerySet:
    """The answers of the session's record that hold drift signs, as far as the viewer may read them."""
    readable = records.answers_about(PURPOSE, [session.pk], viewer)
    return readable.filter(question__kind=QuestionKind.DRIFT_SIGNS).select_related("question")


def drift_signs_of(answers: Iterable[Any]) -> list[Sign]:
    """The signs that these answers note."""
    seen: dict[str, list[str]] = {}
    for answer in answers:
        labels = {option["code"]: option["label"] for option in answer.question.options}
        for view in ("worker", "supervisor"):
            for code in (answer.coded or {}).get(view, []):
                seen.setdefault(labels.get(code, code), []).append(view)
    return [Sign(label, f"In the view of the {' and the '.join(views)}") for label, views in seen.items()]


def _being_written(response: Any, part: Part, viewer: Any) -> Record:
    url = reverse("record", args=[response.pk])
    sections = records.progress(response, viewer)
    done = sum(section.tone == "done" for section in sections)
    status = f"{done} of {len(sections)} sections done"
    if part == Part.SUBJECT:
        hint = "Its section of notes for yourself is read by you alone."
        return Record(
            url,
            "Read along in the record",
            (Task("Read along, and add to it", status, "info" if done else "", url, hint),),
        )
    tasks = (
        Task("Write the record", status, "info" if done else "", url),
        Task("Check and finish", "To do", "", reverse("record_check", args=[response.pk])),
        Task("Sign, both of you", "Cannot start yet"),
    )
    return Record(url, "Carry on with the record", tasks)


def _written(session: Session, response: Any, viewer: Any, today: date) -> Record:
    url = reverse("record_read", args=[response.pk])
    due = signing.waiting_at(session)
    signed = response.signatures.filter(person=viewer).exists()
    whole = response.state == ResponseState.SIGNED
    action = "Read the record" if signed or whole else "Read and sign"
    mine = Task("Your signature", "Signed", "done") if signed else _to_sign(due.get(viewer.pk), url, today)
    both = Task("Both signatures", "Signed", "done") if whole else _both(due, viewer, today)
    return Record(url, action, (Task("Write the record", "Finished", "done", url), mine, both))


def _to_sign(due: SignatureDue | None, url: str, today: date) -> Task:
    hint = f"To be signed by {long_day(due.due_on)}." if due else ""
    status, tone = signing.status_words(due.due_on, today) if due else ("To do", "due_soon")
    return Task("Your signature", status, tone, url, hint)


def _both(due: dict[uuid.UUID, SignatureDue], viewer: Any, today: date) -> Task:
    """Until when the other side signs, while somebody waits for it."""
    theirs = next((row for signer, row in due.items() if signer != viewer.pk), None)
    if theirs is None:
        return Task("Both signatures", "Waiting", "info")
    hint = f"To be signed by {theirs.signer.full_name} by {long_day(theirs.due_on)}."
    status, tone = signing.status_words(theirs.due_on, today) if theirs.due_on < today else ("Waiting", "info")
    return Task("Both signatures", status, tone, hint=hint)
