"""Changing the sections of a draft."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from ..enums import Licence
from ..models import Section, TemplateVersion
from .draft import Direction, claim_draft, moved, new_key, place, record_change
from .outline import outline_of
from .reasons import MOST_SECTIONS
from .refusals import NotOursToKeep, StillNeeded, TooMany
from .scoring import totals_with

# The word that stands in the place of a key in an address.
RESERVED = frozenset({"add"})


def _taken(template_id: uuid.UUID) -> frozenset[str]:
    """Every key that any version of the template has used: a key always means the same section."""
    return RESERVED.union(Section.objects.filter(version__template_id=template_id).values_list("key", flat=True))


@transaction.atomic
def add_section(
    *, version_id: uuid.UUID, seen: int, title: str, area: str, intro: str, by: Any, now: datetime
) -> Section:
    """Add a section at the end of the draft.

    :raises NotADraft: when it was published or discarded meanwhile
    :raises DraftChangedMeanwhile: when somebody else changed it after revision `seen`
    :raises TooMany: when it holds as many sections as can be published
    """
    version = claim_draft(version_id=version_id, seen=seen)
    count = version.sections.count()
    if count >= MOST_SECTIONS:
        raise TooMany(f"A template holds at most {MOST_SECTIONS} sections. Remove one first.")
    _refuse_words_that_are_not_ours(intro, version)
    key = new_key(title, taken=_taken(version.template_id), otherwise="section")
    section = Section.objects.create(
        version=version, key=key, title=title, area=area, intro=intro, position=_after_the_last(version.sections.all())
    )
    record_change("section_added", version, by=by, now=now, section=key)
    return section


def _refuse_words_that_are_not_ours(intro: str, version: TemplateVersion) -> None:
    if intro.strip() and version.licence == Licence.SCORES_ONLY:
        raise NotOursToKeep(
            f"Of “{version.licence_name}” only scores are kept, so its sections have no introduction. Leave it empty."
        )


def _after_the_last(rows: Any) -> int:
    last = rows.order_by("-position").values_list("position", flat=True).first()
    return (last or 0) + 1


@transaction.atomic
def edit_section(*, section: Section, seen: int, title: str, area: str, intro: str, by: Any, now: datetime) -> Section:
    """Change a section's title, area and introduction.

    :raises NotADraft: when it was published or discarded meanwhile
    :raises DraftChangedMeanwhile: when somebody else changed it after revision `seen`
    """
    version = claim_draft(version_id=section.version_id, seen=seen)
    _refuse_words_that_are_not_ours(intro, version)
    wanted = {"title": title, "area": area, "intro": intro}
    changed = [name for name, value in wanted.items() if getattr(section, name) != value]
    for name in changed:
        setattr(section, name, wanted[name])
    section.save(update_fields=["title", "area", "intro"])
    record_change("section_edited", version, by=by, now=now, section=section.key, changed=changed)
    return section


@transaction.atomic
def move_section(*, section: Section, seen: int, direction: Direction, by: Any, now: datetime) -> None:
    """Move a section one place up or down.

    :raises NotADraft: when it was published or discarded meanwhile
    :raises DraftChangedMeanwhile: when somebody else changed it after revision `seen`
    """
    version = claim_draft(version_id=section.version_id, seen=seen)
    rows = list(version.sections.order_by("position", "id"))
    place(rows, moved([row.key for row in rows], section.key, direction))
    record_change("section_moved", version, by=by, now=now, section=section.key, direction=direction)


@transaction.atomic
def remove_section(*, section: Section, seen: int, by: Any, now: datetime) -> None:
    """Remove a section and its questions from the draft.

    :raises NotADraft: when it was published or discarded meanwhile
    :raises DraftChangedMeanwhile: when somebody else changed it after revision `seen`
    :raises StillNeeded: when a total in another section adds up one of its questions
    """
    version = claim_draft(version_id=section.version_id, seen=seen)
    keys = set(section.questions.values_list("key", flat=True))
    if totals := totals_with(section.key, keys, outline_of(version)):
        raise StillNeeded(f"{totals[0]} adds up a question of this section. Change that first.")
    record_change("section_removed", version, by=by, now=now, section=section.key, questions=section.questions.count())
    section.questions.all().delete()
    section.delete()
