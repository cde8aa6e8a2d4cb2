"""Shipping a template that comes with the software."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from workforce_assurance.audit.commands import record

from ..builder.outline import outline_of
from ..builder.reasons import reasons_against_publishing
from ..enums import Layer, VersionState
from ..models import Question, Section, Template, TemplateVersion
from ..purposes import PURPOSES
from ..refusals import DescriptionUnusable

Described = Mapping[str, Any]
QUESTION_DEFAULTS: dict[str, Any] = {
    "help": "",
    "required": False,
    "required_if": None,
    "shown_if": None,
    "layer": Layer.SHARED.value,
}


@transaction.atomic
def ship_template(*, description: Described, now: datetime) -> TemplateVersion:
    """Publish what the description says, as a new version when it differs from the last one that was shipped.

    Once an administrator published a version, theirs stays; while one is being drafted, nothing is shipped over it.

    :raises DescriptionUnusable: when the browser would refuse to publish it
    """
    key, name, purpose = description["key"], description["name"], description["purpose"]
    Template.objects.get_or_create(key=key, defaults={"name": name, "purpose": purpose})
    template = Template.objects.select_for_update().get(key=key)
    published = template.versions.filter(state=VersionState.PUBLISHED).first()
    if published and (_is_theirs(template, published) or _described(published) == _wanted(description)):
        return published
    return _publish(_draft(template, description, now), published, now=now)


def _is_theirs(template: Template, published: TemplateVersion) -> bool:
    """Whether administrators have taken it over: they published it, or are writing its next version."""
    return bool(published.published_by_id) or template.versions.filter(state=VersionState.DRAFT).exists()


def _draft(template: Template, description: Described, now: datetime) -> TemplateVersion:
    last = template.versions.aggregate(last=Max("number"))["last"] or 0
    version = TemplateVersion.objects.create(template=template, number=last + 1, created_at=now)
    for position, described in enumerate(_wanted(description), start=1):
        _section(version, described, position)
    return version


def _section(version: TemplateVersion, described: Described, position: int) -> None:
    fields = {name: described[name] for name in ("key", "title", "area", "intro")}
    section = Section.objects.create(version=version, position=position, **fields)
    for number, question in enumerate(described["questions"], start=1):
        group = Question.objects.create(section=section, position=number, **_own(question))
        for inner_number, inner in enumerate(question["questions"], start=1):
            Question.objects.create(section=section, group=group, position=inner_number, **_own(inner))


def _own(question: Described) -> dict[str, Any]:
    return {name: value for name, value in question.items() if name != "questions"}


def _publish(version: TemplateVersion, published: TemplateVersion | None, *, now: datetime) -> TemplateVersion:
    if reasons := reasons_against_publishing(outline_of(version), PURPOSES.get(version.template.purpose)):
        raise DescriptionUnusable(" ".join(reasons))
    if published:
        published.state, published.retired_at = VersionState.RETIRED, now
        published.save(update_fields=["state", "retired_at"])
    version.state, version.published_at = VersionState.PUBLISHED, now
    version.save(update_fields=["state", "published_at"])
    facts = {"template": version.template.key, "number": version.number}
    record(
        action="template.shipped", subject_type="template_version", subject_id=version.pk, by=None, now=now, facts=facts
    )
    return version


def _wanted(description: Described) -> list[dict[str, Any]]:
    """The description with everything said that it may leave out."""
    return [
        {
            "key": section["key"],
            "title": section["title"],
            "area": section.get("area", ""),
            "intro": section.get("intro", ""),
            "questions": [_question(question) for question in section["questions"]],
        }
        for section in description["sections"]
    ]


def _question(described: Described) -> dict[str, Any]:
    own = {name: described.get(name, default) for name, default in QUESTION_DEFAULTS.items()}
    options = [
        {"code": option["code"], "label": option["label"], "help": option.get("help", "")}
        for option in described.get("options", [])
    ]
    must = {"key": described["key"], "kind": str(described["kind"]), "text": described["text"], "options": options}
    return own | must | {"questions": [_question(inner) for inner in described.get("questions", [])]}


def _described(version: TemplateVersion) -> list[dict[str, Any]]:
    """The version in the same shape as the description it came from."""
    sections = []
    for section in version.sections.order_by("position").prefetch_related("questions"):
        rows = sorted(section.questions.all(), key=lambda row: row.position)
        own = {name: getattr(section, name) for name in ("key", "title", "area", "intro")}
        sections.append(own | {"questions": [_as_described(row, rows) for row in rows if row.group_id is None]})
    return sections


def _as_described(row: Question, rows: list[Question]) -> dict[str, Any]:
    own = {name: getattr(row, name) for name in (*QUESTION_DEFAULTS, "key", "kind", "text", "options")}
    return own | {"questions": [_as_described(inner, rows) for inner in rows if inner.group_id == row.pk]}
