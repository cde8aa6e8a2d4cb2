"""What a file holds: our own format or a FHIR Questionnaire, as a checked description with what it leaves out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from .checking import LeftOut, checked
from .files import read_json
from .questionnaire_in import description_in


@dataclass(frozen=True)
class Read:
    """A description that can be written, and what could not be carried over; `text` is the description to send again."""

    description: dict[str, Any]
    left_out: list[LeftOut]

    @property
    def text(self) -> str:
        return json.dumps(self.description, ensure_ascii=False)


def read_template(content: bytes, *, purpose: str) -> Read:
    """`purpose` is used where the file names none.

    :raises TemplateUnreadable: with a sentence for everything that is the matter
    """
    data = read_json(content)
    left_out: list[LeftOut] = []
    if "resourceType" in data:
        data, left_out = description_in(data, purpose=purpose)
    found = checked(data)
    return Read(found.description, [*left_out, *found.left_out])
