"""Which template opens the records of a purpose, and taking one out of use."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from ..enums import VersionState
from ..models import Template, TemplateVersion
from .draft import record_change
from .refusals import NotPublished


@transaction.atomic
def use_for_new_records(*, version_id: uuid.UUID, by: Any, now: datetime) -> TemplateVersion:
    """Open the records of the purpose with this template from now on; choosing it twice is choosing it once.

    :raises NotPublished: when the version is not published any more
    """
    version = _published(version_id)
    # Two administrators choose one after the other.
    others = list(Template.objects.select_for_update().filter(purpose=version.template.purpose).order_by("pk"))
    if version.template.pk not in {each.pk for each in others if each.opens_records}:
        Template.objects.filter(purpose=version.template.purpose, opens_records=True).update(opens_records=False)
        Template.objects.filter(pk=version.template_id).update(opens_records=True)
        record_change("template_chosen", version, by=by, now=now, purpose=version.template.purpose)
    return version


@transaction.atomic
def retire_version(*, version_id: uuid.UUID, by: Any, now: datetime) -> TemplateVersion:
    """Take the published version out of use without another in its place; what was begun under it is finished under it.

    :raises NotPublished: when it is not published any more
    """
    version = _published(version_id)
    version.state, version.retired_at = VersionState.RETIRED, now
    version.save(update_fields=["state", "retired_at"])
    Template.objects.filter(pk=version.template_id).update(opens_records=False)
    record_change("version_retired", version, by=by, now=now)
    return version


def _published(version_id: uuid.UUID) -> TemplateVersion:
    version = (
        TemplateVersion.objects.select_for_update(of=("self",)).select_related("template").filter(pk=version_id).first()
    )
    if version is None or version.state != VersionState.PUBLISHED:
        raise NotPublished
    return version
