"""Attesting a standard: read, each scenario answered; what somebody is not sure of is talked over in supervision."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.escalations.commands import close_episodes

from ...models import Attestation, CoachingPrompt, StandardVersion
from ...reviews.commands.trail import note
from ..enums import ATTESTATION_KIND, AttestationState, Said
from ..exceptions import NotAsked, ScenarioUnanswered, TalkedOverAlready


@transaction.atomic
def attest(
    *, attestation: Attestation, answers: Mapping[uuid.UUID, Said], by: Any, now: datetime
) -> list[CoachingPrompt]:
    """Keep that it was read; gives what is to be talked over. Not being sure, or mistaken, is no fault and is kept nowhere else.

    :raises NotAsked: when it was given, or is not asked any more
    :raises ScenarioUnanswered: when a scenario has no answer
    """
    found = Attestation.objects.select_for_update(of=("self",)).get(pk=attestation.pk)
    version = StandardVersion.objects.published().filter(standard=found.standard_id, line=found.line).first()
    if found.state != AttestationState.WAITS or version is None:
        raise NotAsked("It is not asked any more, or you have attested it already.")
    scenarios = list(version.scenarios.all())
    if {one.pk for one in scenarios} - set(answers):
        raise ScenarioUnanswered("Say of each scene whether it fits. “I am not sure” is an answer too.")
    found.state, found.given_at, found.next_check = AttestationState.GIVEN, now, None
    found.save(update_fields=["state", "given_at", "next_check"])
    unsure = [one for one in scenarios if answers[one.pk] != (Said.FITS if one.fits else Said.DOES_NOT)]
    known = set(CoachingPrompt.objects.of(found.person_id).values_list("scenario", flat=True))
    raised = CoachingPrompt.objects.bulk_create(
        CoachingPrompt(person_id=found.person_id, scenario=one, raised_at=now) for one in unsure if one.pk not in known
    )
    close_episodes(kind=ATTESTATION_KIND, subject_id=found.pk, because="done", by=by, now=now)
    note("standard attested", found, by, now, about=found.person_id, number=version.number)
    return raised


@transaction.atomic
def talk_over(*, prompt: CoachingPrompt, by: Any, now: datetime) -> None:
    """Tick that a scenario was talked over.

    :raises TalkedOverAlready: when it was
    """
    found = CoachingPrompt.objects.select_for_update(of=("self",)).get(pk=prompt.pk)
    if found.talked_over_at:
        raise TalkedOverAlready("It was ticked before.")
    found.talked_over_at, found.talked_over_by = now, by
    found.save(update_fields=["talked_over_at", "talked_over_by"])
    note("coaching prompt talked over", found, by, now, about=found.person_id)
