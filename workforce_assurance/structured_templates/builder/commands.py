"""Copying, publishing and discarding versions of a template."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from ..description import sections_of, write_sections
from ..enums import Licence, VersionState
from ..models import Question, Template, TemplateVersion
from ..purposes import PURPOSES
from .draft import claim_draft, record_change
from .licences import Licensed, licence_of, reasons_against_keeping
from .outline import outline_of
from .reasons import reasons_against_publishing
from .refusals import CannotBePublishedYet, DraftExistsAlready, NotOursToKeep


@transaction.atomic
def copy_version(*, version: TemplateVersion, by: Any, now: datetime) -> TemplateVersion:
    """Begin a draft with everything that the version holds; keys of questions and codes of options stay.

    :raises DraftExistsAlready: when the template has a draft
    """
    template = Template.objects.select_for_update().get(pk=version.template_id)
    if template.versions.filter(state=VersionState.DRAFT).exists():
        raise DraftExistsAlready
    last = template.versions.aggregate(last=Max("number"))["last"]
    licence = {"licence": version.licence, "licence_name": version.licence_name}
    draft = TemplateVersion.objects.create(template=template, number=last + 1, created_at=now, created_by=by, **licence)
    write_sections(draft, sections_of(version))
    record_change("version_copied", draft, by=by, now=now, copied_from=version.number)
    return draft


@transaction.atomic
def license_version(*, version_id: uuid.UUID, seen: int, licensed: Licensed, by: Any, now: datetime) -> TemplateVersion:
    """Say whose words the draft holds; "our own" has no name.

    :raises NotADraft: when it was published or discarded meanwhile
    :raises DraftChangedMeanwhile: when somebody else changed it after revision `seen`
    :raises NotOursToKeep: when the licence has no name, or allows scores only and the draft holds more
    """
    version = claim_draft(version_id=version_id, seen=seen)
    if sentences := list(reasons_against_keeping(outline_of(version), licensed)):
        raise NotOursToKeep(" ".join(sentences))
    version.licence = licensed.licence
    version.licence_name = "" if licensed.licence == Licence.OWN else licensed.name
    version.save(update_fields=["licence", "licence_name"])
    record_change("version_licensed", version, by=by, now=now, licence=str(version.licence))
    return version


@transaction.atomic
def publish_version(*, version_id: uuid.UUID, seen: int, by: Any, now: datetime) -> TemplateVersion:
    """Publish the draft that the editor saw, and retire the version that it replaces.

    What was begun under the retired version is finished under it.

    :raises NotADraft: when it was published or discarded meanwhile
    :raises DraftChangedMeanwhile: when somebody else changed it after revision `seen`
    :raises CannotBePublishedYet: with every reason
    """
    version = claim_draft(version_id=version_id, seen=seen)
    purpose = PURPOSES.get(version.template.purpose)
    reasons = reasons_against_publishing(outline_of(version), purpose, licence_of(version))
    if reasons:
        raise CannotBePublishedYet(reasons)
    for former in version.template.versions.select_for_update().filter(state=VersionState.PUBLISHED):
        former.state, former.retired_at = VersionState.RETIRED, now
        former.save(update_fields=["state", "retired_at"])
        record_change("version_retired", former, by=by, now=now, replaced_by=version.number)
    version.state, version.published_at, version.published_by = VersionState.PUBLISHED, now, by
    version.save(update_fields=["state", "published_at", "published_by"])
    _open_records_with_the_first(version.template)
    record_change("version_published", version, by=by, now=now)
    return version


def _open_records_with_the_first(template: Template) -> None:
    """The first template of a purpose opens its records; another one waits until it is chosen."""
    if not Template.objects.filter(purpose=template.purpose, opens_records=True).exists():
        template.opens_records = True
        template.save(update_fields=["opens_records"])


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
