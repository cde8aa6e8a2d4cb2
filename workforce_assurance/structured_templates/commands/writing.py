"""Writing in a record: the draft as it is typed, and the answers of a section."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from ..asked import Asked, AskedSection, asked_by
from ..contents import Draft, draft_of, sealed_draft, stand_of, typed_of, values_of
from ..enums import QuestionKind, ResponseState, SectionState
from ..kinds import Typed, Value
from ..models import Answer, Response, ResponseSection
from ..places import place_of
from ..purposes import PURPOSES, AdjustmentRow
from ..readers import private_to
from ..refusals import DraftConflict, RecordNotOpen
from ..totals import totals_of
from ..vault import seal
from .parties import check_part, claim_to_write, note


def save_draft(
    *,
    response: Response,
    section: AskedSection,
    typed: Typed,
    revision: int,
    seen: str,
    by: Any,
    now: datetime,
    page: str = "",
) -> int:
    """Keep a section as it was typed, valid or not; one row, and only when `revision` is still the one that it has.

    Who may write is asked before: this is what autosave calls; one statement needs no transaction.
    `page` names the opened page that it comes from. Gives the new revision.

    :raises RecordNotOpen: when the record is finished
    :raises DraftConflict: when it was saved somewhere else in between
    """
    if response.state != ResponseState.OPEN and not _stays_open(response, section):
        raise RecordNotOpen
    row = ResponseSection(response=response, section_id=section.id, author=by, page=page, updated_at=now)
    row.sealed_draft = sealed_draft(row, Draft(typed, seen))
    if _written(row, over=revision) or (revision == 0 and _created(row)):
        return row.revision
    return _catch_up(row, section, typed)


def _stays_open(response: Response, section: AskedSection) -> bool:
    """What somebody of a group keeps for themselves is written whenever they like."""
    return PURPOSES[response.purpose].is_group and section.is_private


def _written(row: ResponseSection, *, over: int) -> bool:
    row.revision = over + 1
    own = ResponseSection.objects.filter(
        response=row.response_id, section=row.section_id, author=row.author_id, revision=over
    )
    return bool(
        own.update(
            revision=row.revision,
            sealed_draft=row.sealed_draft,
            state=SectionState.STARTED,
            page=row.page,
            updated_at=row.updated_at,
        )
    )


@transaction.atomic
def _catch_up(row: ResponseSection, section: AskedSection, typed: Typed) -> int:
    """Whatever saved in between was the same page: an answer that got lost on its way, or a save that overtook this one."""
    there = _own(row.response, section, row.author).select_for_update().first()
    if there is None or not row.page or there.page != row.page:
        raise _conflict(row.response, section, typed, row.author)
    if there.state == SectionState.STARTED:
        _written(row, over=there.revision)
        return row.revision
    return int(there.revision)


def _own(response: Response, section: AskedSection, by: Any) -> Any:
    return ResponseSection.objects.filter(response=response, section=section.id, author=by.pk)


def _created(row: ResponseSection) -> bool:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _conflict(response: Response, section: AskedSection, typed: Typed, by: Any) -> DraftConflict:
    row = _own(response, section, by).first()
    draft = draft_of(row)
    theirs = draft.typed if draft else typed_of(section, values_of(answers_in(response, section, by)))
    return DraftConflict(mine=typed, theirs=theirs, revision=row.revision if row else 0)


def answers_in(response: Response, section: AskedSection, person: Any) -> list[Answer]:
    """The answers of the section that the person may read."""
    return list(
        Answer.objects.readable_by(person).filter(response=response, question__in=[q.id for q in section.answered])
    )


@transaction.atomic
def save_section(
    *,
    response: Response,
    section: AskedSection,
    values: Mapping[str, Value | None],
    revision: int,
    seen: str,
    by: Any,
    now: datetime,
    typed: Typed | None = None,
    page: str = "",
) -> None:
    """Store the answers of a section, by the key of their question, and let the draft go; an answer of None is taken out.

    `revision` and `seen` are what the writer's page had: the draft's revision, and how the shared answers stood.
    Saving the same again changes nothing.

    :raises MayNotWrite, RecordNotOpen: when they may not, or no longer
    :raises DraftConflict: when it was saved somewhere else, or by the other person, in between
    """
    response = claim_to_write(response, by=by, now=now)
    check_part(response, section, by=by)
    stored = answers_in(response, section, by)
    row = _own(response, section, by).select_for_update().first()
    changed = _changed(section, stored, values)
    if _is_stale(row, revision, page) or stand_of(section, stored) != seen:
        if not changed and (row is None or row.sealed_draft is None):
            return
        raise _told_apart(_conflict(response, section, typed or {}, by), section, stored, row, revision)
    _store(response, stored, changed, by=by, now=now)
    _work_out_totals(response, by=by, now=now, private_alone=section.is_private)
    _done(row or ResponseSection(response=response, section_id=section.id, author=by), page, now)
    if any(asked.kind == QuestionKind.ADJUSTMENTS for asked in changed):
        _tell_of_adjustments(response, by, now)
    note("section_saved", response, by=by, now=now, section=section.key, changed=len(changed))


def _is_stale(row: ResponseSection | None, revision: int, page: str) -> bool:
    """Whether something that the writer's page does not know was saved on top of what it began with."""
    if row is None:
        return revision != 0
    of_this_page = bool(page) and row.page == page and row.state == SectionState.STARTED
    return row.revision != revision and not of_this_page


