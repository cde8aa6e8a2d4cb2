"""Drawing a sample of what was found."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.common.references import new_reference

from ...models import LabelListVersion, LabelReading, LabelSample
from ..drawing import drawn, frame_of
from ..exceptions import NothingToJudge
from .trail import note


@transaction.atomic
def draw_label_sample(*, size: int, once: uuid.UUID, by: Any, now: datetime, seed: str = "") -> LabelSample:
    """Draw so many of what was found, by term. The seed comes from the system; tests and the demo say it.

    :raises NothingToJudge: when nothing was found that is in no sample yet
    """
    if known := LabelSample.objects.filter(once=once).first():
        return known
    # One draw at a time: none takes what another is taking.
    version = LabelListVersion.objects.select_for_update(of=("self",)).published().first()
    seed = seed or secrets.token_hex(16)
    frame = frame_of(version) if version else {}
    keys = drawn(frame, size=size, seed=seed)
    if version is None or not keys:
        raise NothingToJudge(
            "Nothing was found that is in no sample yet. Texts are looked through a week after they are saved."
        )
    sample = LabelSample.objects.create(
        once=once, reference=new_reference(), version=version, seed=seed, frame=frame,
        size=len(keys), wanted=size,
        population=sum(map(len, frame.values())), drawn_at=now, drawn_by=by,
    )  # fmt: skip
    LabelReading.objects.bulk_create(
        LabelReading(sample=sample, hit_id=key, place=at) for at, key in enumerate(keys, start=1)
    )
    note("label sample drawn", sample, by, now, size=len(keys), population=sample.population, seed=seed)
    return sample
