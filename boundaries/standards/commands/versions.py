"""Standards: shipped, drafted, worded, published; a change of meaning asks everybody anew."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from workforce_assurance.common.versions import checksum

from ...models import Scenario, Standard, StandardVersion
from ...reviews.commands.trail import note
from ..enums import Category
from ..exceptions import CodeTaken, NoDraft, StandardIncomplete
from .asking import ask_to_attest
from .reading import keep

WORDS = ("title", "category", "can", "cannot", "say", "plain")


@dataclass(frozen=True)
class Scene:
    """A short scene, whether it fits the standard, and why."""

    told: str
    fits: bool
    because: str


@dataclass(frozen=True)
class Worded:
    """What a card says, whom it concerns (job titles; none: everybody), and the scenes beside it."""

    title: str
    category: Category
    can: str
    cannot: str
    say: str
    plain: str
    job_titles: Sequence[str] = ()
    scenes: Sequence[Scene] = field(default_factory=list)


@transaction.atomic
def ship_standards(*, description: Mapping[str, Any], now: datetime) -> None:
    """Draft each shipped standard that is not known here yet. Putting it in force is the organisation's own word."""
    known = set(Standard.objects.values_list("code", flat=True))
    for position, one in enumerate(description["standards"], start=1):
        if one["code"] in known:
            continue
        standard = Standard.objects.create(code=one["code"], position=position)
        words: dict[str, Any] = {
            name: "\n".join(one[name]) if isinstance(one[name], list) else one[name] for name in WORDS
        }
        scenes = [Scene(**scene) for scene in one["scenes"]]
        draft = _new(standard, Worded(**words, scenes=scenes), shipped_sha256=checksum(one))
        note("standard shipped", draft, None, now, code=standard.code)


@transaction.atomic
def add_standard(*, worded: Worded, once: uuid.UUID, by: Any, now: datetime) -> StandardVersion:
    """Draft a standard of one's own.

    :raises CodeTaken: when another one is called that
    :raises StandardIncomplete: when something of it is not said
    """
    _check(worded)
    code = slugify(worded.title)[:60] or str(once)
    if Standard.objects.filter(code=code).exists():
        raise CodeTaken("Another standard is called that. Change that one, or choose another title.")
    last = Standard.objects.aggregate(last=Max("position"))["last"] or 0
    draft = _new(Standard.objects.create(id=once, code=code, position=last + 1, owner=by), worded)
    note("standard drafted", draft, by, now, number=draft.number)
    return draft


@transaction.atomic
def draft_standard(*, standard: Standard, by: Any, now: datetime) -> StandardVersion:
    """Draft the next version from the one in force, or go on with its draft."""
    standard = _locked(standard)
    versions = StandardVersion.objects.of(standard)
    if draft := versions.drafts().first():
        return draft
    before = versions.published().get()
    draft = _new(standard, _worded(before))
    note("standard drafted", draft, by, now, number=draft.number)
    return draft


@transaction.atomic
def word_standard(*, draft: StandardVersion, worded: Worded, by: Any, now: datetime) -> StandardVersion:
    """Say the draft in other words.

    :raises NoDraft: when it is published
    :raises StandardIncomplete: when something of it is not said
    """
    found = _draft(draft)
    _check(worded)
    for name in WORDS:
        setattr(found, name, getattr(worded, name))
    found.job_titles = sorted(worded.job_titles)
    found.save()
    found.scenarios.all().delete()
    _write_scenes(found, worded.scenes)
    note("standard worded", found, by, now, number=found.number)
    return found


@transaction.atomic
def publish_standard(
    *, draft: StandardVersion, is_material: bool, review_on: date | None, by: Any, now: datetime
) -> StandardVersion:
    """Put the draft in force. When its meaning changed everybody whom it concerns is asked to attest it anew, at once.

    Whoever put a standard in force first keeps it: they are asked to read it again by `review_on`.

    :raises NoDraft: when it is published
    """
    found = _draft(draft)
    first = not StandardVersion.objects.of(found.standard).published().exists()
    found.is_material = is_material or first
    _publish(found, by=by, now=now)
    keep(found.standard, review_on=review_on, by=by, now=now)
    ask_to_attest(now=now)
    return found


@transaction.atomic
def discard_standard(*, draft: StandardVersion, by: Any, now: datetime) -> None:
    """Throw the draft away; a standard that was never published goes with it.

    :raises NoDraft: when it is published
    """
    found = _draft(draft)
    note("standard draft discarded", found, by, now, number=found.number)
    found.scenarios.all().delete()
    found.delete()
    if not found.standard.versions.exists():
        found.standard.delete()


def _publish(draft: StandardVersion, *, by: Any, now: datetime) -> None:
    versions = StandardVersion.objects.of(draft.standard)
    before = versions.published().first()
    draft.line = draft.number if draft.is_material or before is None else before.line
    draft.save(update_fields=["line", "is_material"])
    versions.put_in_force(draft, by=by, now=now)
    note("standard published", draft, by, now, number=draft.number, is_material=draft.is_material)


def _new(standard: Standard, worded: Worded, **more: Any) -> StandardVersion:
    number = StandardVersion.objects.of(standard).next_number()
    words = {name: getattr(worded, name) for name in WORDS}
    draft = StandardVersion.objects.create(
        standard=standard, number=number, line=number, job_titles=sorted(worded.job_titles), **words, **more
    )
    _write_scenes(draft, worded.scenes)
    return draft


def _write_scenes(draft: StandardVersion, scenes: Sequence[Scene]) -> None:
    Scenario.objects.bulk_create(
        Scenario(version=draft, position=at, told=one.told, fits=one.fits, because=one.because)
        for at, one in enumerate(scenes, start=1)
    )


def _worded(version: StandardVersion) -> Worded:
    words = {name: getattr(version, name) for name in WORDS}
    scenes = [Scene(one.told, one.fits, one.because) for one in version.scenarios.all()]
    return Worded(**words, job_titles=version.job_titles, scenes=scenes)


def _check(worded: Worded) -> None:
    if not all(str(getattr(worded, name)).strip() for name in WORDS):
        raise StandardIncomplete("Say what we can do, what we cannot, how to say it, and the same in plain words.")


def _locked(standard: Standard) -> Standard:
    return Standard.objects.select_for_update(of=("self",)).get(pk=standard.pk)


def _draft(draft: StandardVersion) -> StandardVersion:
    _locked(draft.standard)
    found = StandardVersion.objects.drafts().select_related("standard").filter(pk=draft.pk).first()
    if found is None:
        raise NoDraft("This version is published and never changes. Draft the next one.")
    return found
