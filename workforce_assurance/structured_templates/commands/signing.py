"""Finishing a record, signing it, and what is added afterwards."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from ..asked import asked_by
from ..contents import asked_now, content_sha256, values_of
from ..enums import Part, ResponseState
from ..models import Amendment, Answer, Response, Section, Signature, Statement
from ..parties import READ_SHARED, SIGN
from ..places import place_of
from ..progress import unfinished_sections
from ..purposes import PURPOSES
from ..refusals import (
    ContentChanged,
    MayNotWrite,
    RecordNotFinished,
    RecordNotSigned,
    SectionsUnfinished,
    SignedAlready,
    SomebodySigned,
)
from ..vault import seal
from .parties import claim, claim_to_write, note, own_key, part_of


@transaction.atomic
def finish_response(*, response: Response, by: Any, now: datetime) -> Response:
    """Close the writing: the answers are hashed and wait for the signatures. Finishing twice is finishing once.

    Answers to questions that are not asked any more, given the other answers, are left out.

    :raises MayNotWrite: when they are not the one who writes the record, or the practice says no
    :raises SectionsUnfinished: when a needed answer is missing, or a section of theirs is not saved
    """
    if claim(response).state != ResponseState.OPEN and part_of(response, by) == Part.AUTHOR:
        return claim(response)
    response = claim_to_write(response, by=by, now=now)
    if part_of(response, by) != Part.AUTHOR:
        raise MayNotWrite
    if unfinished := unfinished_sections(response, by):
        raise SectionsUnfinished(unfinished)
    left_out = _leave_out(response)
    response.state, response.finished_at = ResponseState.TO_SIGN, now
    response.content_sha256 = _sha256(response)
    response.save(update_fields=["state", "finished_at", "content_sha256"])
    note("finished", response, by=by, now=now, sha256=response.content_sha256, left_out=left_out)
    _tell_the_practice(response, now)
    return response


def _tell_the_practice(response: Response, now: datetime) -> None:
    """Whose signature the record waits for from now on; nobody's while it is written."""
    finished = response.state != ResponseState.OPEN
    signed = response.signatures.values("person")
    missing = response.parties.filter(part__in=SIGN).exclude(person__in=signed) if finished else []
    of = frozenset(party.person_id for party in missing)
    purpose = PURPOSES[response.purpose]
    purpose.waits_for_signatures(subject_id=response.subject_id, of=of, signed=finished, now=now)


def _shared(response: Response) -> Any:
    return Answer.objects.filter(response=response, private_to=None)


def _leave_out(response: Response) -> int:
    values = values_of(_shared(response))
    asked = {q.id for section in asked_by(response.version_id).sections for q in asked_now(section, values)}
    return _shared(response).exclude(question__in=asked).delete()[0]


def _sha256(response: Response) -> str:
    return content_sha256(asked_by(response.version_id), values_of(_shared(response)))


@transaction.atomic
def reopen_response(*, response: Response, by: Any, now: datetime) -> Response:
    """Go back to writing, as long as nobody has signed.

    :raises MayNotWrite: when they are not the one who writes the record, or the practice says no
    :raises SomebodySigned: when it is too late
    """
    response = claim(response)
    if part_of(response, by) != Part.AUTHOR:
        raise MayNotWrite
    if response.state == ResponseState.OPEN:
        return response
    if response.signatures.exists():
        raise SomebodySigned
    response.state, response.finished_at, response.content_sha256 = ResponseState.OPEN, None, ""
    response.save(update_fields=["state", "finished_at", "content_sha256"])
    note("reopened", response, by=by, now=now)
    _tell_the_practice(response, now)
    return response


@transaction.atomic
def sign(
    *, response: Response, seen_sha256: str, by: Any, now: datetime, statement: str = "", once: str = ""
) -> Response:
    """Sign what was shown; the last signature closes the record: the second, or in a group the author's. Twice is once.

    :raises MayNotWrite: when it is not theirs to sign
    :raises RecordNotFinished: when it is still being written
    :raises ContentChanged: when what they were shown is not what stands there
    """
    response = claim(response)
    _check_signs(response, by)
    if response.state == ResponseState.OPEN:
        raise RecordNotFinished
    if response.signatures.filter(person=by.pk).exists():
        return response
    if seen_sha256 != response.content_sha256 or _sha256(response) != response.content_sha256:
        raise ContentChanged
    if statement:
        add_statement(response=response, text=statement, once=once, by=by, now=now)
    Signature.objects.create(response=response, person=by, at=now, content_sha256=response.content_sha256)
    note("signed", response, by=by, now=now, sha256=response.content_sha256)
    _tell_the_practice(response, now)
    return _close(response, by, now)


def _check_signs(response: Response, by: Any) -> None:
    if part_of(response, by) not in SIGN:
        raise MayNotWrite


def _close(response: Response, by: Any, now: datetime) -> Response:
    if response.signatures.count() == response.parties.filter(part__in=SIGN).count():
        response.state, response.signed_at = ResponseState.SIGNED, now
        response.save(update_fields=["state", "signed_at"])
        note("closed", response, by=by, now=now)
    return response


@transaction.atomic
def add_statement(*, response: Response, text: str, once: str, by: Any, now: datetime) -> Statement:
    """Put somebody's own words beside the record; `once` names the press of the button.

    Whoever signs the record adds theirs before or with the signature; in a group everybody who was there, at any time.
    Each states in texts of their own what they see differently; nobody changes the record or another's text.

    :raises MayNotWrite: when they are no party, or in a group were not there
    :raises RecordNotFinished: when it is still being written
    :raises SignedAlready: when they have signed
    """
    response = claim(response)
    if part_of(response, by) not in READ_SHARED:
        raise MayNotWrite
    if response.state == ResponseState.OPEN:
        raise RecordNotFinished
    statement = Statement(id=own_key(response, by, f"statement {once}"), response=response, by=by, at=now)
    if existing := Statement.objects.filter(pk=statement.pk).first():
        return existing
    if response.signatures.filter(person=by.pk).exists():
        raise SignedAlready
    statement.sealed = seal(text, place_of(statement, "sealed"))
    statement.save(force_insert=True)
    note("statement_added", response, by=by, now=now)
    return statement


@transaction.atomic
def amend(
    *, response: Response, section: Section | None = None, reason: str, text: str, once: str, by: Any, now: datetime
) -> Amendment:
    """Add to a signed record, with the reason; what was signed stays. `once` names the press of the button.

    :raises MayNotWrite: when it is not theirs to amend
    :raises RecordNotSigned: before both have signed
    """
    response = claim(response)
    _check_signs(response, by)
    if response.state != ResponseState.SIGNED:
        raise RecordNotSigned
    amendment = Amendment(
        id=own_key(response, by, f"amendment {once}"), response=response, section=section, by=by, at=now
    )
    if existing := Amendment.objects.filter(pk=amendment.pk).first():
        return existing
    amendment.sealed_reason = seal(reason, place_of(amendment, "sealed_reason"))
    amendment.sealed_text = seal(text, place_of(amendment, "sealed_text"))
    amendment.save(force_insert=True)
    note("amended", response, by=by, now=now, section=section.key if section else "")
    return amendment
