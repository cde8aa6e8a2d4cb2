"""Whether plain data is a description of a template: every problem as a sentence with its place, and what is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..builder.draft import is_code
from ..builder.reasons import MOST_ITEMS, MOST_OPTIONS, MOST_ROWS, MOST_SECTIONS, WRITTEN
from ..description import QUESTION_DEFAULTS, SECTION_DEFAULTS
from ..enums import Function, Layer, Licence, QuestionKind
from .files import TemplateUnreadable

KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
TAKEN = frozenset({"add"})
MOST_POINTS = 1000
NEVER_INSIDE = frozenset({QuestionKind.GROUP, QuestionKind.TOTAL})


@dataclass(frozen=True)
class LeftOut:
    """What could not be carried over, and where it stood."""

    where: str
    what: str


@dataclass
class Checked:
    """A description that can be written, and what of the file it leaves out."""

    description: dict[str, Any]
    left_out: list[LeftOut] = field(default_factory=list)


def checked(data: dict[str, Any]) -> Checked:
    """:raises TemplateUnreadable: with a sentence for every problem, at most twenty"""
    check = _Check()
    description = check.template(data)
    if check.problems:
        raise TemplateUnreadable(*check.problems[:20])
    return Checked(description, check.left_out)


class _Check:
    def __init__(self) -> None:
        self.problems: list[str] = []
        self.left_out: list[LeftOut] = []

    def template(self, data: dict[str, Any]) -> dict[str, Any]:
        where = "The template"
        head: dict[str, Any] = {
            "key": self.key(data, where),
            "name": self.text(data, "name", where, 120, needed=True),
            "purpose": self.text(data, "purpose", where, 60, needed=True),
            "licence": self.one_of(data, "licence", where, Licence.values, Licence.OWN.value),
            "licence_name": self.text(data, "licence_name", where, 120),
        }
        if head["licence"] != Licence.OWN and not head["licence_name"].strip():
            self.problems.append("The template: its licence has no name. Give it in “licence_name”.")
        self.unknown(data, where, {*head, "sections"})
        sections = self.rows(data, "sections", where, MOST_SECTIONS)
        head["sections"] = [self.section(row, f"Section {n}") for n, row in enumerate(sections, start=1)]
        self.once((section["key"] for section in head["sections"]), where)
        return head

    def section(self, data: dict[str, Any], where: str) -> dict[str, Any]:
        found: dict[str, Any] = {
            "key": self.key(data, where),
            "title": self.text(data, "title", where, 120, needed=True),
            "area": self.text(data, "area", where, 40),
            "intro": self.text(data, "intro", where, 4000),
        }
        self.unknown(data, where, {"key", "title", "questions", *SECTION_DEFAULTS})
        rows = self.rows(data, "questions", where, MOST_ROWS)
        found["questions"] = [self.question(row, f"{where}, question {n}") for n, row in enumerate(rows, start=1)]
        every = [q for question in found["questions"] for q in (question, *question["questions"])]
        self.once((question["key"] for question in every), where)
        if len(every) > MOST_ROWS:
            self.problems.append(
                f"{where} holds {len(every)} questions and texts; at most {MOST_ROWS} can stand in one."
            )
        return found

    def question(self, data: dict[str, Any], where: str, *, inside: bool = False) -> dict[str, Any]:
        kind = self.one_of(data, "kind", where, QuestionKind.values, "")
        found = {
            "key": self.key(data, where),
            "kind": kind,
            "text": self.text(data, "text", where, 4000 if kind == QuestionKind.SCRIPT else 1000),
            "help": self.text(data, "help", where, 2000),
            "required": self.flag(data, "required", where),
            "required_if": self.condition(data, "required_if", where),
            "shown_if": self.condition(data, "shown_if", where),
            "layer": self.one_of(data, "layer", where, Layer.values, Layer.SHARED.value),
            "options": [self.option(row, where) for row in self.rows(data, "options", where, MOST_OPTIONS)],
            "items": [self.item(row, where) for row in self.rows(data, "items", where, MOST_ITEMS)],
            "computed": self.computed(data, where),
            "functions": self.functions(data, where),
        }
        self.unknown(data, where, {"key", "kind", "text", "questions", *QUESTION_DEFAULTS})
        self._fits(found, where, inside=inside)
        inner = self.rows(data, "questions", where, MOST_ROWS)
        if inner and kind != QuestionKind.GROUP:
            self.problems.append(f"{where}: only a repeating group holds questions.")
            inner = []
        found["questions"] = [
            self.question(row, f"{where}, inside it question {n}", inside=True) for n, row in enumerate(inner, start=1)
        ]
        return found

    def _fits(self, found: dict[str, Any], where: str, *, inside: bool) -> None:
        kind = found["kind"]
        if inside and kind in NEVER_INSIDE:
            self.problems.append(f"{where}: neither a group nor a total can stand inside a repeating group.")
        if found["layer"] == Layer.ASSURANCE and kind in WRITTEN:
            self.problems.append(f"{where} is answered in words, which governance counts never hold.")
        if found["computed"] and kind != QuestionKind.TOTAL:
            self.problems.append(f"{where}: only a total is worked out from other answers.")
        for part in ("options", "items"):
            self.once((row["code"] for row in found[part]), where)

    def option(self, row: dict[str, Any], where: str) -> dict[str, Any]:
        found: dict[str, Any] = self.item(row, where) | {"help": self.text(row, "help", where, 400)}
        points = row.get("points")
        if points is not None:
            if isinstance(points, bool) or not isinstance(points, int) or abs(points) > MOST_POINTS:
                self.problems.append(f"{where}: points are whole numbers from -{MOST_POINTS} to {MOST_POINTS}.")
            else:
                found["points"] = points
        return found

    def item(self, row: dict[str, Any], where: str) -> dict[str, str]:
        code = self.text(row, "code", where, 40, needed=True)
        if code and (not is_code(code) or code in TAKEN):
            self.problems.append(
                f"{where}: the code “{code}” is written in other than small letters, digits, “_” or “-”."
            )
        return {"code": code, "label": self.text(row, "label", where, 160, needed=True)}

    def condition(self, data: dict[str, Any], name: str, where: str) -> dict[str, str] | None:
        condition = data.get(name)
        if condition is None:
            return None
        operator = "has" if isinstance(condition, dict) and "has" in condition else "is"
        if not isinstance(condition, dict) or set(condition) != {"question", operator} or not _all_text(condition):
            self.problems.append(f"{where}: “{name}” is written as {{question, is}} or {{question, has}}.")
            return None
        return {"question": condition["question"], operator: condition[operator]}

    def computed(self, data: dict[str, Any], where: str) -> dict[str, Any] | None:
        computed = data.get("computed")
        if computed is None:
            return None
        parts = computed.get("of") if isinstance(computed, dict) else None
        if not isinstance(parts, list) or computed.get("how") not in {"sum", "mean"} or len(parts) > MOST_OPTIONS:
            self.problems.append(f"{where}: “computed” is written as {{how: sum or mean, of: [section.question, …]}}.")
            return None
        if not all(isinstance(part, str) and part.count(".") == 1 for part in parts):
            self.problems.append(f"{where}: the parts of a total are written as “section.question”.")
            return None
        return {"how": computed["how"], "of": list(parts)}

    def functions(self, data: dict[str, Any], where: str) -> list[str]:
        functions = data.get("functions", [])
        if not isinstance(functions, list) or not all(each in Function.values for each in functions if _is_text(each)):
            self.problems.append(f"{where}: functions are any of {', '.join(Function.values)}.")
            return []
        if not all(_is_text(each) for each in functions):
            self.problems.append(f"{where}: functions are any of {', '.join(Function.values)}.")
            return []
        return list(functions)

    def key(self, data: dict[str, Any], where: str) -> str:
        key = self.text(data, "key", where, 60, needed=True)
        if key and (not KEY.fullmatch(key) or key in TAKEN):
            self.problems.append(
                f"{where}: the key “{key}” is written in other than small letters, digits, “_” or “-”."
            )
        return key

    def text(self, data: dict[str, Any], name: str, where: str, most: int, *, needed: bool = False) -> str:
        value = data.get(name, "")
        if not _is_text(value) or (needed and not value.strip()):
            self.problems.append(f"{where}: “{name}” {'is missing' if value in ('', None) else 'is not a text'}.")
            return ""
        if len(value) > most:
            self.problems.append(f"{where}: “{name}” is {len(value)} characters long; at most {most} can be.")
        return str(value)

    def flag(self, data: dict[str, Any], name: str, where: str) -> bool:
        value = data.get(name, False)
        if not isinstance(value, bool):
            self.problems.append(f"{where}: “{name}” is true or false.")
        return value is True

    def one_of(self, data: dict[str, Any], name: str, where: str, known: list[str], otherwise: str) -> str:
        value = data.get(name, otherwise)
        if not _is_text(value) or value not in known:
            self.problems.append(f"{where}: “{name}” is not one that is known here ({', '.join(known)}).")
            return otherwise
        return str(value)

    def rows(self, data: dict[str, Any], name: str, where: str, most: int) -> list[dict[str, Any]]:
        rows = data.get(name, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.problems.append(f"{where}: “{name}” is a list of objects.")
            return []
        if len(rows) > most:
            self.problems.append(f"{where}: “{name}” holds {len(rows)}; at most {most} can be.")
            return []
        return rows

    def unknown(self, data: dict[str, Any], where: str, known: set[str]) -> None:
        self.left_out += [LeftOut(where, f"“{name[:60]}” is not known here.") for name in data if name not in known]

    def once(self, keys: Iterator[str], where: str) -> None:
        seen: set[str] = set()
        for key in keys:
            if key and key in seen:
                self.problems.append(f"{where}: “{key}” stands twice. Give each its own.")
            seen.add(key)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _all_text(condition: dict[str, Any]) -> bool:
    return all(_is_text(value) for value in condition.values())
