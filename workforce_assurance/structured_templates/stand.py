"""How one section stands for one writer: the answers, their draft, and what they had typed and could not save."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, When

from workforce_assurance.common.together import fetch_together

from .asked import AskedSection
from .contents import Draft, Values, draft_of, stand_of, typed_of, values_of
from .forms import meaning
from .kept import Kept, kept_of, rows_of_newest
from .kinds import Typed
from .models import Answer, Response, ResponseSection


@dataclass(frozen=True)
class Stand:
    """`typed` is what the form shows, `revision` and `seen` are what it has to send back with it."""

    values: Values
    stored: Typed
    draft: Draft | None
    draft_row: ResponseSection | None
    rows: list[ResponseSection]
    revision: int
    shared_now: str
    kept: Kept | None

    @property
    def typed(self) -> Typed:
        return self.draft.typed if self.draft else self.stored

    @property
    def seen(self) -> str:
        return self.draft.seen if self.draft else self.shared_now

    @property
    def kept_is_newest(self) -> bool:
        """Whether what was kept was typed over what stands there now, so that it can simply be carried on with."""
        if self.kept is None:
            return False
        same_base = self.kept.first("revision") == str(self.revision) and self.kept.first("seen") == self.seen
        return same_base or meaning(own_typed(self.kept.typed)) == meaning(self.typed)

    @property
    def theirs(self) -> Typed:
        """What stands against a kept text: the draft when that was saved in between, else the answers."""
        changed = self.kept is not None and self.kept.first("revision") != str(self.revision)
        return self.draft.typed if self.draft and changed else self.stored


def stand_of_section(response: Response, section: AskedSection, person: Any, *, path: str) -> Stand:
    """:raises VaultError: when something of it cannot be opened"""
    sections = ResponseSection.objects.filter(response=response).defer("sealed_draft")
    sections = sections.annotate(own=_own_draft(section, person))
    asked = [question.id for question in section.answered]
    answers = Answer.objects.readable_by(person).filter(response=response, question__in=asked)
    kept = rows_of_newest(person, path)
    fetch_together([sections, answers, kept])
    rows = list(sections)
    row = next((row for row in rows if row.section_id == section.id and row.author_id == person.pk), None)
    if row is not None:
        row.sealed_draft = row.own
    values = values_of(answers)
    return Stand(
        values=values,
        stored=typed_of(section, values),
        draft=draft_of(row),
        draft_row=row,
        rows=rows,
        revision=row.revision if row else 0,
        shared_now=stand_of(section, answers),
        kept=kept_of(kept),
    )


def _own_draft(section: AskedSection, person: Any) -> Case:
    """Only the writer's own draft of this section is read; drafts of others never leave the database."""
    return Case(When(section=section.id, author=person.pk, then=F("sealed_draft")), default=None)


def own_typed(typed: Typed) -> Typed:
    return {name: values for name, values in typed.items() if name.startswith("q.")}
