"""Beginning a template, or a draft of one, from a description: from nothing, from a copy, from a file."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from ..description import LICENCE_DEFAULTS, described, licence_in, settled, write_sections
from ..enums import VersionState
from ..models import Template, TemplateVersion
from ..purposes import PURPOSES
from .draft import new_key, record_change
from .licences import licence_of, reasons_against_keeping
from .meanings import meanings_broken
from .outline import outline_of
from .refusals import DraftExistsAlready, KeyMeansSomethingElse, NotOursToKeep, PurposeUnknown


@transaction.atomic
def create_template(
    *, name: str, purpose: str, by: Any, now: datetime, copied_from: TemplateVersion | None = None
) -> TemplateVersion:
    """Begin a template with an empty draft, or with everything that another version holds.

    Areas that the purpose does not know are left empty.

    :raises PurposeUnknown: when nothing here uses templates of that purpose
    """
    sections = described(copied_from)["sections"] if copied_from else []
    licence = {each: getattr(copied_from, each) for each in LICENCE_DEFAULTS} if copied_from else {}
    description = {"key": "", "name": name, "purpose": purpose, "sections": sections} | licence
    facts = {"copied_from": str(copied_from.pk)} if copied_from else {}
    return _begin(_new_template(description), description, "template_created", by=by, now=now, **facts)


@transaction.atomic
def import_template(
    *, description: dict[str, Any], by: Any, now: datetime, into: Template | None = None
) -> TemplateVersion:
    """Begin a draft with what a checked description says: of a new template, or of this one.

    :raises PurposeUnknown: when nothing here uses templates of its purpose, or the template is for another
    :raises DraftExistsAlready: when the template has a draft
    :raises KeyMeansSomethingElse: when a key stood for something else in a published version
    :raises NotOursToKeep: when its licence allows scores only, and it holds more
    """
    if into is None:
        return _begin(_new_template(description), description, "template_imported", by=by, now=now)
    template = Template.objects.select_for_update().get(pk=into.pk)
    if template.purpose != description["purpose"]:
        raise PurposeUnknown("This file is for another purpose than the template. Import it as a new template.")
    if template.versions.filter(state=VersionState.DRAFT).exists():
        raise DraftExistsAlready
    if sentences := list(meanings_broken(template, settled(description))):
        raise KeyMeansSomethingElse(" ".join(sentences))
    return _begin(template, description, "template_imported", by=by, now=now)


def _new_template(description: dict[str, Any]) -> Template:
    name, purpose = description["name"], description["purpose"]
    if purpose not in PURPOSES:
        raise PurposeUnknown("Nothing here uses templates of this purpose. Choose one that is on the list.")
    taken = frozenset(Template.objects.values_list("key", flat=True))
    wanted = description["key"]
    key = wanted if wanted and wanted not in taken else new_key(wanted or name, taken=taken, otherwise="template")
    return Template.objects.create(key=key, name=name, purpose=purpose)


def _begin(
    template: Template, description: dict[str, Any], action: str, *, by: Any, now: datetime, **facts: Any
) -> TemplateVersion:
    last = template.versions.aggregate(last=Max("number"))["last"] or 0
    draft = TemplateVersion.objects.create(
        template=template, number=last + 1, created_at=now, created_by=by, **licence_in(description)
    )
    known = PURPOSES[template.purpose].areas
    sections = [each | {"area": each["area"] if each["area"] in known else ""} for each in settled(description)]
    write_sections(draft, sections)
    if sentences := list(reasons_against_keeping(outline_of(draft), licence_of(draft))):
        raise NotOursToKeep(" ".join(sentences))
    record_change(action, draft, by=by, now=now, sections=len(sections), **facts)
    return draft