def _told_apart(
    conflict: DraftConflict, section: AskedSection, stored: list[Answer], row: ResponseSection | None, revision: int
) -> DraftConflict:
    """When only the other person saved, it is their answers that stand against mine, not my own draft."""
    if row is None or row.revision == revision:
        conflict.theirs = typed_of(section, values_of(stored))
    return conflict


def _changed(
    section: AskedSection, stored: list[Answer], values: Mapping[str, Value | None]
) -> dict[Asked, Value | None]:
    before = values_of(stored)
    wanted = {asked: values[asked.key] for asked in section.answered if asked.key in values and not asked.is_computed}
    return {asked: value for asked, value in wanted.items() if before.get(asked.id) != value}


def _store(
    response: Response,
    stored: list[Answer],
    changed: dict[Asked, Value | None],
    *,
    by: Any,
    now: datetime,
) -> None:
    known = {answer.question_id: answer for answer in stored}
    gone = [known[asked.id].pk for asked, value in changed.items() if value is None and asked.id in known]
    Answer.objects.filter(pk__in=gone).delete()
    new: list[Answer] = []
    kept: list[Answer] = []
    for asked, value in changed.items():
        if value is not None:
            (kept if asked.id in known else new).append(_answer(response, asked, known.get(asked.id), value, by, now))
    Answer.objects.bulk_create(new)
    Answer.objects.bulk_update(kept, ["coded", "sealed", "author", "answered_at"])


def _work_out_totals(response: Response, *, by: Any, now: datetime, private_alone: bool) -> None:
    """Store what every total comes to now, from the answers that this writer may read; one not computable has no answer."""
    version = asked_by(response.version_id)
    if not version.computed():
        return
    readable = list(Answer.objects.readable_by(by).filter(response=response))
    values = values_of(readable)
    changed = {asked: value for asked, value in totals_of(version, values).items() if values.get(asked.id) != value}
    if private_alone:
        changed = {asked: value for asked, value in changed.items() if asked.is_private}
    _store(response, readable, changed, by=by, now=now)


def _answer(response: Response, asked: Asked, known: Answer | None, value: Value, by: Any, now: datetime) -> Answer:
    answer = known or Answer(
        id=uuid.uuid4(), response=response, question_id=asked.id, private_to=private_to(asked.layer, writer=by)
    )
    answer.coded, answer.author, answer.answered_at = value.coded, by, now
    answer.sealed = None if value.words is None else seal(value.words, place_of(answer, "sealed"))
    return answer


def _done(row: ResponseSection, page: str, now: datetime) -> None:
    row.revision, row.state, row.sealed_draft, row.updated_at = row.revision + 1, SectionState.DONE, None, now
    row.page = page
    row.save()


def _tell_of_adjustments(response: Response, by: Any, now: datetime) -> None:
    """Give the practice every agreed row of the record, as coded facts."""
    asked = [
        q.id
        for q in asked_by(response.version_id).questions()
        if q.kind == QuestionKind.ADJUSTMENTS and not q.is_private
    ]
    answers = Answer.objects.filter(response=response, question__in=asked, private_to=None).order_by("question")
    rows = [_row(answer, coded) for answer in answers for coded in answer.coded or []]
    PURPOSES[response.purpose].adjustments_agreed(response.subject_id, rows, by, now)


def _row(answer: Answer, coded: Mapping[str, Any]) -> AdjustmentRow:
    def day(iso: str | None) -> date | None:
        return date.fromisoformat(iso) if iso else None

    return AdjustmentRow(
        # Two questions may both have a row of that key.
        row=f"{answer.question_id}.{coded['row']}",
        kind=coded["kind"],
        owner_id=uuid.UUID(coded["owner"]),
        starts_on=day(coded["starts_on"]),
        ends_on=day(coded["ends_on"]),
        check_on=day(coded["check_on"]),
    )
