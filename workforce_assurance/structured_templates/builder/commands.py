"""Copying, publishing and discarding versions of a template."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from ..enums import VersionState
from ..models import Question, Section, Template, TemplateVersion
from ..purposes import PURPOSES
from .draft import claim_draft, record_change
from .outline import outline_of
from .reasons import reasons_against_publishing
from .refusals import CannotBePublishedYet, DraftExistsAlready


@transaction.atomic
def copy_version(*, version: TemplateVersion, by: Any, now: datetime) -> TemplateVersion:
    """Begin a draft with everything that the version holds; keys of questions and codes of options stay.

    :raises DraftExistsAlready: when the template has a draft
    """
    template = Template.objects.select_for_update().get(pk=version.template_id)
    if template.versions.filter(state=VersionState.DRAFT).exists():
        raise DraftExistsAlready
    last = template.versions.aggregate(last=Max("number"))["last"]
    draft = TemplateVersion.objects.create(template=template, number=last + 1, created_at=now, created_by=by)
    for section in version.sections.prefetch_related("questions"):
        _copy_section(section, draft)
    record_change("version_copied", draft, by=by, now=now, copied_from=version.number)
    return draft


SECTION_FIELDS = ("key", "title", "area", "intro", "position")
WORDING_FIELDS = ("text", "help", "required", "required_if", "shown_if", "layer")
QUESTION_FIELDS = ("key", "kind", "options", "position", *WORDING_FIELDS)


def _copy_section(section: Section, draft: TemplateVersion) -> None:
    copy = Section.objects.create(version=draft, **{name: getattr(section, name) for name in SECTION_FIELDS})
    copies: dict[int, Question] = {}
    # Groups come first, so that the questions inside can point at the copy.
    for row in sorted(section.questions.all(), key=lambda row: row.group_id is not None):
        group = copies[row.group_id] if row.group_id else None
        fields = {name: getattr(row, name) for name in QUESTION_FIELDS}
        copies[row.pk] = Question.objects.create(section=copy, group=group, **fields)


@transaction.atomic
def publish_version(*, version_id: uuid.UUID, seen: int, by: Any, now: datetime) -> TemplateVersion:
    """Publish the draft that the editor saw, and retire the version that it replaces.

    What was begun under the retired version is finished under it.

    :raises NotADraft: when it was published or discarded meanwhile
    :raises DraftChangedMeanwhile: when somebody else changed it after revision `seen`
    :raises CannotBePublishedYet: with every reason
    """
    version = claim_draft(version_id=version_id, seen=seen)
    reasons = reasons_against_publishing(outline_of(version), PURPOSES.get(version.template.purpose))
    if reasons:
        raise CannotBePublishedYet(reasons)
    for former in version.template.versions.select_for_update().filter(state=VersionState.PUBLISHED):
        former.state, former.retired_at = VersionState.RETIRED, now
        former.save(update_fields=["state", "retired_at"])
        record_change("version_retired", former, by=by, now=now, replaced_by=version.number)
    version.state, version.published_at, version.published_by = VersionState.PUBLISHED, now, by
    version.save(update_fields=["state", "published_at", "published_by"])
    record_change("version_published", version, by=by, now=now)
    return version


@transaction.atomic
def discard_draft(*, version_id: uuid.UUID, seen: int, by: Any, now: datetime) -> None:
    """Throw the draft away; versions that were published are never discarded.

    :raises NotADraft: when it was published or discarded meanwhile
    :raises DraftChangedMeanwhile: when somebody else changed it after revision `seen`
    """
    version = claim_draft(version_id=version_id, seen=seen)
    record_change("draft_discarded", version, by=by, now=now)
    Question.objects.filter(section__version=version).delete()
    version.sections.all().delete()
    version.delete()
