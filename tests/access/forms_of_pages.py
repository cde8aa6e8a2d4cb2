"""The forms that pages show: where each is sent, its fields, and something that each field takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.utils import timezone

PRESSED = {"submit", "button", "image", "reset", "file"}
CHOSEN = {"radio", "checkbox"}


@dataclass
class ShownForm:
    """The fields of one form with what stands in them or would be taken; `typed` are those that take any text."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.found: list[ShownForm] = []
        self._form: ShownForm | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = urljoin(self.address, has.get("action") or self.address)
            self._form = ShownForm(action, has.get("method", "get").lower())
            self.found.append(self._form)
        elif self._form is None:
            return
        elif tag == "option" and self._select:
            # The first that says anything.
            self._form.fields[self._select] = self._form.fields[self._select] or has.get("value", "")
        elif name := has.get("name"):
            self._take(self._form, tag, name, has)

    def _take(self, form: ShownForm, tag: str, name: str, has: dict[str, str]) -> None:
        kind = has.get("type", "text")
        if tag == "select":
            self._select = name
            form.fields.setdefault(name, "")
        elif tag == "button" or kind in PRESSED:
            form.fields.setdefault(name, has.get("value", ""))
        elif tag == "input" and (kind in CHOSEN or kind == "hidden"):
            form.fields.setdefault(name, has.get("value", "on"))
        elif tag in {"input", "textarea"}:
            form.typed[name] = kind
            form.fields[name] = has.get("value") or _taken(name, kind, has)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if tag in {"select", "form"}:
            self._select = ""


def _taken(name: str, kind: str, has: dict[str, str]) -> str:
    """What a field of this kind takes, most probably."""
    if kind == "date" or "day" in name or name.endswith("_on"):
        return timezone.localdate().isoformat()
    if kind == "time" or "clock" in name:
        return "10:30"
    if kind == "number" or has.get("inputmode") == "numeric":
        return has.get("min") or "2"
    return "kim@harbour.example" if kind == "email" else "Words 1"


def forms_of(address: str, page: str) -> list[ShownForm]:
    reader = _Reader(address)
    reader.feed(page)
    return [form for form in reader.found if form.fields]
