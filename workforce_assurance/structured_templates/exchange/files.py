"""Reading a file that somebody chose: JSON within limits, or a sentence that says what is the matter with it."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from workforce_assurance.common.forms import is_storable

LARGEST = 1024 * 1024
DEEPEST = 24


class TemplateUnreadable(Exception):
    """A file that no template can be made of; every sentence says why."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = list(sentences)


def read_json(content: bytes) -> dict[str, Any]:
    """:raises TemplateUnreadable: when it is too large, no JSON, nested too deep, or holds what cannot be stored"""
    if len(content) > LARGEST:
        raise TemplateUnreadable("This file is larger than 1 MB. A template is much smaller: choose another file.")
    try:
        data = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError:
        raise TemplateUnreadable("This file is not text in UTF-8. Save it as UTF-8 and choose it again.") from None
    except RecursionError:
        raise TemplateUnreadable(TOO_DEEP) from None
    except ValueError:
        raise TemplateUnreadable("This file is not JSON. Choose a file that was exported as JSON.") from None
    _walk(data)
    if not isinstance(data, dict):
        raise TemplateUnreadable("This file holds no template: a template is one JSON object.")
    return data


TOO_DEEP = f"This file is nested deeper than {DEEPEST} levels, which no template is. Choose another file."


def _no_number(_text: str) -> NoReturn:
    raise ValueError


def _walk(data: Any, depth: int = 0) -> None:
    """Refuse what neither the database nor a page can hold, wherever it stands."""
    if depth > DEEPEST:
        raise TemplateUnreadable(TOO_DEEP)
    if isinstance(data, str):
        _refuse_not_storable(data)
    for value in _inside(data):
        _walk(value, depth + 1)


def _inside(data: Any) -> list[Any]:
    if isinstance(data, dict):
        return [*data, *data.values()]
    return data if isinstance(data, list) else []


def _refuse_not_storable(text: str) -> None:
    if not is_storable(text):
        raise TemplateUnreadable("A text in this file holds a character that cannot be stored. Take it out.")
