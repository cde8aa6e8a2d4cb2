"""What is exported comes back the same, as our own JSON and as a FHIR Questionnaire; and the Questionnaires are valid."""

import json
from typing import Any

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire

from supervision.shipped import record_template
from tests.factories.people import PersonFactory
from tests.factories.structured_templates import NOW, PURPOSE, description, question, register
from workforce_assurance.structured_templates.builder.commands import copy_version
from workforce_assurance.structured_templates.builder.compare import compare
from workforce_assurance.structured_templates.builder.importing import import_template
from workforce_assurance.structured_templates.builder.outline import outline_of, outline_of_description
from workforce_assurance.structured_templates.commands import ship_template
from workforce_assurance.structured_templates.description import described
from workforce_assurance.structured_templates.exchange.questionnaire_out import questionnaire
from workforce_assurance.structured_templates.exchange.reader import read_template

pytestmark = pytest.mark.django_db

STEPS = [
    {"code": "never", "label": "Never", "help": "Not once", "points": 0},
    {"code": "often", "label": "Often", "points": 1},
]


def everything() -> dict[str, Any]:
    """Every kind, every layer, and whatever a template can say."""
    wanted = description(licence="open", licence_name="CC BY 4.0")
    counted = [
        question("week", "matrix", options=STEPS, items=[{"code": "pace", "label": "Pace"}], functions=["restorative"]),
        question("load", "total", computed={"how": "mean", "of": ["counted.week"]}, help="Of the week"),
        question("any", "yes_no", layer="assurance"),
        question("title", "one_of", options=STEPS, required_if={"question": "any", "is": "no"}),
        question("other", "several_of", options=STEPS, shown_if={"question": "title", "is": "often"}),
        question("last", "short_text", shown_if={"question": "other", "has": "never"}, required=True),
    ]
    wanted["sections"].append({"key": "counted", "title": "Counted", "intro": "In numbers.", "questions": counted})
    return wanted


def templates() -> dict[str, dict[str, Any]]:
    return {"shipped": record_template(), "everything": everything()}


@pytest.fixture(params=["shipped", "everything"])
def version(request: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    register(monkeypatch)
    return ship_template(description=templates()[request.param], now=NOW)


def as_bytes(data: dict[str, Any]) -> bytes:
    return json.dumps(data).encode()


def test_the_shipped_file_is_what_is_exported() -> None:
    assert described(ship_template(description=record_template(), now=NOW)) == record_template()


def test_our_own_format_comes_back_the_same(version: Any) -> None:
    read = read_template(as_bytes(described(version)), purpose="")
    draft = import_template(description=read.description, by=PersonFactory(), now=NOW)
    assert (read.left_out, described(draft) | {"key": version.template.key}) == ([], described(version))
    assert compare(outline_of(version), outline_of(draft), areas={}) == []


def test_a_questionnaire_of_ours_comes_back_the_same(version: Any) -> None:
    resource = questionnaire(described(version), number=version.number, state=version.state)
    read = read_template(as_bytes(resource), purpose="")
    draft = import_template(description=read.description, by=PersonFactory(), now=NOW)
    assert (read.left_out, described(draft) | {"key": version.template.key}) == ([], described(version))


def test_a_questionnaire_is_valid_fhir_r4(version: Any) -> None:
    resource = questionnaire(described(version), number=version.number, state=version.state)
    assert Questionnaire.model_validate(resource).status == "active"


def test_a_draft_is_a_valid_questionnaire_too(version: Any) -> None:
    draft = copy_version(version=version, by=PersonFactory(), now=NOW)
    resource = questionnaire(described(draft), number=draft.number, state=draft.state)
    assert Questionnaire.model_validate(resource).status == "draft"


def test_what_the_preview_shows_is_what_is_stored(version: Any) -> None:
    read = read_template(as_bytes(described(version)), purpose=PURPOSE)
    assert outline_of_description(read.description) == outline_of(version)


def test_link_ids_are_the_keys_and_conditions_refer_to_them(monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch)
    version = ship_template(description=everything(), now=NOW)
    resource = questionnaire(described(version), number=1, state="published")
    counted = {item["linkId"]: item for item in resource["item"][2]["item"]}
    assert set(counted) == {
        "section.counted.intro", "week", "load", "counted.any", "counted.title", "other", "last",
    }  # fmt: skip
    assert counted["other"]["enableWhen"][0]["question"] == "counted.title"
    assert counted["load"]["readOnly"] is True
    assert counted["week"]["item"][0]["answerOption"][1]["extension"][0]["valueDecimal"] == 1
