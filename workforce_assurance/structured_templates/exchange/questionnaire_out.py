"""A description as a FHIR R4 Questionnaire. Pure; what FHIR lacks stands in extensions of ours (see `urns`)."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ..description import settled
from ..enums import Layer, Licence, QuestionKind, VersionState
from .urns import BASE, ORDINAL, extension, system_of

Item = dict[str, Any]
STATUS = {VersionState.DRAFT: "draft", VersionState.PUBLISHED: "active", VersionState.RETIRED: "retired"}
TYPES = {
    QuestionKind.SCRIPT: "display",
    QuestionKind.SPOKEN: "display",
    QuestionKind.SHORT_TEXT: "string",
    QuestionKind.LONG_TEXT: "text",
    QuestionKind.YES_NO: "boolean",
    QuestionKind.ONE_OF: "choice",
    QuestionKind.SEVERAL_OF: "choice",
    QuestionKind.SCALE: "choice",
    QuestionKind.NUMBER: "decimal",
    QuestionKind.DATE: "date",
    QuestionKind.PERSON: "reference",
    QuestionKind.CASE_REFERENCE: "string",
    QuestionKind.DRIFT_SIGNS: "group",
    QuestionKind.ADJUSTMENTS: "group",
    QuestionKind.GROUP: "group",
    QuestionKind.MATRIX: "group",
    QuestionKind.TOTAL: "decimal",
}
REPEATS = frozenset({QuestionKind.SEVERAL_OF, QuestionKind.ADJUSTMENTS, QuestionKind.GROUP})
WITH_ANSWER_OPTIONS = frozenset({QuestionKind.ONE_OF, QuestionKind.SEVERAL_OF, QuestionKind.SCALE})
SIGNS = (("worker", "The worker's own view"), ("supervisor", "The supervisor's view"))
ADJUSTMENT = (
    ("what", "text", "What was agreed"),
    ("owner", "reference", "Who sees to it"),
    ("starts_on", "date", "From"),
    ("ends_on", "date", "Until"),
    ("check_on", "date", "Look at it again on"),
)


def questionnaire(description: dict[str, Any], *, number: int, state: str) -> dict[str, Any]:
    """The resource, ready for JSON; the same description gives the same resource."""
    licence, name = description.get("licence", Licence.OWN.value), description.get("licence_name", "")
    own = [
        extension("key", "String", description["key"]),
        extension("purpose", "String", description["purpose"]),
        extension("licence", "Code", licence),
    ]
    found = {
        "resourceType": "Questionnaire",
        "url": f"{BASE}:{description['key']}",
        "version": str(number),
        "name": "".join(word.capitalize() for word in description["key"].replace("-", "_").split("_")) or "Template",
        "title": description["name"],
        "status": STATUS[VersionState(state)],
        "extension": own,
    }
    if name:
        found["copyright"] = name
    return found | {"item": Items(description).sections()}


class Items:
    """The items of one description; a question's linkId is its key, with its section's before it where keys meet twice."""

    def __init__(self, description: dict[str, Any]) -> None:
        self.template, self.described = description["key"], settled(description)
        keys = [(s["key"], q["key"]) for s in self.described for q in every_question(s)]
        times = Counter(key for _, key in keys)
        self.ids = {(s, key): key if times[key] == 1 else f"{s}.{key}" for s, key in keys}

    def sections(self) -> list[Item]:
        return [self._section(section) for section in self.described]

    def _section(self, section: dict[str, Any]) -> Item:
        item: Item = {"linkId": f"section.{section['key']}", "type": "group", "text": section["title"]}
        if section["area"]:
            item["extension"] = [extension("area", "String", section["area"])]
        intro = {
            "linkId": f"section.{section['key']}.intro",
            "type": "display",
            "text": section["intro"],
            "extension": [extension("role", "Code", "introduction")],
        }
        kinds = {question["key"]: question["kind"] for question in every_question(section)}
        questions = [self._question(section["key"], question, kinds) for question in section["questions"]]
        inner = [intro, *questions] if section["intro"] else questions
        return item | ({"item": inner} if inner else {})

    def _question(self, section: str, question: dict[str, Any], kinds: dict[str, str]) -> Item:
        kind, link = QuestionKind(question["kind"]), self.ids[section, question["key"]]
        item: Item = {"linkId": link, "type": TYPES[kind], "extension": _own(question)}
        if question["text"]:
            item["text"] = question["text"]
        if question["required"]:
            item["required"] = True
        if kind in REPEATS:
            item["repeats"] = True
        if kind == QuestionKind.TOTAL:
            item["readOnly"] = True
        if question["shown_if"]:
            item["enableWhen"] = [self._enable_when(section, question["shown_if"], kinds)]
        system = system_of(self.template, section, question["key"])
        if kind in WITH_ANSWER_OPTIONS and question["options"]:
            item["answerOption"] = answer_options(question, system)
        inner = [self._question(section, each, kinds) for each in question["questions"]]
        inner = inner or _inside(question, kind, link, system)
        return item | ({"item": inner} if inner else {})

    def _enable_when(self, section: str, condition: dict[str, str], kinds: dict[str, str]) -> dict[str, Any]:
        key, value = condition["question"], condition.get("has", condition.get("is", ""))
        found: dict[str, Any] = {"question": self.ids.get((section, key), key), "operator": "="}
        if kinds.get(key) == QuestionKind.YES_NO:
            return found | {"answerBoolean": value == "yes"}
        return found | {"answerCoding": {"system": system_of(self.template, section, key), "code": value}}


def every_question(section: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for question in section["questions"] for each in (question, *question["questions"])]


def _own(question: dict[str, Any]) -> list[dict[str, Any]]:
    """What FHIR has no field for."""
    found = [extension("kind", "Code", question["kind"])]
    if question["help"]:
        found.append(extension("help", "String", question["help"]))
    if question["layer"] != Layer.SHARED:
        found.append(extension("layer", "Code", question["layer"]))
    found += [extension("function", "Code", function) for function in question["functions"]]
    if condition := question["required_if"]:
        operator = "has" if "has" in condition else "is"
        found.append(extension("required-if", "String", f"{condition['question']} {operator} {condition[operator]}"))
    if computed := question["computed"]:
        found.append(extension("computed", "String", " ".join([computed["how"], *computed["of"]])))
    return found


def answer_options(question: dict[str, Any], system: str) -> list[dict[str, Any]]:
    return [
        {"valueCoding": {"system": system, "code": option["code"], "display": option["label"]}} | _of_option(option)
        for option in question["options"]
    ]


def _of_option(option: dict[str, Any]) -> dict[str, Any]:
    found: list[dict[str, Any]] = []
    if option["help"]:
        found.append(extension("help", "String", option["help"]))
    if option.get("points") is not None:
        found.append({"url": ORDINAL, "valueDecimal": option["points"]})
    return {"extension": found} if found else {}


def _inside(question: dict[str, Any], kind: QuestionKind, link: str, system: str) -> list[Item]:
    """What a kind of ours is made of, for those who know no such kind."""
    offered = answer_options(question, system)
    choice: Item = {"type": "choice"} | ({"answerOption": offered} if offered else {})
    holds_words = question["layer"] != Layer.ASSURANCE
    if kind == QuestionKind.YES_NO and holds_words:
        return [{"linkId": f"{link}.why", "type": "text", "text": "Why?"}]
    if kind == QuestionKind.DRIFT_SIGNS:
        views = [{"linkId": f"{link}.{view}", "text": text, "repeats": True, **choice} for view, text in SIGNS]
        return views + ([{"linkId": f"{link}.note", "type": "text", "text": "Anything to add"}] if holds_words else [])
    if kind == QuestionKind.ADJUSTMENTS:
        parts = [{"linkId": f"{link}.{part}", "type": type_, "text": text} for part, type_, text in ADJUSTMENT]
        return [{"linkId": f"{link}.kind", "text": "Kind of adjustment", **choice}, *parts]
    if kind == QuestionKind.MATRIX:
        return [{"linkId": f"{link}.{item['code']}", "text": item["label"], **choice} for item in question["items"]]
    return []
