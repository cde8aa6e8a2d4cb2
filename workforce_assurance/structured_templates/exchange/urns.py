"""The names under which a FHIR Questionnaire of ours carries what FHIR has no field for."""

from __future__ import annotations

from typing import Any

BASE = "urn:workforce-assurance:template"
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
"""FHIR's own extension for what an option counts."""


def url_of(name: str) -> str:
    return f"{BASE}:{name}"


def extension(name: str, kind: str, value: Any) -> dict[str, Any]:
    """`kind` is FHIR's type, such as Code or String."""
    return {"url": url_of(name), f"value{kind}": value}


def system_of(template: str, section: str, question: str) -> str:
    """The system of a question's codes."""
    return f"urn:workforce-assurance:codes:{template}:{section}:{question}"
