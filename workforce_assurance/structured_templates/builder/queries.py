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


IN_ORDER = (ResponseState.OPEN, ResponseState.TO_SIGN, ResponseState.SIGNED)


@dataclass(frozen=True)
class Use:
    """How many records were written, and are being written, under a version."""

    version: TemplateVersion
    being_written: int
    waiting: int
    signed: int

    @property
    def finished(self) -> int:
        return self.waiting + self.signed


def shelves() -> list[Shelf]:
    """Every template with its published version and its draft, in two queries."""
    rows = Template.objects.prefetch_related("versions").order_by("name")
    return [_shelf(template) for template in rows]


def _shelf(template: Template) -> Shelf:
    by_state = {version.state: version for version in template.versions.all()}
    return Shelf(
        template=template,
        purpose=label_of(template),
        published=by_state.get(VersionState.PUBLISHED),
        draft=by_state.get(VersionState.DRAFT),
    )


def purpose_of(template: Template) -> Purpose | None:
    return PURPOSES.get(template.purpose)


def label_of(template: Template) -> str:
    purpose = purpose_of(template)
    return purpose.label if purpose else template.purpose


def areas_of(template: Template) -> dict[str, str]:
    """The areas that a section of the template may cover: code → name."""
    purpose = purpose_of(template)
    return purpose.areas if purpose else {}


def uses(template_id: uuid.UUID) -> list[Use]:
    """Every version of the template, latest first, with counts of records only."""
    open_ones, to_sign, signed = (Count("responses", filter=Q(responses__state=state)) for state in IN_ORDER)
    rows = (
        TemplateVersion.objects.filter(template_id=template_id)
        .annotate(being_written=open_ones, to_sign=to_sign, signed=signed)
        .select_related("published_by", "created_by")
        .order_by("-number")
    )
    return [Use(row, row.being_written, row.to_sign, row.signed) for row in rows]


def opens_instead_of(template: Template) -> TemplateVersion | None:
    """What new records of the purpose are begun with once this template is no longer published."""
    return opening_version(template.purpose, without=template.pk)


def opening_version(purpose: str, *, without: uuid.UUID | None = None) -> TemplateVersion | None:
    """The published version that new records of the purpose are begun with: the chosen template's, or the latest."""
    published = TemplateVersion.objects.filter(template__purpose=purpose, state=VersionState.PUBLISHED)
    others = published.exclude(template=without).select_related("template")
    return others.order_by("-template__opens_records", "-published_at", "pk").first()


def versions_with_template() -> QuerySet[TemplateVersion]:
    return TemplateVersion.objects.select_related("template")


def unfinished(version: TemplateVersion) -> int:
    """How many records were begun under the version and are not finished."""
    return Response.objects.filter(version=version, state=ResponseState.OPEN).count()
