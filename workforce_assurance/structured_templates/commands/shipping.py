"""Shipping a template that comes with the software."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from workforce_assurance.audit.commands import record

from ..builder.licences import licence_of
from ..builder.meanings import meanings_broken
from ..builder.outline import outline_of
from ..builder.reasons import reasons_against_publishing
from ..description import Described, licence_in, sections_of, settled, write_sections
from ..enums import VersionState
from ..models import Template, TemplateVersion
from ..purposes import PURPOSES
from ..refusals import DescriptionUnusable


@transaction.atomic
def ship_template(*, description: Described, now: datetime) -> TemplateVersion:
    """Publish what the description says, as a new version when it differs from the last one that was shipped.

    Once an administrator published a version, theirs stays; while one is being drafted, nothing is shipped over it.
    The first template of its purpose opens the purpose's records; another one waits until it is chosen.

    :raises DescriptionUnusable: when the browser would refuse to publish it, or a key would get another meaning
    """
    key, name, purpose = description["key"], description["name"], description["purpose"]
    first = not Template.objects.filter(purpose=purpose).exists()
    Template.objects.get_or_create(key=key, defaults={"name": name, "purpose": purpose, "opens_records": first})
    template = Template.objects.select_for_update().get(key=key)
    published = template.versions.filter(state=VersionState.PUBLISHED).first()
    if published and (_is_theirs(template, published) or _is_same(published, description)):
        return published
    if published is None and template.versions.exists():
        # Administrators retired it, or are drafting: what is offered again is theirs to decide.
        return template.versions.order_by("-number")[0]
    return _publish(_draft(template, description, now), published, now=now)


def _is_theirs(template: Template, published: TemplateVersion) -> bool:
    """Whether administrators have taken it over: they published it, or are writing its next version."""
    return bool(published.published_by_id) or template.versions.filter(state=VersionState.DRAFT).exists()


def _is_same(published: TemplateVersion, description: Described) -> bool:
    licence = licence_in(description)
    same_licence = all(getattr(published, name) == value for name, value in licence.items())
    return same_licence and sections_of(published) == settled(description)


def _draft(template: Template, description: Described, now: datetime) -> TemplateVersion:
    last = template.versions.aggregate(last=Max("number"))["last"] or 0
    if sentences := list(meanings_broken(template, settled(description))):
        raise DescriptionUnusable(" ".join(sentences))
    version = TemplateVersion.objects.create(
        template=template, number=last + 1, created_at=now, **licence_in(description)
    )
    write_sections(version, settled(description))
    return version


def _publish(version: TemplateVersion, published: TemplateVersion | None, *, now: datetime) -> TemplateVersion:
    purpose: Any = PURPOSES.get(version.template.purpose)
    if reasons := reasons_against_publishing(outline_of(version), purpose, licence_of(version)):
        raise DescriptionUnusable(" ".join(reasons))
    if published:
        published.state, published.retired_at = VersionState.RETIRED, now
        published.save(update_fields=["state", "retired_at"])
    version.state, version.published_at = VersionState.PUBLISHED, now
    version.save(update_fields=["state", "published_at"])
    facts = {"template": version.template.key, "number": version.number}
    record(
        action="template.shipped", subject_type="template_version", subject_id=version.pk, by=None, now=now, facts=facts
    )
    return version
