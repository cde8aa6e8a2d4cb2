"""Questions about templates and their versions for the builder."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from ..enums import ResponseState, VersionState
from ..models import Response, Template, TemplateVersion
from ..purposes import PURPOSES, Purpose


@dataclass(frozen=True)
class Shelf:
    """A template, what is in use of it, and what is being prepared."""

    template: Template
    purpose: str
    published: TemplateVersion | None
    draft: TemplateVersion | None


@dataclass(frozen=True)
class Use:
    """How many records were written, and are being written, under a version."""

    version: TemplateVersion
    being_written: int
    finished: int


def shelves() -> list[Shelf]:
    """Every template with its published version and its draft, in two queries."""
    rows = Template.objects.prefetch_related("versions").order_by("name")
    return [_shelf(template) for template in rows]


def _shelf(template: Template) -> Shelf:
    by_state = {version.state: version for version in template.versions.all()}
    purpose = purpose_of(template)
    return Shelf(
        template=template,
        purpose=purpose.label if purpose else template.purpose,
        published=by_state.get(VersionState.PUBLISHED),
        draft=by_state.get(VersionState.DRAFT),
    )


def purpose_of(template: Template) -> Purpose | None:
    return PURPOSES.get(template.purpose)


def areas_of(template: Template) -> dict[str, str]:
    """The areas that a section of the template may cover: code → name."""
    purpose = purpose_of(template)
    return purpose.areas if purpose else {}


def uses(template_id: uuid.UUID) -> list[Use]:
    """Every version of the template, latest first, with counts of records only."""
    written = Count("responses")
    open_ones = Count("responses", filter=Q(responses__state=ResponseState.OPEN))
    rows = (
        TemplateVersion.objects.filter(template_id=template_id)
        .annotate(written=written, being_written=open_ones)
        .select_related("published_by", "created_by")
        .order_by("-number")
    )
    return [Use(row, row.being_written, row.written - row.being_written) for row in rows]


def versions_with_template() -> QuerySet[TemplateVersion]:
    return TemplateVersion.objects.select_related("template")


def unfinished(version: TemplateVersion) -> int:
    """How many records were begun under the version and are not finished."""
    return Response.objects.filter(version=version, state=ResponseState.OPEN).count()
