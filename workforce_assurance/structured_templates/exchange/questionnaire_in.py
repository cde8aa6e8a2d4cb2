"""A FHIR R4 Questionnaire as a description: our own exactly, anybody else's as far as it goes, and row by row what does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..builder.draft import new_key
from ..enums import Licence, QuestionKind
from .checking import KEY, TAKEN, LeftOut
from .files import TemplateUnreadable
from .reading import (
    Item,
    coded_options,
    extension_of,
    items_in,
    link_of,
    options_in,
    said,
    text_in,
    unknown_in,
    where_is,
)

MOST_ITEMS = 600
PLAIN = {
    "boolean": QuestionKind.YES_NO,
    "decimal": QuestionKind.NUMBER,
    "integer": QuestionKind.NUMBER,
    "quantity": QuestionKind.NUMBER,
    "date": QuestionKind.DATE,
    "dateTime": QuestionKind.DATE,
    "time": QuestionKind.SHORT_TEXT,
    "string": QuestionKind.SHORT_TEXT,
    "text": QuestionKind.LONG_TEXT,
    "url": QuestionKind.SHORT_TEXT,
    "display": QuestionKind.SCRIPT,
}
CHOICES = frozenset({"choice", "open-choice"})
CHANGES = {
    "quantity": "Its unit is left out: it is asked as a number.",
    "dateTime": "Its time of day is left out: it is asked as a day.",
    "time": "It is asked as a short text.",
    "url": "It is asked as a short text.",
    "open-choice": "An answer of one's own words is left out: only the options are offered.",
}


def description_in(data: dict[str, Any], *, purpose: str) -> tuple[dict[str, Any], list[LeftOut]]:
    """The description that the resource comes to, for `purpose` unless it names its own.

    :raises TemplateUnreadable: when it is no Questionnaire, or linkIds are missing or stand twice
    """
    if data.get("resourceType") != "Questionnaire":
        raise TemplateUnreadable("This file holds no FHIR Questionnaire. Choose another file.")
    _refuse_links(data)
    return _Reading(data).description(purpose)


def _refuse_links(data: dict[str, Any]) -> None:
    seen: set[str] = set()
    for number, item in enumerate(_every(data), start=1):
        link = link_of(item)
        if not link or not isinstance(item.get("type"), str):
            raise TemplateUnreadable(
                f"Item {number} of the Questionnaire has no linkId or no type. Every item needs both."
            )
        if link in seen:
            raise TemplateUnreadable(f"The linkId “{link[:60]}” stands twice. Give every item its own.")
        seen.add(link)
        if number > MOST_ITEMS:
            raise TemplateUnreadable(f"The Questionnaire holds more than {MOST_ITEMS} items. Split it.")


def _every(data: dict[str, Any]) -> Iterator[Item]:
    for item in items_in(data):
        yield item
        yield from _every(item)


class _Reading:
    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.left_out: list[LeftOut] = []
        self.section_key = ""
        # Of the section that is read: linkId → the question that it became, and its codes by those of the file.
        self.known: dict[str, tuple[dict[str, Any], dict[str, str]]] = {}
        self.keys: set[str] = set()

    def description(self, purpose: str) -> tuple[dict[str, Any], list[LeftOut]]:
        data = self.data
        title = (text_in(data, "title") or text_in(data, "name") or "Imported questionnaire")[:120]
        licence = text_in(data, "copyright")[:120].strip()
        own = extension_of(data, "licence")
        kept = own if own in Licence.values else (Licence.OPEN.value if licence else Licence.OWN.value)
        found = {
            "key": self._key(extension_of(data, "key") or title, set()),
            "name": title,
            "purpose": extension_of(data, "purpose") or purpose,
            "licence": kept,
            "licence_name": licence if kept != Licence.OWN else "",
        }
        self._note_unknown(data, "The Questionnaire", whole=True)
        return found | {"sections": self._sections()}, self.left_out

    def _sections(self) -> list[dict[str, Any]]:
        """Each group is a section; what stands outside any is put together in one."""
        loose = [item for item in items_in(self.data) if item["type"] != "group"]
        groups = [item for item in items_in(self.data) if item["type"] == "group"]
        keys: set[str] = set()
        first = [{"linkId": "questions", "type": "group", "text": "Questions", "item": loose}] if loose else []
        return [self._section(item, keys) for item in [*first, *groups]]

    def _section(self, item: Item, keys: set[str]) -> dict[str, Any]:
        link, text = link_of(item), text_in(item, "text")
        key = self.section_key = self._key(link.removeprefix("section."), keys)
        keys.add(key)
        self.known, self.keys = {}, set()
        intro = next((each for each in items_in(item) if extension_of(each, "role") == "introduction"), None)
        rows = [each for each in items_in(item) if each is not intro]
        long = len(text) > 120
        if item.get("enableWhen"):
            self._note(item, "A section is always shown: its condition is left out.")
        self._note_unknown(item, where_is(item))
        return {
            "key": key,
            "title": text[:119].rstrip() + "…" if long else text or "Section",
            "area": extension_of(item, "area"),
            "intro": text_in(intro, "text") if intro else (text if long else ""),
            "questions": [question for row in rows for question in self._questions(row)],
        }

    def _questions(self, item: Item, *, inside: bool = False) -> Iterator[dict[str, Any]]:
        """The question that the item is; of a heading, its text and what stands below it."""
        kind = self._kind(item)
        if kind is not None:
            yield self._question(item, kind)
        elif item["type"] == "group" and (inside or not item.get("repeats")):
            self._note(item, "A heading inside a section becomes a text to read, and its questions follow it.")
            if text_in(item, "text"):
                yield self._question(item | {"item": []}, QuestionKind.SCRIPT)
            for each in items_in(item):
                yield from self._questions(each, inside=inside)
        elif item["type"] == "group":
            yield self._group(item)
        else:
            self._note(item, f"There is no question of the type “{item['type'][:30]}” here: it is left out.")

    def _kind(self, item: Item) -> QuestionKind | None:
        """Ours when it says so, or the nearest; nothing for a group, and for what there is not."""
        own = extension_of(item, "kind")
        if own in QuestionKind.values and own != QuestionKind.GROUP:
            return QuestionKind(own)
        if item["type"] in CHOICES:
            if not options_in(item):
                self._note(item, "Its options stand somewhere else: it is asked as a short text.")
                return QuestionKind.SHORT_TEXT
            return QuestionKind.SEVERAL_OF if item.get("repeats") is True else QuestionKind.ONE_OF
        return PLAIN.get(item["type"])

    def _question(self, item: Item, kind: QuestionKind) -> dict[str, Any]:
        link = link_of(item)
        key = self._key(link.removeprefix(f"{self.section_key}."), self.keys)
        self.keys.add(key)
        options, codes = coded_options(self._options_of(item, kind, link))
        found = said(item, key, kind) | {"options": options}
        self.known[link] = (found, codes)
        found["shown_if"] = self._shown_if(item)
        if kind == QuestionKind.MATRIX:
            found["items"] = [
                {"code": link_of(row).removeprefix(f"{link}."), "label": text_in(row, "text")[:160]}
                for row in items_in(item)
            ]
        if not extension_of(item, "kind"):
            self._note_changes(item, kind)
        self._note_unknown(item, where_is(item))
        return found

    def _options_of(self, item: Item, kind: QuestionKind, link: str) -> list[Any]:
        """Those of the item itself, or of the part that carries them in a kind of ours."""
        parts = {link_of(row).removeprefix(f"{link}."): row for row in items_in(item)}
        if kind == QuestionKind.MATRIX:
            return options_in(next(iter(parts.values()), {}))
        part = {QuestionKind.DRIFT_SIGNS: "worker", QuestionKind.ADJUSTMENTS: "kind"}.get(kind)
        return options_in(parts.get(part, {})) if part else options_in(item)

    def _group(self, item: Item) -> dict[str, Any]:
        found = self._question(item | {"item": []}, QuestionKind.GROUP)
        found["questions"] = [each for row in items_in(item) for each in self._questions(row, inside=True)]
        return found

    def _shown_if(self, item: Item) -> dict[str, str] | None:
        conditions = item.get("enableWhen")
        if not conditions:
            return None
        condition = conditions[0] if isinstance(conditions, list) and len(conditions) == 1 else None
        found = self._condition(condition) if isinstance(condition, dict) else None
        if found is None:
            self._note(item, "Its condition cannot be carried over: it is always shown.")
        return found

    def _condition(self, condition: dict[str, Any]) -> dict[str, str] | None:
        other, codes = self.known.get(str(condition.get("question")), ({}, {}))
        if not other or condition.get("operator") != "=":
            return None
        answer, coding = condition.get("answerBoolean"), condition.get("answerCoding")
        if other["kind"] == QuestionKind.YES_NO and isinstance(answer, bool):
            return {"question": other["key"], "is": "yes" if answer else "no"}
        code = codes.get(str(coding.get("code"))) if isinstance(coding, dict) else None
        if code is None or other["kind"] not in {QuestionKind.ONE_OF, QuestionKind.SCALE, QuestionKind.SEVERAL_OF}:
            return None
        return {"question": other["key"], "has" if other["kind"] == QuestionKind.SEVERAL_OF else "is": code}

    def _key(self, wanted: str, taken: set[str]) -> str:
        if KEY.fullmatch(wanted) and wanted not in taken | TAKEN:
            return wanted
        return new_key(wanted.replace(".", "_"), taken=taken | TAKEN, otherwise="question")

    def _note(self, item: Item, what: str) -> None:
        self.left_out.append(LeftOut(where_is(item), what))

    def _note_changes(self, item: Item, kind: QuestionKind) -> None:
        if item["type"] in CHANGES:
            self._note(item, CHANGES[item["type"]])
        if item.get("repeats") is True and kind not in {QuestionKind.SEVERAL_OF, QuestionKind.GROUP}:
            self._note(item, "It is answered once: several answers are left out.")
        for row in items_in(item):
            self._note(row, "What stands below a question is left out; put it after the question.")

    def _note_unknown(self, item: dict[str, Any], where: str, *, whole: bool = False) -> None:
        self.left_out += [LeftOut(where, what) for what in unknown_in(item, whole=whole)]
