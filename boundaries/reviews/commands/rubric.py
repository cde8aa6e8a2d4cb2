"""The rubric: shipped, drafted by a calibration, changed while it is a draft, and published."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from workforce_assurance.common.versions import checksum

from ...models import Calibration, Criterion, RubricVersion
from ..exceptions import NoRubricDraft, RubricIncomplete
from .trail import note


@transaction.atomic
def ship_rubric(*, description: Mapping[str, Any], now: datetime) -> None:
    """Publish the shipped rubric where it is newer; one that was published or is drafted here is left alone."""
    sha256, versions = checksum(description), RubricVersion.objects.all()
    if not versions.gives_way_to(sha256):
        return
    version = versions.create(number=versions.next_number(), shipped_sha256=sha256)
    Criterion.objects.bulk_create(
        Criterion(version=version, position=at, **one) for at, one in enumerate(description["criteria"], start=1)
    )
    versions.put_in_force(version, by=None, now=now)
    note("rubric published", version, None, now, number=version.number)


@transaction.atomic
def hold_calibration(
    *, held_on: date, taking_part: int, criteria: Collection[str], by: Any, now: datetime
) -> RubricVersion:
    """Note that raters sat together, and draft the next version of the rubric from the one in force, or go on with its draft."""
    versions = RubricVersion.objects.select_for_update(of=("self",))
    draft = versions.drafts().first()
    if draft is None:
        before = versions.published().get()
        draft = RubricVersion.objects.create(number=RubricVersion.objects.next_number())
        Criterion.objects.bulk_create(_copy(one, draft) for one in before.criteria.all())
    Calibration.objects.create(
        drafted=draft, held_on=held_on, taking_part=taking_part, criteria=sorted(criteria), noted_at=now, noted_by=by
    )
    note("rubric calibrated", draft, by, now, number=draft.number, criteria=sorted(criteria), taking_part=taking_part)
    return draft


def _copy(one: Criterion, draft: RubricVersion) -> Criterion:
    kept = {name: getattr(one, name) for name in ("code", "label", "question", "position", "is_critical", "behaviours")}
    return Criterion(version=draft, **kept)


@transaction.atomic
def change_criterion(
    *, criterion: Criterion, label: str, question: str, behaviours: Mapping[str, str], by: Any, now: datetime
) -> Criterion:
    """Say a criterion of the draft in other words; its code and its scores stay.

    :raises NoRubricDraft: when its version is published
    :raises RubricIncomplete: when words are missing
    """
    draft = _lock_draft()
    if criterion.version_id != draft.pk:
        raise NoRubricDraft("This version is published and never changes. A calibration drafts the next one.")
    if not (label.strip() and question.strip()) or {key for key, words in behaviours.items() if words.strip()} != set(
        criterion.behaviours
    ):
        raise RubricIncomplete("Describe each score, the criterion and its question.")
    criterion.label, criterion.question, criterion.behaviours = label, question, dict(behaviours)
    criterion.save(update_fields=["label", "question", "behaviours"])
    note("criterion changed", criterion, by, now, code=criterion.code, number=draft.number)
    return criterion


@transaction.atomic
def publish_rubric(*, by: Any, now: datetime) -> RubricVersion:
    """Put the draft in force; samples that were drawn before keep their version.

    :raises NoRubricDraft: when there is none
    """
    draft = _lock_draft()
    RubricVersion.objects.all().put_in_force(draft, by=by, now=now)
    note("rubric published", draft, by, now, number=draft.number)
    return draft


def _lock_draft() -> RubricVersion:
    draft = RubricVersion.objects.select_for_update(of=("self",)).drafts().first()
    if draft is None:
        raise NoRubricDraft("No next version is drafted. A calibration drafts it.")
    return draft
