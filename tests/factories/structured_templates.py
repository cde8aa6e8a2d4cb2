"""Records: a small published template with one question of each kind, its response and its two people."""

import uuid
from datetime import UTC, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from tests.factories.people import PersonFactory
from tests.factories.template_builder import purpose
from workforce_assurance.structured_templates import models
from workforce_assurance.structured_templates.commands import open_response, ship_template
from workforce_assurance.structured_templates.purposes import PURPOSES, Purpose

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
PURPOSE = "check_in"
SIGNS = [{"code": "avoidance", "label": "Avoidance"}, {"code": "irritation", "label": "Irritation"}]
KINDS = [{"code": "workload", "label": "Workload"}, {"code": "peer_support", "label": "Peer support"}]


def register(monkeypatch: Any, **changes: Any) -> Purpose:
    """Register the purpose of these tests for one test."""
    registered = purpose(**changes)
    monkeypatch.setitem(PURPOSES, registered.key, registered)
    return registered


def question(key: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "kind": kind, "text": f"What about {key}?", **more}


def description(**changes: Any) -> dict[str, Any]:
    """Two sections that between them hold every kind."""
    events = [
        question("intro", "script"),
        question("say", "spoken"),
        question("any", "yes_no", required=True),
        question(
            "happened",
            "long_text",
            shown_if={"question": "any", "is": "yes"},
            required_if={"question": "any", "is": "yes"},
        ),
        question("signs", "drift_signs", options=SIGNS),
        question("agreed", "adjustments", options=KINDS),
        question("mine", "long_text", layer="private"),
    ]
    return {
        "key": "check-in",
        "name": "Check-in",
        "purpose": PURPOSE,
        "sections": [
            {"key": "events", "title": "Events", "area": "events", "questions": events},
            {"key": "details", "title": "Details", "questions": _details()},
        ],
    } | changes


def _details() -> list[dict[str, Any]]:
    return [
        question("title", "short_text"),
        question("strain", "scale", options=[{"code": "1", "label": "Light"}, {"code": "2", "label": "Heavy"}]),
        question("which", "several_of", options=SIGNS),
        question("hours", "number"),
        question("on", "date"),
        question("who", "person"),
        question("cases", "group", questions=[question("case", "case_reference"), question("plan", "long_text")]),
    ]


class ResponseFactory(DjangoModelFactory):
    """Give `version`; the parties come with `make_response`."""

    class Meta:
        model = models.Response

    purpose = PURPOSE
    subject_id = factory.LazyFunction(uuid.uuid4)
    opened_at = NOW


def make_response(**changes: Any) -> models.Response:
    """An open record of Ines (writes it) about the work of Sam; register the purpose first."""
    ship_template(description=changes.pop("description", None) or description(), now=NOW)
    author = changes.pop("author", None) or PersonFactory(full_name="Ines Duarte")
    subject = changes.pop("subject", None) or PersonFactory(full_name="Sam Okoro")
    subject_id = changes.pop("subject_id", None) or uuid.uuid4()
    return open_response(purpose=PURPOSE, subject_id=subject_id, author=author, subject=subject, by=author, now=NOW)


def author_of(response: models.Response) -> Any:
    return response.parties.get(part="author").person


def subject_of(response: models.Response) -> Any:
    return response.parties.get(part="subject").person
