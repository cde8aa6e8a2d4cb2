"""A version as plain data and back: the format that templates are shipped, exported and imported in (docs/templates.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from .enums import Layer, Licence
from .models import Question, Section, TemplateVersion

Described = Mapping[str, Any]

SECTION_DEFAULTS: dict[str, Any] = {"area": "", "intro": ""}
QUESTION_DEFAULTS: dict[str, Any] = {
    "help": "",
    "required": False,
    "required_if": None,
    "shown_if": None,
    "layer": Layer.SHARED.value,
    "options": [],
    "items": [],
    "computed": None,
    "functions": [],
}
LICENCE_DEFAULTS: dict[str, Any] = {"licence": Licence.OWN.value, "licence_name": ""}


def settled(description: Described) -> list[dict[str, Any]]:
    """The sections of the description, with everything said that it may leave out."""
    return [
        {"key": section["key"], "title": section["title"]}
        | {name: section.get(name, default) for name, default in SECTION_DEFAULTS.items()}
        | {"questions": [_settled_question(question) for question in section["questions"]]}
        for section in description["sections"]
    ]


def _settled_question(described: Described) -> dict[str, Any]:
    own = {name: described.get(name, default) for name, default in QUESTION_DEFAULTS.items()}
    own["options"] = [_settled_option(option) for option in own["options"]]
    own["items"] = [{"code": item["code"], "label": item["label"]} for item in own["items"]]
    must = {"key": described["key"], "kind": str(described["kind"]), "text": described["text"]}
    return own | must | {"questions": [_settled_question(inner) for inner in described.get("questions", [])]}


def _settled_option(option: Described) -> dict[str, Any]:
    words = {"code": option["code"], "label": option["label"], "help": option.get("help", "")}
    return words if option.get("points") is None else words | {"points": option["points"]}


def licence_in(description: Described) -> dict[str, str]:
    return {name: str(description.get(name, default)) for name, default in LICENCE_DEFAULTS.items()}


def write_sections(version: TemplateVersion, sections: list[dict[str, Any]]) -> None:
    """Write what `settled` gave into the draft."""
    names = ("key", "title", *SECTION_DEFAULTS)
    rows = Section.objects.bulk_create(
        Section(version=version, position=position, **{name: described[name] for name in names})
        for position, described in enumerate(sections, start=1)
    )
    outer = [(row, one) for row, described in zip(rows, sections, strict=True) for one in described["questions"]]
    groups = Question.objects.bulk_create(_numbered((row, None, one) for row, one in outer))
    Question.objects.bulk_create(
        _numbered(
            (row, group, inner) for (row, one), group in zip(outer, groups, strict=True) for inner in one["questions"]
        )
    )


def _numbered(placed: Iterable[tuple[Section, Question | None, Described]]) -> list[Question]:
    """Each in its place among those of the same section or group."""
    last: Counter[object] = Counter()
    made = []
    for section, group, described in placed:
        last[group or section] += 1
        made.append(Question(section=section, group=group, position=last[group or section], **_own(described)))
    return made


def _own(question: Described) -> dict[str, Any]:
    return {name: value for name, value in question.items() if name != "questions"}


def sections_of(version: TemplateVersion) -> list[dict[str, Any]]:
    """The sections of the version, in the shape that `settled` gives."""
    sections = []
    for section in version.sections.order_by("position", "pk").prefetch_related("questions"):
        rows = sorted(section.questions.all(), key=lambda row: (row.position, row.pk))
        own = {name: getattr(section, name) for name in ("key", "title", *SECTION_DEFAULTS)}
        sections.append(own | {"questions": [_of_row(row, rows) for row in rows if row.group_id is None]})
    return sections


def _of_row(row: Question, rows: list[Question]) -> dict[str, Any]:
    own = {name: getattr(row, name) for name in ("key", "kind", "text", *QUESTION_DEFAULTS)}
    own["options"] = [_settled_option(option) for option in row.options]
    own["kind"], own["layer"] = str(row.kind), str(row.layer)
    return own | {"questions": [_of_row(inner, rows) for inner in rows if inner.group_id == row.pk]}


def described(version: TemplateVersion) -> dict[str, Any]:
    """The whole version as a description that leaves out what goes without saying."""
    template = version.template
    head = {"key": template.key, "name": template.name, "purpose": template.purpose}
    licence = {name: getattr(version, name) for name in LICENCE_DEFAULTS}
    return head | _said(licence, LICENCE_DEFAULTS) | {"sections": [_short(section) for section in sections_of(version)]}


def _short(section: dict[str, Any]) -> dict[str, Any]:
    questions = [_short_question(question) for question in section["questions"]]
    return _said(section, SECTION_DEFAULTS) | {"questions": questions}


def _short_question(question: dict[str, Any]) -> dict[str, Any]:
    short = _said(question, QUESTION_DEFAULTS | {"questions": []})
    if "options" in short:
        short["options"] = [_said(option, {"help": ""}) for option in short["options"]]
    if "questions" in short:
        short["questions"] = [_short_question(inner) for inner in question["questions"]]
    return short


def _said(whole: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
    """Without what is as it would be anyway."""
    return {name: value for name, value in whole.items() if name not in defaults or value != defaults[name]}
