"""Reading the sentence of a sampled wording, and judging it; a term that is seldom right switches itself off."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.common.redaction import Redactor
from workforce_assurance.people import queries as people
from workforce_assurance.structured_templates.commands.reading import read_wording
from workforce_assurance.structured_templates.settled import has_no_part_in

from ...language import shipped_words
from ...models import LabelListVersion, LabelReading, LabelTerm
from ..enums import AnsweredBecause, DismissedBecause, Verdict
from ..exceptions import HasAPartInIt, JudgedAlready, VerdictIncomplete
from ..in_force import words_of
from ..precision import is_too_seldom_right, precisions
from ..sentences import Sentence, sentence_with
from .trail import note
from .versions import switch_off


@transaction.atomic
def read_sentence(*, reading: LabelReading, by: Any, now: datetime) -> Sentence | None:
    """The sentence without names, None when its wording was taken out since; leaves a row that the people of the record see.

    :raises MayNotRead: when they have a part in the record, or it is gone
    :raises VaultError: when it cannot be opened
    """
    hit = reading.hit
    text = read_wording(answer_id=hit.scan_id, by=by, now=now)
    version = LabelListVersion.objects.filter(number=hit.scan.number).values_list("pk", flat=True).first()
    listed = words_of(version) if version else shipped_words()
    return sentence_with(text, hit.code, hit.occurrence, listed, Redactor({}, people.every_name().values()))


@transaction.atomic
def judge(
    *, reading: LabelReading, verdict: Verdict, because: DismissedBecause | None, by: Any, now: datetime
) -> LabelReading:
    """Say whether a wording was pointed out rightly.

    :raises JudgedAlready: when somebody did
    :raises VerdictIncomplete: when it is dismissed without a reason, or has one and is not
    :raises HasAPartInIt: when it stands in a record of theirs
    """
    if (verdict == Verdict.DISMISSED) != (because is not None):
        raise VerdictIncomplete("Say why it was pointed out in vain; for any other answer leave that open.")
    # The list first: two who judge at once would otherwise wait for each other.
    LabelListVersion.objects.select_for_update(of=("self",)).published().first()
    locked = LabelReading.objects.select_for_update(of=("self",)).select_related("hit").get(pk=reading.pk)
    if locked.verdict:
        raise JudgedAlready("Somebody judged it already. Go on with the next.")
    if not has_no_part_in(by, locked.hit.scan_id):
        raise HasAPartInIt("Somebody else has to judge this one: it stands in a record that you have a part in.")
    locked.verdict, locked.because, locked.judged_at, locked.judged_by = verdict, because or "", now, by
    locked.save(update_fields=["verdict", "because", "judged_at", "judged_by"])
    note("label judged", locked, by, now, code=locked.hit.code, verdict=verdict.value, because=locked.because)
    _switch_off_when_seldom_right(locked.hit.code, now)
    return locked


def _switch_off_when_seldom_right(code: str, now: datetime) -> None:
    term = LabelTerm.objects.filter(code=code, version__state="published", is_on=True).first()
    if term and is_too_seldom_right(precisions([term])[code]):
        switch_off(code=code, because=AnsweredBecause.IN_VAIN, by=None, now=now)
