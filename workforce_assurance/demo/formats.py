"""Three formats of supervision of different shape, re-created step by step with the commands that the builder's pages use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from workforce_assurance.structured_templates.builder.commands import license_version, publish_version
from workforce_assurance.structured_templates.builder.importing import create_template
from workforce_assurance.structured_templates.builder.licences import OURS, Licensed
from workforce_assurance.structured_templates.builder.question_commands import Wording, add_question
from workforce_assurance.structured_templates.builder.section_commands import add_section
from workforce_assurance.structured_templates.models import Section, TemplateVersion

PURPOSE = "supervision"


@dataclass(frozen=True)
class Asks:
    """One question as an administrator would type it; `after` is (text of a question, value), `of` are texts."""

    kind: str
    text: str
    help: str = ""
    labels: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    after: tuple[str, str] | None = None
    how: str = "sum"
    of: tuple[str, ...] = ()
    layer: str = "shared"


@dataclass(frozen=True)
class Page:
    """One section."""

    title: str
    area: str
    asks: tuple[Asks, ...]
    intro: str = ""


@dataclass(frozen=True)
class Format:
    name: str
    pages: tuple[Page, ...]
    licensed: Licensed = field(default=OURS)


def recreate_formats(formats: tuple[Format, ...], *, by: Any, now: datetime) -> list[TemplateVersion]:
    """Begin, fill and publish each of them; new records stay with the template that opened them before."""
    return [_Drafting(by, now).publish(format_) for format_ in formats]


class _Drafting:
    """One administrator at work on one draft: every step names the revision that the one before it made."""

    def __init__(self, by: Any, now: datetime) -> None:
        self.told = {"by": by, "now": now}
        self.seen = 0
        self.keys: dict[str, tuple[str, str]] = {}

    def _step(self) -> dict[str, Any]:
        self.seen += 1
        return {"seen": self.seen - 1, **self.told}

    def publish(self, format_: Format) -> TemplateVersion:
        draft = create_template(name=format_.name, purpose=PURPOSE, **self.told)
        license_version(version_id=draft.pk, licensed=format_.licensed, **self._step())
        for page in format_.pages:
            section = add_section(
                version_id=draft.pk, title=page.title, area=page.area, intro=page.intro, **self._step()
            )
            for asks in page.asks:
                self._ask(section, asks)
        return publish_version(version_id=draft.pk, **self._step())

    def _ask(self, section: Section, asks: Asks) -> None:
        wording = Wording(asks.text, help=asks.help, layer=asks.layer, functions=list(asks.functions))
        if asks.after:
            wording = replace(wording, shown_if={"question": self.keys[asks.after[0]][1], "is": asks.after[1]})
        if asks.of:
            wording = replace(wording, computed={"how": asks.how, "of": list(self._parts(asks.of))})
        added = add_question(
            section=section,
            kind=asks.kind,
            wording=wording,
            labels=list(asks.labels),
            items=list(asks.items),
            **self._step(),
        )
        self.keys[asks.text] = (section.key, added.key)

    def _parts(self, texts: tuple[str, ...]) -> Iterator[str]:
        for text in texts:
            yield ".".join(self.keys[text])
