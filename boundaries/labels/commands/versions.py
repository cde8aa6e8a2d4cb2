"""Versions of the word list: shipped, and each later one with one term changed, switched off or on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from workforce_assurance.common.versions import checksum
from workforce_assurance.people import queries as people

from ...language.tokens import phrase
from ...models import LabelListVersion, LabelTerm
from ..enums import CHANGES, SWITCHES_OFF, SWITCHES_ON, Answer, AnsweredBecause, Change, Standing
from ..exceptions import NoSuchTerm, NothingChanged, ReasonDoesNotFit, WordingIncomplete
from .contests import answer_waiting
from .trail import note

THREAT = "threat"
COPIED = (
    "code", "slug", "category", "standing", "alternative", "forms", "as_written", "means_otherwise", "position",
    "since_number", "since", "is_on", "off_because",
)  # fmt: skip


@dataclass(frozen=True)
class Wording:
    """What a term says instead, its wordings, and the phrases in which they mean something else."""

    alternative: str
    forms: tuple[str, ...] = ()
    means_otherwise: tuple[str, ...] = ()


@transaction.atomic
def ship_list(*, description: Mapping[str, Any], now: datetime) -> None:
    """Publish the shipped list where it is newer; one that was changed here is left alone."""
    sha256, versions = checksum(description), LabelListVersion.objects.all()
    if not versions.gives_way_to(sha256):
        return
    context = {"people": description["people"], "threats": description["threats"]}
    version = versions.create(
        number=versions.next_number(), shipped_sha256=sha256, change=Change.SHIPPED, context=context
    )
    threat = {"code": THREAT, "category": THREAT, "kind": THREAT, "alternative": description["threats"]["alternative"]}
    LabelTerm.objects.bulk_create(
        _shipped(one, version, at, now) for at, one in enumerate([*description["terms"], threat], start=1)
    )
    versions.put_in_force(version, by=None, now=now)
    note("word list published", version, None, now, number=version.number, change=Change.SHIPPED.value)


def _shipped(one: Mapping[str, Any], version: LabelListVersion, at: int, now: datetime) -> LabelTerm:
    return LabelTerm(
        version=version, position=at, code=one["code"], slug=slugify(one["code"]), category=one["category"],
        standing=one["kind"], alternative=one["alternative"], forms=one.get("forms", []),
        as_written=one.get("as_written", []), means_otherwise=one.get("means_otherwise", []),
        since_number=version.number, since=people.today(now=now),
    )  # fmt: skip


@transaction.atomic
def change_term(*, code: str, wording: Wording, because: AnsweredBecause, by: Any, now: datetime) -> LabelListVersion:
    """Put a version in force in which one term is worded otherwise; whoever contested it is answered.

    :raises ReasonDoesNotFit: for a reason of another answer
    :raises NoSuchTerm: when the list in force does not have it
    :raises WordingIncomplete: when nothing would be found, or nothing said instead
    :raises NothingChanged: when it is worded so already
    """
    _fits(because, CHANGES)
    before = _lock_in_force()
    term = _term_of(before, code)
    said = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(wording).items()}
    if term.standing == Standing.THREAT:
        # What can be taken away is no list of wordings.
        said = {"alternative": wording.alternative}
    elif (not wording.forms and not term.as_written) or not all(phrase(form) for form in wording.forms):
        raise WordingIncomplete("Give at least one wording, each with a word in it.")
    if not wording.alternative.strip():
        raise WordingIncomplete("Say what could be said instead.")
    if all(getattr(term, name) == value for name, value in said.items()):
        raise NothingChanged("It is worded so already.")
    version = _publish(before, Change.WORDED, code, because, said, by, now)
    answer_waiting(code, Answer.CHANGED, because, by, now)
    return version


@transaction.atomic
def switch_off(*, code: str, because: AnsweredBecause, by: Any, now: datetime) -> LabelListVersion:
    """Put a version in force that points one term out no more; whoever contested it is answered.

    :raises ReasonDoesNotFit: for a reason of another answer
    :raises NoSuchTerm: when the list in force does not have it
    :raises NothingChanged: when it is off already
    """
    _fits(because, SWITCHES_OFF)
    before = _lock_in_force()
    if not _term_of(before, code).is_on:
        raise NothingChanged("It is switched off already.")
    off = {"is_on": False, "off_because": because}
    version = _publish(before, Change.SWITCHED_OFF, code, because, off, by, now)
    if by is not None:
        answer_waiting(code, Answer.SWITCHED_OFF, because, by, now)
    return version


@transaction.atomic
def switch_on(*, code: str, because: AnsweredBecause, by: Any, now: datetime) -> LabelListVersion:
    """Put a version in force that points one term out again.

    :raises ReasonDoesNotFit: for a reason of another answer
    :raises NoSuchTerm: when the list in force does not have it
    :raises NothingChanged: when it is on already
    """
    _fits(because, SWITCHES_ON)
    before = _lock_in_force()
    if _term_of(before, code).is_on:
        raise NothingChanged("It is switched on already.")
    return _publish(before, Change.SWITCHED_ON, code, because, {"is_on": True, "off_because": ""}, by, now)


def _fits(because: AnsweredBecause, reasons: tuple[AnsweredBecause, ...]) -> None:
    if because not in reasons:
        raise ReasonDoesNotFit("Choose a reason that fits what you do.")


def _lock_in_force() -> LabelListVersion:
    version = LabelListVersion.objects.select_for_update(of=("self",)).published().first()
    if version is None:
        raise NoSuchTerm("No list is in force yet.")
    return version


def _term_of(version: LabelListVersion, code: str) -> LabelTerm:
    term = version.terms.filter(code=code).first()
    if term is None:
        raise NoSuchTerm("The list in force does not have this term.")
    return term


def _publish(
    before: LabelListVersion, change: Change, code: str, because: AnsweredBecause, said: Mapping[str, Any], by: Any,
    now: datetime,
) -> LabelListVersion:  # fmt: skip
    """Everything as it was but for one term, in force at once."""
    versions = LabelListVersion.objects.all()
    version = versions.create(
        number=versions.next_number(), change=change, changed_code=code, because=because, context=before.context
    )
    since = {"since_number": version.number, "since": people.today(now=now)}
    LabelTerm.objects.bulk_create(
        LabelTerm(version=version, **{name: getattr(one, name) for name in COPIED} | (
            {**said, **since} if one.code == code else {}
        ))
        for one in before.terms.all()
    )  # fmt: skip
    versions.put_in_force(version, by=by, now=now)
    note("word list published", version, by, now, number=version.number, change=change.value, code=code,
         because=because.value)  # fmt: skip
    return version
